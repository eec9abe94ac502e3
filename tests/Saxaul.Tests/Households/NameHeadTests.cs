using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public class NameHeadTests
{
    private static readonly DateOnly May = new(2020, 5, 1), June = new(2020, 6, 1), July = new(2020, 7, 1);

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void A_new_head_makes_the_others_relations_unknown_unless_given(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var people = example.Read(example.Family).Members.ToDictionary(member => member.Person.Name, member => member.PersonId);
        new NameHead(example.Family, people["古丽"], May) { Relations = new Dictionary<long, string?> { [people["艾力"]] = "son" } }.Run(example.Registry, ExampleCounties.Official);
        Assert.Equal([("古丽", "head"), ("卡德尔·艾尔肯", null), ("艾力", "son")], example.Read(example.Family, May).Members.Select(member => (member.Person.Name, member.Relation)));
        Assert.Equal("卡德尔·艾尔肯", example.Read(example.Family, May.AddDays(-1)).Head!.Person.Name);
    }

    [Theory, EachDatabase]
    public void A_head_entered_late_is_the_head_only_until_the_next_one_that_is_known(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var people = example.Read(example.Family).Members.ToDictionary(member => member.Person.Name, member => member.PersonId);
        new NameHead(example.Family, people["艾力"], July).Run(example.Registry, ExampleCounties.Official);
        new NameHead(example.Family, people["古丽"], May).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(["卡德尔·艾尔肯", "古丽", "艾力"], new[] { ExampleCounties.Spring, May, July }.Select(day => example.Read(example.Family, day).Head!.Person.Name));
        Assert.Single(example.Read(example.Family, July).Members, member => member.IsHead);
    }

    [Theory, EachDatabase]
    public void The_head_is_a_member_and_not_named_twice(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        int Head(string name, DateOnly on) => Refused(() => new NameHead(example.Family, example.Person(example.Family, name), on).Run(example.Registry, ExampleCounties.Official));
        Assert.Equal(4009, Head("卡德尔·艾尔肯", May));
        Assert.Equal(4006, Head("古丽", new DateOnly(2020, 1, 1)));
        var son = example.Person(example.Family, "艾力");
        new LeaveHousehold(example.Family, son, May).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(4005, Refused(() => new NameHead(example.Family, son, June).Run(example.Registry, ExampleCounties.Official)));
        Assert.Equal(7001, Refused(() => new NameHead(example.Family, son, June).Run(example.Registry, Actor.Nobody)));
    }
}
