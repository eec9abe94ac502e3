using System;
using System.Linq;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Intake;
using Xunit;

namespace Saxaul.Tests.Households;

public class JoinHouseholdTests
{
    private static readonly DateOnly May = new(2020, 5, 1), June = new(2020, 6, 1), July = new(2020, 7, 1);

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void Who_marries_in_leaves_the_old_household_and_counts_in_the_new_one_from_that_day(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = example.Person(example.Family, "艾力");
        var touched = new JoinHousehold(example.Alone, new Newcomer { Person = new PersonKey(example.County, son), Relation = "之女婿" }, June).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal([example.Alone, example.Family], touched);
        Assert.Equal((3, 1), (example.Size(example.Family, May), example.Size(example.Alone, May)));
        Assert.Equal((2, 2), (example.Size(example.Family, June), example.Size(example.Alone, June)));
        Assert.Equal("son_in_law", example.Read(example.Alone, June).Members.Single(member => member.PersonId == son).Relation);
        Assert.Equal(("艾力", June), example.Read(example.Family, June).FormerMembers.Select(member => (member.Person.Name, member.Until!.Value)).Single());
        Assert.True(example.FactsAreCaughtUp(example.County, June));
    }

    [Theory, EachDatabase]
    public void Somebody_new_joins_and_who_left_can_return(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var bride = new JoinHousehold(example.Family, new Newcomer { Name = "Gülnar Tursun", Document = InventedNumbers.Of(new DateOnly(2000, 1, 1), 122), Relation = "之儿媳" }, May);
        bride.Run(example.Registry, ExampleCounties.Official);
        var id = example.Person(example.Family, "Gülnar Tursun", May);
        new LeaveHousehold(example.Family, id, June).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(3, example.Size(example.Family, June));
        new JoinHousehold(example.Family, new Newcomer { Person = new PersonKey(example.County, id), Relation = "daughter_in_law" }, July).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal([4, 3, 4], new[] { May, June, July }.Select(day => example.Size(example.Family, day)));
    }

    [Theory, EachDatabase]
    public void Who_marries_into_another_county_becomes_a_person_there_with_what_is_known_of_them(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var there = new RegisterHousehold(example.OtherCounty, example.Village("652924100200"), [new Newcomer { Name = "热娜", Relation = "head" }], May).Run(example.Registry, ExampleCounties.Official)[0];
        var wife = new PersonKey(example.County, example.Person(example.Family, "古丽"));
        new JoinHousehold(there, new Newcomer { Person = wife, Relation = "other" }, June).Run(example.Registry, ExampleCounties.Official);
        var member = example.Read(there, June).Members.Single(one => one.Person.Name == "古丽");
        Assert.Equal(ExampleCounties.Gul, member.Person.Number);
        Assert.Equal("healthy", member.Entries.Single(entry => entry.Register.Register == "health").Value("state")!.Value);
        Assert.DoesNotContain("古丽", example.Names(example.Family, June));
        Assert.Equal(7001, Refused(() => new JoinHousehold(there, new Newcomer { Person = new PersonKey(example.County, example.Person(example.Family, "艾力")) }, June).Run(example.Registry, example.OfficialOf(example.OtherCounty))));
    }

    [Theory, EachDatabase]
    public void Nobody_joins_twice_as_a_second_head_after_death_or_a_household_that_ended(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var son = new Newcomer { Person = new PersonKey(example.County, example.Person(example.Family, "艾力")) };
        int Join(HouseholdKey household, Newcomer member, DateOnly on) => Refused(() => new JoinHousehold(household, member, on).Run(example.Registry, ExampleCounties.Official));
        Assert.Equal(4007, Join(example.Family, son, June));
        Assert.Equal(4008, Join(example.Alone, son with { Relation = "head" }, June));
        Assert.Equal(4006, Join(example.Alone, son, new DateOnly(2020, 1, 1)));
        new RecordDeath(son.Person!, June).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(4019, Join(example.Alone, son, July));
        new LeaveHousehold(example.Alone, example.Person(example.Alone, "买买提"), June).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal(4003, Join(example.Alone, new Newcomer { Name = "某人" }, July));
        Assert.Equal(4001, Join(new HouseholdKey(example.County, 987654), new Newcomer { Name = "某人" }, July));
    }

    [Theory, EachDatabase]
    public void Who_comes_back_and_whose_number_somebody_else_was_given_meanwhile_is_asked_about(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var wife = new PersonKey(example.County, example.Person(example.Family, "古丽"));
        new LeaveHousehold(example.Family, wife.Id, May).Run(example.Registry, ExampleCounties.Official);
        new GiveDocument(new PersonKey(example.County, example.Person(example.Alone, "买买提")), ExampleCounties.Gul, null).Run(example.Registry, ExampleCounties.Official);
        Assert.DoesNotContain("listed_twice", example.Findings());
        new JoinHousehold(example.Family, new Newcomer { Person = wife, Relation = "spouse" }, June).Run(example.Registry, ExampleCounties.Official);
        Assert.Contains(example.Read(example.Family, example.Today).Findings, finding => finding.PersonId == wife.Id && finding.Finding.Kind == "listed_twice");
    }
}
