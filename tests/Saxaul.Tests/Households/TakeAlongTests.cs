using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Tests.Households;

/// <summary>What becomes of amounts when somebody leaves: 卡德尔's household has wages of 12,300 and medical spending of 6,200, 买买提's wages of 30,000.</summary>
public class TakeAlongTests
{
    private static readonly DateOnly May = new(2020, 5, 1), June = new(2020, 6, 1), Before = new(2020, 4, 30);

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    private static long Entry(ExampleCounties example, string item) => example.Read(example.Family).Entries.Single(entry => entry.Choice.In("zh") == item).Id;

    [Theory, EachDatabase]
    public void Whoever_leaves_the_registrys_sight_takes_their_part_of_the_wages_and_the_rest_stays(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        new LeaveHousehold(example.Family, example.Person(example.Family, "艾力"), May) { Parts = new Dictionary<long, long> { [Entry(example, "工资性收入")] = 3_000_00 } }.Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((12_300_00, 9_300_00, 6_200_00), (example.Fact(example.Family, "wages", Before), example.Fact(example.Family, "wages", May), example.Fact(example.Family, "medical_spending", May)));
        Assert.True(example.FactsAreCaughtUp(example.County, May));
    }

    [Theory, EachDatabase]
    public void When_all_of_a_total_goes_along_nothing_is_left_which_is_known_to_be_zero(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var own = new LeaveHousehold(example.Family, example.Person(example.Family, "艾力"), May) { Entries = [Entry(example, "工资性收入")], Into = new NewHousehold() }.Run(example.Registry, ExampleCounties.Official)[1];
        Assert.Equal((0, 12_300_00), (example.Fact(example.Family, "wages", May), example.Fact(own, "wages", May)));
    }

    [Theory, EachDatabase]
    public void Into_a_registered_household_they_are_added_until_its_next_total(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = new Newcomer { Person = new PersonKey(example.County, example.Person(example.Family, "艾力")), Relation = "其他" };
        new JoinHousehold(example.Alone, son, May) { Parts = new Dictionary<long, long> { [Entry(example, "工资性收入")] = 2_300_00 } }.Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((10_000_00, 32_300_00, 30_000_00), (example.Fact(example.Family, "wages", May), example.Fact(example.Alone, "wages", May), example.Fact(example.Alone, "wages", Before)));
        // What his household never recorded stays unknown: one person's amount is not a household's.
        new JoinHousehold(example.Family, new Newcomer { Name = "新娘" }, May) { Brings = new Dictionary<string, long> { ["wages"] = 5_000_00, ["business"] = 1_00 } }.Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((15_000_00, null), (example.Fact(example.Family, "wages", May), example.Fact(example.Family, "business", May)));
        Assert.True(example.FactsAreCaughtUp(example.County, May));
    }

    [Theory, EachDatabase]
    public void A_part_is_less_than_the_whole_and_only_the_households_own_entries_go(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var (son, wages) = (example.Person(example.Family, "艾力"), Entry(example, "工资性收入"));
        int Leave(long entry, long part) => Refused(() => new LeaveHousehold(example.Family, son, May) { Parts = new Dictionary<long, long> { [entry] = part } }.Run(example.Registry, ExampleCounties.Official));
        Assert.Equal((4051, 4051, 4051, 4030), (Leave(wages, 0), Leave(wages, -1), Leave(wages, 12_300_00), Leave(987654, 5)));
        Assert.Equal(4033, Refused(() => new JoinHousehold(example.Family, new Newcomer(), May) { Brings = new Dictionary<string, long> { ["gold"] = 1 } }.Run(example.Registry, ExampleCounties.Official)));
    }

    [Theory, EachDatabase]
    public void What_goes_is_the_amount_of_that_day_whatever_was_said_of_later_ones(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var (son, wages) = (example.Person(example.Family, "艾力"), Entry(example, "工资性收入"));
        // In summer the household was asked anew: from then on it earned less.
        new CorrectEntry(example.County, "budget", example.Family.Id, new Dictionary<string, string?> { ["amount"] = "5000" }, June, "重新采集") { EntryId = wages }.Run(example.Registry, ExampleCounties.Official);
        var own = new LeaveHousehold(example.Family, son, May) { Parts = new Dictionary<long, long> { [wages] = 6_000_00 }, Into = new NewHousehold() }.Run(example.Registry, ExampleCounties.Official)[1];
        Assert.Equal((6_300_00, 6_000_00, 5_000_00), (example.Fact(example.Family, "wages", May), example.Fact(own, "wages", May), example.Fact(example.Family, "wages", June)));
        // An entry that holds no longer by now was there on that day.
        new CorrectEntry(example.County, "budget", example.Family.Id, new Dictionary<string, string?>(), June, "不再有") { EntryId = Entry(example, "自付医疗费用"), Remove = true }.Run(example.Registry, ExampleCounties.Official);
        new LeaveHousehold(example.Family, example.Person(example.Family, "古丽"), May) { Parts = new Dictionary<long, long> { [Entry(example, "自付医疗费用")] = 200_00 } }.Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((6_000_00, null), (example.Fact(example.Family, "medical_spending", May), example.Fact(example.Family, "medical_spending", June)));
        Assert.True(example.FactsAreCaughtUp(example.County, May));
    }

    [Theory, EachDatabase]
    public void What_was_added_to_a_total_goes_on_counting_when_a_part_of_the_total_goes(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        new JoinHousehold(example.Family, new Newcomer { Name = "新娘" }, Before) { Brings = new Dictionary<string, long> { ["wages"] = 5_000_00 } }.Run(example.Registry, ExampleCounties.Official);
        new LeaveHousehold(example.Family, example.Person(example.Family, "艾力"), May) { Parts = new Dictionary<long, long> { [Entry(example, "工资性收入")] = 3_000_00 } }.Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((17_300_00, 14_300_00), (example.Fact(example.Family, "wages", Before), example.Fact(example.Family, "wages", May)));
    }
}
