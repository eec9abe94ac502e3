using System;
using System.Linq;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Tests.Households;

public class ResolveListedTwiceTests
{
    private static readonly DateOnly May = new(2020, 5, 1), June = new(2020, 6, 1);

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    /// <summary>古丽 is on a second list, of a household that a roster brings.</summary>
    private static HouseholdKey Second(ExampleCounties example)
    {
        example.Import("二表.csv", """
            县,乡镇,行政村,户编号,姓名,与户主关系,性别,证件号码,出生日期
            库车市,牙哈镇,玉奇玉吉买村,6510000003,热娜,户主,女,,1940-01-01
            库车市,牙哈镇,玉奇玉吉买村,6510000003,古丽,之女,女,999037196307227961,1963-07-22
            """);
        Assert.Contains("listed_twice", example.Findings());
        return example.Find("6510000003");
    }

    [Theory, EachDatabase]
    public void Who_belongs_to_one_of_the_households_leaves_the_other(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var second = Second(example);
        var wife = new PersonKey(example.County, example.Person(example.Family, "古丽"));
        new ResolveListedTwice(wife, ListedTwiceAnswer.KeepInOne, example.Family, May, "走访核实").Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((3, 1), (example.Size(example.Family, May), example.Size(second, May)));
        Assert.DoesNotContain("listed_twice", example.Findings());
        Assert.Equal(4035, Refused(() => new ResolveListedTwice(wife, ListedTwiceAnswer.BothAreRight, null, May, "又问").Run(example.Registry, ExampleCounties.Official)));
    }

    [Theory, EachDatabase]
    public void Where_they_were_the_head_and_others_stay_somebody_of_these_is_named(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var second = Second(example);
        var head = new PersonKey(example.County, example.Person(second, "热娜"));
        var keep = new ResolveListedTwice(new PersonKey(example.County, example.Person(example.Family, "古丽")), ListedTwiceAnswer.KeepInOne, second, May, "走访核实");
        var kadir = example.Read(example.Family, May).Head!.PersonId;
        new NameHead(example.Family, keep.Person.Id, ExampleCounties.Spring.AddDays(1)).Run(example.Registry, ExampleCounties.Official);

        Assert.Equal(4086, Refused(() => keep.Run(example.Registry, ExampleCounties.Official)));
        (keep with { NewHeads = [head.Id, kadir] }).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((kadir, head.Id), (example.Read(example.Family, May).Head!.PersonId, example.Read(second, May).Head!.PersonId));
    }

    [Theory, EachDatabase]
    public void Both_lists_can_be_right(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var second = Second(example);
        new ResolveListedTwice(new PersonKey(example.County, example.Person(second, "古丽")), ListedTwiceAnswer.BothAreRight, null, May, "两边照料").Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((3, 2), (example.Size(example.Family, May), example.Size(second, May)));
        Assert.DoesNotContain("listed_twice", example.Findings());
    }

    [Theory, EachDatabase]
    public void Two_people_under_one_number_become_two_and_one_is_asked_for_their_own(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var second = Second(example);
        var wife = new PersonKey(example.County, example.Person(example.Family, "古丽"));
        new ResolveListedTwice(wife, ListedTwiceAnswer.TwoPeople, second, May, "身份证核对") { Name = "古丽娜" }.Run(example.Registry, ExampleCounties.Official);
        var other = example.Read(second, May).Members.Single(member => member.Relation == "daughter");
        Assert.Equal(("古丽娜", null), (other.Person.Name, other.Person.Number));
        Assert.NotEqual(wife.Id, other.PersonId);
        Assert.Equal((ExampleCounties.Gul, 3), (example.Read(example.Family, May).Members.Single(member => member.PersonId == wife.Id).Person.Number, example.Size(example.Family, May)));
        Assert.DoesNotContain("listed_twice", example.Findings());
        Assert.Contains(example.Read(second, example.Today).Findings, finding => finding.PersonId == other.PersonId && finding.Finding.Kind == "missing_number");
        Assert.True(example.FactsAreCaughtUp(example.County, May));
    }

    [Theory, EachDatabase]
    public void A_number_given_to_somebody_else_is_taken_from_them_again_or_they_were_the_same(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var old = new PersonKey(example.County, example.Person(example.Alone, "买买提"));
        new GiveDocument(old, ExampleCounties.Kadir, May).Run(example.Registry, ExampleCounties.Official);
        new ResolveListedTwice(old, ListedTwiceAnswer.TwoPeople, example.Alone, June, "号码录错").Run(example.Registry, ExampleCounties.Official);
        Assert.Null(example.Read(example.Alone, May).Members.Single().Person.Number);
        Assert.DoesNotContain("listed_twice", example.Findings());

        new GiveDocument(old, ExampleCounties.Kadir, May).Run(example.Registry, ExampleCounties.Official);
        new ResolveListedTwice(old, ListedTwiceAnswer.KeepInOne, example.Family, June, "同一人").Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(June, example.Read(example.Alone, June).EndedOn);
        Assert.Equal(3, example.Size(example.Family, June));
        Assert.DoesNotContain("listed_twice", example.Findings());
    }

    [Theory, EachDatabase]
    public void Somebody_on_the_lists_of_two_counties_needs_the_right_in_both(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var there = new RegisterHousehold(example.OtherCounty, example.Village("652924100200"), [new Newcomer { Name = "古丽", Document = ExampleCounties.Gul, Relation = "head" }], ExampleCounties.Spring)
            .Run(example.Registry, ExampleCounties.Official)[0];
        Assert.Equal(["listed_elsewhere"], example.Findings(example.OtherCounty));
        var wife = new PersonKey(example.County, example.Person(example.Family, "古丽"));
        var answer = new ResolveListedTwice(wife, ListedTwiceAnswer.KeepInOne, there, May, "已迁走");
        // Who has it in one is not told that there is anything to answer.
        Assert.Equal(4035, Refused(() => answer.Run(example.Registry, example.OfficialOf(example.County))));
        Assert.Equal(4014, Refused(() => (answer with { Reason = "" }).Run(example.Registry, ExampleCounties.Official)));
        answer.Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((2, 1), (example.Size(example.Family, May), example.Size(there, May)));
        Assert.Empty(example.Findings(example.OtherCounty));
    }
}
