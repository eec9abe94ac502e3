using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

/// <summary>
/// One family through a spring, for an official to read. Five people, net income 26,000 yuan, 5,200 a head; the line is 5,000. A baby is born on 10 March. The grandmother
/// dies on 20 March, but the village hears of it late: entered on 5 April. On 25 March the daughter, whose wages are 9,000, marries into another household of the village and
/// takes them along.
/// </summary>
public class SpringOfAFamilyTests
{
    private static readonly Actor Official = Actor.Operator("official");

    private const string Areas = """
        code,name,level,parent
        6529,阿克苏地区,prefecture,65
        652902,库车市,county,6529
        652902105,牙哈镇,township,652902
        652902105201,守努特村委会,village,652902105
        """;

    private const string Roster = """
        县,乡镇,行政村,户编号,姓名,与户主关系,性别,证件号码,出生日期,工资性收入,经营性收入,财产性收入,转移性收入,生产经营性支出
        库车市,牙哈镇,守努特村,6510000001,艾山,户主,男,,1975-03-01,15000,14000,0,2000,5000
        ,,,6510000001,热娜,配偶,女,,1978-06-11,,,,,
        ,,,6510000001,祖母,之母,女,,1938-01-01,,,,,
        ,,,6510000001,阿丽娅,之女,女,,1999-05-06,,,,,
        ,,,6510000001,艾力,之子,男,,2001-05-06,,,,,
        库车市,牙哈镇,守努特村,6510000002,买买提,户主,男,,1990-01-01,20000,0,0,0,0
        """;

    /// <summary>What the family's days come to, as the village knew them on the evening of that day, and as it knows them on 10 April.</summary>
    private const string Story = """
        day        | known | members | net income | per head | warnings
        2020-03-09 | then  |       5 |     26,000 | 5,200.00 | none
        2020-03-09 | now   |       5 |     26,000 | 5,200.00 | none
        2020-03-10 | then  |       6 |     26,000 | 4,333.33 | income
        2020-03-10 | now   |       6 |     26,000 | 4,333.33 | income
        2020-03-19 | then  |       6 |     26,000 | 4,333.33 | income
        2020-03-19 | now   |       6 |     26,000 | 4,333.33 | income
        2020-03-20 | then  |       6 |     26,000 | 4,333.33 | income
        2020-03-20 | now   |       5 |     26,000 | 5,200.00 | none
        2020-03-24 | then  |       6 |     26,000 | 4,333.33 | income
        2020-03-24 | now   |       5 |     26,000 | 5,200.00 | none
        2020-03-25 | then  |       5 |     17,000 | 3,400.00 | income
        2020-03-25 | now   |       4 |     17,000 | 4,250.00 | income
        2020-04-04 | then  |       5 |     17,000 | 3,400.00 | income
        2020-04-04 | now   |       4 |     17,000 | 4,250.00 | income
        2020-04-05 | then  |       4 |     17,000 | 4,250.00 | income
        2020-04-05 | now   |       4 |     17,000 | 4,250.00 | income
        """;

    /// <summary>The household she marries into: 20,000 of his own, and from 25 March her 9,000.</summary>
    private const string Husband = """
        day        | known | members | net income | per head | warnings
        2020-03-24 | then  |       1 |     20,000 | 20,000.00 | none
        2020-03-24 | now   |       1 |     20,000 | 20,000.00 | none
        2020-03-25 | then  |       2 |     29,000 | 14,500.00 | none
        2020-03-25 | now   |       2 |     29,000 | 14,500.00 | none
        """;

