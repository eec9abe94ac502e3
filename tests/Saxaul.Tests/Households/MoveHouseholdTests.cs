using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public class MoveHouseholdTests
{
    private static readonly DateOnly May = new(2020, 5, 1), June = new(2020, 6, 1), July = new(2020, 7, 1);

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void A_household_moves_within_the_county_from_a_day_on(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var there = example.Village("652902105208");
        new MoveHousehold(example.Family, there, June).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(["守努特村委会", "玉奇玉吉买村委会"], new[] { May, June }.Select(day => example.Read(example.Family, day).Place[^1].Name));
        Assert.Equal(there, example.VillageInFacts(example.Family, June));
        Assert.True(example.FactsAreCaughtUp(example.County, June));
    }

    [Theory, EachDatabase]
    public void A_move_entered_late_holds_until_the_later_move_that_is_known(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        new MoveHousehold(example.Alone, example.Village("652902105201"), July).Run(example.Registry, ExampleCounties.Official);
        new CorrectHousehold(example.Alone, new Dictionary<string, string?> { ["phone"] = "19900000077" }, June, "新号码").Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(["玉奇玉吉买村委会", "守努特村委会"], new[] { June, July }.Select(day => example.Read(example.Alone, day).Place[^1].Name));
        Assert.Equal([null, "19900000077", "19900000077"], new[] { May, June, July }.Select(day => example.Read(example.Alone, day).Household.Phone));
    }

    [Theory, EachDatabase]
    public void A_move_goes_to_another_village_of_the_county(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        int Move(long village, Actor? actor = null) => Refused(() => new MoveHousehold(example.Family, village, May).Run(example.Registry, actor ?? ExampleCounties.Official));
        Assert.Equal(4031, Move(example.Village("652902105201")));
        Assert.Equal(4011, Move(Area.CountyId));
        Assert.Equal(7001, Move(example.Village("652902105208"), Actor.Nobody));
    }
}
