using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Users;

namespace Saxaul.Tests.Intake;

/// <summary>A registry of two counties into which a test hands small files.</summary>
internal sealed class IntakeExample : IDisposable
{
    public static readonly DateOnly Day = new(2020, 4, 1);
    public static readonly Actor Official = Actor.Operator("official");
    private readonly TestRegistry test;

    private const string AreaCodes = """
        code,name,level,parent
        6529,阿克苏地区,prefecture,65
        652902,库车市,county,6529
        652902105,牙哈镇,township,652902
        652902105201,守努特村委会,village,652902105
        652902105208,玉奇玉吉买村委会,village,652902105
        652902203,哈尼喀塔木乡,township,652902
        652902203215,英买里村委会,village,652902203
        652929,柯坪县,county,6529
        652929100,柯坪镇,township,652929
        652929100201,库木里村委会,village,652929100
        """;

    private const string RosterHeadings = "县,乡镇,行政村,户编号,户类型,家庭人口数,联系电话,姓名,与户主关系,性别,证件号码,工资性收入,自付医疗费用,住房鉴定等级,饮水是否安全";

    /// <summary>Kuqa, the county of most tests, and Kalpin.</summary>
    public const int Kuqa = 1, Kalpin = 2;

    public IntakeExample(DatabaseKind kind, TimeProvider? time = null)
    {
        test = new TestRegistry(kind, time);
        new ImportAreas(AreaList.Read(test.Write("areas.csv", AreaCodes)), 2020).Run(Registry, Official);
        Counties = Gazetteer.Read(Registry.Database);
    }

    public Registry Registry => test.Registry;

    public Gazetteer Counties { get; }

    public string Target => test.Target;

    /// <summary>The number of an invented man.</summary>
    public static string Number(int person) => InventedNumbers.Of(new DateOnly(1960, 1, 1).AddDays(person), 2 * (person % 400) + 1);

    /// <summary>A row of a roster; the head's row carries what is the household's own.</summary>
    public static string Row(string household, string name, int person, string village = "守努特村", string township = "牙哈镇", string county = "库车市", string wages = "30000", string medical = "0", string phone = "", string relation = "户主", string? number = null) =>
        $"{county},{township},{village},{household},脱贫户,,{phone},{name},{relation},男,{number ?? Number(person)},{wages},{medical},A级,是";

    public static string Roster(params IEnumerable<string> rows) => string.Join('\n', rows.Prepend(RosterHeadings)) + "\n";

    public static string Costs(params IEnumerable<string> rows) => string.Join('\n', rows.Prepend("姓名,身份证号,乡镇,村,住院日期,自付费用")) + "\n";

    public string Write(string name, string text) => test.Write(name, text);

    public ImportResult Import(ImportOptions options, params IEnumerable<(string Name, string Text)> files) =>
        new Import(Registry, Official, options with { On = options.On ?? Day }).Run([.. files.Select(file => Write(file.Name, file.Text))]);

    public ImportResult Import(string name, string text) => Import(new ImportOptions(), (name, text));

    /// <summary>Household number and rule of every warning, after screening everything.</summary>
    public string[] Warnings()
    {
        var facts = new FactStore(Registry);
        new Screen(Registry, Official, facts, Policy.Load(Registry, facts.Shape, "acceptance"), Day).All();
        return [.. ListWarnings.Of(Registry, Official, Day).Select(warning => $"{warning.Number} {warning.Warning.Rule}").Order(StringComparer.Ordinal)];
    }

    public List<T> Now<T>(VersionedTable table, Func<Journal.Version, T> read, int county = Kuqa)
    {
        using var connection = Registry.Database.OpenReader();
        return [.. AsOf.Now.Read(Registry.Database, connection, table, county).OrderBy(version => version.Id).Select(read)];
    }

    public List<Finding> Findings(string kind, int county = Kuqa) => [.. Now(Finding.Table, Finding.From, county).Where(finding => finding.Kind == kind)];

    /// <summary>The id of the one finding of this kind.</summary>
    public long FindingId(string kind, int county = Kuqa) => Now(Finding.Table, version => (version.Id, Finding.From(version).Kind), county).Single(one => one.Kind == kind).Id;

    public RegisterDefinition Budget => Registry.Register("budget");

    /// <summary>Everything that is known now, earlier days included, but warnings: a line a version. Two registries of the same lines are the same.</summary>
    public string[] State()
    {
        using var connection = Registry.Database.OpenReader();
        var lines = new List<string>();
        foreach (var county in FactStore.Counties(connection).Prepend(0))
        {
            foreach (var table in Registry.Tables.Where(table => table != Warning.Table && table.Name != "entry_reason"))
            {
                var past = connection.Command($"SELECT {table.SelectList(history: true)} FROM {table.HistoryName} WHERE county_key = @county AND known_to IS NULL", ("@county", county))
                    .ToList(reader => table.Read(reader, Registry.Database.Secrets));
                lines.AddRange(AsOf.Now.Read(Registry.Database, connection, table, county).Concat(past).Select(version =>
                    string.Create(CultureInfo.InvariantCulture, $"{county} {table.Name} {version.Id} {version.TrueFrom:o}-{version.TrueTo:o} row {version.SourceRow}: {string.Join(" | ", version.Values)}")));
            }
        }
        lines.Sort(StringComparer.Ordinal);
        return [.. lines];
    }

    /// <summary>The journal and every version are as they were written.</summary>
    public bool IsWhole() => !Verify.Run(Registry, Official).Any();

    public void Dispose() => test.Dispose();
}
