using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;
using static Saxaul.Tests.Intake.IntakeExample;

namespace Saxaul.Tests.Intake;

public class EarlierListsTests
{
    private static void Rosters(IntakeExample example)
    {
        example.Import("652902-库车市.csv", Roster(Row("1", "卡德尔", 1)));
        example.Import("652929-柯坪县.csv", Roster(Row("2", "艾山", 2, "库木里村", "柯坪镇", "柯坪县")));
    }

    private static string CostsOf(int person, int paid, int stranger) => Costs($"某人,{Number(person)},,,2020-03-06,{paid}", $"陌生人,{Number(stranger)},,,2020-03-07,50000");

    [Theory, EachDatabase]
    public void The_parts_that_two_counties_hand_in_of_one_list_stand_side_by_side(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        Rosters(example);
        example.Import("医保局-2020年3月-库车.csv", CostsOf(1, 7000, 301));
        example.Import("医保局-2020年3月-柯坪.csv", CostsOf(2, 8000, 302));

        Assert.Equal(["1 medical", "2 medical"], example.Warnings());
        Assert.Equal(2, Leads.Of(example.Registry, Actor.Operator("official")).Count);
    }

    [Theory, EachDatabase]
    public void A_corrected_part_replaces_its_own_county_s_and_leaves_the_others(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        Rosters(example);
        example.Import("医保局-2020年3月-库车.csv", CostsOf(1, 7000, 301));
        example.Import("医保局-2020年3月-柯坪.csv", CostsOf(2, 8000, 302));
        example.Import("医保局-2020年3月-柯坪-更正.csv", CostsOf(2, 100, 303));

        Assert.Equal(["1 medical"], example.Warnings());
        Assert.Equal(2, Leads.Of(example.Registry, Actor.Operator("official")).Count);
    }

    [Theory, EachDatabase]
    public void One_list_of_the_whole_prefecture_replaces_all_its_parts(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        Rosters(example);
        example.Import("医保局-2020年3月-库车.csv", CostsOf(1, 7000, 301));
        example.Import("医保局-2020年3月-柯坪.csv", CostsOf(2, 8000, 302));
        example.Import("医保局-2020年3月-全地区.csv", Costs($"某人,{Number(1)},,,2020-03-06,100", $"某人,{Number(2)},,,2020-03-06,200"));

        Assert.Empty(example.Warnings());
        Assert.Empty(Leads.Of(example.Registry, Actor.Operator("official")));
    }

    // Two townships of one county, in each a household; costs of 7,000 or more are a warning.
    private static void TwoTownships(IntakeExample example) => example.Import("652902-库车市.csv", Roster(
        Row("1", "卡德尔", 1), Row("2", "艾山", 2, "英买里村", "哈尼喀塔木乡"), Row("3", "买买提", 3, "玉奇玉吉买村")));

    private static string Cost(int person, int paid, string township = "", string village = "") => $"某人,{Number(person)},{township},{village},2020-03-06,{paid}";

