using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Saxaul.Users;

namespace Saxaul.Tests.Households;

/// <summary>Two counties with two villages each. In the first, two families from a roster: 卡德尔 with wife and son in 守努特村, 买买提 alone in 玉奇玉吉买村.</summary>
internal sealed class ExampleCounties : IDisposable
{
    public const string Kadir = "999019196309248931", Gul = "999037196307227961";
    public static readonly DateOnly Spring = new(2020, 4, 1);
    public static readonly Actor Official = Actor.Operator("official");
    private readonly TestRegistry test;

    private const string AreaCodes = """
        code,name,level,parent
        6529,阿克苏地区,prefecture,65
        652902,库车市,county,6529
        652902105,牙哈镇,township,652902
        652902105201,守努特村委会,village,652902105
        652902105208,玉奇玉吉买村委会,village,652902105
        652924,沙雅县,county,6529
        652924100,沙雅镇,township,652924
        652924100200,城郊村委会,village,652924100
        652924100201,河边村委会,village,652924100
        """;

    private const string Roster = """
        县,乡镇,行政村,户编号,联系电话,家庭人口数,姓名,与户主关系,性别,证件号码,出生日期,工资性收入,自付医疗费用,住房鉴定等级,饮水是否安全,健康状况
        库车市,牙哈镇,守努特村,6510000001,19900000001,3,卡德尔·艾尔肯,户主,男,999019196309248931,1963-09-24,"12,300",6200元,A级,是,健康
        ,,,6510000001,,,古丽,配偶,女,999037196307227961,1963.7.22,,,,,良好
        ,,,6510000001,,,艾力,之子,男,,2001-05-06,,,,,健康
        库车市,牙哈镇,玉奇玉吉买村,6510000002,,1,买买提,户主,男,,1950-01-01,30000,,D级,是,健康
        """;

    public ExampleCounties(DatabaseKind kind)
    {
        test = new TestRegistry(kind, Clock);
        new ImportAreas(AreaList.Read(test.Write("areas.csv", AreaCodes)), 2020).Run(Registry, Official);
        Facts = new FactStore(Registry);
        Import("县级采集表.csv", Roster);
        Gazetteer = Gazetteer.Read(Registry.Database);
        (Family, Alone) = (Find("6510000001"), Find("6510000002"));
    }

    public Registry Registry => test.Registry;

    public string Target => test.Target;

    public string KeyFile => test.KeyFile;

    public TestClock Clock { get; } = new();

    public FactStore Facts { get; }

    public Gazetteer Gazetteer { get; }

    /// <summary>卡德尔, his wife 古丽 and their son 艾力, who has no number.</summary>
    public HouseholdKey Family { get; }

    /// <summary>买买提, who lives alone and has no number.</summary>
    public HouseholdKey Alone { get; }

    public int County => Family.CountyKey;

    public int OtherCounty => Gazetteer.ByCode("652924")!.CountyKey;

    public long Village(string code) => Gazetteer.ByCode(code)!.Id;

    public DateOnly Today => Instant.LegalDay(Clock.Last);

    /// <summary>Somebody who may do everything, in one county.</summary>
    public Actor OfficialOf(int county) => Actor.Operator("county official").In(county);

    public FileReport Import(string name, string text, DateOnly? on = null)
    {
        var report = new Import(Registry, Official, new ImportOptions { On = on ?? Spring }).Run([test.Write(name, text)]);
        return report.Files[0];
    }

    /// <summary>A file of the example, for whoever hands it in.</summary>
    public string Write(string name, string text) => test.Write(name, text);

    public HouseholdKey Find(string number)
    {
        using var reader = Registry.Database.OpenReader();
        return reader.Command("SELECT county_key, id FROM household WHERE number = @number", ("@number", number)).ToList(row => new HouseholdKey(row.GetInt32(0), row.GetInt64(1))).Single();
    }

