using Saxaul.Areas;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Tests.Databases;
using Xunit;
using static Saxaul.Tests.Intake.IntakeExample;

namespace Saxaul.Tests.Intake;

public class AnswerHeldPlaceTests
{
    private const string Answers = "township,written,code\n牙哈镇,玉奇玉吉麦村,652902105208\n";

    private static readonly string Held = Roster(
        Row("1", "卡德尔", 1, "玉奇玉吉麦村", medical: "6000"), Row("2", "吐尔逊", 2, "玉奇玉吉麦村"), Row("3", "买买提", 3));

    [Theory, EachDatabase]
    public void One_question_stands_for_all_households_that_wait(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", Held);

        var question = Assert.Single(HeldPlaces.Of(example.Registry, Official));
        Assert.Equal(("牙哈镇", "玉奇玉吉麦村", AreaLevel.Village, 2, 2), (question.Within.Name, question.Written, question.Level, question.Households, question.Persons));
        Assert.Equal(("652902-库车市.csv", 2), (question.File, question.Row));
        Assert.Equal("652902105208", question.Suggestions[0].Place.Code);
    }

    [Theory, EachDatabase]
    public void One_answer_releases_them_all_and_is_remembered(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", Held);
        Assert.Empty(example.Warnings());

        var question = HeldPlaces.Of(example.Registry, Official)[0];
        var released = new AnswerHeldPlace(question.Within.Key, question.Written, question.Suggestions[0].Place.Key, "同一个村").Run(example.Registry, Official);

        Assert.Equal(2, released.Count);
        Assert.Empty(HeldPlaces.Of(example.Registry, Official));
        Assert.Empty(example.Findings(FindingKind.UnresolvedPlace));
        Assert.All(example.Now(Household.Table, Household.From), household => Assert.False(household.IsHeld || household.WrittenPlace is not null));
        Assert.Equal(["1 medical"], example.Warnings());
        Assert.True(example.IsWhole());

        var next = example.Import("652902-库车市-四月.csv", Roster(Row("9", "艾山", 9, "玉奇玉吉麦村委会"))).Files[0];
        Assert.Equal((1, 0), (next.Households, next.Held.Households));
    }

    [Theory, EachDatabase]
    public void Answers_in_the_same_command_hold_before_the_rows(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        var result = example.Import(new ImportOptions { Places = example.Write("answers.csv", Answers) }, ("652902-库车市.csv", Held));

        Assert.Equal((3, 0, 0), (result.Files[0].Households, result.Files[0].Held.Households, result.Released));
        Assert.Empty(example.Findings(FindingKind.UnresolvedPlace));
    }

    [Theory, EachDatabase]
    public void Answers_alone_release_what_earlier_files_hold_on_every_day_they_speak_of(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", Held);
        example.Import(new ImportOptions { On = Day.AddDays(20) }, ("652902-库车市-更正.csv", Held.Replace(",卡德尔,", ",卡德尔·艾山,")));
        example.Import(new ImportOptions { On = Day.AddDays(30) }, ("652902-库车市-电话.csv", Roster(Row("1", "卡德尔·艾山", 1, "玉奇玉吉麦村", medical: "6000", phone: "19900000001"))));
        var result = new Import(example.Registry, Official, new ImportOptions { Places = example.Write("answers.csv", Answers) }).Run([]);

        Assert.Equal(2, result.Released);
        Assert.Equal(2, result.Touched[Kuqa].Count);
        Assert.Equal(["1 medical"], example.Warnings());
    }

    [Theory, EachDatabase]
    public void A_township_that_nobody_knows_is_answered_first(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", Roster(Row("1", "卡德尔", 1, "守努特村", township: "亚喀镇")));
        var question = Assert.Single(HeldPlaces.Of(example.Registry, Official));
        Assert.Equal(("库车市", "亚喀镇", AreaLevel.Township), (question.Within.Name, question.Written, question.Level));

        var result = new Import(example.Registry, Official, new ImportOptions { Places = example.Write("answers.csv", "township,written,code\n,亚喀镇,652902105\n") }).Run([]);
        Assert.Equal(1, result.Released);
        Assert.Empty(example.Findings(FindingKind.UnresolvedPlace));
    }

    [Theory, EachDatabase]
    public void A_corrected_roster_closes_the_question_as_well(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", Held);
        example.Import("652902-库车市-更正.csv", Held.Replace("玉奇玉吉麦村", "玉奇玉吉买村"));

        Assert.Empty(HeldPlaces.Of(example.Registry, Official));
        Assert.Empty(example.Findings(FindingKind.UnresolvedPlace));
    }

    [Theory]
    [InlineData("township,code\n牙哈镇,652902105208\n", 2040)]
    [InlineData("township,written,code\n牙哈镇,,652902105208\n", 2041)]
    [InlineData("township,written,code\n牙哈镇,玉奇玉吉麦村,652902105208\n牙哈镇,某村,652902105299\n", 2042)]
    [InlineData("township,written,code\n牙哈镇,玉奇玉吉麦村,6529\n", 2042)]
    [InlineData("township,written,code\n牙哈镇,玉奇玉吉麦村,652902105208\n没有镇,某村,652902105208\n", 2043)]
    [InlineData("township,written,code\n哈尼喀塔木乡,玉奇玉吉麦村,652902105208\n", 2044)]
    [InlineData("township,written,code\n牙哈镇,玉奇玉吉麦村,652902105208\n牙哈镇,玉奇玉吉麦村,652902105201\n", 2045)]
    public void A_wrong_row_refuses_all_answers_and_the_files_with_them(string answers, int problem)
    {
        using var example = new IntakeExample(DatabaseKind.Sqlite);
        var before = example.State();

        var refused = Assert.Throws<ProblemException>(() => example.Import(new ImportOptions { Places = example.Write("answers.csv", answers) }, ("652902-库车市.csv", Held)));
        Assert.Equal(problem, refused.Problem.Number);
        Assert.Equal(before, example.State());
    }

    [Fact]
    public void Who_may_not_write_in_the_county_may_neither_answer_nor_read_its_questions()
    {
        using var example = new IntakeExample(DatabaseKind.Sqlite);
        example.Import("652902-库车市.csv", Held);
        var question = HeldPlaces.Of(example.Registry, Official)[0];
        var elsewhere = Official.In(Kalpin);

        Assert.Empty(HeldPlaces.Of(example.Registry, elsewhere));
        var answer = new AnswerHeldPlace(question.Within.Key, question.Written, question.Suggestions[0].Place.Key);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => answer.Run(example.Registry, elsewhere)).Problem.Number);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => new Import(example.Registry, elsewhere, new ImportOptions { Places = example.Write("answers.csv", Answers) }).Run([])).Problem.Number);
        Assert.Single(HeldPlaces.Of(example.Registry, Official));
    }
}
