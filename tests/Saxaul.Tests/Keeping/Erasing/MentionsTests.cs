using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Keeping.Erasing;
using Saxaul.Privacy;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Households;
using Saxaul.Tests.Intake;
using Saxaul.Tests.Journals;
using Saxaul.Users;
using Xunit;
using static Saxaul.Tests.Keeping.Erasing.ErasureExamples;

namespace Saxaul.Tests.Keeping.Erasing;

/// <summary>In every county what names somebody who is erased goes, whomever it is about, and nothing else does.</summary>
public class MentionsTests
{
    [Theory, EachDatabase]
    public void A_question_and_a_lead_of_their_name_go_along_and_those_about_others_stay(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", IntakeExample.Roster(IntakeExample.Row("1", Mentioned, 1), IntakeExample.Row("2", "卡德尔", 2)));
        example.Import("医保局-2020年3月自付费用.csv", IntakeExample.Costs($"{Mentioned},,,,2020-03-05,6000", "卡德尔,,,,2020-03-05,6000",
            "阿依·古丽,,哈尼喀塔木乡,英买里村,2020-03-06,25000", "外乡人,,哈尼喀塔木乡,英买里村,2020-03-06,25000"));
        Assert.Equal([Mentioned, "卡德尔"], MatchQuestions.Of(example.Registry, IntakeExample.Official).Select(question => question.Name));
        Assert.Equal(2, Leads.Of(example.Registry, IntakeExample.Official).Count);

        var report = Erase(example.Registry).Person(IntakeExample.Kuqa, Id(example.Registry, IntakeExample.Number(1)));

        Assert.Equal((1, 2), (report.Persons, report.Files.Count));
        Assert.Equal("卡德尔", Assert.Single(MatchQuestions.Of(example.Registry, IntakeExample.Official)).Name);
        Assert.Equal("外乡人", Assert.Single(Leads.Of(example.Registry, IntakeExample.Official)).Lead.Name);
        Assert.Equal(["finding", "lead", "person"], Erasures(example, IntakeExample.Kuqa).Order());
        foreach (var value in new[] { Mentioned, "阿依·古丽", IntakeExample.Number(1) })
            Assert.DoesNotContain(Values(example.Registry), one => one.Contains(value, StringComparison.Ordinal));
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void In_every_county_every_state_of_what_names_them_goes_and_what_stays_is_still_proven(DatabaseKind kind)
    {
        using var example = MentionedElsewhere(kind);
        Erase(example.Registry).Household(IntakeExample.Kuqa, Household(example.Registry, "1"));

        Assert.True(example.IsWhole());
        foreach (var value in new[] { Mentioned, "阿衣古丽", IntakeExample.Number(1) })
            Assert.DoesNotContain(Values(example.Registry), one => one.Contains(value, StringComparison.Ordinal));
        Assert.Equal($"外乡人\t{IntakeExample.Number(9)}", Assert.Single(example.Findings(FindingKind.MatchForReview, IntakeExample.Kalpin)).Written);
        Assert.Single(example.Now(Lead.Table, Lead.From, IntakeExample.Kalpin));
        Assert.Equal(["finding", "finding", "finding", "lead"], Erasures(example, IntakeExample.Kalpin).Order());
        Assert.Equal(["lead"], Erasures(example, 0));

        foreach (var (change, back) in new[]
                 {
                     ("UPDATE finding SET sheet = '表二' WHERE county_key = 2", "UPDATE finding SET sheet = '表一' WHERE county_key = 2"),
                     ("UPDATE lead SET amount = amount + 1 WHERE county_key = 2", "UPDATE lead SET amount = amount - 1 WHERE county_key = 2"),
                     ("UPDATE erasure SET owner_id = owner_id + 1000 WHERE county_key = 2", "UPDATE erasure SET owner_id = owner_id - 1000 WHERE county_key = 2"),
                     ("INSERT INTO finding (county_key, id, kind, true_from, known_from) SELECT 2, owner_id, 'match_for_review', true_from, 1 FROM erasure WHERE county_key = 2 AND owner_kind = 'finding' AND owner_id = (SELECT MIN(owner_id) FROM erasure WHERE county_key = 2)",
                         "DELETE FROM finding WHERE county_key = 2 AND sheet IS NULL"),
                 })
        {
            Sql(example.Registry, change);
            Assert.False(example.IsWhole(), change);
            Sql(example.Registry, back);
            Assert.True(example.IsWhole(), back);
        }
    }

    [Theory, EachDatabase]
    public void Who_may_not_erase_in_a_county_that_names_them_is_refused_and_a_dry_run_only_counts(DatabaseKind kind)
    {
        using var example = MentionedElsewhere(kind);
        var before = Values(example.Registry);
        var id = Id(example.Registry, IntakeExample.Number(1));
        var officer = new Actor("officer", new HashSet<Right> { Right.Erase }, new HashSet<int> { IntakeExample.Kuqa });

        Assert.Equal(7001, Assert.Throws<ProblemException>(() => Erase(example.Registry, officer).Person(IntakeExample.Kuqa, id)).Problem.Number);
        var would = new EraseContent(example.Registry, WholeRegistry.Official, "个人信息保护法第四十七条", "2020-04-03 来信") { DryRun = true }.Person(IntakeExample.Kuqa, id);

        Assert.Equal(before.Order(), Values(example.Registry).Order());
        var did = Erase(example.Registry).Person(IntakeExample.Kuqa, id);
        Assert.Equal((1, did.Versions, did.Files.Count, false, true), (would.Persons, would.Versions, would.Files.Count, would.IsOverwritten, did.IsOverwritten));
    }

    [Theory, EachDatabase]
    public void Somebody_of_a_longer_name_is_not_meant(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var official = ExampleCounties.Official;
        new RegisterHousehold(example.County, example.Village("652902105208"), [new Newcomer { Name = "卡德尔·艾尔肯江", Relation = "head" }], ExampleCounties.Spring).Run(example.Registry, official);
        var neighbour = new RegisterHousehold(example.County, example.Village("652902105208"), [new Newcomer { Name = "帕提曼", Relation = "head" }], ExampleCounties.Spring).Run(example.Registry, official)[0];
        void Note(string group, string why) => new CorrectHousehold(neighbour, new Dictionary<string, string?> { ["natural_village"] = group }, null, why).Run(example.Registry, official);
        Note("卡德尔·艾尔肯江家东边", "接替卡德尔·艾尔肯江的工作");
        Note("三组", "问过卡德尔·艾尔肯");

        Erase(example.Registry, official).Household(example.Family.CountyKey, example.Family.Id);

        var history = ReadHousehold.Of(example.Registry, official, neighbour, ExampleCounties.Spring.AddDays(1)).History;
        Assert.Equal(["接替卡德尔·艾尔肯江的工作"], history.Where(line => line.Act == "correct household" && !line.IsReasonErased).Select(line => line.Reason));
        Assert.Contains("卡德尔·艾尔肯江", AsLeft(example, example.County));
        Assert.Empty(Verify.Run(example.Registry, official));
    }

    [Theory, EachDatabase]
    public void Words_that_name_them_go_in_a_county_where_whoever_erases_may_not(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        WriteIn(example, example.OtherCounty, "卡德尔·艾尔肯的亲戚");

        Erase(example.Registry, example.OfficialOf(example.County)).Household(example.County, example.Family.Id);

        using var connection = example.Registry.Database.OpenReader();
        Assert.Equal(1L, connection.Command("SELECT COUNT(*) FROM entry_reason WHERE county_key = @county AND words IS NULL", ("@county", example.OtherCounty)).ExecuteScalar());
        Assert.Empty(Verify.Run(example.Registry, ExampleCounties.Official));
    }

    private static void WriteIn(ExampleCounties example, int county, string reason)
    {
        using var session = example.Registry.Write(ExampleCounties.Official);
        var entry = session.Begin(county, new EntryHead("test", ExampleCounties.Spring) { Reason = reason });
        entry.Add(Lead.Table, new Lead("外乡人", "城郊村", "medical", "医保局", "2020-03", 2_500_000, ExampleCounties.Spring.AddDays(90)).ToValues());
        entry.Seal();
        session.Commit();
    }

    [Theory, EachDatabase]
    public void What_came_while_files_and_words_were_read_goes_as_well(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", IntakeExample.Roster(IntakeExample.Row("6510000001", Mentioned, 1), IntakeExample.Row("6510000002", "卡德尔", 2)));
        var who = new KnownBy([Mentioned], [IntakeExample.Number(1)], []);
        var (mentions, files, looks) = (new Mentions(example.Registry, new Whom("person", new Dictionary<int, HashSet<(string Kind, long Id)>>(), new HashSet<HouseholdKey>(), who)), new FilesHolding(example.Registry.Database, who), new LooksNaming(example.Registry.Database, who));
        using (var log = new LookLog(example.Registry.Database))
            log.Add(IntakeExample.Official, [new HouseholdKey(IntakeExample.Kuqa, Household(example.Registry, "6510000002"))], LookPurpose.Asked, sensitive: true, new AskedFor("other", $"{Mentioned}说的"));
        new CorrectHousehold(new HouseholdKey(IntakeExample.Kuqa, Household(example.Registry, "6510000002")), new Dictionary<string, string?> { ["natural_village"] = "一组" }, null, $"与{Mentioned}核对").Run(example.Registry, IntakeExample.Official);
        example.Import("医保局-2020年3月自付费用.csv", IntakeExample.Costs($"{Mentioned},{IntakeExample.Number(1)},,,2020-03-05,6000"));

        using var session = example.Registry.Write(IntakeExample.Official);
        session.HeightOf(IntakeExample.Kuqa);
        Assert.Equal("entry_reason", Assert.Single(mentions.In(session, IntakeExample.Kuqa, new HashSet<(string, long)>())).Reader.Table.Name);
        Assert.Equal(2, files.Now(session).Kept.Count);
        looks.EraseWords(session, new HashSet<HouseholdKey>());
        Assert.Equal(0L, session.Writer.Scalar("SELECT COUNT(*) FROM look WHERE words IS NOT NULL"));
    }

    [Fact]
    public void Erasing_a_household_with_a_short_number_leaves_questions_whose_numbers_hold_its_digits()
    {
        using var example = MentionedElsewhere(DatabaseKind.Sqlite);

        Erase(example.Registry).Household(IntakeExample.Kuqa, Household(example.Registry, "2"));

        Assert.Equal(3, example.Findings(FindingKind.MatchForReview, IntakeExample.Kalpin).Count);
        Assert.True(example.IsWhole());
    }
}
