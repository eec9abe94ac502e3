using System;
using System.Linq;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public class CorrectDeathTests
{
    private static readonly DateOnly May = new(2020, 5, 1), June = new(2020, 6, 1), July = new(2020, 7, 1);

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void Who_is_alive_is_a_member_again_and_a_household_that_had_ended_goes_on(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var old = new PersonKey(example.County, example.Person(example.Alone, "买买提"));
        new RecordDeath(old, May).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(0, example.Size(example.Alone, June));
        new CorrectDeath(old, null, "同名者去世").Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(1, example.Size(example.Alone, June));
        Assert.Null(example.Read(example.Alone, June).EndedOn);
        Assert.Null(example.Read(example.Alone, June).Members.Single().Person.DiedOn);
    }

    [Theory, EachDatabase]
    public void Who_died_before_they_are_recorded_to_have_left_was_no_member_in_between(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = new PersonKey(example.County, example.Person(example.Family, "艾力"));
        new LeaveHousehold(example.Family, son.Id, June).Run(example.Registry, ExampleCounties.Official);
        new RecordDeath(son, June.AddDays(1)).Run(example.Registry, ExampleCounties.Official);
        new CorrectDeath(son, May, "日期有误").Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((3, 2), (example.Size(example.Family, May.AddDays(-1)), example.Size(example.Family, May)));
    }

    [Theory, EachDatabase]
    public void A_wrong_day_is_put_right_in_both_directions(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var old = new PersonKey(example.County, example.Person(example.Alone, "买买提"));
        new RecordDeath(old, June).Run(example.Registry, ExampleCounties.Official);
        new CorrectDeath(old, July, "日期有误").Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((1, 0), (example.Size(example.Alone, July.AddDays(-1)), example.Size(example.Alone, July)));
        new CorrectDeath(old, May, "日期有误").Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((1, 0), (example.Size(example.Alone, May.AddDays(-1)), example.Size(example.Alone, May)));
        Assert.Equal(May, example.Read(example.Alone, July).EndedOn);
        Assert.True(example.FactsAreCaughtUp(example.County, July));
    }

    [Theory, EachDatabase]
    public void Only_a_recorded_death_is_corrected_and_with_a_reason(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var old = new PersonKey(example.County, example.Person(example.Alone, "买买提"));
        Assert.Equal(4025, Refused(() => new CorrectDeath(old, null, "有误").Run(example.Registry, ExampleCounties.Official)));
        Assert.Equal(4014, Refused(() => new CorrectDeath(old, null, " ").Run(example.Registry, ExampleCounties.Official)));
        Assert.Equal(7001, Refused(() => new CorrectDeath(old, null, "有误").Run(example.Registry, Actor.Nobody)));
    }

    [Theory, EachDatabase]
    public void A_household_that_ended_later_goes_on_with_whom_it_had_lost_before_unless_its_number_is_given_away(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var people = example.Read(example.Family).Members.Select(member => new PersonKey(example.County, member.PersonId)).ToList();
        foreach (var (person, on, heir) in people.Zip([May, June, July], [.. people.Skip(1).Select(one => (long?)one.Id), null]))
            new RecordDeath(person, on) { NewHead = heir }.Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(July, example.Read(example.Family, July).EndedOn);
        new CorrectDeath(people[0], null, "有误").Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((3, 1), (example.Size(example.Family, May), example.Size(example.Family, July)));
        Assert.Null(example.Read(example.Family, July).EndedOn);

        var old = new PersonKey(example.County, example.Person(example.Alone, "买买提"));
        new RecordDeath(old, May).Run(example.Registry, ExampleCounties.Official);
        new RegisterHousehold(example.County, example.Village("652902105201"), [new Newcomer { Name = "某人" }], June) { Number = "6510000002" }.Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(4012, Refused(() => new CorrectDeath(old, null, "有误").Run(example.Registry, ExampleCounties.Official)));
    }
}
