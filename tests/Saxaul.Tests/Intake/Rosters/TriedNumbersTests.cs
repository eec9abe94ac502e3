using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Intake;
using Saxaul.Privacy;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;
using static Saxaul.Tests.Intake.IntakeExample;

namespace Saxaul.Tests.Intake.Rosters;

/// <summary>A list of what a covered number may be is a search, and counts; a list of a village does not.</summary>
public class TriedNumbersTests
{
    private static readonly Actor County = Actor.Operator("county").In(Kuqa);

    private sealed class Calendar : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 5, 2, 1, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private static IntakeExample Registered(DatabaseKind kind, Calendar? clock = null)
    {
        var example = new IntakeExample(kind, clock ?? new Calendar());
        example.Import("652902-库车市.csv", Roster(Row("1", "卡德尔", 1), Row("2", "古丽", 2)));
        return example;
    }

    private static FileReport Preview(IntakeExample example, params string[] rows) =>
        new Import(example.Registry, County, new ImportOptions { On = Day, DryRun = true }).Run([example.Write("652902-库车市-6月.csv", Roster(rows))]).Files[0];

    private static long Tried(IntakeExample example) => DailyUse.Of(example.Registry.Database, County, UseKind.NumbersTried).Times;

    /// <summary>What the number of the first may be, for who knows where and when they were born: the second of these is right.</summary>
    private static string Guess(int order) => InventedNumbers.Of(new DateOnly(1960, 1, 2), 2 * order + 1);

    /// <param name="from">The first of the guesses.</param>
    private static string[] Guesses(int from, int count, string? household, string? name) =>
        [.. Enumerable.Range(from, count).Select(order => Row(household ?? $"7{order:000}", name ?? $"试{order}", 0, number: Guess(order), relation: household is null || order == from ? "户主" : "之子"))];

    [Theory, EachDatabase]
    public void A_list_of_a_village_with_newcomers_corrected_names_and_new_amounts_tries_none(DatabaseKind kind)
    {
        using var example = Registered(kind);
        Preview(example, Row("1", "卡德尔", 1, wages: "31000"), Row("1", "阿依木", 3, relation: "配偶"), Row("2", "古丽娜", 2), Row("4", "买买提", 4));
        Assert.Equal(0, Tried(example));
    }

    [Theory, EachDatabase]
    public void Guesses_count_each_under_the_right_name_an_invented_one_and_in_the_own_household(DatabaseKind kind)
    {
        using var example = Registered(kind);
        Preview(example, Guesses(0, 20, null, "卡德尔"));
        Assert.Equal(19, Tried(example));
        Preview(example, Guesses(10, 20, null, "卡德尔"));
        Assert.Equal(39, Tried(example));
        Preview(example, Guesses(0, 20, null, null));
        Assert.Equal(59, Tried(example));
        Preview(example, Guesses(10, 20, "1", null));
        Assert.Equal(79, Tried(example));
        Preview(example, Guesses(0, 10, "1", null));
        Assert.Equal(88, Tried(example));
    }

    [Theory, EachDatabase]
    public void Above_a_days_measure_nothing_is_told_of_any_roster_until_the_next_day(DatabaseKind kind)
    {
        var clock = new Calendar();
        using var example = Registered(kind, clock);
        var refused = Preview(example, Guesses(0, 150, null, null));
        Assert.Equal((7404, 0, null), (refused.Refused!.Number, refused.Findings.Count, refused.Comparison));
        Assert.Equal(150, Tried(example));
        Assert.Equal(7404, Preview(example, Row("1", "卡德尔", 1)).Refused!.Number);
        clock.Now += TimeSpan.FromDays(1);
        Assert.Null(Preview(example, Row("1", "卡德尔", 1)).Refused);
    }

    [Theory, EachDatabase]
    public void Who_practises_is_counted_in_the_registry_itself_and_what_one_number_may_be_in_several_files_together(DatabaseKind kind)
    {
        using var real = Registered(kind);
        using var copy = Registered(kind);
        var options = new ImportOptions { On = Day, DryRun = true, Counted = real.Registry };
        new Import(copy.Registry, County, options).Run([copy.Write("652902-a.csv", Roster(Guesses(0, 10, null, null))), copy.Write("652902-b.csv", Roster(Guesses(10, 10, null, null)))]);
        Assert.Equal((20, 0), (Tried(real), Tried(copy)));
    }

    private static FileReport PreviewCosts(IntakeExample example, params IEnumerable<string> rows) =>
        new Import(example.Registry, County, new ImportOptions { On = Day, DryRun = true }).Run([example.Write("医保局-2020年6月.csv", Costs(rows))]).Files[0];

    private static string Cost(string name, string number) => $"{name},{number},,,2020-06-06,7000";

    private static IEnumerable<string> CostGuesses(int from, int count, string? name) => Enumerable.Range(from, count).Select(order => Cost(name ?? $"试{order}", Guess(order)));

    [Theory, EachDatabase]
    public void Guesses_in_a_departments_list_count_as_in_a_roster_whether_or_not_one_of_them_hits(DatabaseKind kind)
    {
        using var example = Registered(kind);
        // Under the right name: all but the one that hits.
        PreviewCosts(example, CostGuesses(0, 20, "卡德尔"));
        Assert.Equal(19, Tried(example));
        // Under invented names: the hit; the others were tried already.
        PreviewCosts(example, CostGuesses(0, 20, null));
        Assert.Equal(20, Tried(example));
        PreviewCosts(example, CostGuesses(10, 20, null));
        Assert.Equal(30, Tried(example));
        // A few at a time, under the right name.
        PreviewCosts(example, CostGuesses(30, 3, "卡德尔"));
        Assert.Equal(33, Tried(example));
        var refused = PreviewCosts(example, CostGuesses(0, 150, null));
        Assert.Equal((7404, null, null), (refused.Refused!.Number, refused.Matched, refused.Comparison));
        Assert.Equal(7404, PreviewCosts(example, Cost("卡德尔", Number(1))).Refused!.Number);
        Assert.Equal(7404, Preview(example, Row("1", "卡德尔", 1)).Refused!.Number);
    }