    public HouseholdCard Read(HouseholdKey household, DateOnly? on = null, DateTimeOffset? known = null) => ReadHousehold.Of(Registry, Official, household, on ?? Spring, known);

    /// <summary>The member of this name.</summary>
    public long Person(HouseholdKey household, string name, DateOnly? on = null) => Read(household, on).Members.Single(member => member.Person.Name == name).PersonId;

    public List<string> Names(HouseholdKey household, DateOnly on) => [.. Read(household, on).Members.Select(member => member.Person.Name).Order(StringComparer.Ordinal)];

    public List<string> Findings(int? county = null)
    {
        using var reader = Registry.Database.OpenReader();
        return [.. AsOf.Now.Read(Registry.Database, reader, Finding.Table, county ?? County).Select(version => Finding.From(version).Kind).Order(StringComparer.Ordinal)];
    }

    /// <summary>Every state of a table that is known now.</summary>
    public List<Saxaul.Journal.Version> Known(VersionedTable table, int county)
    {
        using var reader = Registry.Database.OpenReader();
        return reader.Command($"""
            SELECT {table.SelectList(history: false)} FROM {table.Name} WHERE county_key = @county
            UNION ALL SELECT {table.SelectList(history: true)} FROM {table.HistoryName} WHERE county_key = @county AND known_to IS NULL
            """, ("@county", county)).ToList(row => table.Read(row, Registry.Database.Secrets));
    }

    /// <summary>Of whom it is or was asked whether they are listed twice.</summary>
    public HashSet<long> EverListedTwice(int county)
    {
        using var reader = Registry.Database.OpenReader();
        return [.. reader.Command("""
            SELECT person_id FROM finding WHERE county_key = @county AND kind = 'listed_twice'
            UNION SELECT person_id FROM finding_history WHERE county_key = @county AND kind = 'listed_twice'
            """, ("@county", county)).ToList(row => row.GetInt64(0))];
    }

    /// <summary>How many members the facts count.</summary>
    public int Size(HouseholdKey household, DateOnly on)
    {
        var facts = Facts.Get(household.CountyKey, on);
        return facts.RowOf(household.Id) is >= 0 and var row ? facts.MembersOf(row).Length : 0;
    }

    public long VillageInFacts(HouseholdKey household, DateOnly on)
    {
        var facts = Facts.Get(household.CountyKey, on);
        return facts.VillageOf(facts.RowOf(household.Id));
    }

    /// <summary>A fact of a household on a day, in its own unit.</summary>
    public long? Fact(HouseholdKey household, string name, DateOnly on)
    {
        var facts = Facts.Get(household.CountyKey, on);
        return facts.RowOf(household.Id) is >= 0 and var row ? facts.OfHouseholds[Facts.Shape.HouseholdIndex(name)][row] : null;
    }

    /// <summary>That facts brought up to date from the journal are what a load from nothing gives.</summary>
    public bool FactsAreCaughtUp(int county, DateOnly on)
    {
        using var connection = Registry.Database.OpenReader();
        var fresh = LoadFacts.County(Registry.Database, Facts.Shape, connection, null, county, on, FactStore.HeightOf(connection, county));
        return fresh.ToBytes().AsSpan().SequenceEqual(Facts.Get(county, on).ToBytes());
    }

    /// <summary>A card as text, to compare what was with what is.</summary>
    public string Picture(HouseholdKey household, DateOnly on, DateTimeOffset known) => JsonSerializer.Serialize(Read(household, on, known) with { MovedTo = null });

    public void Dispose() => test.Dispose();
}

/// <summary>A clock that says autumn 2020 and moves on by a second each time it is read, so that no two entries fall together.</summary>
internal sealed class TestClock : TimeProvider
{
    private DateTimeOffset now = new(2020, 10, 1, 1, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Last => now;

    public void Advance(TimeSpan time) => now += time;

    public override DateTimeOffset GetUtcNow() => now = now.AddSeconds(1);
}