    [Theory, EachDatabase]
    public void Heads_income_and_warnings_are_right_for_every_day_as_known_then_and_as_known_now(DatabaseKind kind)
    {
        var clock = new Calendar();
        using var test = new TestRegistry(kind, clock);
        var registry = test.Registry;
        clock.Now = At(2, 1);
        new ImportAreas(AreaList.Read(test.Write("areas.csv", Areas)), 2020).Run(registry, Official);
        new Import(registry, Official, new ImportOptions { On = new DateOnly(2020, 2, 1) }).Run([test.Write("县级采集表.csv", Roster)]);
        var (family, husband) = (new PickHousehold("6510000001").Run(registry, Official), new PickHousehold("6510000002").Run(registry, Official));
        var people = ReadHousehold.Of(registry, Official, family, new DateOnly(2020, 2, 1)).Members.ToDictionary(member => member.Person.Name, member => member.PersonId);
        var wages = ReadHousehold.Of(registry, Official, family, new DateOnly(2020, 2, 1)).Entries.Single(entry => entry.Choice.In("zh") == "工资性收入").Id;

        clock.Now = At(3, 10);
        new RecordBirth(family, new Newcomer { Sex = "女", Relation = "之孙女" }, new DateOnly(2020, 3, 10)).Run(registry, Official);
        clock.Now = At(3, 25);
        new JoinHousehold(husband, new Newcomer { Person = new PersonKey(family.CountyKey, people["阿丽娅"]), Relation = "配偶" }, new DateOnly(2020, 3, 25))
        { Parts = new Dictionary<long, long> { [wages] = 9_000_00 }, Reason = "结婚" }.Run(registry, Official);
        clock.Now = At(4, 5);
        new RecordDeath(new PersonKey(family.CountyKey, people["祖母"]), new DateOnly(2020, 3, 20)).Run(registry, Official);

        clock.Now = At(4, 10);
        Assert.Equal(Story, Told(registry, family, new(2020, 3, 9), new(2020, 3, 10), new(2020, 3, 19), new(2020, 3, 20), new(2020, 3, 24), new(2020, 3, 25), new(2020, 4, 4), new(2020, 4, 5)));
        Assert.Equal(Husband, Told(registry, husband, new(2020, 3, 24), new(2020, 3, 25)));

        // Both dates of what was entered late stand in the history.
        var late = ReadHousehold.Of(registry, Official, family, new DateOnly(2020, 4, 10)).History[0];
        Assert.Equal(("record death", new DateOnly(2020, 3, 20), new DateOnly(2020, 4, 5)), (late.Act, late.On, Instant.LegalDay(late.RecordedAt)));
        // The wages that she took along are the same money: none is lost and none is counted twice.
        Assert.Equal(35_000_00, Fact(registry, family, "wages") + Fact(registry, husband, "wages"));
    }

    private static long? Fact(Registry registry, HouseholdKey household, string name)
    {
        var facts = new FactStore(registry).Get(household.CountyKey, new DateOnly(2020, 4, 10));
        return facts.OfHouseholds[facts.Shape.HouseholdIndex(name)][facts.RowOf(household.Id)];
    }

    private static string Told(Registry registry, HouseholdKey household, params DateOnly[] days)
    {
        var store = new FactStore(registry);
        var policy = Policy.Load(registry, store.Shape, "acceptance");
        List<string> lines = ["day        | known | members | net income | per head | warnings"];
        foreach (var day in days)
        {
            foreach (var (known, moment) in new[] { ("then", (DateTimeOffset?)At(day.Month, day.Day, 23)), ("now", null) })
            {
                using var connection = registry.Database.OpenReader();
                var facts = store.Households(household.CountyKey, day, moment is { } then ? AsOf.HeightAt(connection, household.CountyKey, then) : null, [household.Id]);
                var row = facts.RowOf(household.Id);
                decimal Yuan(string name) => facts.OfHouseholds[store.Shape.HouseholdIndex(name)][row]!.Value / 100m;
                var (members, net) = (facts.MembersOf(row).Length, Yuan("wages") + Yuan("business") + Yuan("property") + Yuan("transfer") - Yuan("business_cost"));
                var warnings = ExplainHousehold.Of(registry, Official, store, policy, household.CountyKey, household.Id, day, moment).Where(rule => rule.Verdict == Verdict.Yes).Select(rule => rule.Rule.Name).ToList();
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} | {known,-5} | {members,7} | {net,10:N0} | {net / members:N2} | {(warnings.Count == 0 ? "none" : string.Join(", ", warnings))}"));
            }
        }
        return string.Join('\n', lines);
    }

    /// <summary>Noon, or another hour, in the village.</summary>
    private static DateTimeOffset At(int month, int day, int hour = 12) => new(2020, month, day, hour, 0, 0, Instant.Shanghai);

    /// <summary>A clock that stands where the story is.</summary>
    private sealed class Calendar : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = At(1, 1);

        public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
    }
}
