using System;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Intake;
using Xunit;

namespace Saxaul.Tests.Households;

public class RegisterHouseholdTests
{
    private static readonly DateOnly May = new(2020, 5, 1), June = new(2020, 6, 1);

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void A_household_that_no_roster_brought_is_registered_with_its_members(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var number = InventedNumbers.Of(new DateOnly(1980, 3, 4), 121);
        var key = new RegisterHousehold(example.County, example.Village("652902105201"),
            [new Newcomer { Name = "阿依古丽・买买提", Document = number, Relation = "户主" }, new Newcomer { Name = "小明", BirthDate = new DateOnly(2015, 1, 1), Relation = "son" }], May)
        { Number = "6510000009", Phone = "19900000033" }.Run(example.Registry, ExampleCounties.Official)[0];

        var card = example.Read(key, May);
        Assert.Equal(("6510000009", "守努特村委会"), (card.Household.Number, card.Place[^1].Name));
        Assert.Equal(("阿依古丽·买买提", "male", new DateOnly(1980, 3, 4)), (card.Head!.Person.Name, card.Head.Person.Sex!, card.Head.Person.BirthDate!.Value));
        Assert.True(card.Head.Person.NumberVerified);
        Assert.Equal(["missing_number"], card.Findings.Select(finding => finding.Finding.Kind));
        Assert.Equal(("register household", "official"), (card.History.Single().Act, card.History.Single().Actor));
        Assert.Null(card.Head.Values[0].Source!.Line.File);
        Assert.Equal(2, example.Size(key, May));
        Assert.Null(example.Fact(key, "medical_spending", May));
    }

    [Theory, EachDatabase]
    public void A_number_that_is_known_makes_one_person_in_two_households_and_a_finding(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var key = new RegisterHousehold(example.County, example.Village("652902105201"), [new Newcomer { Name = "古丽", Document = ExampleCounties.Gul, Relation = "head" }], May)
            .Run(example.Registry, ExampleCounties.Official)[0];
        var member = Assert.Single(example.Read(key, May).Members);
        Assert.Equal(example.Person(example.Family, "古丽", May), member.PersonId);
        Assert.Equal([example.Family], member.AlsoIn);
        Assert.Contains("listed_twice", example.Findings());
        Assert.Equal("listed_twice", example.Read(example.Family, example.Today).Findings.Single(finding => finding.PersonId == member.PersonId).Finding.Kind);
    }

    [Theory, EachDatabase]
    public void What_cannot_be_a_household_is_refused(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var village = example.Village("652902105201");
        int Register(DateOnly on, string? number, params Newcomer[] members) =>
            Refused(() => new RegisterHousehold(example.County, village, members, on) { Number = number }.Run(example.Registry, ExampleCounties.Official));
        var head = new Newcomer { Name = "某人", Relation = "head" };
        Assert.Equal(4023, Register(May, null));
        Assert.Equal(4012, Register(May, "6510000001", head));
        Assert.Equal(4004, Register(new DateOnly(2020, 12, 1), null, head));
        Assert.Equal(4008, Register(May, null, head, head));
        Assert.Equal(4013, Register(May, null, new Newcomer { Name = "某人", Relation = "朋友的朋友" }));
        Assert.Equal(4015, Register(May, null, new Newcomer { Name = "12345" }));
        Assert.Equal(4018, Register(May, null, new Newcomer { Name = "某人", Document = "999019196309248932" }));
        Assert.Equal(4018, Register(May, null, new Newcomer { Name = "某人", Document = "9.99019E+17" }));
        Assert.Equal(4021, Register(May, null, new Newcomer { Name = "另一人", Document = ExampleCounties.Gul }));
        Assert.Equal(4017, Register(May, null, new Newcomer { Name = "某人", BirthDate = June }));
        Assert.Equal(4011, Refused(() => new RegisterHousehold(example.County, Area.CountyId, [head], May).Run(example.Registry, ExampleCounties.Official)));
        Assert.Equal(7001, Refused(() => new RegisterHousehold(example.County, village, [head], May).Run(example.Registry, example.OfficialOf(example.OtherCounty))));
    }
}
