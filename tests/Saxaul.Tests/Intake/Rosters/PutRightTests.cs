using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Tests.Databases;
using Xunit;
using static Saxaul.Tests.Intake.IntakeExample;

namespace Saxaul.Tests.Intake;

/// <summary>A list does not undo what a person entered: what it says otherwise is asked about.</summary>
public class PutRightTests
{
    private static readonly string[] Guli_s = [Row("2", "古丽", 2, wages: "30000"), Row("2", "卡德尔", 1, relation: "之父", wages: "")];
    private static readonly DateOnly Later = Day.AddMonths(1);

    private static HouseholdKey Home(IntakeExample example, string number = "2") =>
        new(Kuqa, example.Now(Household.Table, version => (version.Id, Household.From(version).Number)).Single(one => one.Number == number).Id);

    private static PersonKey Named(IntakeExample example, string name) => new(Kuqa, example.Now(Person.Table, version => (version.Id, Person.From(version).Name)).Single(one => one.Name == name).Id);

    private static long Wages(IntakeExample example) =>
        example.Now(example.Budget.Table, version => version).Where(version => Equals(version.Values[example.Budget.IndexOf("item")], "wages")).Select(version => (long)version.Values[example.Budget.IndexOf("amount")]!).Single();

    private static long CorrectWages(IntakeExample example, string amount, string number = "2")
    {
        var home = Home(example, number).Id;
        var entry = example.Now(example.Budget.Table, version => version).Single(version => Equals(version.Values[0], home) && Equals(version.Values[example.Budget.IndexOf("item")], "wages")).Id;
        return new CorrectEntry(Kuqa, "budget", home, new Dictionary<string, string?> { ["amount"] = amount }, null, "看过工资单") { EntryId = entry }.Enter(example.Registry, Official).Batch!.Value;
    }

    private static void ImportAgain(IntakeExample example, DateOnly on, params string[] rows) =>
        example.Import(new ImportOptions { On = on }, ($"652902-{on:MMdd}-{rows.Length}.csv", Roster(rows) + new string('\n', on.Month)));

