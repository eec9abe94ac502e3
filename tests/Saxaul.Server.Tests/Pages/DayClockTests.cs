using System;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Server.Pages;
using Saxaul.Server.Pages.Practice;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>古丽 becomes six on 2 April 2020, and is not at school; nobody opens a page meanwhile.</summary>
public sealed class DayClockTests
{
    private const string Roster = """
        县,乡镇,行政村,户编号,户类型,姓名,与户主关系,性别,证件号码,出生日期,在校生状况
        库车市,牙哈镇,守努特村,6510000001,脱贫户,卡德尔,户主,男,,1985-09-24,
        ,,,6510000001,,古丽,之女,女,,2014-04-02,未入学
        库车市,牙哈镇,守努特村,6510000002,脱贫户,买买提,户主,男,,1990-01-01,
        """;

    private static readonly Actor Official = Actor.Operator("official");

    private static FakeTimeProvider At(int hour) => new(new DateTimeOffset(2020, 4, 1, hour, 0, 0, Instant.Shanghai));

    private static async Task<bool> IsWarned(ServedRegistry served) =>
        (await served.Get(await served.HouseholdAddress("6510000001"))).QuerySelectorAll("section[aria-labelledby=warnings] li").Any(one => one.TextContent.Contains("未在校", StringComparison.Ordinal));

    [Fact]
    public async Task Warnings_follow_the_day_within_the_night()
    {
        var clock = At(22);
        await using var served = await ServedRegistry.Start(time: clock, roster: Roster);
        Assert.False(await IsWarned(served));
        clock.Advance(TimeSpan.FromHours(1));
        await served.Idle();
        Assert.False(await IsWarned(served));
        clock.Advance(TimeSpan.FromHours(1));
        await served.Idle();
        Assert.True(await IsWarned(served));
    }

    [Fact]
    public async Task Whatever_day_the_program_begins_on_its_warnings_are_that_days()
    {
        var clock = new Standing { Now = new DateTimeOffset(2020, 4, 1, 12, 0, 0, Instant.Shanghai) };
        await using var served = await ServedRegistry.Start(time: clock, roster: Roster);
        Assert.False(await IsWarned(served));
        clock.Now = clock.Now.AddDays(30);
        await served.Restart();
        Assert.True(await IsWarned(served));
    }

    [Fact]
    public async Task A_change_of_one_household_does_not_wait_until_the_county_is_screened_for_a_new_day()
    {
        var clock = new Standing { Now = new DateTimeOffset(2020, 4, 1, 12, 0, 0, Instant.Shanghai) };
        await using var served = await ServedRegistry.Start(time: clock, roster: Roster);
        // Somebody's import goes on for hours.
        var ended = new TaskCompletionSource();
        served.Services.GetRequiredService<PracticeDesk>().Real.Works.Begin("import", WorkKind.Apply, _ => ended.Task.Wait(TestContext.Current.CancellationToken));
        clock.Now = clock.Now.AddDays(1);
        var birth = await served.Get($"{await served.HouseholdAddress("6510000002")}/events/birth");
        using (var done = await served.Send(birth.QuerySelector<IHtmlFormElement>("form.question")!, ("name", "艾力"), ("sex", "male"), ("day", "2020-03-30")))
            Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        Assert.False(await IsWarned(served));
        ended.SetResult();
        await served.Idle();
        Assert.True(await IsWarned(served));
    }

    /// <summary>A clock that stands still by itself.</summary>
    private sealed class Standing : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
    }

    [Fact]
    public async Task An_upload_that_nobody_applied_goes_after_a_fortnight()
    {
        var clock = At(12);
        await using var served = await ServedRegistry.Start(time: clock, roster: Roster);
        using (var staging = new StageFiles(served.Registry, Official))
        {
            staging.Begin("a.csv");
            staging.Write(Encoding.UTF8.GetBytes(Roster));
            staging.Finish(null);
        }
        clock.Advance(TimeSpan.FromDays(StagedUpload.KeptDays - 1));
        await served.Idle();
        Assert.Single(ReadStaged.All(served.Registry, Official));
        clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromHours(1));
        await served.Idle();
        Assert.Empty(ReadStaged.All(served.Registry, Official));
    }

    [Fact]
    public async Task What_is_over_is_erased_whether_anybody_comes_or_not()
    {
        var clock = new Standing { Now = new DateTimeOffset(2020, 4, 1, 12, 0, 0, Instant.Shanghai) };
        await using var served = await ServedRegistry.Start(time: clock, roster: Roster);
        Assert.NotEqual(0, Rows(served, "file_piece"));
        clock.Now = clock.Now.AddYears(4);
        await served.Restart();
        await served.Idle();
        Assert.NotEqual(0, Rows(served, "file_piece"));
        clock.Now = clock.Now.AddYears(1);
        await served.Restart();
        await served.Idle();
        Assert.Equal(0, Rows(served, "file_piece"));
        Assert.Empty(Verify.Run(served.Registry, Official));
    }

    private static long Rows(ServedRegistry served, string table)
    {
        using var connection = served.Registry.Database.OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }
}
