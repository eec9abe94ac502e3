using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public class SplitHouseholdTests
{
    private static readonly DateOnly May = new(2020, 5, 1);

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void Who_forms_a_household_of_their_own_leaves_the_figures_behind_unless_told(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var (wife, son) = (example.Person(example.Family, "古丽"), example.Person(example.Family, "艾力"));
        var medical = example.Read(example.Family).Entries.Single(entry => entry.Choice.In("zh") == "自付医疗费用").Id;
        var split = new SplitHousehold(example.Family, new Dictionary<long, string?> { [son] = "户主", [wife] = "之母" }, new NewHousehold { Number = "6510000012", VillageId = example.Village("652902105208") }, May)
        { Entries = [medical] }.Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(example.Family, split[0]);
        var card = example.Read(split[1], May);
        Assert.Equal([("艾力", "head"), ("古丽", "mother")], card.Members.Select(member => (member.Person.Name, member.Relation!)));
        Assert.Equal("玉奇玉吉买村委会", card.Place[^1].Name);
        Assert.Equal((620_000, null), (example.Fact(split[1], "medical_spending", May), example.Fact(split[1], "wages", May)));
        // All that the old household spent on it went along, so that it is known to have spent nothing.
        Assert.Equal((0, 1_230_000), (example.Fact(example.Family, "medical_spending", May), example.Fact(example.Family, "wages", May)));
        Assert.Equal(620_000, example.Fact(example.Family, "medical_spending", May.AddDays(-1)));
        Assert.Equal((1, 2), (example.Size(example.Family, May), example.Size(split[1], May)));
        Assert.True(example.FactsAreCaughtUp(example.County, May));
    }

    [Theory, EachDatabase]
    public void It_belongs_to_the_same_groups_as_the_old_one_on_that_day(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        void Is(string household, DateOnly? from) =>
            new CorrectEntry(example.County, "standing", example.Family.Id, new Dictionary<string, string?> { ["kind"] = household, ["relocated"] = "是" }, from, "名册").Run(example.Registry, ExampleCounties.Official);
        Is("脱贫户", null);
        Is("脱贫不稳定户", May.AddDays(10));
        var son = example.Person(example.Family, "艾力");
        var own = new SplitHousehold(example.Family, new Dictionary<long, string?> { [son] = "head" }, new NewHousehold(), May).Run(example.Registry, ExampleCounties.Official)[1];
        var standing = example.Read(own, example.Today).Entries.Single(entry => entry.Register.Register == "standing");
        Assert.Equal(("脱贫户", "是"), (standing.Value("kind")!.Text("zh"), standing.Value("relocated")!.Text("zh")));
        Assert.True(example.FactsAreCaughtUp(example.County, May));
    }

    [Theory, EachDatabase]
    public void A_new_household_needs_one_head_and_somebody_must_stay(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var people = example.Read(example.Family).Members.Select(member => member.PersonId).ToList();
        int Split(Dictionary<long, string?> members, params long[] entries) => Refused(() => new SplitHousehold(example.Family, members, new NewHousehold(), May) { Entries = entries }.Run(example.Registry, ExampleCounties.Official));
        Assert.Equal(4026, Split(new() { [people[1]] = null }));
        Assert.Equal(4026, Split(new() { [people[1]] = "head", [people[2]] = "head" }));
        Assert.Equal(4027, Split(new() { [people[0]] = "head", [people[1]] = null, [people[2]] = null }));
        Assert.Equal(4005, Split(new() { [987654] = "head" }));
        Assert.Equal(4030, Split(new() { [people[1]] = "head" }, 987654));
        Assert.Equal(7001, Refused(() => new SplitHousehold(example.Family, new Dictionary<long, string?> { [people[1]] = "head" }, new NewHousehold(), May).Run(example.Registry, Actor.Nobody)));
    }
}