    [Theory, EachDatabase]
    public void Wages_that_an_official_put_right_stay_and_the_list_that_says_otherwise_is_asked_about_once(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-三月.csv", Roster(Guli_s));
        CorrectWages(example, "9000");

        ImportAgain(example, Day, Guli_s);

        Assert.Equal(900_000, Wages(example));
        var finding = Assert.Single(example.Findings(FindingKind.PutRightByHand));
        Assert.Equal(("budget.wages", "30000"), (finding.Field, finding.Written));

        new KeepAsRecorded(Kuqa, example.FindingId(FindingKind.PutRightByHand), "工资单在档").Run(example.Registry, Official);
        ImportAgain(example, Day.AddDays(1), Guli_s);
        Assert.Empty(example.Findings(FindingKind.PutRightByHand));
        Assert.Equal(900_000, Wages(example));

        ImportAgain(example, Day.AddDays(2), Row("2", "古丽", 2, wages: "31000"), Guli_s[1]);
        Assert.Equal("31000", Assert.Single(example.Findings(FindingKind.PutRightByHand)).Written);
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void The_team_of_its_village_says_that_what_is_recorded_stays_and_another_village_s_does_not(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-三月.csv", Roster(Guli_s));
        CorrectWages(example, "9000");
        ImportAgain(example, Day, Guli_s);
        var village = example.Now(Household.Table, version => Household.From(version).PlaceId).Single();
        var keep = new KeepAsRecorded(Kuqa, example.FindingId(FindingKind.PutRightByHand), "工资单在档");

        Assert.Equal(7002, Assert.Throws<ProblemException>(() => keep.Run(example.Registry, Official.Within(Kuqa, village + 1))).Problem.Number);
        Assert.Single(example.Findings(FindingKind.PutRightByHand));
        keep.Run(example.Registry, Official.Within(Kuqa, village));
        Assert.Empty(example.Findings(FindingKind.PutRightByHand));
    }

    [Theory, EachDatabase]
    public void Of_whom_a_list_still_names_after_their_household_ended_the_question_says_the_name_and_their_village_answers(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        string[] rows = [Row("1", "买买提", 5), .. Guli_s];
        example.Import("652902-三月.csv", Roster(rows));
        var home = Home(example, "1");
        var village = example.Now(Household.Table, version => (version.Id, Household.From(version).PlaceId)).Single(one => one.Id == home.Id).PlaceId;
        new LeaveHousehold(home, Named(example, "买买提").Id, Day.AddDays(3)) { Reason = "搬走了" }.Run(example.Registry, Official);
        ImportAgain(example, Later, rows);

        var finding = example.FindingId(FindingKind.ListedAfterLeaving);
        var question = new ReadQuestion(Kuqa, finding).Run(example.Registry, Official);
        Assert.Equal(("买买提", home), (question.Person?.Name, question.Household));
        Assert.Empty(question.Households);

        var keep = new KeepAsRecorded(Kuqa, finding, "走访过，人不在");
        Assert.Equal(7002, Assert.Throws<ProblemException>(() => keep.Run(example.Registry, Official.Within(Kuqa, village + 1))).Problem.Number);
        keep.Run(example.Registry, Official.Within(Kuqa, village));
        Assert.Empty(example.Findings(FindingKind.ListedAfterLeaving));
    }

    [Theory, EachDatabase]
    public void The_same_wages_a_month_later_are_no_new_statement_of_a_list_that_says_no_period_but_others_are(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-三月.csv", Roster(Guli_s));
        CorrectWages(example, "9000");

        ImportAgain(example, Later, Guli_s);
        Assert.Equal(900_000, Wages(example));
        Assert.Equal("30000", Assert.Single(example.Findings(FindingKind.PutRightByHand)).Written);

        ImportAgain(example, Later.AddDays(1), Row("2", "古丽", 2, wages: "12000"), Guli_s[1]);
        Assert.Empty(example.Findings(FindingKind.PutRightByHand));
        Assert.Equal([900_000, 1_200_000], example.Now(example.Budget.Table, version => version).Where(version => Equals(version.Values[example.Budget.IndexOf("item")], "wages"))
            .Select(version => (long)version.Values[example.Budget.IndexOf("amount")]!).Order());
    }

    [Theory, EachDatabase]
    public void A_household_whose_number_was_corrected_is_known_again_by_the_number_that_the_list_writes(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-三月.csv", Roster(Guli_s));
        new CorrectHousehold(Home(example), new Dictionary<string, string?> { ["household_number"] = "22" }, null, "户口簿").Run(example.Registry, Official);

        ImportAgain(example, Later, Guli_s);

        Assert.Equal("22", Assert.Single(example.Now(Household.Table, version => Household.From(version).Number)));
        Assert.Equal(("household_number", "2"), (Assert.Single(example.Findings(FindingKind.PutRightByHand)).Field, example.Findings(FindingKind.PutRightByHand)[0].Written));
        Assert.Equal(2, example.Now(Person.Table, version => version).Count);
    }

    [Theory, EachDatabase]
    public void An_answer_about_one_household_answers_for_no_other(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        string[] rows = [Row("1", "买买提", 5), .. Guli_s];
        example.Import("652902-三月.csv", Roster(rows));
        CorrectWages(example, "9000", "1");
        ImportAgain(example, Day, rows);
        new KeepAsRecorded(Kuqa, example.FindingId(FindingKind.PutRightByHand), "工资单在档").Run(example.Registry, Official);
        CorrectWages(example, "9000");

        ImportAgain(example, Day.AddDays(1), rows);
        Assert.Equal(Home(example).Id, Assert.Single(example.Findings(FindingKind.PutRightByHand)).HouseholdId);
    }

    [Theory, EachDatabase]
    public void Relations_that_a_new_head_left_open_a_list_fills_in(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        string[] rows = [.. Guli_s, Row("2", "买买提", 5, relation: "之子", wages: "")];
        example.Import("652902-三月.csv", Roster(rows));
        new NameHead(Home(example), Named(example, "卡德尔").Id, Day.AddDays(3)) { Reason = "户主变更" }.Run(example.Registry, Official);

        ImportAgain(example, Later, Row("2", "卡德尔", 1), Row("2", "古丽", 2, relation: "之女", wages: ""), Row("2", "买买提", 5, relation: "之孙", wages: ""));
        Assert.DoesNotContain(example.Now(Membership.Table, version => Membership.From(version).Relation), relation => relation is null);
        Assert.Empty(example.Findings(FindingKind.PutRightByHand));
    }

    [Theory, EachDatabase]
    public void The_question_closes_when_the_next_list_agrees_or_somebody_corrects_the_value_again(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-三月.csv", Roster(Guli_s));
        CorrectWages(example, "9000");
        ImportAgain(example, Day, Guli_s);
        ImportAgain(example, Day.AddDays(1), Row("2", "古丽", 2, wages: "9000"), Guli_s[1]);
        Assert.Empty(example.Findings(FindingKind.PutRightByHand));

        ImportAgain(example, Day.AddDays(2), Guli_s);
        Assert.Single(example.Findings(FindingKind.PutRightByHand));
        CorrectWages(example, "30000");
        Assert.Empty(example.Findings(FindingKind.PutRightByHand));
    }

    [Theory, EachDatabase]
    public void Undoing_a_correction_closes_the_question_about_a_list_that_agrees_again_and_leaves_one_about_a_third_value(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-三月.csv", Roster(Guli_s));
        var corrected = CorrectWages(example, "9000");
        ImportAgain(example, Day, Guli_s);
        Assert.Single(example.Findings(FindingKind.PutRightByHand));

        new UndoAct(corrected, "看错了").Run(example.Registry, Official);
        Assert.Equal(3_000_000, Wages(example));
        Assert.Empty(example.Findings(FindingKind.PutRightByHand));

        corrected = CorrectWages(example, "9000");
        ImportAgain(example, Day.AddDays(1), Row("2", "古丽", 2, wages: "31000"), Guli_s[1]);
        new UndoAct(corrected, "看错了").Run(example.Registry, Official);
        Assert.Equal(3_000_000, Wages(example));
        Assert.Equal("31000", Assert.Single(example.Findings(FindingKind.PutRightByHand)).Written);
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void An_amount_of_which_a_person_corrected_the_period_is_known_again_and_not_added_twice(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-三月.csv", Roster(Guli_s));
        string Medical(string amount) => Costs($"古丽,{Number(2)},牙哈镇,守努特村,2020-03-05,{amount}");
        example.Import("医保局-2020年3月自付费用.csv", Medical("8000"));
        var cost = example.Now(example.Budget.Table, version => version).Single(version => Equals(version.Values[example.Budget.IndexOf("amount")], 800_000L));
        new CorrectEntry(Kuqa, "budget", Home(example).Id, new Dictionary<string, string?> { ["period_from"] = "2020-02-01", ["period_to"] = "2020-02-29" }, null, "二月的发票") { EntryId = cost.Id }.Run(example.Registry, Official);

        example.Import(new ImportOptions { On = Later }, ("医保局-2020年3月自付费用-2.csv", Medical("8000") + "\n"));
        example.Import(new ImportOptions { On = Later }, ("医保局-2020年3月自付费用-3.csv", Medical("8200")));

        var known = Assert.Single(example.Now(example.Budget.Table, version => version), version => Equals(version.Values[example.Budget.IndexOf("item")], "medical") && Equals(version.Values[example.Budget.IndexOf("basis")], "addition"));
        Assert.Equal((cost.Id, 820_000L, new DateOnly(2020, 2, 1)), (known.Id, known.Values[example.Budget.IndexOf("amount")], known.Values[example.Budget.IndexOf("period_from")]));
        Assert.Equal(["budget.period_from", "budget.period_to"], example.Findings(FindingKind.PutRightByHand).Select(finding => finding.Field).Order());
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void A_name_and_a_birth_date_put_right_stay_and_the_person_is_known_again_by_how_the_list_writes_them(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        string[] rows = [Guli_s[0], Row("2", "卡德儿", 1, relation: "之父", number: "")];
        example.Import("652902-三月.csv", Roster(rows));
        new CorrectPerson(Named(example, "卡德儿"), new Dictionary<string, string?> { ["name"] = "卡德尔", ["sex"] = "女" }, null, "户口本").Run(example.Registry, Official);

        ImportAgain(example, Later, rows);

        Assert.Equal(["卡德尔", "古丽"], example.Now(Person.Table, version => Person.From(version).Name).Order(StringComparer.Ordinal));
        Assert.Equal(["name", "sex"], example.Findings(FindingKind.PutRightByHand).Select(finding => finding.Field!).Order(StringComparer.Ordinal));
        Assert.Empty(example.Findings(FindingKind.NoLongerListed));
    }

    [Theory, EachDatabase]
    public void What_was_unknown_and_nobody_put_right_a_list_still_fills_in(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-三月.csv", Roster(Guli_s));
        CorrectWages(example, "9000");

        ImportAgain(example, Later, Row("2", "古丽", 2, wages: "9000", phone: "0997-1234567"), Guli_s[1]);

        Assert.Equal("0997-1234567", example.Now(Household.Table, version => Household.From(version).Phone).Single());
        Assert.Empty(example.Findings(FindingKind.PutRightByHand));
    }

    [Theory, EachDatabase]
    public void Who_left_by_an_official_s_word_is_asked_about_and_not_brought_back(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-三月.csv", Roster(Guli_s));
        var kadir = Named(example, "卡德尔");
        new LeaveHousehold(Home(example), kadir.Id, Day.AddDays(3)) { Reason = "随子女居住" }.Run(example.Registry, Official);

        ImportAgain(example, Day, Guli_s);
        Assert.Empty(example.Findings(FindingKind.ListedAfterLeaving));
        ImportAgain(example, Later, Guli_s);
        Assert.Single(example.Now(Membership.Table, version => version));
        Assert.Equal(kadir.Id, Assert.Single(example.Findings(FindingKind.ListedAfterLeaving)).PersonId);

        new JoinHousehold(Home(example), new Newcomer { Person = kadir, Relation = "father" }, Later.AddDays(5)).Run(example.Registry, Official);
        Assert.Empty(example.Findings(FindingKind.ListedAfterLeaving));
        Assert.Equal(2, example.Now(Membership.Table, version => version).Count);
    }

    [Theory, EachDatabase]
    public void A_household_split_or_merged_by_hand_stays_so_whatever_the_old_list_says(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        string[] rows = [Row("1", "买买提", 5), .. Guli_s];
        example.Import("652902-三月.csv", Roster(rows));
        new MergeHouseholds(Home(example, "1"), Home(example, "2"), Day.AddDays(5)) { Reason = "并户" }.Run(example.Registry, Official);
        Assert.Single(example.Now(Household.Table, version => version));

        ImportAgain(example, Later, rows);

        Assert.Single(example.Now(Household.Table, version => version));
        Assert.Equal(3, example.Now(Membership.Table, version => version).Count);
        Assert.NotEmpty(example.Findings(FindingKind.ListedAfterLeaving));
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void A_household_split_off_by_hand_is_known_again_when_a_list_gives_it_a_number(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        string[] rows = [.. Guli_s, Row("2", "买买提", 5, relation: "之子", wages: "")];
        example.Import("652902-三月.csv", Roster(rows));
        var son = Named(example, "买买提");
        new SplitHousehold(Home(example), new Dictionary<long, string?> { [son.Id] = Membership.Head }, new NewHousehold(), Day.AddDays(3)) { Reason = "分家" }.Run(example.Registry, Official);

        ImportAgain(example, Later, rows);
        Assert.Equal(son.Id, Assert.Single(example.Findings(FindingKind.ListedAfterLeaving)).PersonId);
        Assert.Equal(2, example.Now(Household.Table, version => version).Count);

        ImportAgain(example, Later.AddDays(1), [.. Guli_s, Row("7", "买买提", 5, wages: "")]);
        Assert.Empty(example.Findings(FindingKind.ListedAfterLeaving));
        Assert.Equal(["2", "7"], example.Now(Household.Table, version => Household.From(version).Number).Order(StringComparer.Ordinal));
        Assert.Equal(3, example.Now(Membership.Table, version => version).Count);
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void An_amount_taken_away_by_hand_does_not_come_back_with_the_same_list(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-三月.csv", Roster(Guli_s));
        var entry = example.Now(example.Budget.Table, version => version).Single(version => Equals(version.Values[example.Budget.IndexOf("item")], "wages")).Id;
        new CorrectEntry(Kuqa, "budget", Home(example).Id, new Dictionary<string, string?>(), null, "不是这户的工资") { EntryId = entry, Remove = true }.Run(example.Registry, Official);

        ImportAgain(example, Day.AddDays(1), Guli_s);

        Assert.DoesNotContain(example.Now(example.Budget.Table, version => version.Values[example.Budget.IndexOf("item")]), item => Equals(item, "wages"));
        Assert.Equal("30000", Assert.Single(example.Findings(FindingKind.PutRightByHand)).Written);
    }

    [Theory, EachDatabase]
    public void A_department_s_corrected_list_does_not_overrule_an_amount_put_right_either(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-三月.csv", Roster(Guli_s));
        string Medical(string amount) => Costs($"古丽,{Number(2)},牙哈镇,守努特村,2020-03-05,{amount}");
        example.Import("医保局-2020年3月自付费用.csv", Medical("8000"));
        var cost = example.Now(example.Budget.Table, version => version).Single(version => Equals(version.Values[example.Budget.IndexOf("amount")], 800_000L));
        new CorrectEntry(Kuqa, "budget", Home(example).Id, new Dictionary<string, string?> { ["amount"] = "800" }, null, "看过发票") { EntryId = cost.Id }.Run(example.Registry, Official);

        example.Import(new ImportOptions { On = Later }, ("医保局-2020年3月自付费用-2.csv", Medical("8100")));
        Assert.Contains(example.Now(example.Budget.Table, version => version.Values[example.Budget.IndexOf("amount")]), amount => Equals(amount, 80_000L));
        Assert.Equal("8100", Assert.Single(example.Findings(FindingKind.PutRightByHand)).Written);

        ImportAgain(example, Later.AddDays(1), Guli_s);
        Assert.Single(example.Findings(FindingKind.PutRightByHand));
        example.Import(new ImportOptions { On = Later.AddDays(2) }, ("医保局-2020年3月自付费用-3.csv", Medical("800")));
        Assert.Empty(example.Findings(FindingKind.PutRightByHand));

        new CorrectEntry(Kuqa, "budget", Home(example).Id, new Dictionary<string, string?>(), null, "不是这户的") { EntryId = cost.Id, Remove = true }.Run(example.Registry, Official);
        example.Import(new ImportOptions { On = Later.AddDays(3) }, ("医保局-2020年3月自付费用-4.csv", Medical("800") + "\n"));
        Assert.DoesNotContain(example.Now(example.Budget.Table, version => version.Id), id => id == cost.Id);
        Assert.Equal("800", Assert.Single(example.Findings(FindingKind.PutRightByHand)).Written);
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void The_same_list_a_second_time_changes_nothing_more(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        string[] rows = [Row("1", "买买提", 5), .. Guli_s];
        example.Import("652902-三月.csv", Roster(rows));
        CorrectWages(example, "9000", "1");
        new LeaveHousehold(Home(example), Named(example, "卡德尔").Id, Day.AddDays(3)) { Reason = "随子女居住" }.Run(example.Registry, Official);
        new CorrectPerson(Named(example, "古丽"), new Dictionary<string, string?> { ["name"] = "古丽仙" }, null, "户口本").Run(example.Registry, Official);

        ImportAgain(example, Later, rows);
        var once = Known(example);
        example.Import(new ImportOptions { On = Later }, ("652902-五月-又一份.csv", Roster(rows) + "\n\n"));

        Assert.Equal(once, Known(example));

        static IEnumerable<string> Known(IntakeExample example) => example.State().Where(line => !line.Contains(" handed_file ", StringComparison.Ordinal) && !line.Contains(" batch ", StringComparison.Ordinal));
    }

    [Theory, EachDatabase]
    public void A_head_named_and_a_village_moved_to_by_hand_stay(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-三月.csv", Roster(Guli_s));
        var village = example.Now(Area.Table, version => (version.Id, Area.From(version).Name)).Single(one => one.Name == "英买里村委会").Id;
        new MoveHousehold(Home(example), village, Day.AddDays(3)) { Reason = "搬迁" }.Run(example.Registry, Official);
        new NameHead(Home(example), Named(example, "卡德尔").Id, Day.AddDays(3)) { Relations = new Dictionary<long, string?> { [Named(example, "古丽").Id] = "daughter" }, Reason = "户主变更" }.Run(example.Registry, Official);

        ImportAgain(example, Later, Guli_s);

        Assert.Equal(village, example.Now(Household.Table, version => Household.From(version).VillageId).Single());
        var head = example.Now(Membership.Table, Membership.From).Single(member => member.Relation == Membership.Head);
        Assert.Equal(Named(example, "卡德尔").Id, head.PersonId);
        Assert.Equal(["relation", "relation", "village"], example.Findings(FindingKind.PutRightByHand).Select(finding => finding.Field!).Order(StringComparer.Ordinal));
    }

    [Theory, EachDatabase]
    public void A_newborn_is_not_missed_by_a_list_of_an_earlier_day(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-三月.csv", Roster(Guli_s));
        new RecordBirth(Home(example), new Newcomer { Name = "阿依", Sex = "女", Relation = "daughter", BirthDate = Day.AddDays(3) }, Day.AddDays(3)).Run(example.Registry, Official);

        ImportAgain(example, Day.AddDays(1), Guli_s);

        Assert.Empty(example.Findings(FindingKind.NoLongerListed));
    }
}
