using System;
using System.Linq;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public class SetAwayTests
{
    private static readonly DateOnly May = new(2020, 5, 1), June = new(2020, 6, 1), July = new(2020, 7, 1), August = new(2020, 8, 1);

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    private static string? Why(ExampleCounties example, long person, DateOnly on) =>
        example.Read(example.Family, on).Members.Single(member => member.PersonId == person).Entries.SingleOrDefault(entry => entry.Register.Register == SetAway.Register)?.Value("why")?.Text("zh");

    [Theory, EachDatabase]
    public void Who_works_elsewhere_stays_a_member_and_is_back_when_the_household_says_so(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = example.Person(example.Family, "艾力");
        void Away(string? why, DateOnly on) => new SetAway(example.Family, son, why, on).Run(example.Registry, ExampleCounties.Official);
        Away("务工", May);
        Away(null, June);
        Away("school", July);
        Assert.Equal([null, "务工", null, "上学", "上学"], new[] { May.AddDays(-1), May, June, July, August }.Select(day => Why(example, son, day)));
        Assert.Equal(3, example.Size(example.Family, June.AddDays(-1)));
        Assert.True(example.FactsAreCaughtUp(example.County, August));
    }

    [Theory, EachDatabase]
    public void Only_a_member_for_a_known_reason_and_back_only_who_was_away(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = example.Person(example.Family, "艾力");
        int Away(string? why, DateOnly on, long? person = null, Actor? actor = null) => Refused(() => new SetAway(example.Family, person ?? son, why, on).Run(example.Registry, actor ?? ExampleCounties.Official));
        Assert.Equal(4056, Away(null, May));
        Assert.Equal(4032, Away("旅游", May));
        Assert.Equal(4005, Away("work", May, 987654));
        Assert.Equal(4004, Away("work", new DateOnly(2021, 1, 1)));
        Assert.Equal(7001, Away("work", May, actor: Actor.Nobody));
        new SetAway(example.Family, son, "work", June).Run(example.Registry, ExampleCounties.Official);
        new SetAway(example.Family, son, null, July).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(4055, Away("work", May));
    }
}
