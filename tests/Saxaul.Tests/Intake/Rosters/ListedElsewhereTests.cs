using System.Linq;
using System.Text.Json;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;
using static Saxaul.Tests.Intake.IntakeExample;

namespace Saxaul.Tests.Intake.Rosters;

/// <summary>Who is registered in another county a county does not learn by handing in a list with their number; the office above both does.</summary>
public class ListedElsewhereTests
{
    private static readonly Actor County = Actor.Operator("county").In(Kuqa);

    private static FileReport HandIn(IntakeExample example, Actor actor, string list, bool dryRun) =>
        new Import(example.Registry, actor, new ImportOptions { On = Day, DryRun = dryRun }).Run([example.Write("652902-库车市-6月.csv", list)]).Files[0];

    private static string Told(FileReport report) => JsonSerializer.Serialize(report, ReportJson.Options) + JsonSerializer.Serialize(report.Comparison, ReportJson.Options);

    /// <summary>Two registered in Kuqa, one in Kalpin.</summary>
    private static IntakeExample Counties(DatabaseKind kind)
    {
        var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", Roster(Row("1", "卡德尔", 1), Row("2", "古丽", 2)));
        example.Import("652929-柯坪县.csv", Roster(Row("9", "阿依木", 9, "库木里村", "柯坪镇", "柯坪县")));
        return example;
    }

    [Theory, EachDatabase]
    public void Two_previews_that_differ_by_a_number_of_another_county_tell_a_county_the_same_and_the_office_above_which(DatabaseKind kind)
    {
        using var example = Counties(kind);
        string With(int person) => Roster(Row("1", "卡德尔", 1), Row("3", "查一查", person));

        Assert.Equal(Told(HandIn(example, County, With(10), dryRun: true)), Told(HandIn(example, County, With(9), dryRun: true)));
        Assert.Equal(1, HandIn(example, Official, With(9), dryRun: true).Findings[FindingKind.ListedElsewhere]);
        Assert.DoesNotContain(FindingKind.ListedElsewhere, HandIn(example, Official, With(10), dryRun: true).Findings.Keys);
    }

    [Theory, EachDatabase]
    public void What_was_applied_tells_a_county_nothing_of_another_either_wherever_it_looks(DatabaseKind kind)
    {
        using var example = Counties(kind);
        var list = Roster(Row("1", "卡德尔", 1), Row("2", "古丽", 2), Row("3", "查一查", 9));
        var report = HandIn(example, County, list, dryRun: false);
        Assert.Empty(report.Findings);
        Assert.Empty(report.Found!.Findings);
        Assert.Equal((0, 3), (HandIn(example, County, list + "\n", dryRun: false).Changed, HandIn(example, County, list + "\n\n", dryRun: true).Unchanged));

        var finding = example.FindingId(FindingKind.ListedElsewhere);
        var household = new HouseholdKey(Kuqa, example.Findings(FindingKind.ListedElsewhere).Single().HouseholdId!.Value);
        var registry = example.Registry;
        Assert.Empty(new ListFindings("652902", null, 0, 9).Run(registry, County).Findings);
        Assert.Equal(0, new ListFindings("652902", null, 0, 0).Run(registry, County).Count);
        Assert.Empty(ListFileFindings.Of(registry, County, report.FileId!.Value)!.Findings);
        Assert.Equal(0, ListFileFindings.CountOf(registry, County, report.FileId!.Value));
        Assert.All(new ListBatches(0, 9).Run(registry, County).SelectMany(batch => batch.Files), file => Assert.Empty(file.Report!.Findings));
        var card = ReadHousehold.Of(registry, County, household, registry.Database.Time.Today());
        Assert.Empty(card.Findings);
        Assert.Single(card.History);
        Assert.Equal(Problem.QuestionNotOpen().Number, Assert.Throws<ProblemException>(() => new ReadQuestion(Kuqa, finding).Run(registry, County)).Problem.Number);

        Assert.Equal(finding, Assert.Single(new ListFindings("6529", null, 0, 9).Run(registry, Official).Findings).Id);
        Assert.Single(ListFileFindings.Of(registry, Official, report.FileId!.Value)!.Findings);
        Assert.Single(ReadHousehold.Of(registry, Official, household, registry.Database.Time.Today()).Findings);
        Assert.Equal(2, new ReadQuestion(Kuqa, finding).Run(registry, Official).Households.Count);
        Assert.Equal(Problem.NotListedTwice().Number, Assert.Throws<ProblemException>(() => Answer().Run(registry, County)).Problem.Number);
        Answer().Run(registry, Official);
        Assert.Empty(example.Findings(FindingKind.ListedElsewhere));
        Assert.True(example.IsWhole());

        ResolveListedTwice Answer() => new(new PersonKey(Kuqa, example.Findings(FindingKind.ListedElsewhere).Single().PersonId!.Value), ListedTwiceAnswer.BothAreRight, null, registry.Database.Time.Today(), "两县核实");
    }

    [Theory, EachDatabase]
    public void A_list_that_is_undone_takes_its_question_along(DatabaseKind kind)
    {
        using var example = Counties(kind);
        var state = example.Now(Finding.Table, Finding.From);
        var batch = example.Import("652902-库车市-6月.csv", Roster(Row("3", "查一查", 9))).BatchId!.Value;
        Assert.Single(example.Findings(FindingKind.ListedElsewhere));
        new UndoBatch(batch, "试").Run(example.Registry, County);
        Assert.Equal(state, example.Now(Finding.Table, Finding.From));
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void Of_two_households_of_its_own_a_county_is_told_whatever_another_asks(DatabaseKind kind)
    {
        using var example = Counties(kind);
        example.Import("652929-柯坪县-6月.csv", Roster(Row("8", "卡德尔", 1, "库木里村", "柯坪镇", "柯坪县")));
        Assert.Equal(1, HandIn(example, County, Roster(Row("3", "卡德尔", 1)), dryRun: true).Findings[FindingKind.ListedTwice]);
    }
}
