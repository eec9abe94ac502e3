using System.Linq;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Tests.Databases;
using Xunit;
using static Saxaul.Tests.Intake.IntakeExample;

namespace Saxaul.Tests.Intake;

/// <summary>An office whose lists give households no number.</summary>
public class HouseholdsWithoutNumberTests
{
    private static int[] Sizes(IntakeExample example) =>
        [.. example.Now(Membership.Table, Membership.From).CountBy(member => member.HouseholdId).Select(household => household.Value).Order()];

    [Theory, EachDatabase]
    public void Two_families_of_one_village_whose_heads_have_one_name_stay_two_when_their_numbers_differ(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        var (first, second) = ((string[])[Row("", "买买提", 1), Row("", "古丽", 11, relation: "配偶")], (string[])[Row("", "买买提", 2), Row("", "帕提曼", 12, relation: "配偶"), Row("", "艾山", 22, relation: "之子")]);
        example.Import("652902-第一批.csv", Roster(first));
        var report = example.Import("652902-第二批.csv", Roster(second)).Files[0];

        Assert.Equal((1, 0), (report.New, report.Findings.Count));
        Assert.Equal([2, 3], Sizes(example));

        var again = example.Import("652902-全部.csv", Roster([.. second, .. first])).Files[0];
        Assert.Equal((0, 0, 0), (again.New, again.Changed, again.Findings.Count));
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void Two_people_of_one_name_who_live_alone_in_one_village_stay_two(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-第一批.csv", Roster(Row("", "买买提", 1)));
        example.Import("652902-第二批.csv", Roster(Row("", "买买提", 2)));

        Assert.Equal([1, 1], Sizes(example));
    }

    [Theory, EachDatabase]
    public void A_household_known_by_its_head_s_name_is_recognised_when_a_list_gives_the_number_at_last(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-第一批.csv", Roster(Row("", "买买提", 1, number: "")));
        var report = example.Import("652902-补号码.csv", Roster(Row("", "买买提", 1))).Files[0];

        Assert.Equal(0, report.New);
        Assert.True(Assert.Single(example.Now(Person.Table, Person.From)).NumberVerified);
    }

    [Theory, EachDatabase]
    public void A_grandfather_on_a_second_family_s_list_does_not_make_the_two_one_household(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-第一批.csv", Roster(Row("", "买买提", 1), Row("", "老人", 31, relation: "之父")));
        var report = example.Import("652902-第二批.csv", Roster(Row("", "艾山", 2), Row("", "老人", 31, relation: "之父"))).Files[0];

        Assert.Equal((1, 1), (report.New, report.Findings[FindingKind.ListedTwice]));
        Assert.Equal([2, 2], Sizes(example));
    }

    [Theory, EachDatabase]
    public void A_household_that_has_grown_is_recognised_by_its_head(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-第一批.csv", Roster(Row("", "买买提", 1)));
        var report = example.Import("652902-第二批.csv", Roster(Row("", "买买提", 1), Row("", "古丽", 11, relation: "配偶"), Row("", "艾山", 21, relation: "之子"))).Files[0];

        Assert.Equal((0, 0), (report.New, report.Findings.Count));
        Assert.Equal([3], Sizes(example));
    }

    [Theory, EachDatabase]
    public void A_name_is_nobody_s_when_it_fits_two_households_and_goes_to_the_one_that_no_number_claims(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-第一批.csv", Roster(Row("", "买买提", 1, number: ""), Row("", "买买提", 2)));
        var sure = example.Import("652902-第二批.csv", Roster(Row("", "买买提", 3, number: ""), Row("", "买买提", 2))).Files[0];
        var unsure = example.Import("652902-第三批.csv", Roster(Row("", "买买提", 3, number: ""))).Files[0];

        Assert.Equal((0, 1), (sure.New, unsure.New));
    }

    [Theory, EachDatabase]
    public void A_head_whose_birth_date_differs_is_somebody_else(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        string List(string born) => $"县,乡镇,行政村,户编号,姓名,与户主关系,性别,出生日期,证件号码\n库车市,牙哈镇,守努特村,,买买提,户主,男,{born},\n";
        example.Import("652902-第一批.csv", List("1960-02-03"));
        Assert.Equal(1, example.Import("652902-第二批.csv", List("1971-05-06")).Files[0].New);
        Assert.Equal(0, example.Import("652902-第三批.csv", List("1971-05-06") + "\n").Files[0].New);

        Assert.Equal([1, 1], Sizes(example));
    }
}
