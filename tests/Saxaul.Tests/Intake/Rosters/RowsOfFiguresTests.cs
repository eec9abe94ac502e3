using System.Linq;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Xunit;
using static Saxaul.Tests.Intake.IntakeExample;

namespace Saxaul.Tests.Intake;

/// <summary>A household's own figures may stand on any of its rows. The headings are row 1, the head's row is 2, the wife's is 3 and the son's 4.</summary>
public class RowsOfFiguresTests
{
    private static string Household(string wifes, string sons) => Roster(Row("1", "卡德尔", 1, wages: ""), Row("1", "古丽", 11, wages: wifes, relation: "配偶"), Row("1", "艾山", 21, wages: sons, medical: "", relation: "之子"));

    private static int? RowOf(IntakeExample example, string item) =>
        example.Now(example.Budget.Table, version => (Item: (string?)version.Values[1], version.SourceRow)).Single(one => one.Item == item).SourceRow;

    [Theory, EachDatabase]
    public void A_wage_written_on_the_wife_s_line_comes_from_there(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        Assert.Empty(example.Import("652902-库车市.csv", Household("2万", "")).Files[0].Findings);

        Assert.Equal((3, 2), (RowOf(example, "wages"), RowOf(example, "medical")));
        Assert.Equal(3, Assert.Single(example.Now(Original.Table, version => (version.SourceRow, Original.From(version).Field)), one => one.Field == "budget.wages").SourceRow);
    }

    [Theory, EachDatabase]
    public void What_cannot_be_read_is_asked_about_in_its_own_cell_and_what_disagrees_in_the_later_one(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        var report = example.Import("652902-库车市.csv", Household("很多", "300")).Files[0];

        Assert.Equal([(FindingKind.UnreadableValue, "L3"), (FindingKind.ValuesDisagree, "L4")], report.Found!.Findings.Select(finding => (finding.Kind, finding.Cell!)));
        Assert.Equal([(FindingKind.UnreadableValue, (int?)3), (FindingKind.ValuesDisagree, 4)], example.Now(Finding.Table, version => (Finding.From(version).Kind, version.SourceRow)).Order());
    }
}
