using System;
using System.IO;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Demo;
using Saxaul.Facts;
using Saxaul.Intake;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Demo;

public class InventPrefectureTests
{
    private static readonly DateOnly Day = new(2026, 4, 1);
    private static readonly Actor Official = Actor.Operator("official");

    [Fact]
    public void The_same_seed_and_day_give_the_same_files_and_another_seed_gives_others()
    {
        using var folder = new TemporaryFolder();
        string[] Invent(string name, ulong seed) =>
            [.. new InventPrefecture(folder.File(name), Day, 500, seed).Run() is var files ? files.Rosters.Concat(files.Lists).Select(File.ReadAllText) : []];

        Assert.Equal(Invent("once", 1), Invent("again", 1));
        Assert.NotEqual(Invent("once", 1), Invent("other", 2));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(2000)]
    [InlineData(3001)]
    public void There_are_exactly_as_many_households_as_were_asked_for_in_every_county(int households)
    {
        using var folder = new TemporaryFolder();
        var rosters = new InventPrefecture(folder.File("handed"), Day, households).Run().Rosters;
        Assert.Equal(9, rosters.Count);
        Assert.All(rosters, roster => Assert.True(Numbers(roster) > 0));
        Assert.Equal(households, rosters.Sum(Numbers));

        static int Numbers(string roster) => File.ReadLines(roster).Skip(2).Select(line => line.Split(',')[3]).Distinct().Count();
    }

    [Fact]
    public void What_is_handed_over_is_understood_and_leaves_an_office_something_to_do()
    {
        using var test = new TestRegistry(DatabaseKind.Sqlite);
        var files = new InventPrefecture(test.File("handed"), Day, 3000).Run();
        new ImportAreas(AreaList.Read(files.Areas), 2020).Run(test.Registry, Official);
        var reports = new Import(test.Registry, Official, new ImportOptions { On = Day }).Run([.. files.Rosters, .. files.Lists]).Files;

        Assert.All(reports, report => Assert.Null(report.Refused));
        Assert.All(reports, report => Assert.Empty(report.UnknownColumns));
        Assert.Equal(3000, reports.Sum(report => report.Households + report.Held.Households));
        Assert.True(reports.Sum(report => report.Held.Households) > 0);
        Assert.True(reports.Sum(report => report.Matched) > 0);
        Assert.True(reports.Sum(report => report.Unknown) > 0);
        Assert.DoesNotContain(FindingKind.UnreadableValue, reports.SelectMany(report => report.Findings.Keys));

        var facts = new FactStore(test.Registry);
        var screened = new Screen(test.Registry, Official, facts, Policy.Load(test.Registry, facts.Shape, "acceptance"), Day).All();
        Assert.All(screened.Undecided, rule => Assert.InRange(rule.Value, 0, screened.Households / 100));
        var flagged = ListWarnings.Of(test.Registry, Official, Day).Select(warning => (warning.CountyKey, warning.HouseholdId)).Distinct().Count();
        Assert.InRange(flagged / (double)screened.Households, 0.06, 0.2);
    }

    [Fact]
    public void No_child_in_it_is_older_than_a_parent_allows()
    {
        var chance = new Chance(7);
        for (var serial = 0; serial < 2000; serial++)
        {
            var members = InventedHousehold.Draw(chance, Day, "652901", serial).Members;
            var parents = members.Where(member => member.Relation is "户主" or "配偶").Max(member => member.Birth);
            Assert.All(members.Where(member => member.Relation is "之子" or "之女"), child => Assert.True(child.Birth >= parents.AddYears(18)));
        }
    }

    [Fact]
    public void No_document_number_in_it_can_be_anybody_s()
    {
        using var folder = new TemporaryFolder();
        var files = new InventPrefecture(folder.File("handed"), Day, 300).Run();
        var numbers = files.Rosters.Concat(files.Lists).SelectMany(File.ReadLines).SelectMany(line => line.Split(',')).Where(cell => cell.Length == ResidentNumber.Length && cell[..17].All(char.IsAsciiDigit)).ToList();

        Assert.True(numbers.Count > 500);
        Assert.All(numbers, number => Assert.StartsWith("999", number, StringComparison.Ordinal));
    }
}
