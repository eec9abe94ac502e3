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
    public void When_the_head_dies_somebody_who_stays_is_the_head_also_when_that_was_before_the_list_that_still_named_them(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var (head, wife) = (new PersonKey(example.County, example.Person(example.Family, "卡德尔·艾尔肯")), example.Person(example.Family, "古丽"));
        Assert.Equal(4086, Refused(() => new RecordDeath(head, May).Run(example.Registry, ExampleCounties.Official)));
        Assert.Equal(4086, Refused(() => new RecordDeath(head, new DateOnly(2019, 11, 2)).Run(example.Registry, ExampleCounties.Official)));
        new RecordDeath(head, new DateOnly(2019, 11, 2)) { NewHead = wife }.Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((wife, 2), (example.Read(example.Family).Head!.PersonId, example.Size(example.Family, ExampleCounties.Spring)));
        // Who lived alone leaves a household that is no more, and is not counted from that day.
        new RecordDeath(new PersonKey(example.County, example.Person(example.Alone, "买买提")), May).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((2, 1), (example.Facts.Get(example.County, May.AddDays(-1)).Households.Length, example.Facts.Get(example.County, May).Households.Length));
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

    [Theory, EachDatabase]
    public void A_list_that_still_names_the_dead_or_is_older_than_a_leave_brings_nobody_back(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var (head, son) = (new PersonKey(example.County, example.Person(example.Family, "卡德尔·艾尔肯")), example.Person(example.Family, "艾力"));
        new RecordDeath(head, May) { NewHead = example.Person(example.Family, "古丽") }.Run(example.Registry, ExampleCounties.Official);
        new LeaveHousehold(example.Family, son, July).Run(example.Registry, ExampleCounties.Official);
        const string list = """
            县,乡镇,行政村,户编号,姓名,与户主关系,性别,证件号码,出生日期,住房鉴定等级
            库车市,牙哈镇,守努特村,6510000001,卡德尔·艾尔肯,户主,男,999019196309248931,1963-09-24,B级
            库车市,牙哈镇,守努特村,6510000001,古丽,配偶,女,999037196307227961,1963-07-22,
            库车市,牙哈镇,守努特村,6510000001,艾力,之子,男,,2001-05-06,
            """;
        example.Import("六月.csv", list, June);
        Assert.Equal([3, 2, 1], new[] { May.AddDays(-1), June, July }.Select(day => example.Size(example.Family, day)));
        Assert.Contains("listed_after_death", example.Findings());
        example.Import("八月.csv", list.Replace("B级", "C级"), new DateOnly(2020, 8, 1));
        Assert.Equal((1, 1), (example.Size(example.Family, new DateOnly(2020, 7, 31)), example.Size(example.Family, new DateOnly(2020, 8, 1))));
        Assert.Contains("listed_after_leaving", example.Findings());
    }
}
