using System.Linq;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Tests.Databases;
using Xunit;
using static Saxaul.Tests.Intake.IntakeExample;

namespace Saxaul.Tests.Intake;

/// <summary>A village of three households, and newer lists that name some of them.</summary>
public class HouseholdsLeftOutTests
{
    private static readonly string March = Roster(
        Row("1", "卡德尔", 1), Row("2", "吐尔逊", 2), Row("2", "古丽", 12, relation: "配偶"), Row("3", "买买提", 3), Row("8", "艾山", 8, "英买里村", "哈尼喀塔木乡"), Row("9", "某人", 9, "某村"));

    /// <summary>Household 2 is missing.</summary>
    private static readonly string April = Roster(Row("1", "卡德尔", 1), Row("3", "买买提", 3));

    [Theory, EachDatabase]
    public void Of_a_household_that_a_newer_list_leaves_out_each_member_is_asked_about_and_nobody_is_removed(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        Assert.DoesNotContain(FindingKind.NoLongerListed, example.Import("652902-三月.csv", March).Files[0].Findings.Keys);

        var rehearsed = example.Import(new ImportOptions { DryRun = true }, ("652902-四月.csv", April)).Files[0];
        var report = example.Import("652902-四月.csv", April).Files[0];

        Assert.Equal((2, 2), (rehearsed.Findings[FindingKind.NoLongerListed], report.Findings[FindingKind.NoLongerListed]));
        var asked = example.Findings(FindingKind.NoLongerListed);
        var household = example.Now(Household.Table, version => (version.Id, Household.From(version).Number)).Single(one => one.Number == "2").Id;
        Assert.Equal(2, asked.Select(finding => finding.PersonId).Distinct().Count());
        Assert.All(asked, finding => Assert.Equal((household, report.FileId), (finding.HouseholdId, finding.FileId)));
        Assert.All(report.Found!.Findings, finding => Assert.Null(finding.Row));
        Assert.Equal(6, example.Now(Membership.Table, version => version).Count);
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void Whom_the_newer_list_names_in_another_household_is_not_asked_about_as_missing(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-三月.csv", March);
        var report = example.Import("652902-四月.csv", Roster(Row("1", "卡德尔", 1), Row("1", "古丽", 12, relation: "之母"), Row("3", "买买提", 3))).Files[0];

        Assert.Equal((1, 1), (report.Findings[FindingKind.NoLongerListed], report.Findings[FindingKind.ListedTwice]));
        var missing = Assert.Single(example.Findings(FindingKind.NoLongerListed)).PersonId;
        Assert.Equal("吐尔逊", example.Now(Person.Table, version => (version.Id, Person.From(version).Name)).Single(one => one.Id == missing).Name);
    }

    [Theory, EachDatabase]
    public void Nobody_is_asked_about_twice_and_the_question_closes_when_a_list_names_them_again(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-三月.csv", March);
        example.Import("652902-四月.csv", April);
        var again = example.Import("652902-四月-再报.csv", April + "\n").Files[0];
        Assert.Equal((2, 0), (again.Findings[FindingKind.NoLongerListed], again.Changed));
        Assert.Equal(2, example.Findings(FindingKind.NoLongerListed).Count);

        example.Import("652902-五月.csv", March + "\n");
        Assert.Empty(example.Findings(FindingKind.NoLongerListed));
    }

    [Theory, EachDatabase]
    public void A_list_of_other_households_of_the_village_is_a_second_part_and_asks_nothing(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-三月.csv", March);
        var second = example.Import("652902-第二批.csv", Roster(Row("1", "卡德尔", 1), Row("4", "帕提曼", 4), Row("5", "阿依古丽", 5))).Files[0];
        var older = example.Import(new ImportOptions { On = Day.AddMonths(-2) }, ("652902-二月.csv", April)).Files[0];

        Assert.Empty(second.Findings);
        Assert.Empty(older.Findings);
        Assert.Empty(example.Findings(FindingKind.NoLongerListed));
    }

    [Theory, EachDatabase]
    public void Taking_the_newer_list_back_takes_its_questions_back(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-三月.csv", March);
        var state = example.State();
        var april = example.Import("652902-四月.csv", April).BatchId!.Value;

        Assert.Equal(0, new UndoBatch(april, "交错了文件").Run(example.Registry, Official).Conflicts);
        Assert.Equal(state, example.State());
        Assert.True(example.IsWhole());
    }
}
