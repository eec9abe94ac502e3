using System;
using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Households;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Privacy;

/// <summary>What leaves about many households is written down, bears a mark, and is limited by the day.</summary>
public class ExportTests
{
    private const string County = "652902", Village = "652902105201";

    private static RecordExport Book(ExampleCounties example, int households) => new(ExportKind.Book, [example.County], Village, households);

    private static Actor Team(ExampleCounties example, string name = "team") => new Actor(name, new System.Collections.Generic.HashSet<Right> { Right.ReadHouseholds }, null).Within(example.County, example.Village(Village));

    private static int Refused(Action act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void Who_took_out_what_when_of_where_and_what_for_can_be_read_by_the_county_and_not_be_changed(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var export = (Book(example, 12) with { Purpose = "meeting" }).Run(example.Registry, Team(example));
        Assert.Matches("^[0-9A-Z]{5}-[0-9A-Z]{5}$", export.Mark);
        Assert.Contains($"{export.Mark} · team · 2020-10-01", export.Line, StringComparison.Ordinal);

        var (area, count, exports) = new ListExports(County, 0, 9).Run(example.Registry, example.OfficialOf(example.County));
        Assert.Equal((1, "库车市"), (count, area.Name));
        Assert.Equal((export with { At = exports[0].Export.At }, "库车市/牙哈镇/守努特村委会"), exports[0]);
        Assert.Equal("开会评议", exports[0].Export.For(example.Registry.Privacy, "zh"));
        Assert.Equal(7001, Refused(() => new ListExports(County, 0, 9).Run(example.Registry, Team(example))));
        Assert.Empty(new ListExports("652924", 0, 9).Run(example.Registry, ExampleCounties.Official).Exports);
        Assert.Empty(Verify.Run(example.Registry, ExampleCounties.Official));
        using (var writer = example.Registry.Database.OpenWriter())
        {
            writer.Execute("UPDATE export SET households = 1");
            writer.Commit();
        }
        Assert.Contains("export", Assert.Single(Verify.Run(example.Registry, ExampleCounties.Official)).En, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public void Whoever_answers_for_villages_takes_out_two_thousand_households_a_day_and_is_told_who_may_more(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        Book(example, 1_500).Run(example.Registry, Team(example));
        var refused = Assert.Throws<ProblemException>(() => Book(example, 501).Run(example.Registry, Team(example))).Problem;
        Assert.Equal(7281, refused.Number);
        Assert.Contains("县里的办公室", refused.Zh, StringComparison.Ordinal);
        Book(example, 500).Run(example.Registry, Team(example));
        // Somebody else, totals, the county's own office, and the next day.
        Book(example, 2_000).Run(example.Registry, Team(example, "colleague"));
        new RecordExport(ExportKind.Indicators, [example.County], County, 0).Run(example.Registry, Team(example));
        Book(example, 20_000).Run(example.Registry, example.OfficialOf(example.County));
        Assert.Contains("地区的办公室", Assert.Throws<ProblemException>(() => Book(example, 1).Run(example.Registry, example.OfficialOf(example.County))).Problem.Zh, StringComparison.Ordinal);
        example.Clock.Advance(TimeSpan.FromDays(1));
        Book(example, 2_000).Run(example.Registry, Team(example));
    }

    [Theory, EachDatabase]
    public async System.Threading.Tasks.Task Two_exports_at_once_are_counted_one_after_the_other(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        System.Threading.Tasks.Task<Export> second;
        using (var first = example.Registry.Database.OpenWriter())
        {
            RecordExport.Take(first, example.Registry, Team(example), 1_500);
            second = System.Threading.Tasks.Task.Run(() => Book(example, 1_500).Run(example.Registry, Team(example)), TestContext.Current.CancellationToken);
            first.Commit();
        }
        Assert.Equal(7281, (await Assert.ThrowsAsync<ProblemException>(() => second)).Problem.Number);
        Assert.Empty(new ListExports(County, 0, 9).Run(example.Registry, ExampleCounties.Official).Exports);
        // As many as fit, at once, and no more.
        var several = await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 8).Select(_ => System.Threading.Tasks.Task.Run(() =>
        {
            try
            {
                Book(example, 200).Run(example.Registry, Team(example));
                return 1;
            }
            catch (ProblemException refused) when (refused.Problem.Number == 7281)
            {
                return 0;
            }
        })));
        Assert.Equal(2, several.Sum());
        Assert.Empty(Verify.Run(example.Registry, ExampleCounties.Official));
    }

    [Theory, EachDatabase]
    public void Cards_printed_one_by_one_count_as_households_taken_out_and_the_county_sees_who_prints_many(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        for (var card = 0; card < 49; card++)
            new TakeCard().Run(example.Registry, Team(example));
        Assert.Empty(DailyUse.MuchIn(example.Registry, example.OfficialOf(example.County), County, 9));
        new TakeCard().Run(example.Registry, Team(example));
        Assert.Equal([new DailyUse("team", example.Today, UseKind.Cards, 50, null)], DailyUse.MuchIn(example.Registry, ExampleCounties.Official, County, 9));

        Assert.Equal(7281, Refused(() => Book(example, 1_951).Run(example.Registry, Team(example))));
        Book(example, 1_950).Run(example.Registry, Team(example));
        Assert.Equal(7281, Refused(() => new TakeCard().Run(example.Registry, Team(example))));
        Assert.Equal(50, Assert.Single(DailyUse.MuchIn(example.Registry, ExampleCounties.Official, County, 9)).Times);
        example.Clock.Advance(TimeSpan.FromDays(1));
        new TakeCard().Run(example.Registry, Team(example));
        Assert.Empty(Verify.Run(example.Registry, ExampleCounties.Official));
    }

    [Theory, EachDatabase]
    public void A_purpose_is_one_of_those_the_office_named_and_what_is_of_several_counties_is_listed_for_who_reads_all(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        Assert.Equal(7282, Refused(() => (Book(example, 1) with { Purpose = "curiosity" }).Run(example.Registry, ExampleCounties.Official)));
        Assert.Equal("work", Book(example, 1).Run(example.Registry, ExampleCounties.Official).Purpose);
        Assert.Equal(7001, Refused(() => Book(example, 1).Run(example.Registry, Actor.Nobody)));
        new RecordExport(ExportKind.Warnings, [example.County, example.OtherCounty], null, 7).Run(example.Registry, ExampleCounties.Official);
        Assert.Equal([ExportKind.Warnings, ExportKind.Book], new ListExports("6529", 0, 9).Run(example.Registry, ExampleCounties.Official).Exports.Select(one => one.Export.What));
        Assert.Equal([ExportKind.Book], new ListExports(County, 0, 9).Run(example.Registry, example.OfficialOf(example.County)).Exports.Select(one => one.Export.What));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86", "'+86")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("\n=1", "'\n=1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData(" =1", "' =1")]
    [InlineData("　@x", "'　@x")]
    [InlineData("卡德尔", "卡德尔")]
    [InlineData("1=1", "1=1")]
    [InlineData("", "")]
    public void A_text_that_begins_like_a_formula_stays_text(string text, string exported) => Assert.Equal(exported, ExportedText.Harmless(text));
}
