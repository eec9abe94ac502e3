using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading;
using Saxaul.Database;
using Saxaul.Intake;
using Saxaul.Keeping.Erasing;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;
using static Saxaul.Tests.Intake.IntakeExample;

namespace Saxaul.Tests.Intake;

public class StagedUploadTests
{
    private sealed class Calendar : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2020, 4, 2, 1, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static long Stage(IntakeExample example, params (string Name, string Text)[] files) => Stage(example, Day, files);

    private static long Stage(IntakeExample example, DateOnly day, params (string Name, string Text)[] files)
    {
        using var staging = new StageFiles(example.Registry, Official);
        foreach (var (name, text) in files)
        {
            staging.Begin(name);
            staging.Write(Encoding.UTF8.GetBytes(text));
        }
        return staging.Finish(day);
    }

    private static StagedUpload Read(IntakeExample example, long id) => new ReadStaged(id).Run(example.Registry, Official);

    private static long Pieces(IntakeExample example)
    {
        using var connection = example.Registry.Database.OpenReader();
        return (long)connection.Command("SELECT COUNT(*) FROM staged_piece").ExecuteScalar()!;
    }

    [Theory, EachDatabase]
    public void What_is_staged_is_compared_applied_and_then_no_longer_staged(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", Roster(Row("1", "卡德尔", 1), Row("2", "古丽", 2)));
        var id = Stage(example, ("652902-库车市-5月.csv", Roster(Row("1", "卡德尔", 1, wages: "31000"), Row("2", "古丽", 2), Row("3", "阿依木", 3, village: "守努特村窝"))));
        var before = example.State();

        new CompareStaged(id).Run(example.Registry, Official, stop: Stop);
        Assert.Equal(before, example.State());
        var preview = Assert.Single(Read(example, id).Preview);
        Assert.Equal((1, 2), (preview.Report.New, preview.Report.Changed));
        var changed = Assert.Single(preview.Comparison!.Changed);
        Assert.Equal(("1", "卡德尔"), (changed.Number, changed.Head));
        Assert.Equal([new Difference("budget.wages", null, "3000000", "3100000")], changed.Differences);
        Assert.Equal(("652902105", "守努特村窝", "652902105201"), Assert.Single(preview.Comparison.Held) is var held ? (held.WithinCode, held.Written, held.Suggestions[0].Code) : default);

        Assert.NotNull(new ApplyStaged(id).Run(example.Registry, Official, stop: Stop));
        Assert.Equal(0, Pieces(example));
        Assert.Equal(UploadState.Applied, Read(example, id).State);
        Assert.Contains(example.State(), line => line.Contains("| 3100000 |"));
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void Of_covered_fields_a_preview_tells_how_many_would_change_and_not_whose(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        string With(string health, string phone, string wages) => string.Join('\n', Roster(Row("1", "卡德尔", 1, phone: phone, wages: wages), Row("2", "古丽", 2)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select((row, i) => $"{row},{(i == 0 ? "健康状况" : health)}")) + "\n";
        example.Import("652902-库车市.csv", With("长期慢性病", "13900000001", "30000"));
        var id = Stage(example, ("652902-库车市-5月.csv", With("健康", "13900000002", "31000")));
        new CompareStaged(id).Run(example.Registry, Official, stop: Stop);

        var comparison = Read(example, id).Preview[0].Comparison!;
        Assert.Equal((2, 1, 1), (comparison.Fields["health.state"], comparison.Fields["household.phone"], comparison.Fields["budget.wages"]));
        Assert.Equal(["1: budget.wages"], comparison.Changed.Select(household => $"{household.Number}: {string.Join(' ', household.Differences.Select(one => one.Key))}"));
    }

    /// <summary>The next month's list has every amount anew. What else changed comes first, and an amount that is as before is no line.</summary>
    [Theory, EachDatabase]
    public void The_amounts_of_a_new_period_do_not_hide_what_else_changes(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        List<string> rows = [.. Enumerable.Range(1, 15).Select(i => Row($"{i}", $"卡德尔{(char)('A' + i)}", i))];
        example.Import("652902-库车市.csv", Roster([.. rows]));
        rows[12] = Row("13", "卡德尔N", 13, wages: "31000");
        rows[13] = Row("14", "卡德尔·艾山", 14);
        var id = Stage(example, Day.AddMonths(3), ("652902-库车市-7月.csv", Roster([.. rows])));
        new CompareStaged(id).Run(example.Registry, Official, stop: Stop);

        var comparison = Read(example, id).Preview[0].Comparison!;
        Assert.Equal(["person.name"], comparison.Fields.Keys);
        // Wages and self-paid medical spending of each.
        Assert.Equal(30, comparison.NewAmounts);
        Assert.Equal("14: person.name", comparison.Changed.Select(household => $"{household.Number}: {string.Join(' ', household.Differences.Select(one => one.Key))}").First());
        Assert.DoesNotContain(comparison.Changed.SelectMany(household => household.Differences), difference => difference.Before == difference.After);
    }

    [Theory, EachDatabase]
    public void A_person_who_is_no_longer_listed_is_named_before_anything_is_applied(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", Roster(Row("1", "卡德尔", 1), Row("1", "古丽", 2, relation: "配偶")));
        var id = Stage(example, ("652902-库车市-5月.csv", Roster(Row("1", "卡德尔", 1))));
        new CompareStaged(id).Run(example.Registry, Official, stop: Stop);

        Assert.Equal(("1", "古丽"), Assert.Single(Read(example, id).Preview[0].Comparison!.NotListed) is var gone ? (gone.Number, gone.Name) : default);
    }

    [Fact]
    public void A_file_of_many_pieces_is_read_as_it_came()
    {
        using var example = new IntakeExample(DatabaseKind.Sqlite);
        byte[] content = [.. Enumerable.Range(0, (5 << 19) + 7).Select(i => (byte)(i * 2654435761L >> 13))];
        using var staging = new StageFiles(example.Registry, Official);
        staging.Begin("a.xlsx");
        foreach (var part in content.Chunk(70_001))
            staging.Write(part);
        var id = staging.Finish(null);

        using var stream = Read(example, id).Given(example.Registry.Database)[0].Open();
        var read = new byte[content.Length];
        stream.ReadExactly(read);
        Assert.Equal(content, read);
        stream.Position = (1 << 20) - 3;
        stream.ReadExactly(read, 0, 10);
        Assert.Equal(content.AsSpan((1 << 20) - 3, 10), read.AsSpan(0, 10));
        Assert.Equal(3, Pieces(example));
    }

    [Fact]
    public void What_is_too_much_or_never_arrives_whole_leaves_nothing()
    {
        using var example = new IntakeExample(DatabaseKind.Sqlite);
        using (var staging = new StageFiles(example.Registry, Official, mostBytes: 2 << 20))
        {
            staging.Begin("a.csv");
            staging.Write(new byte[1 << 20]);
            Assert.Equal(2102, Assert.Throws<ProblemException>(() => staging.Write(new byte[(1 << 20) + 1])).Problem.Number);
        }
        using (var staging = new StageFiles(example.Registry, Official))
        {
            staging.Begin("b.csv");
            staging.Write(new byte[3]);
        }
        Assert.Empty(ReadStaged.All(example.Registry, Official));
        Assert.Equal(0, Pieces(example));
    }

    [Fact]
    public void What_waits_for_too_long_is_discarded()
    {
        var calendar = new Calendar();
        using var example = new IntakeExample(DatabaseKind.Sqlite, calendar);
        var old = Stage(example, ("a.csv", Roster(Row("1", "卡德尔", 1))));
        calendar.Now = calendar.Now.AddDays(StagedUpload.KeptDays + 1);
        Stage(example, ("b.csv", Roster(Row("1", "卡德尔", 1))));
        DiscardStaged.Expired(example.Registry);

        Assert.Equal(2104, Assert.Throws<ProblemException>(() => Read(example, old)).Problem.Number);
        Assert.Equal(1, Pieces(example));
    }

    [Theory, EachDatabase]
    public void Erasing_somebody_removes_the_uploads_that_hold_them_and_what_comparing_said(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", Roster(Row("1", "卡德尔", 1), Row("2", "古丽", 2)));
        var holds = Stage(example, ("a.csv", Roster(Row("1", "卡德尔", 1, wages: "31000"))));
        var other = Stage(example, ("b.csv", Roster(Row("2", "古丽", 2, wages: "31000"))));
        new CompareStaged(other).Run(example.Registry, Official, stop: Stop);
        var person = example.Now(Saxaul.Households.Person.Table, version => (version.Id, Saxaul.Households.Person.From(version).Name)).Single(one => one.Name == "卡德尔").Id;

        new EraseContent(example.Registry, Official, "person_request", "依法申请").Person(Kuqa, person);
        Assert.Equal(2104, Assert.Throws<ProblemException>(() => Read(example, holds)).Problem.Number);
        Assert.Equal((UploadState.Staged, 0), Read(example, other) is var left ? (left.State, left.Preview.Count) : default);
    }

    [Fact]
    public void Whoever_answers_for_a_village_hands_no_lists_over_and_sees_none()
    {
        using var example = new IntakeExample(DatabaseKind.Sqlite);
        var id = Stage(example, ("a.csv", Roster(Row("1", "卡德尔", 1))));
        var team = Official.Within(Kuqa, 5);
        Assert.Equal(7104, Assert.Throws<ProblemException>(() => new StageFiles(example.Registry, team)).Problem.Number);
        Assert.Empty(ReadStaged.All(example.Registry, team with { Name = Official.Name }));
        Assert.Equal(2104, Assert.Throws<ProblemException>(() => new ApplyStaged(id).Run(example.Registry, team with { Name = Official.Name }, stop: Stop)).Problem.Number);
        Assert.Equal(1, Pieces(example));
    }

    [Fact]
    public void Nobody_without_the_right_stages_or_reads()
    {
        using var example = new IntakeExample(DatabaseKind.Sqlite);
        var id = Stage(example, ("a.csv", Roster(Row("1", "卡德尔", 1))));
        foreach (var act in new Action[]
                 {
                     () => new StageFiles(example.Registry, Actor.Nobody), () => new ReadStaged(id).Run(example.Registry, Actor.Nobody), () => new CompareStaged(id).Run(example.Registry, Actor.Nobody, stop: Stop),
                     () => new ApplyStaged(id).Run(example.Registry, Actor.Nobody, stop: Stop), () => new DiscardStaged(id).Run(example.Registry, Actor.Nobody), () => new ListBatches(0, 1).Run(example.Registry, Actor.Nobody),
                     () => new AnswerStaged(id, new Dictionary<string, string>(), new Dictionary<long, string>(), null).Run(example.Registry, Actor.Nobody),
                 })
            Assert.Equal(7001, Assert.Throws<ProblemException>(act).Problem.Number);
    }
}