    [Theory, EachDatabase]
    public void The_parts_of_two_townships_of_one_county_stand_side_by_side_when_their_files_say_whose_they_are(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        TwoTownships(example);
        var first = example.Import("医保局-2020年3月-牙哈镇.csv", Costs(Cost(1, 7000), "陌生人,,,,2020-03-07,50000")).Files[0];
        var second = example.Import("医保局-2020年3月-哈尼喀塔木乡.csv", Costs(Cost(2, 8000), "外乡人,,,,2020-03-07,50000")).Files[0];

        Assert.Equal(["1 medical", "2 medical"], example.Warnings());
        Assert.Equal(2, Leads.Of(example.Registry, Actor.Operator("official")).Count);
        Assert.Equal(("库车市/牙哈镇", true), (first.Part!.Name, first.Part.Stated));
        Assert.Equal("库车市/哈尼喀塔木乡", second.Part!.Name);
        Assert.Empty(second.Replaces);
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void A_corrected_part_replaces_its_own_township_s_alone_and_says_so(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        TwoTownships(example);
        var batch = example.Import("医保局-2020年3月-牙哈镇.csv", Costs(Cost(1, 7000))).BatchId;
        example.Import("医保局-2020年3月-哈尼喀塔木乡.csv", Costs(Cost(2, 8000)));
        var corrected = example.Import("医保局-2020年3月-牙哈镇-更正.csv", Costs(Cost(3, 9000))).Files[0];

        Assert.Equal(["2 medical", "3 medical"], example.Warnings());
        var note = Assert.Single(corrected.Replaces);
        Assert.Contains($"取代此前同一来源、同一期间的“医保局-2020年3月-牙哈镇.csv”（批次 {batch}）", note.Zh);
        Assert.Contains("takes the place of the earlier file '医保局-2020年3月-牙哈镇.csv'", note.En);
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void A_household_in_two_townships_parts_keeps_the_amounts_of_both_and_a_correction_changes_its_own(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        TwoTownships(example);
        example.Import("医保局-2020年3月-牙哈镇.csv", Costs(Cost(1, 4000), Cost(3, 9000)));
        example.Import("医保局-2020年3月-哈尼喀塔木乡.csv", Costs(Cost(1, 3000)));
        Assert.Equal([400_000L, 300_000L], Amounts(example, "1"));

        example.Import("医保局-2020年3月-哈尼喀塔木乡-更正.csv", Costs(Cost(1, 3500)));
        Assert.Equal([400_000L, 350_000L], Amounts(example, "1"));
        example.Import("医保局-2020年3月-牙哈镇-更正.csv", Costs(Cost(1, 100)));
        Assert.Equal([350_000L, 10_000L], Amounts(example, "1").OrderDescending());
        Assert.Empty(Amounts(example, "3"));
        Assert.True(example.IsWhole());
    }

    /// <summary>What departments' lists say of a household.</summary>
    private static List<long> Amounts(IntakeExample example, string number)
    {
        var id = example.Now(Household.Table, version => (version.Id, Household.From(version).Number)).Single(one => one.Number == number).Id;
        var budget = example.Budget;
        return [.. example.Now(budget.Table, version => version.Values).Where(values => values[0] is long owner && owner == id && (string?)values[budget.IndexOf("basis")] != ListEntry.Total)
            .OrderBy(values => (long?)values[budget.IndexOf(ListEntry.Line)]).Select(values => (long)values[budget.IndexOf("amount")]!)];
    }

    [Theory, EachDatabase]
    public void Parts_that_only_their_rows_tell_stand_side_by_side_and_the_import_says_what_to_do_if_that_is_wrong(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        TwoTownships(example);
        var batch = example.Import("医保局-2020年3月-1.csv", Costs(Cost(1, 7000, "牙哈镇", "守努特村"))).BatchId;
        var second = example.Import("医保局-2020年3月-2.csv", Costs(Cost(2, 8000, "哈尼喀塔木乡", "英买里村"))).Files[0];

        Assert.Equal(["1 medical", "2 medical"], example.Warnings());
        Assert.False(second.Part!.Stated);
        Assert.Contains($"saxaul undo {batch}", Assert.Single(second.Replaces).En);
    }

    [Theory, EachDatabase]
    public void A_row_whose_township_was_corrected_does_not_count_twice(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        TwoTownships(example);
        example.Import("医保局-2020年3月.csv", Costs(Cost(1, 7000, "哈尼喀塔木乡", "英买里村")));
        example.Import("医保局-2020年3月-更正.csv", Costs(Cost(1, 7000, "牙哈镇", "守努特村")));

        Assert.Equal([700_000L], Amounts(example, "1"));
    }

    [Theory, EachDatabase]
    public void A_file_whose_rows_contradict_its_name_is_no_part_and_a_whole_list_replaces_all_parts(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        TwoTownships(example);
        example.Import("医保局-2020年3月-牙哈镇.csv", Costs(Cost(1, 7000)));
        example.Import("医保局-2020年3月-哈尼喀塔木乡.csv", Costs(Cost(2, 8000)));
        // The township's hospital hands in the list of the whole county.
        var whole = example.Import("医保局-2020年3月-牙哈镇医院.csv", Costs(Cost(1, 100, "牙哈镇", "守努特村"), Cost(2, 9000, "哈尼喀塔木乡", "英买里村"))).Files[0];

        Assert.Equal(["2 medical"], example.Warnings());
        Assert.Null(whole.Part);
        Assert.Equal(2, whole.Replaces.Count);
    }

    [Theory, EachDatabase]
    public void A_part_can_be_undone_alone(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        TwoTownships(example);
        example.Import("医保局-2020年3月-牙哈镇.csv", Costs(Cost(1, 7000)));
        var state = example.State();
        var batch = example.Import("医保局-2020年3月-哈尼喀塔木乡.csv", Costs(Cost(1, 3000), Cost(2, 8000))).BatchId!.Value;

        Assert.Equal((2, 0), new UndoBatch(batch).Run(example.Registry, Official) is var undone ? (undone.Households, undone.Conflicts) : default);
        Assert.Equal(state, example.State());
    }
}
