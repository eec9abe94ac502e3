using System;
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
}
