using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public class LeaveHouseholdTests
{
    private static readonly DateOnly May = new(2020, 5, 1), June = new(2020, 6, 1), July = new(2020, 7, 1);

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void Who_left_no_longer_counts_from_that_day_also_when_it_is_entered_late(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var then = example.Clock.Last;
        new LeaveHousehold(example.Family, example.Person(example.Family, "艾力"), May) { Reason = "外迁" }.Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(3, example.Size(example.Family, May.AddDays(-1)));
        Assert.Equal(2, example.Size(example.Family, May));
        Assert.Equal(3, example.Read(example.Family, June, then).Members.Count);
        var line = example.Read(example.Family, June).History[0];
        Assert.Equal(("leave household", May, "外迁"), (line.Act, line.On, line.Reason));
        Assert.Equal("成员离开", line.Labels.In("zh"));
        Assert.True(example.FactsAreCaughtUp(example.County, June));
    }

    [Theory, EachDatabase]
    public void When_the_head_leaves_somebody_who_stays_is_named(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var (head, wife) = (example.Person(example.Family, "卡德尔·艾尔肯"), example.Person(example.Family, "古丽"));
        Assert.Equal(4022, Refused(() => new LeaveHousehold(example.Family, head, May) { NewHead = head }.Run(example.Registry, ExampleCounties.Official)));
        Assert.Equal(4008, Refused(() => new LeaveHousehold(example.Family, wife, May) { NewHead = example.Person(example.Family, "艾力") }.Run(example.Registry, ExampleCounties.Official)));
        new LeaveHousehold(example.Family, head, May) { NewHead = wife }.Run(example.Registry, ExampleCounties.Official);
        var card = example.Read(example.Family, May);
        Assert.Equal(wife, card.Head!.PersonId);
        Assert.Equal([("古丽", "head"), ("艾力", null)], card.Members.Select(member => (member.Person.Name, member.Relation)));
        Assert.Equal(4086, Refused(() => new LeaveHousehold(example.Family, wife, June).Run(example.Registry, ExampleCounties.Official)));
        Assert.Equal(4086, Refused(() => new JoinHousehold(example.Alone, new Newcomer { Person = new PersonKey(example.County, wife) }, June).Run(example.Registry, ExampleCounties.Official)));
        Assert.Equal(4086, Refused(() => new SplitHousehold(example.Family, new Dictionary<long, string?> { [wife] = "head" }, new NewHousehold(), June).Run(example.Registry, ExampleCounties.Official)));
        // Whoever stays last needs nobody: with them the household ends.
        new LeaveHousehold(example.Family, wife, June) { NewHead = example.Person(example.Family, "艾力") }.Run(example.Registry, ExampleCounties.Official);
        new LeaveHousehold(example.Family, example.Person(example.Family, "艾力"), July).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(July, example.Read(example.Family, July).EndedOn);
    }

    [Theory, EachDatabase]
    public void Who_leaves_can_have_a_household_of_their_own_of_which_nothing_is_known_yet(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = example.Person(example.Family, "艾力");
        var own = new LeaveHousehold(example.Family, son, May) { Into = new NewHousehold { Number = "6510000011" } }.Run(example.Registry, ExampleCounties.Official)[1];
        var card = example.Read(own, May);
        Assert.Equal((son, "6510000011", example.Village("652902105201")), (card.Head!.PersonId, card.Household.Number, card.Household.VillageId!.Value));
        Assert.Null(example.Fact(own, "medical_spending", May));
        Assert.Equal(620_000, example.Fact(example.Family, "medical_spending", May));
    }

    [Theory, EachDatabase]
    public void When_the_last_member_leaves_the_household_ends_and_its_card_stays(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        new LeaveHousehold(example.Alone, example.Person(example.Alone, "买买提"), June).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((1, 0), (example.Size(example.Alone, May), example.Size(example.Alone, June)));
        var card = example.Read(example.Alone, July);
        Assert.Equal(June, card.EndedOn);
        Assert.Equal("买买提", card.FormerMembers.Single().Person.Name);
        Assert.True(example.FactsAreCaughtUp(example.County, July));
    }

    [Theory, EachDatabase]
    public void Only_a_member_leaves_and_not_before_they_were_one(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = example.Person(example.Family, "艾力");
        int Leave(HouseholdKey household, long person, DateOnly on, Actor? actor = null) => Refused(() => new LeaveHousehold(household, person, on).Run(example.Registry, actor ?? ExampleCounties.Official));
        Assert.Equal(4005, Leave(example.Alone, son, May));
        Assert.Equal(4006, Leave(example.Family, son, new DateOnly(2020, 3, 1)));
        Assert.Equal(4004, Leave(example.Family, son, new DateOnly(2021, 3, 1)));
        Assert.Equal(7001, Leave(example.Family, son, May, example.OfficialOf(example.OtherCounty)));
        Assert.Equal(7001, Leave(example.Family, son, May, Actor.Nobody));
    }
}
