using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using CsCheck;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Xunit;
using static Saxaul.Tests.Intake.IntakeExample;

namespace Saxaul.Tests.Intake;

public class UndoBatchTests
{
    private static readonly string March = Roster(
        Row("1", "卡德尔", 1, medical: "6000"), Row("1", "古丽", 11, relation: "配偶"), Row("2", "吐尔逊", 2), Row("3", "买买提", 3, "某村"), Row("4", "艾山", 4, number: ""));

    /// <summary>One household has changed, one is new, one is not named any more, one person is on two lists.</summary>
    private static readonly string April = Roster(
        Row("1", "卡德尔", 1, wages: "20", medical: "100"), Row("1", "古丽", 11, relation: "配偶"), Row("3", "买买提", 3), Row("5", "古丽", 11, phone: "19900000005"));

    private static long Import(IntakeExample example, string name, string text) => example.Import(name, text).BatchId!.Value;

    private static UndoResult Undo(IntakeExample example, long batch) => new UndoBatch(batch, "交错了文件").Run(example.Registry, Official);

    [Theory, EachDatabase]
    public void Undoing_the_later_of_two_lists_leaves_everything_as_the_earlier_one_left_it(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        Import(example, "652902-库车市-三月.csv", March);
        var (state, warnings) = (example.State(), example.Warnings());
        var april = Import(example, "652902-库车市-四月.csv", April);
        Assert.NotEqual(state, example.State());

        var undone = Undo(example, april);

        Assert.Equal(0, undone.Conflicts);
        Assert.Equal(state, example.State());
        Assert.Equal(warnings, example.Warnings());
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void A_question_that_a_list_settled_does_not_come_back_when_its_household_went_with_another_list(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        var asked = Import(example, "652902-库车市-三月.csv", Roster(Row("1", "卡德尔", 1, medical: "6000"), Row("1", "古丽", 11, medical: "9000", relation: "配偶")));
        var settled = Import(example, "652902-库车市-四月.csv", Roster(Row("1", "卡德尔", 1, medical: "6000"), Row("1", "古丽", 11, medical: "6000", relation: "配偶")));
        Assert.Empty(example.Now(Finding.Table, version => version));

        Undo(example, asked);
        Undo(example, settled);

        Assert.Empty(example.Now(Household.Table, version => version));
        Assert.Empty(example.Now(Finding.Table, version => version));
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void Undoing_everything_leaves_no_household_and_the_same_file_can_be_applied_again(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        var batch = Import(example, "652902-库车市-三月.csv", March);
        var warnings = example.Warnings();

        Assert.Equal(4, Undo(example, batch).Households);
        Assert.Empty(example.Now(Household.Table, version => version));
        Assert.Empty(example.Now(Person.Table, version => version));
        Assert.Empty(example.Now(Finding.Table, version => version));
        Assert.Empty(example.Warnings());

        var again = example.Import("652902-库车市-三月.csv", March).Files[0];
        Assert.False(again.Already);
        Assert.Equal(4, again.New);
        Assert.Equal(warnings, example.Warnings());
    }

    [Theory, EachDatabase]
    public void What_a_later_list_changed_stays_and_a_person_is_asked(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        var march = Import(example, "652902-库车市-三月.csv", March);
        Import(example, "652902-库车市-四月.csv", Roster(Row("1", "卡德尔", 1, wages: "20", medical: "6000"), Row("1", "古丽", 11, relation: "配偶")));

        var undone = Undo(example, march);

        // Of the four households three are gone; the one that stays is asked about and counts as nothing else.
        Assert.Equal((3, 1), (undone.Households, undone.Conflicts));
        Assert.Contains(undone.Touched[Kuqa], household => household == example.Now(Household.Table, version => version.Id)[0]);
        Assert.Equal(["1"], example.Now(Household.Table, version => Household.From(version).Number!));
        Assert.Equal(["卡德尔", "古丽"], example.Now(Person.Table, version => Person.From(version).Name));
        Assert.Contains("1 medical", example.Warnings());
        Assert.Contains("register_budget", Assert.Single(example.Findings(FindingKind.UndoConflict)).Details!);
        Assert.True(example.IsWhole());

        new KeepAsRecorded(Kuqa, example.FindingId(FindingKind.UndoConflict), "四月名册有此户").Run(example.Registry, Official);
        Assert.Empty(example.Findings(FindingKind.UndoConflict));
    }

    /// <summary>What a later list says as the undone one had said it, it wrote no second time.</summary>
    [Theory, EachDatabase]
    public void Undoing_names_the_later_lists_that_bring_back_what_they_also_say(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        var first = Import(example, "652902-库车市-第一次.csv", Roster(Row("1", "买买提", 1)));
        var both = Roster(Row("1", "买买提", 1), Row("2", "古丽", 2));
        Import(example, "652902-库车市-第二次.csv", both);

        Assert.Equal(["652902-库车市-第二次.csv"], Undo(example, first).Later);
        example.Import("652902-库车市-第二次.csv", both);
        Assert.Equal(["1", "2"], example.Now(Household.Table, Household.From).Select(household => household.Number!).Order());
        Assert.True(example.IsWhole());
    }

    /// <summary>The office above hands in the lists of several counties: none is sent to another county's list.</summary>
    [Theory, EachDatabase]
    public void A_later_list_of_another_county_is_not_named(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        var first = Import(example, "652902-库车市.csv", Roster(Row("1", "买买提", 1)));
        Import(example, "652929-柯坪县.csv", Roster(Row("9", "古丽", 9, "库木里村", "柯坪镇", "柯坪县")));

        Assert.Empty(ListBatches.One(example.Registry, Official, first).Later);
        Assert.Empty(Undo(example, first).Later);
    }

    [Theory, EachDatabase]
    public void A_later_list_is_not_named_for_a_file_of_which_nothing_was_taken(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        using var stop = new CancellationTokenSource();
        string[] files = [example.Write("652902-库车市.csv", Roster(Row("1", "卡德尔", 1))), example.Write("医保局-3月.csv", Costs("卡德尔,,牙哈镇,守努特村,2020-03-05,7000"))];
        Assert.Throws<OperationCanceledException>(() => new Import(example.Registry, Official, new ImportOptions { On = Day, Stop = stop.Token }).Run(files, new StopAtOnce(stop)));
        var first = Assert.Single(new ListBatches(0, 9).Run(example.Registry, Official)).Id;
        Import(example, "医保局-4月.csv", Costs("卡德尔,,牙哈镇,守努特村,2020-04-05,9000"));

        Assert.Empty(ListBatches.One(example.Registry, Official, first).Later);
    }

    private sealed class StopAtOnce(CancellationTokenSource stop) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => stop.Cancel();
    }

    [Theory, EachDatabase]
    public void What_somebody_changed_by_hand_is_not_overwritten(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        Import(example, "652902-库车市-三月.csv", March);
        var april = Import(example, "652902-库车市-四月.csv", April.Replace(",,卡德尔,", ",19900000001,卡德尔,"));
        ChangePhone(example, "1", "19900000009");

        var undone = Undo(example, april);

        Assert.Equal(1, undone.Conflicts);
        Assert.Equal("19900000009", Assert.Single(example.Now(Household.Table, Household.From), household => household.Number == "1").Phone);
        Assert.Equal(3_000_000L, Wages(example, "1"));
        Assert.Equal(FindingKind.UndoConflict, Assert.Single(example.Findings(FindingKind.UndoConflict)).Kind);
    }

    [Theory, EachDatabase]
    public void An_answered_place_does_not_keep_a_list_from_being_undone_and_stays_remembered(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        var march = Import(example, "652902-库车市-三月.csv", March);
        var question = HeldPlaces.Of(example.Registry, Official)[0];
        new AnswerHeldPlace(question.Within.Key, question.Written, example.Counties.ByCode("652902105208")!.Key).Run(example.Registry, Official);

        Assert.Equal(0, Undo(example, march).Conflicts);
        Assert.Empty(example.Now(Household.Table, version => version));
        Assert.Equal(0, example.Import("652902-库车市-三月.csv", March).Files[0].Held.Households);
    }

    [Theory, EachDatabase]
    public void Undoing_a_department_s_list_takes_back_its_amounts_its_leads_and_what_people_answered_of_it(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        Import(example, "652902-库车市.csv", Roster(Row("1", "买买提", 1), Row("2", "买买提", 2)));
        var (state, warnings) = (example.State(), example.Warnings());
        var list = Costs("买买提,,牙哈镇,守努特村,2020-03-05,6000", $"买买提,{Number(1)},,,2020-03-06,7000", "外乡人,,,,2020-03-06,90000");
        var batch = Import(example, "医保局-2020年3月.csv", list);
        var question = MatchQuestions.Of(example.Registry, Official)[0];
        new AnswerMatch(question.CountyKey, question.FindingId, question.Candidates.First(candidate => candidate.Number == "2").Key).Run(example.Registry, Official);
        Assert.Equal(["1 medical", "2 medical"], example.Warnings());

        Assert.Equal(0, Undo(example, batch).Conflicts);
        Assert.Equal(state, example.State().Where(line => !line.Contains(" match_answer ")));
        Assert.Equal(warnings, example.Warnings());
        Assert.Empty(Leads.Of(example.Registry, Official));

        var again = example.Import("医保局-2020年3月.csv", list).Files[0];
        Assert.Equal((2, 0), (again.Matched, again.ForReview));
        Assert.Equal(["1 medical", "2 medical"], example.Warnings());
    }

    [Theory, EachDatabase]
    public void Undoing_a_correction_restores_the_earlier_amounts_which_a_third_list_then_replaces(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        Import(example, "652902-库车市.csv", Roster(Row("1", "买买提", 1), Row("2", "艾山", 2)));
        Import(example, "医保局-2020年3月.csv", Costs($"买买提,{Number(1)},,,2020-03-06,7000"));
        var state = example.State();
        var correction = Import(example, "医保局-2020年3月-更正.csv", Costs($"艾山,{Number(2)},,,2020-03-06,8000"));
        Assert.Equal(["2 medical"], example.Warnings());

        Assert.Equal(0, Undo(example, correction).Conflicts);
        Assert.Equal(state, example.State());
        Assert.Equal(["1 medical"], example.Warnings());

        example.Import("医保局-2020年3月-再更正.csv", Costs($"艾山,{Number(2)},,,2020-03-06,9000"));
        Assert.Equal(["2 medical"], example.Warnings());
    }

    [Theory, EachDatabase]
    public void Undoing_a_list_of_villages_makes_their_water_safe_again(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        Import(example, "652902-库车市.csv", Roster(Row("1", "买买提", 1), Row("2", "艾山", 2, "玉奇玉吉买村")));
        var state = example.State();
        var faults = Import(example, "水利局-2020年3月-饮水故障村.csv", "县,乡镇,行政村,故障\n库车市,牙哈镇,守努特村,水泵损坏\n");
        Assert.Equal(["1 water"], example.Warnings());

        Assert.Equal(1, Undo(example, faults).Households);
        Assert.Equal(state, example.State());
        Assert.Empty(example.Warnings());
    }

    [Fact]
    public void A_later_list_of_the_same_households_can_be_compared_again_after_an_undo()
    {
        using var example = new IntakeExample(DatabaseKind.Sqlite);
        var march = Import(example, "652902-库车市-三月.csv", March);
        var copy = March + "\n";
        Import(example, "652902-库车市-副本.csv", copy);
        Undo(example, march);

        Assert.Equal(4, example.Import("652902-库车市-副本.csv", copy).Files[0].New);
    }

    [Fact]
    public void A_batch_is_undone_once_by_whoever_may_write_in_all_its_counties()
    {
        using var example = new IntakeExample(DatabaseKind.Sqlite);
        var batch = Import(example, "652902-库车市-三月.csv", March);
        int Refused(long id, Saxaul.Users.Actor actor) => Assert.Throws<ProblemException>(() => new UndoBatch(id).Run(example.Registry, actor)).Problem.Number;
        var state = example.State();

        Assert.Equal(7001, Refused(batch, Official.In(Kalpin)));
        Assert.Equal(7001, Refused(batch, Saxaul.Users.Actor.Nobody));
        Assert.Equal(2060, Refused(999_999, Official));
        Assert.Equal(state, example.State());
        Undo(example, batch);
        Assert.Equal(2064, Refused(batch, Official));
    }

    /// <summary>A household as a random list has it.</summary>
    private static readonly Gen<string[]> Listed = Gen.Select(Gen.Int[1, 5], Gen.Int[1, 3], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 3]).Select((number, members, village, wages, person) =>
        Enumerable.Range(0, members).Select(i => Row($"{number}", $"成员{"甲乙丙丁戊己庚辛"[(number + i + person) % 8]}", (number + i + person) % 8, ((string[])["守努特村", "玉奇玉吉买村", "不知何村"])[village],
            wages: $"{wages * 10000}", medical: $"{(wages + i) * 3000}", phone: person == 0 ? "19900000001" : "", relation: i == 0 ? "户主" : "之子", number: (i + wages) % 4 == 3 ? "" : null)).ToArray());

