using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Indicators;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Users;

namespace Saxaul.Tests.Journals;

/// <summary>A registry in which every table holds something: a county imported and screened, and another with a row of every kind in every state.</summary>
internal sealed class WholeRegistry : IDisposable
{
    public const int OtherCounty = 77;
    public static readonly DateOnly Day = new(2020, 4, 1);
    public static readonly Actor Official = Actor.Operator("official");

    private const string AreaCodes = """
        code,name,level,parent
        6529,阿克苏地区,prefecture,65
        652902,库车市,county,6529
        652902105,牙哈镇,township,652902
        652902105201,守努特村委会,village,652902105
        652902105208,玉奇玉吉买村委会,village,652902105
        """;

    private const string Roster = """
        县,乡镇,行政村,户编号,户类型,家庭人口数,姓名,与户主关系,性别,证件号码,出生日期,工资性收入,经营性收入,财产性收入,转移性收入,生产经营性支出,自付医疗费用,自付教育费用,因灾损失,住房鉴定等级,饮水是否安全,健康状况
        库车市,牙哈镇,守努特村,6510000001,脱贫户,2,卡德尔·艾尔肯,户主,男,999019196309248931,1963-09-24,"12,300",,,0.2万,0,6200元,,,A级,是,健康
        ,,,6510000001,,,古丽,配偶,女,999037196307227961,1963.7.22,,,,,,,,,,,患有大病
        库车市,牙哈镇,玉奇玉吉麦村,6510000002,脱贫户,1,买买提,户主,男,,,30000,,,,,,,,D级,是,健康
        """;

    private readonly TestRegistry test;

    public WholeRegistry(DatabaseKind kind)
    {
        test = new TestRegistry(kind);
        new ImportAreas(AreaList.Read(test.Write("areas.csv", AreaCodes)), 2020).Run(Registry, Official);
        Import("652902-库车市-户信息.csv", Roster);
        Screen();
        Count();
    }

    /// <summary>The county's totals, which are kept from then on.</summary>
    public long Count()
    {
        var facts = new FactStore(Registry);
        var read = new ReadIndicators("652902", Day).Run(Registry, facts, IndicatorSet.Of(Registry, facts.Shape), Official);
        return read.Indicators.Sum(indicator => read.Of(read.Area, indicator.Name));
    }

    public Registry Registry => test.Registry;

    public string Target => test.Target;

    public string KeyFile => test.KeyFile;

    public string File(string name) => test.File(name);

    public FileReport Import(string name, string text) =>
        new Import(Registry, Official, new ImportOptions { On = Day }).Run([test.Write(name, text)]).Files.Single();

    public static string RosterText => Roster;

    public void Screen()
    {
        var facts = new FactStore(Registry);
        new Screen(Registry, Official, facts, Policy.Load(Registry, facts.Shape, "acceptance"), Day).All();
    }

    /// <summary>In another county a row of every table for each state: current, ended, replaced.</summary>
    public void FillEveryTable()
    {
        var (batch, file) = (Office("batch"), Office("handed_file"));
        foreach (var table in Registry.Tables)
        {
            using var session = Registry.Write(Official);
            var kept = new List<Saxaul.Journal.Version>();
            Write(session, batch, file, entry => kept.AddRange([.. Enumerable.Range(0, 3).Select(i => entry.Add(table, Filled(session, table), 12, id: table == EntryReason.Table ? 1_000_000 + i : null))]));
            Write(session, batch, file, entry =>
            {
                var changed = Filled(session, table);
                if (table.IdFor(changed) is not null) // its id is its owner's, which no change changes
                    changed[0] = kept[0].Id;
                entry.Change(table, kept[0], changed, 13, Day.AddDays(9));
                entry.End(table, kept[1], Day.AddDays(9));
            });
            foreach (var version in table == WaitingCorrection.Table ? kept : [])
                Photo.Keep(session, OtherCounty, version.Id);
            session.Commit();
        }
        using (var writer = Registry.Database.OpenWriter())
        {
            Sealed(writer, "sign_in_link", "INSERT INTO sign_in_link (county_key, issuer, subject, user_id) VALUES (0, 'i', 's', 1)");
            Sealed(writer, "daily_use", "INSERT INTO daily_use (county_key, actor, day_began, what, times, counties, asked_for, listed) VALUES (0, 'official', 1, 'w', 1, '77', 'counter', (SELECT hash FROM journal LIMIT 1))");
            Sealed(writer, "sent_list", "INSERT INTO sent_list (county_key, sent_at, actor, list, rows_read, applied, batch_id) VALUES (0, 1, 'official', 'l', 1, TRUE, 1)");
            Sealed(writer, "sign_in_event", "INSERT INTO sign_in_event (county_key, user_id, happened_at, event, actor, browser) VALUES (0, 1, 1, 'e', 'official', 'b')");
            Sealed(writer, "sent_list", "INSERT INTO sent_list (county_key, sent_at, actor, list, rows_read, applied) VALUES (0, 1, 'medical', 'medical_costs', 1, TRUE)");
            Sealed(writer, "daily_use", "INSERT INTO daily_use (county_key, actor, day_began, what, times, counties, asked_for) VALUES (0, 'team', 1, 'Cards', 1, '1', 'visit')");
            writer.Commit();
        }
        using var looks = new LookLog(Registry.Database);
        var export = new RecordExport(ExportKind.Book, [OtherCounty], "652902105201", 3).Run(Registry, Official);
        looks.Add(Official with { Grants = [Official.Grants[0] with { Role = "auditor" }] }, [new HouseholdKey(OtherCounty, 5)], LookPurpose.Card, sensitive: true, new AskedFor("other", "词"), export);
    }

    private void Sealed(WriteConnection writer, string table, string insert)
    {
        writer.Execute(insert);
        RowSeal.Put(writer, Registry.Database.Secrets, table, "county_key = 0");
    }

    private static readonly EvidenceFile Photo = new([1, 2, 3], "image/png");

    /// <summary>A correction's hash is that of its photo.</summary>
    private static object?[] Filled(WriteSession session, VersionedTable table)
    {
        var values = Values(session, table);
        if (table == WaitingCorrection.Table)
            values[table.IndexOf("file_hash")] = Photo.Hash;
        return values;
    }

    private long Office(string table)
    {
        using var reader = Registry.Database.OpenReader();
        using var command = reader.CreateCommand();
        command.CommandText = $"SELECT MIN(id) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }

    private static void Write(WriteSession session, long batch, long file, Action<Entry> write)
    {
        var entry = session.Begin(OtherCounty, new EntryHead("test", Day) { HouseholdId = 5, AreaId = 6, Reason = "试", Sheet = "表一", SourceRow = 7, BatchId = batch, FileId = file });
        write(entry);
        entry.Seal();
    }

    private static object?[] Values(WriteSession session, VersionedTable table) => [.. table.Columns.Select(object? (column) => column.Type switch
    {
        ColumnType.Integer => session.NewId(OtherCounty),
        ColumnType.Day => Day.AddDays(-7),
        ColumnType.YesNo => true,
        ColumnType.FoundSecret => $"9990{session.NewId(OtherCounty)}",
        _ => column.Name == "owner_kind" ? "household" : $"词{session.NewId(OtherCounty)}",
    })];

    public List<Problem> Problems() => [.. Verify.Run(Registry, Official)];

    public void Dispose() => test.Dispose();
}