    [Theory, EachDatabase]
    public void Guesses_in_a_list_that_is_applied_count_and_so_do_those_of_one_that_is_refused_for_a_row(DatabaseKind kind)
    {
        using var example = Registered(kind);
        ImportOptions Options(bool dry) => new() { On = Day, DryRun = dry };
        new Import(example.Registry, County, Options(dry: false)).Run([example.Write("医保局-2020年6月.csv", Costs(CostGuesses(0, 20, null)))]);
        Assert.Equal(20, Tried(example));
        // Nothing says whose the leads are: the row of the first whom nobody knows is named.
        var refused = new Import(example.Registry, County, Options(dry: true)).Run([example.Write("医保局-2020年7月.csv", Costs(CostGuesses(2, 20, null).Select(row => row.Replace("7000", "900000", StringComparison.Ordinal))))]).Files[0];
        Assert.Equal(2100, refused.Refused!.Number);
        Assert.Equal(22, Tried(example));
    }

    [Theory, EachDatabase]
    public void Nor_do_guesses_hide_in_a_long_list_or_in_several_short_ones_of_a_day(DatabaseKind kind)
    {
        var clock = new Calendar();
        using var example = Registered(kind, clock);
        // One of each birth date, so that the list is long.
        var others = Enumerable.Range(0, 2500).Select(other => Cost("外乡人", InventedNumbers.Of(new DateOnly(1961, 1, 2).AddDays(other), 501))).ToList();
        PreviewCosts(example, [.. CostGuesses(2, 5, null), .. others]);
        Assert.Equal(5, Tried(example));
        // The same list again, as when a column is put right, tells nothing new.
        PreviewCosts(example, [.. CostGuesses(2, 5, null), .. others]);
        Assert.Equal(5, Tried(example));
        clock.Now += TimeSpan.FromDays(1);
        foreach (var from in new[] { 10, 13, 16 })
            PreviewCosts(example, CostGuesses(from, 3, null));
        Assert.Equal(9, Tried(example));
        // Nor does a hit under a name that agrees afterwards give any back.
        PreviewCosts(example, [Cost("卡德尔", Guess(1))]);
        PreviewCosts(example, CostGuesses(19, 1, null));
        Assert.Equal(10, Tried(example));
    }

    [Theory, EachDatabase]
    public void One_that_hits_under_another_name_counts_with_the_others_of_its_birth_date_however_many_agree(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind, new Calendar());
        string Own(int person) => InventedNumbers.Of(new DateOnly(1970, 1, 2).AddDays(person), 301);
        example.Import("652902-库车市.csv", Roster([Row("k", "卡德尔", 0, number: Guess(1)), .. Enumerable.Range(0, 50).Select(person => Row($"{person}", $"居民{person}", 0, number: Own(person)))]));
        var agreeing = Enumerable.Range(0, 50).Select(person => Cost($"居民{person}", Own(person))).ToList();
        PreviewCosts(example, [.. agreeing, Cost("卡德", Guess(1)), Cost("外来", Guess(5))]);
        Assert.Equal(0, Tried(example));
        PreviewCosts(example, [.. agreeing, .. CostGuesses(0, 3, null)]);
        Assert.Equal(4, Tried(example));
    }

    /// <summary>
    /// What an office hands in each month: thousands of rows, each patient with several, most of them registered; some names spelt otherwise than in the registry, a few per cent registered nowhere, and of these a good
    /// part born, as papers say of who does not know their day, on the first of January.
    /// </summary>
    [Theory, EachDatabase]
    public void A_departments_list_of_thousands_with_a_few_per_cent_unknown_or_spelt_otherwise_tries_hardly_any_however_often_it_is_compared(DatabaseKind kind)
    {
        const int Known = 1000;
        using var example = new IntakeExample(kind, new Calendar());
        string Own(int person) => InventedNumbers.Of(new DateOnly(1950, 1, 1).AddDays(person * 17), 2 * (person % 400) + 1);
        example.Import("652902-库车市.csv", Roster(Enumerable.Range(0, Known).Select(person => Row($"{person}", $"居民{person}", 0, number: Own(person)))));
        var rows = Enumerable.Range(0, Known).SelectMany(person => Enumerable.Repeat(Cost(person % 14 == 0 ? $"居民·{person}又" : $"居民{person}", Own(person)), 3)).ToList();
        rows.AddRange(Enumerable.Range(0, 60).Select(other => Cost($"外来{other}", InventedNumbers.Of(new DateOnly(1948, 3, 1).AddDays(other * 341), 2 * (other % 400) + 500))));
        rows.AddRange(Enumerable.Range(0, 60).Select(other => Cost($"外来甲{other}", InventedNumbers.Of(new DateOnly(1940 + (other % 20), 1, 1), 2 * (other % 400) + 700))));
        var report = PreviewCosts(example, rows);
        Assert.Equal((3120, 3000, 120, null), (report.Rows, report.Matched, report.Unknown, report.Refused));
        // Of one first of January somebody is spelt otherwise, and three are unknown.
        Assert.Equal(4, Tried(example));
        PreviewCosts(example, rows.Skip(1));
        Assert.Equal(4, Tried(example));
    }
}
