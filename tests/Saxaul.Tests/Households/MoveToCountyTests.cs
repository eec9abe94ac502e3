using System;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public class MoveToCountyTests
{
    private static readonly DateOnly May = new(2020, 5, 1), June = new(2020, 6, 1), July = new(2020, 7, 1);

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void A_household_that_moves_county_ends_here_and_goes_on_there_with_everything_known_of_it(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var village = new AreaKey(example.OtherCounty, example.Village("652924100200"));
        var there = new MoveToCounty(example.Family, village, June) { Number = "6530000001" }.Run(example.Registry, ExampleCounties.Official)[0];
        var (before, after) = (example.Read(example.Family, June), example.Read(there, June));
        Assert.Equal((June, there), (before.EndedOn, before.MovedTo));
        Assert.Equal((example.Family.CountyKey, example.Family.Id), after.Household.Former!.Value);
        Assert.Equal(["沙雅县", "沙雅镇", "城郊村委会"], after.Place.TakeLast(3).Select(area => area.Name));
        Assert.Equal([("卡德尔·艾尔肯", "head"), ("古丽", "spouse"), ("艾力", "son")], after.Members.Select(member => (member.Person.Name, member.Relation!)));
        Assert.Equal([ExampleCounties.Kadir, ExampleCounties.Gul, null], after.Members.Select(member => member.Person.Number));
        Assert.Equal((620_000, 1_230_000), (example.Fact(there, "medical_spending", June), example.Fact(there, "wages", June)));
        Assert.Equal("healthy", after.Members[0].Entries.Single(entry => entry.Register.Register == "health").Value("state")!.Value);
        Assert.Equal(["missing_number"], example.Read(there, example.Today).Findings.Select(finding => finding.Finding.Kind));
        Assert.Equal((3, 0), (example.Size(example.Family, May), example.Size(example.Family, June)));
        Assert.Empty(after.Members.SelectMany(member => member.AlsoIn));
        Assert.True(example.FactsAreCaughtUp(example.County, June) && example.FactsAreCaughtUp(example.OtherCounty, June));
    }

    [Theory, EachDatabase]
    public void It_can_move_back_and_its_people_are_the_same_again(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var there = new MoveToCounty(example.Family, new AreaKey(example.OtherCounty, example.Village("652924100200")), May).Run(example.Registry, ExampleCounties.Official)[0];
        var back = new MoveToCounty(there, new AreaKey(example.County, example.Village("652902105208")), July).Run(example.Registry, ExampleCounties.Official)[0];
        Assert.Equal(example.Person(example.Family, "古丽"), example.Person(back, "古丽", July));
        Assert.Equal(620_000, example.Fact(back, "medical_spending", July));
        Assert.DoesNotContain("listed_twice", example.Findings());
    }

    [Theory, EachDatabase]
    public void Moving_county_needs_the_right_in_both(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        int Move(int county, string village, Actor? actor = null) => Refused(() => new MoveToCounty(example.Family, new AreaKey(county, example.Village(village)), June).Run(example.Registry, actor ?? ExampleCounties.Official));
        Assert.Equal(4031, Move(example.County, "652902105208"));
        Assert.Equal(7001, Move(example.OtherCounty, "652924100200", example.OfficialOf(example.County)));
        Assert.Equal(7001, Move(example.OtherCounty, "652924100200", example.OfficialOf(example.OtherCounty)));
        new RecordBirth(example.Family, new Newcomer(), July).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(4029, Move(example.OtherCounty, "652924100200"));
    }
}
