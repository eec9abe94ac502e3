using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Tests.Households;

/// <summary>A family that divided and comes together again: what its members were to each other tells what they are to the head.</summary>
public class ProposedRelationsTests
{
    private static readonly DateOnly May = new(2020, 5, 1), June = new(2020, 6, 1), July = new(2020, 7, 1);

    private static string Proposed(ExampleCounties example, HouseholdKey into, HouseholdKey from)
    {
        var other = example.Read(from, July);
        return string.Join(", ", ProposedRelations.Of(example.Read(into, July), other).Select(one => $"{other.Members.Single(member => member.PersonId == one.Key).Person.Name} {one.Value}").Order(StringComparer.Ordinal));
    }

    [Theory, EachDatabase]
    public void A_son_who_comes_back_with_wife_and_child(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = example.Person(example.Family, "艾力");
        var own = new LeaveHousehold(example.Family, son, May) { Into = new NewHousehold() }.Run(example.Registry, ExampleCounties.Official)[1];
        new JoinHousehold(own, new Newcomer { Name = "热娜", Sex = "女", Relation = "spouse" }, June).Run(example.Registry, ExampleCounties.Official);
        new RecordBirth(own, new Newcomer { Name = "阿丽娅", Sex = "女", Relation = "daughter" }, June).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal("热娜 daughter_in_law, 艾力 son, 阿丽娅 granddaughter", Proposed(example, example.Family, own));
        // The parents move in with him: he was the head's son, so they are his father and mother.
        Assert.Equal("卡德尔·艾尔肯 father, 古丽 mother", Proposed(example, own, example.Family));
    }

    [Theory, EachDatabase]
    public void When_the_head_goes_what_the_others_are_to_the_next_one(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var (wife, son) = (example.Person(example.Family, "古丽"), example.Person(example.Family, "艾力"));
        new JoinHousehold(example.Family, new Newcomer { Name = "热娜", Sex = "女", Relation = "daughter_in_law" }, May).Run(example.Registry, ExampleCounties.Official);
        var family = example.Read(example.Family, July);
        string To(long head) => string.Join(", ", ProposedRelations.ToNewHead(family, head).Select(one => $"{family.Members.Single(member => member.PersonId == one.Key).Person.Name} {one.Value}").Order(StringComparer.Ordinal));
        // Whose wife the daughter-in-law is nobody wrote down.
        Assert.Equal("卡德尔·艾尔肯 spouse, 艾力 son", To(wife));
        Assert.Equal("卡德尔·艾尔肯 father, 古丽 mother", To(son));

        new RecordDeath(new PersonKey(example.County, family.Head!.PersonId), June) { NewHead = new NewHead(wife) { Relations = new Dictionary<long, string?> { [son] = "之子" } } }.Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(["head", "son", null], example.Read(example.Family, July).Members.Select(member => member.Relation));
    }

    [Theory, EachDatabase]
    public void Nothing_follows_where_they_never_were_one_family_or_the_head_was_another(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        Assert.Equal("", Proposed(example, example.Family, example.Alone));
        var own = new LeaveHousehold(example.Family, example.Person(example.Family, "艾力"), May) { Into = new NewHousehold() }.Run(example.Registry, ExampleCounties.Official)[1];
        new NameHead(example.Family, example.Person(example.Family, "古丽"), June) { Relations = new Dictionary<long, string?> { [example.Person(example.Family, "卡德尔·艾尔肯")] = "spouse" } }.Run(example.Registry, ExampleCounties.Official);
        Assert.Equal("", Proposed(example, example.Family, own));
    }
}
