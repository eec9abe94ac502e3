using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Intake;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Households;

public class RecordBirthTests
{
    private static readonly DateOnly May = new(2020, 5, 1), June = new(2020, 6, 1), July = new(2020, 7, 1);

    private static int Refused(Func<object> act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void A_child_without_name_and_number_counts_from_the_day_of_birth_and_is_asked_about(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        new RecordBirth(example.Family, new Newcomer { Relation = "孙子" }, June).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal((3, 4), (example.Size(example.Family, June.AddDays(-1)), example.Size(example.Family, June)));
        var child = example.Read(example.Family, June).Members.Single(member => member.Person.Name.Length == 0);
        Assert.Equal((0, June, "grandson"), (child.Age!.Value, child.Person.BirthDate!.Value, child.Relation));
        Assert.Contains(example.Read(example.Family, example.Today).Findings, finding => finding.PersonId == child.PersonId && finding.Finding.Kind == "missing_number");
        Assert.True(example.FactsAreCaughtUp(example.County, June));
    }

    [Theory, EachDatabase]
    public void The_name_and_the_number_come_later(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        new RecordBirth(example.Family, new Newcomer(), June).Run(example.Registry, ExampleCounties.Official);
        var child = new PersonKey(example.County, example.Person(example.Family, "", June));
        new CorrectPerson(child, new Dictionary<string, string?> { ["name"] = "努尔艾力·艾力" }, null, "取名").Run(example.Registry, ExampleCounties.Official);
        new GiveDocument(child, InventedNumbers.Of(June, 127), July).Run(example.Registry, ExampleCounties.Official);
        var member = example.Read(example.Family, July).Members.Single(one => one.PersonId == child.Id);
        Assert.Equal(("努尔艾力·艾力", "male", true), (member.Person.Name, member.Person.Sex!, member.Person.NumberVerified));
        Assert.DoesNotContain(example.Read(example.Family, example.Today).Findings, finding => finding.PersonId == child.Id);
        Assert.Null(example.Read(example.Family, June).Members.Single(one => one.PersonId == child.Id).Person.Number);
    }

    [Theory, EachDatabase]
    public void A_birth_is_entered_for_its_own_day_by_who_may(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        int Birth(Newcomer child, DateOnly on, Actor? actor = null) => Refused(() => new RecordBirth(example.Family, child, on).Run(example.Registry, actor ?? ExampleCounties.Official));
        Assert.Equal(4017, Birth(new Newcomer { BirthDate = May }, June));
        Assert.Equal(4004, Birth(new Newcomer(), new DateOnly(2020, 12, 24)));
        Assert.Equal(4077, Birth(new Newcomer(), example.Today.AddYears(-18).AddDays(-1)));
        Assert.Equal(7001, Birth(new Newcomer(), June, Actor.Nobody));
    }
}
