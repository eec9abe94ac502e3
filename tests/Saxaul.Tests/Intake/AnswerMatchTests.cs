using System.Linq;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Tests.Databases;
using Xunit;
using static Saxaul.Tests.Intake.IntakeExample;

namespace Saxaul.Tests.Intake;

public class AnswerMatchTests
{
    /// <summary>Two heads of one name in one village.</summary>
    private static readonly string Namesakes = Roster(Row("1", "买买提", 1), Row("2", "买买提", 2), Row("3", "卡德尔", 3));

    private static string List(int amount) => Costs($"买买提,,牙哈镇,守努特村,2020-03-05,{amount}");

    private static IntakeExample Asked(DatabaseKind kind, int amount = 6000)
    {
        var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", Namesakes);
        example.Import("医保局-2020年3月自付费用.csv", List(amount));
        return example;
    }

    [Theory, EachDatabase]
    public void A_question_shows_the_row_and_whom_it_may_mean(DatabaseKind kind)
    {
        using var example = Asked(kind);
        var question = Assert.Single(MatchQuestions.Of(example.Registry, Official));

        Assert.Equal(("买买提", null, "牙哈镇 守努特村", "医保局-2020年3月自付费用.csv", 2), (question.Name, question.Number, question.Place, question.File, question.Row));
        Assert.Equal(600_000L, question.Values.Single(one => one.Field.Name == "amount").Value);
        Assert.Equal(["1", "2"], question.Candidates.Select(candidate => candidate.Number).Order());
        Assert.Equal("买买提", question.Candidates[0].Members[0].Name);
    }

    [Theory, EachDatabase]
    public void The_household_that_is_chosen_gets_the_amount_and_a_corrected_list_replaces_it_without_asking_again(DatabaseKind kind)
    {
        using var example = Asked(kind);
        var question = MatchQuestions.Of(example.Registry, Official)[0];
        var second = question.Candidates.First(candidate => candidate.Number == "2").Key;

        new AnswerMatch(question.CountyKey, question.FindingId, second).Run(example.Registry, Official);
        Assert.Equal(["2 medical"], example.Warnings());
        Assert.Empty(MatchQuestions.Of(example.Registry, Official));
        Assert.True(example.IsWhole());

        var corrected = example.Import("医保局-2020年3月自付费用-更正.csv", List(100)).Files[0];
        Assert.Equal((1, 0), (corrected.Matched, corrected.ForReview));
        Assert.Empty(example.Warnings());
        Assert.Equal(10_000L, Assert.Single(example.Now(example.Budget.Table, version => version), version => version.Values[1] is "medical" && version.Values[3] is "addition").Values[2]);
    }

    [Theory, EachDatabase]
    public void A_list_that_no_longer_names_the_row_takes_the_amount_back(DatabaseKind kind)
    {
        using var example = Asked(kind);
        var question = MatchQuestions.Of(example.Registry, Official)[0];
        new AnswerMatch(question.CountyKey, question.FindingId, question.Candidates[0].Key).Run(example.Registry, Official);

        example.Import("医保局-2020年3月自付费用-更正.csv", Costs($"卡德尔,{Number(3)},,,2020-03-05,10"));
        Assert.Empty(example.Warnings());
    }

    [Theory, EachDatabase]
    public void Nobody_of_the_registry_keeps_nothing_but_a_lead_of_a_large_amount(DatabaseKind kind)
    {
        using var example = Asked(kind, 50_000);
        var question = MatchQuestions.Of(example.Registry, Official)[0];
        new AnswerMatch(question.CountyKey, question.FindingId, null, "外地人").Run(example.Registry, Official);

        Assert.Empty(example.Warnings());
        Assert.Equal(("买买提", "牙哈镇 守努特村", 5_000_000L), Assert.Single(Leads.Of(example.Registry, Official)).Lead is var lead ? (lead.Name, lead.Place, lead.Amount) : default);

        var again = example.Import("医保局-2020年3月自付费用-更正.csv", List(50_000) + "某人,,,,2020-03-06,1\n").Files[0];
        Assert.Equal((0, 2, 1), (again.ForReview, again.Unknown, again.Leads));
        Assert.Single(Leads.Of(example.Registry, Official));
        example.Import("医保局-2020年3月自付费用-再更正.csv", List(5));
        Assert.Empty(Leads.Of(example.Registry, Official));
    }

    [Theory, EachDatabase]
    public void Two_amounts_of_one_list_for_one_household_both_count(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", Namesakes);
        example.Import("医保局-2020年3月自付费用.csv", List(3000) + $"买买提,{Number(1)},,,2020-03-09,2500\n");
        var question = MatchQuestions.Of(example.Registry, Official)[0];
        new AnswerMatch(question.CountyKey, question.FindingId, question.Candidates.First(candidate => candidate.Number == "1").Key).Run(example.Registry, Official);

        Assert.Equal(["1 medical"], example.Warnings());
    }

    [Fact]
    public void Answers_to_what_is_not_asked_are_refused()
    {
        using var example = Asked(DatabaseKind.Sqlite);
        var question = MatchQuestions.Of(example.Registry, Official)[0];
        int Refused(AnswerMatch answer, Saxaul.Users.Actor actor) => Assert.Throws<ProblemException>(() => answer.Run(example.Registry, actor)).Problem.Number;

        Assert.Equal(2050, Refused(new AnswerMatch(Kuqa, 999_999, null), Official));
        Assert.Equal(2051, Refused(new AnswerMatch(Kuqa, question.FindingId, new HouseholdKey(Kuqa, 999_999)), Official));
        var elsewhere = Official.In(Kalpin);
        Assert.Equal(7001, Refused(new AnswerMatch(Kuqa, question.FindingId, null), elsewhere));
        Assert.Empty(MatchQuestions.Of(example.Registry, elsewhere));

        new AnswerMatch(Kuqa, question.FindingId, question.Candidates[0].Key).Run(example.Registry, Official);
        Assert.Equal(2050, Refused(new AnswerMatch(Kuqa, question.FindingId, question.Candidates[0].Key), Official));
    }
}
