using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public class MergeHouseholdsTests
{
    private static readonly DateOnly May = new(2020, 5, 1), June = new(2020, 6, 1), July = new(2020, 7, 1);

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void Two_households_become_one_and_their_amounts_are_added_up(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var old = example.Person(example.Alone, "买买提");
        new MergeHouseholds(example.Family, example.Alone, June) { Relations = new Dictionary<long, string?> { [old] = "父亲" } }.Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((3, 4, 0), (example.Size(example.Family, May), example.Size(example.Family, June), example.Size(example.Alone, June)));
        Assert.Equal("father", example.Read(example.Family, June).Members.Single(member => member.PersonId == old).Relation);
        Assert.Equal((1_230_000, 4_230_000), (example.Fact(example.Family, "wages", May), example.Fact(example.Family, "wages", June)));
        Assert.Equal("A级", example.Read(example.Family, June).Entries.Single(entry => entry.Register.Register == "living").Value("house_grade")!.Text("zh"));
        Assert.Equal(June, example.Read(example.Alone, July).EndedOn);
        Assert.True(example.FactsAreCaughtUp(example.County, June));
    }

    [Theory, EachDatabase]
    public void What_only_one_of_them_knows_is_unknown_of_both_together(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var young = new RegisterHousehold(example.County, example.Village("652902105201"), [new Newcomer { Name = "某人", Relation = "head" }], May).Run(example.Registry, ExampleCounties.Official)[0];
        new MergeHouseholds(example.Family, young, June).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((1_230_000, null), (example.Fact(example.Family, "wages", May), example.Fact(example.Family, "wages", June)));
    }

    [Theory, EachDatabase]
    public void Amounts_said_of_either_since_that_day_have_to_be_looked_at_by_a_person_first(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        long Wages(HouseholdKey household) => example.Read(household).Entries.Single(entry => entry.Choice.In("zh") == "工资性收入").Id;
        new CorrectEntry(example.County, "budget", example.Alone.Id, new Dictionary<string, string?> { ["amount"] = "20000" }, July, "重新采集") { EntryId = Wages(example.Alone) }.Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(4029, Refused(() => new MergeHouseholds(example.Family, example.Alone, June).Run(example.Registry, ExampleCounties.Official)));
        new MergeHouseholds(example.Family, example.Alone, July).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((1_230_000, 3_230_000), (example.Fact(example.Family, "wages", June), example.Fact(example.Family, "wages", July)));
        Assert.True(example.FactsAreCaughtUp(example.County, July));
    }

    [Theory, EachDatabase]
    public void Only_two_households_of_a_county_merge(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        int Merge(HouseholdKey into, HouseholdKey from, DateOnly on, Actor? actor = null) => Refused(() => new MergeHouseholds(into, from, on).Run(example.Registry, actor ?? ExampleCounties.Official));
        Assert.Equal(4082, Merge(example.Family, example.Family, May));
        Assert.Equal(4028, Merge(example.Family, new HouseholdKey(example.OtherCounty, 5), May));
        Assert.Equal(7001, Merge(example.Family, example.Alone, May, Actor.Nobody));
        new RecordBirth(example.Alone, new Newcomer(), June).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(4029, Merge(example.Family, example.Alone, May));
    }
}
