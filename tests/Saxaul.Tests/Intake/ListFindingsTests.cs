using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Facts;
using Saxaul.Tests.Households;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Intake;

public sealed class ListFindingsTests
{
    private const int Luntai = 1;
    private static readonly Actor Official = Actor.Operator("official");

    private static void Find(ExampleRegistry example, string kind, long? household, long? area, int row) =>
        example.Write(Luntai, new EntryHead("import household", ExampleRegistry.Day) { HouseholdId = household, AreaId = household is null ? area : null }, (_, entry) =>
            entry.Add(Finding.Table, new Finding { Kind = kind, HouseholdId = household, AreaId = area, Sheet = "户信息", ColumnLetter = "M", Written = "9990" }.ToValues(), row));

    [Theory, EachDatabase]
    public void Findings_are_listed_by_kind_and_row_for_an_area_and_what_lies_in_it(DatabaseKind kind)
    {
        using var example = new ExampleRegistry(kind);
        var villages = example.County(Luntai, "652822", 2);
        Find(example, FindingKind.MissingNumber, example.Register(Luntai, villages[0], "1", []), null, 9);
        Find(example, FindingKind.MissingNumber, example.Register(Luntai, villages[1], "2", []), null, 4);
        Find(example, FindingKind.BadCheckDigit, example.Register(Luntai, villages[1], "3", []), null, 7);
        Find(example, FindingKind.UnresolvedPlace, null, example.Township(Luntai), 5);

        OpenFindings List(string code, string? only = null, int skip = 0, int take = 10) => new ListFindings(code, only, skip, take).Run(example.Registry, Official);
        Assert.Equal([(FindingKind.MissingNumber, 2), (FindingKind.BadCheckDigit, 1), (FindingKind.UnresolvedPlace, 1)], List("652822").Counts);
        Assert.Equal([4, 5, 7, 9], List("652822100").Findings.Select(finding => finding.Row));
        Assert.Equal(["2", "3"], List("652822100201").Findings.Select(finding => finding.HouseholdNumber));
        Assert.Equal(9, List("652822", FindingKind.MissingNumber, skip: 1).Findings.Single().Row);
        Assert.Empty(List("652822", take: 0).Findings);
    }

    [Theory, EachDatabase]
    public void Counts_follow_what_is_found_settled_and_moved(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        List<(string, int)> Counts(string code) => [.. new ListFindings(code, null, 0, 0).Run(example.Registry, ExampleCounties.Official).Counts];
        const string shounute = "652902105201", yuqi = "652902105208";
        Assert.Equal([(FindingKind.MissingNumber, 1)], Counts(shounute));
        Assert.Equal([(FindingKind.MissingNumber, 2)], Counts("6529"));

        new MoveHousehold(example.Alone, example.Village(shounute), new DateOnly(2020, 6, 1)).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal([(FindingKind.MissingNumber, 2)], Counts(shounute));
        Assert.Empty(Counts(yuqi));

        new GiveDocument(new PersonKey(example.County, example.Person(example.Family, "艾力")), "999001200105060115", null).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal([(FindingKind.MissingNumber, 1)], Counts("6529"));
    }

    [Fact]
    public void Somebody_of_another_county_sees_none()
    {
        using var example = new ExampleRegistry();
        example.County(Luntai, "652822", 1);
        var stranger = new Actor("stranger", new HashSet<Right> { Right.ReadHouseholds }, new HashSet<int> { 2 });

        Assert.Equal(7001, Assert.Throws<ProblemException>(() => new ListFindings("652822", null, 0, 10).Run(example.Registry, stranger)).Problem.Number);
    }
}
