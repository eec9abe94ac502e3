using System.Linq;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Tests.Databases;
using Xunit;
using static Saxaul.Tests.Intake.IntakeExample;

namespace Saxaul.Tests.Intake;

public class AnsweredMembershipTests
{
    private static readonly string[] Kadir_s = [Row("1", "卡德尔", 1)];
    private static readonly string[] Guli_s = [Row("2", "古丽", 2), Row("2", "卡德尔", 1, relation: "之父")];

    /// <summary>Kadir is on two lists; he belongs to household 1, and from this day on the other is rid of him.</summary>
    private static void Answered(IntakeExample example, int daysLater, string[]? other = null)
    {
        example.Import("652902-三月.csv", Roster([.. Kadir_s, .. other ?? Guli_s]));
        var kadir = example.Findings(FindingKind.ListedTwice).Single().PersonId!.Value;
        var home = example.Now(Household.Table, version => (version.Id, Household.From(version).Number)).Single(one => one.Number == "1").Id;
        new ResolveListedTwice(new PersonKey(Kuqa, kadir), ListedTwiceAnswer.KeepInOne, new HouseholdKey(Kuqa, home), Day.AddDays(daysLater), "走访核实").Run(example.Registry, Official);
    }

    [Theory, EachDatabase]
    public void Whom_an_official_has_found_to_belong_to_one_household_only_no_later_list_brings_back_to_the_other(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        Answered(example, daysLater: 10);

        foreach (var (name, rows) in new[] { ("652902-五月.csv", Roster([.. Kadir_s, .. Guli_s])), ("652902-六月.csv", Roster([.. Guli_s, .. Kadir_s])) })
        {
            Assert.Empty(example.Import(new ImportOptions { On = Day.AddMonths(1) }, (name, rows)).Files[0].Findings);
            Assert.Equal(2, example.Now(Membership.Table, version => version).Count);
        }
        Assert.Empty(example.Findings(FindingKind.ListedTwice));
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void That_he_never_belonged_to_the_other_is_remembered_too(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        Answered(example, daysLater: 0);

        Assert.Empty(example.Import(new ImportOptions { On = Day.AddMonths(1) }, ("652902-五月.csv", Roster(Guli_s))).Files[0].Findings);
        Assert.Equal(2, example.Now(Membership.Table, version => version).Count);
    }

    [Theory, EachDatabase]
    public void A_household_that_ended_because_its_only_member_belongs_elsewhere_does_not_come_back_without_somebody_new(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        string[] alone = [Row("2", "卡德尔", 1)];
        Answered(example, daysLater: 10, alone);
        Assert.Single(example.Now(Household.Table, version => version));

        var report = example.Import(new ImportOptions { On = Day.AddMonths(1) }, ("652902-五月.csv", Roster([.. Kadir_s, .. alone]))).Files[0];
        Assert.Equal((2, 2, 0, 0), (report.Households, report.Persons, report.New, report.Findings.Count));
        Assert.Single(example.Now(Household.Table, version => version));

        example.Import(new ImportOptions { On = Day.AddMonths(2) }, ("652902-六月.csv", Roster([.. Kadir_s, .. alone, Row("2", "古丽", 2, relation: "配偶")])));
        Assert.Equal([1, 1], example.Now(Membership.Table, Membership.From).CountBy(member => member.HouseholdId).Select(household => household.Value));
        Assert.Empty(example.Findings(FindingKind.ListedTwice));
        Assert.True(example.IsWhole());
    }
}