    private static readonly Gen<string> RandomRoster = Listed.List[1, 6].Select(households => Roster(households.DistinctBy(rows => rows[0].Split(',')[3]).SelectMany(rows => rows)));

    private static readonly Gen<string> RandomCosts = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9000], Gen.Bool).List[1, 5].Select(rows => Costs(rows.Select(row =>
        $"成员{"甲乙丙丁戊己庚辛"[row.Item1 % 8]},{(row.Item3 ? Number(row.Item1) : "")},牙哈镇,守努特村,2020-03-05,{row.Item2}")));

    [Fact]
    public void Whatever_lists_are_handed_in_undoing_them_backwards_goes_back_through_every_state()
    {
        Gen.Select(RandomRoster, RandomCosts, Gen.OneOf(RandomRoster, RandomCosts), Gen.OneOf(RandomRoster, RandomCosts)).Sample((first, second, third, fourth) =>
        {
            using var example = new IntakeExample(DatabaseKind.Sqlite);
            var steps = new Stack<(long Batch, string[] Before)>();
            foreach (var (text, i) in new[] { first, second, third, fourth }.Select((text, i) => (text, i)))
            {
                var before = example.State();
                if (example.Import(text.StartsWith('姓') ? $"医保局-2020年3月-{i}.csv" : $"652902-库车市-{i}.csv", text) is { BatchId: { } batch })
                    steps.Push((batch, before));
            }
            while (steps.TryPop(out var step))
            {
                Assert.Equal(0, Undo(example, step.Batch).Conflicts);
                Assert.Equal(step.Before, example.State());
            }
            Assert.True(example.IsWhole());
        }, iter: 40, threads: 1);
    }

    [Fact]
    public void Whatever_is_undone_what_was_changed_by_hand_since_stays()
    {
        Gen.Select(RandomRoster, RandomRoster, Gen.Int[0, 5], Gen.Bool).Sample((first, second, whom, undoFirst) =>
        {
            using var example = new IntakeExample(DatabaseKind.Sqlite);
            var batches = new[] { Import(example, "652902-库车市-1.csv", first), Import(example, "652902-库车市-2.csv", second + "\n") };
            var households = example.Now(Household.Table, version => Household.From(version).Number!);
            var number = households[whom % households.Count];
            ChangePhone(example, number, "19900000099");
            foreach (var batch in undoFirst ? batches : batches.Reverse())
                Undo(example, batch);

            Assert.Equal("19900000099", Assert.Single(example.Now(Household.Table, Household.From), household => household.Number == number).Phone);
            var (persons, ids) = (example.Now(Person.Table, version => version.Id), example.Now(Household.Table, version => version.Id));
            Assert.All(example.Now(Membership.Table, Membership.From), member => Assert.True(persons.Contains(member.PersonId) && ids.Contains(member.HouseholdId)));
            Assert.All(example.Now(Finding.Table, Finding.From), finding => Assert.True(finding.HouseholdId is not { } household || ids.Contains(household)));
            Assert.All(example.Now(example.Budget.Table, version => (long)version.Values[0]!), owner => Assert.Contains(owner, ids));
            Assert.True(example.IsWhole());
        }, iter: 40, threads: 1);
    }

    private static void ChangePhone(IntakeExample example, string number, string phone)
    {
        using var session = example.Registry.Write(Official);
        var household = session.Read(Household.Table, Kuqa).Single(version => Household.From(version).Number == number);
        var entry = session.Begin(Kuqa, new EntryHead("correct household", Day) { HouseholdId = household.Id });
        entry.Change(Household.Table, household, (Household.From(household) with { Phone = phone }).ToValues());
        entry.Seal();
        session.Commit();
    }

    private static object? Wages(IntakeExample example, string number)
    {
        var id = example.Now(Household.Table, version => (version.Id, Household.From(version).Number)).Single(one => one.Number == number).Id;
        return example.Now(example.Budget.Table, version => version).Single(version => (long)version.Values[0]! == id && version.Values[1] is "wages").Values[2];
    }
}
