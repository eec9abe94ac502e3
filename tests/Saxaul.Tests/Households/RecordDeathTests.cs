using System;
using System.Linq;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public class RecordDeathTests
{
    private static readonly DateOnly May = new(2020, 5, 1), June = new(2020, 6, 1), July = new(2020, 7, 1);

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void Who_died_no_longer_counts_from_that_day_and_nothing_is_asked_about_them(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = new PersonKey(example.County, example.Person(example.Family, "艾力"));
        new RecordDeath(son, May).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((3, 2), (example.Size(example.Family, May.AddDays(-1)), example.Size(example.Family, May)));
        var former = example.Read(example.Family, June).FormerMembers.Single();
        Assert.Equal((May, 18), (former.Person.DiedOn!.Value, former.Age!.Value));
        Assert.Null(example.Read(example.Family, new DateOnly(2020, 4, 15)).Members.Single(member => member.PersonId == son.Id).Person.DiedOn);
        Assert.Equal(["missing_number"], example.Findings());
        Assert.True(example.FactsAreCaughtUp(example.County, June));
    }

    [Theory, EachDatabase]
    public void A_death_before_the_list_that_still_named_them_means_they_never_counted(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var then = example.Clock.Last;
        new RecordDeath(new PersonKey(example.County, example.Person(example.Family, "艾力")), new DateOnly(2019, 11, 2)).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(2, example.Size(example.Family, ExampleCounties.Spring));
        Assert.Equal(3, example.Read(example.Family, ExampleCounties.Spring, then).Members.Count);
    }

    [Theory, EachDatabase]
    public void After_the_heads_death_the_widow_is_named_and_after_hers_the_household_ends(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var (head, wife, son) = (example.Person(example.Family, "卡德尔·艾尔肯"), example.Person(example.Family, "古丽"), example.Person(example.Family, "艾力"));
        new RecordDeath(new PersonKey(example.County, head), May) { NewHead = wife }.Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(wife, example.Read(example.Family, May).Head!.PersonId);
        new LeaveHousehold(example.Family, son, May).Run(example.Registry, ExampleCounties.Official);
        new RecordDeath(new PersonKey(example.County, wife), July).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(July, example.Read(example.Family, July).EndedOn);
        Assert.Equal(3, example.Read(example.Family, July).FormerMembers.Count);
    }

    [Theory, EachDatabase]
    public void Nobody_dies_before_birth_or_twice(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = new PersonKey(example.County, example.Person(example.Family, "艾力"));
        int Death(DateOnly on, Actor? actor = null) => Refused(() => new RecordDeath(son, on).Run(example.Registry, actor ?? ExampleCounties.Official));
        Assert.Equal(4024, Death(new DateOnly(2001, 5, 5)));
        Assert.Equal(4004, Death(new DateOnly(2020, 12, 1)));
        Assert.Equal(7001, Death(May, Actor.Nobody));
        new RecordDeath(son, May).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(4019, Death(June));
    }
}
