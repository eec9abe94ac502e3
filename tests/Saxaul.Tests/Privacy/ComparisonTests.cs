using System;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Intake;
using Saxaul.Users;
using Xunit;
using static Saxaul.Tests.Intake.IntakeExample;

namespace Saxaul.Tests.Privacy;

/// <summary>A household says whether its data may be compared with departments' lists; it is no part of asking for help, and nothing else depends on it.</summary>
public class ComparisonTests
{
    private static readonly DateOnly Signed = new(2020, 3, 20);

    private static IntakeExample With(DatabaseKind kind)
    {
        var example = new IntakeExample(kind);
        Assert.Null(example.Import("652902-库车市-户信息.csv", Roster(Row("6510000001", "买买提", 1, medical: "6000"), Row("6510000002", "艾力", 2))).Files.Single().Refused);
        return example;
    }

    private static HouseholdKey Find(IntakeExample example, string number) => new PickHousehold(number).Run(example.Registry, Official);

    private static void Say(IntakeExample example, string number, bool allowed, DateOnly? on = null) => new StateComparison(Find(example, number), allowed, on ?? Signed, AskedBy.Self, "村委会档案柜").Run(example.Registry, Official);

    private static FileReport Costs(IntakeExample example, string name, params string[] rows)
    {
        var report = example.Import(name, IntakeExample.Costs(rows)).Files.Single();
        Assert.Null(report.Refused);
        return report;
    }

    private static string Cost(string name, int person, int amount, string? number = null) => $"{name},{number ?? Number(person)},牙哈镇,守努特村,2020-03-05,{amount}";

    private static ComparisonGround Ground(IntakeExample example, string number, DateOnly? on = null) => ReadComparison.Of(example.Registry, Official, Find(example, number), on ?? Day).Ground;

    [Theory, EachDatabase]
    public void Households_that_a_county_hands_over_are_compared_as_a_public_duty_until_they_say_otherwise(DatabaseKind kind)
    {
        using var example = With(kind);
        Assert.Equal(ComparisonGround.PublicDuty, Ground(example, "6510000001"));
        Assert.Equal(2, Costs(example, "医保局-2020年3月自付费用.csv", Cost("买买提", 1, 700), Cost("艾力", 2, 800)).Matched);

        Say(example, "6510000001", allowed: false);
        Assert.Equal([ComparisonGround.PublicDuty, ComparisonGround.Withdrawn], new[] { Signed.AddDays(-1), Signed }.Select(day => Ground(example, "6510000001", day)));
        Say(example, "6510000001", allowed: true, on: Signed.AddDays(2));
        Assert.Equal(ComparisonGround.Authorised, Ground(example, "6510000001"));
        Assert.Equal(7292, Assert.Throws<ProblemException>(() => Say(example, "6510000001", allowed: false)).Problem.Number);
        Assert.Equal(["allow comparison", "withdraw comparison"], ReadHousehold.Of(example.Registry, Official, Find(example, "6510000001"), Day).History.Take(2).Select(line => line.Act));
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void A_row_of_a_household_that_withdrew_is_counted_as_not_compared_and_nothing_of_it_is_kept(DatabaseKind kind)
    {
        using var example = With(kind);
        Say(example, "6510000001", allowed: false);
        var before = example.State();
        // By number; by the head's name alone; and large enough to become a lead, were they nobody's.
        var report = Costs(example, "医保局-2020年3月自付费用.csv", Cost("买买提", 1, 90_000), Cost("买买提", 1, 500, number: ""));
        Assert.Equal((0, 0, 0, 2, 0), (report.Matched, report.ForReview, report.Unknown, report.NotCompared, report.Leads));
        Assert.Equal(before, example.State());
        Assert.Equal(1, Costs(example, "医保局-2020年2月自付费用.csv", Cost("买买提", 1, 700), Cost("艾力", 2, 800)).Matched);
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void Withdrawing_changes_nothing_else_not_what_is_recorded_nor_its_warnings_nor_when_a_list_is_corrected(DatabaseKind kind)
    {
        using var example = With(kind);
        Costs(example, "医保局-2020年3月自付费用.csv", Cost("买买提", 1, 9_000), Cost("艾力", 2, 800));
        var warnings = example.Warnings();
        var amounts = Amounts(example);
        Assert.Contains("6510000001 medical", warnings);

        Say(example, "6510000001", allowed: false);
        Assert.Equal(warnings, example.Warnings());
        // A corrected list says nothing of them: what an earlier one said stays.
        Assert.Equal((1, 1), Costs(example, "医保局-2020年3月自付费用（更正）.csv", Cost("艾力", 2, 900)) is var corrected ? (corrected.Matched, 1 + corrected.NotCompared) : default);
        Assert.Equal(amounts, Amounts(example));
        Assert.Equal(warnings, example.Warnings());
    }

    private static string[] Amounts(IntakeExample example) => [.. ReadHousehold.Of(example.Registry, Official, Find(example, "6510000001"), Day).Entries
        .SelectMany(entry => entry.Values).Select(value => $"{value.Key} {value.Value}").Order(StringComparer.Ordinal)];

    [Theory, EachDatabase]
    public void A_question_offers_only_households_that_may_be_compared_and_cannot_be_answered_with_another(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市-户信息.csv", Roster(Row("6510000001", "买买提", 1), Row("6510000002", "买买提", 2)));
        Say(example, "6510000001", allowed: false);
        var report = Costs(example, "医保局-2020年3月自付费用.csv", Cost("买买提", 1, 700, number: ""));
        Assert.Equal((1, 0), (report.ForReview, report.NotCompared));
        var finding = example.FindingId(FindingKind.MatchForReview);
        Assert.Equal([Find(example, "6510000002")], new ReadQuestion(Kuqa, finding).Run(example.Registry, Official).Households.Select(candidate => candidate.Key));
        Assert.Equal(7293, Assert.Throws<ProblemException>(() => new AnswerMatch(Kuqa, finding, Find(example, "6510000001")).Run(example.Registry, Official)).Problem.Number);
        new AnswerMatch(Kuqa, finding, null).Run(example.Registry, Official);
    }

    [Theory, EachDatabase]
    public void Who_withdrew_is_not_compared_either_where_they_move_or_in_the_household_that_comes_out_of_theirs(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市-户信息.csv", Roster(Row("6510000001", "买买提", 1), Row("6510000001", "艾力", 2, relation: "之子")));
        Say(example, "6510000001", allowed: false);
        var family = Find(example, "6510000001");
        var son = ReadHousehold.Of(example.Registry, Official, family, Day).Members.Single(member => !member.IsHead).PersonId;
        var split = new SplitHousehold(family, new System.Collections.Generic.Dictionary<long, string?> { [son] = Membership.Head }, new NewHousehold { Number = "6510000009" }, Day).Run(example.Registry, Official);
        var moved = new MoveToCounty(family, new AreaKey(Kalpin, example.Counties.ByCode("652929100201")!.Id), Day.AddDays(1)).Run(example.Registry, Official);
        foreach (var household in new[] { split[1], moved[0] })
            Assert.Equal(ComparisonGround.Withdrawn, ReadComparison.Of(example.Registry, Official, household, Day.AddDays(1)).Ground);
        Assert.Equal(2, Costs(example, "医保局-2020年3月自付费用.csv", Cost("买买提", 1, 700), Cost("艾力", 2, 800)).NotCompared);
        Assert.True(example.IsWhole());
    }
}
