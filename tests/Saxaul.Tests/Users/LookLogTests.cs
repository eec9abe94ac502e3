using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Keeping.Erasing;
using Saxaul.Privacy;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Households;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Users;

public class LookLogTests
{
    [Theory, EachDatabase]
    public async Task Who_looked_at_a_household_when_how_often_and_what_for_is_kept(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        using var log = new LookLog(example.Registry.Database);
        var colleague = ExampleCounties.Official with { Name = "colleague" };
        log.Add(ExampleCounties.Official, [example.Family], LookPurpose.Card);
        log.Add(ExampleCounties.Official, [example.Family, example.Alone], LookPurpose.PrintedCard);
        log.Add(ExampleCounties.Official, [example.Family], LookPurpose.Card);
        log.Add(colleague, [example.Family], LookPurpose.Card);
        await log.Flush();
        var looks = ReadLooks.Of(example.Registry, ExampleCounties.Official, example.Family, 9);
        Assert.Equal([("colleague", LookPurpose.Card, 1), ("official", LookPurpose.Card, 2), ("official", LookPurpose.PrintedCard, 1)], looks.Select(look => (look.Actor, look.Purpose, look.Times)));
        Assert.All(looks, look => Assert.Equal(example.Today, look.Day));
        Assert.Single(ReadLooks.Of(example.Registry, ExampleCounties.Official, example.Alone, 9));
        Assert.Single(ReadLooks.Of(example.Registry, ExampleCounties.Official, example.Family, 1));
    }

    [Theory, EachDatabase]
    public async Task Looks_wait_while_somebody_else_writes_and_are_written_when_the_log_closes(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        Task closed;
        using (var writing = example.Registry.Write(ExampleCounties.Official))
        {
            var log = new LookLog(example.Registry.Database);
            writing.HeightOf(example.County);
            log.Add(ExampleCounties.Official, [example.Family], LookPurpose.Card);
            closed = Task.Run(log.Dispose, TestContext.Current.CancellationToken);
        }
        await closed;
        Assert.Single(ReadLooks.Of(example.Registry, ExampleCounties.Official, example.Family, 9));
    }

    /// <summary>A clock whose alarms go off when the test says so.</summary>
    private sealed class Alarms : TimeProvider
    {
        private readonly List<Alarm> set = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var alarm = new Alarm(() => callback(state));
            lock (set)
                set.Add(alarm);
            return alarm;
        }

        /// <summary>However long was waited for is over.</summary>
        public void Ring()
        {
            List<Alarm> now;
            lock (set)
                now = [.. set];
            now.ForEach(alarm => alarm.Ring());
        }

        private sealed class Alarm(Action ring) : ITimer
        {
            private bool isSet = true;

            public void Ring()
            {
                if (isSet)
                    ring();
            }

            public bool Change(TimeSpan dueTime, TimeSpan period) => isSet = dueTime != Timeout.InfiniteTimeSpan;

            public void Dispose() => isSet = false;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }

    [Theory, EachDatabase]
    public async Task A_page_waits_for_its_looks_but_not_for_an_import(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var clock = new Alarms();
        using var serving = Registry.Open(example.Target, clock, keyFile: example.KeyFile);
        using var log = new LookLog(serving.Database);
        log.Add(ExampleCounties.Official, [example.Family], LookPurpose.Card);
        await log.Written();
        // Nothing is closed and nothing waited for: whoever is killed now has kept it.
        Assert.Single(ReadLooks.Of(example.Registry, ExampleCounties.Official, example.Family, 9));

        Task later;
        using (example.Registry.Database.OpenWriter())
        {
            log.Add(ExampleCounties.Official, [example.Alone], LookPurpose.Card);
            later = log.Flush();
            var page = log.Written();
            // On SQLite the page goes on while somebody else writes, but not at once; where writers do not wait for one another it is written.
            if (kind == DatabaseKind.Sqlite)
            {
                Assert.False(page.IsCompleted);
                clock.Ring();
            }
            await page;
            Assert.Equal(kind == DatabaseKind.Postgres, later.IsCompleted);
        }
        await later;
        Assert.Single(ReadLooks.Of(example.Registry, ExampleCounties.Official, example.Alone, 9));
    }

    /// <summary>While keys are changed nobody else writes, and a table that is written anew can be written to by nobody.</summary>
    [Fact]
    public async Task Where_writers_do_not_wait_for_one_another_no_page_leaves_before_its_look_whoever_holds_the_database()
    {
        using var example = new ExampleCounties(DatabaseKind.Postgres);
        var clock = new Alarms();
        using var serving = Registry.Open(example.Target, clock, keyFile: example.KeyFile);
        using var log = new LookLog(serving.Database);
        Task page;
        using (example.Registry.Database.OpenWriterAlone(stop: TestContext.Current.CancellationToken))
        {
            log.Add(ExampleCounties.Official, [example.Family], LookPurpose.Card);
            page = log.Written();
            // Whoever waits only for so long has waited that long, and has heard of it by when somebody hears who began to wait later.
            var longer = Task.Delay(LookLog.Longest, clock, TestContext.Current.CancellationToken);
            clock.Ring();
            await longer;
            Assert.False(page.IsCompleted);
        }
        await page;
        Assert.Single(ReadLooks.Of(example.Registry, ExampleCounties.Official, example.Family, 9));
    }

    [Theory, EachDatabase]
    public async Task A_look_says_by_which_role_and_that_it_was_an_emergency(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        using var log = new LookLog(example.Registry.Database);
        Actor Give(string user, string role, string? area, string? household = null)
        {
            if (ReadActor.Of(example.Registry, user, example.Today) is null)
                new MakeUser(user).Run(example.Registry, ExampleCounties.Official);
            new GiveRole(user, role, area, example.Today, null, "分工") { Household = household }.Run(example.Registry, ExampleCounties.Official);
            return ReadActor.Of(example.Registry, user, example.Today)!;
        }
        async Task<string?> RoleOf(Actor who)
        {
            log.Add(who, [example.Family], LookPurpose.Card);
            await log.Flush();
            return ReadLooks.Of(example.Registry, ExampleCounties.Official, example.Family, 99).First(look => look.Actor == who.Name).Role;
        }

        Assert.Null(await RoleOf(ExampleCounties.Official));
        Assert.Equal("village_team", await RoleOf(Give("team", "village_team", "652902105201")));
        // A team of another village that is the auditor too looks as the auditor.
        Give("two", "village_team", "652902105208");
        Assert.Equal("auditor", await RoleOf(Give("two", "auditor", null)));
        Assert.Equal("household", await RoleOf(Give("family", "household", "652902", "6510000001")));
        var passer = Give("passer-by", "village_team", "652924100200");
        new OpenInEmergency("652902", "6510000001", "家里着火").Run(example.Registry, passer);
        Assert.Equal(EmergencyAccess.AsRole, await RoleOf(EmergencyAccess.With(example.Registry, passer)));
        Assert.Empty(Verify.Run(example.Registry, ExampleCounties.Official));
    }

    [Theory, EachDatabase]
    public async Task A_look_that_somebody_changed_is_named_by_verify_and_nobody_out_of_reach_reads_them(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        using var log = new LookLog(example.Registry.Database);
        log.Add(ExampleCounties.Official, [example.Family], LookPurpose.Card);
        await log.Flush();
        Assert.Empty(Verify.Run(example.Registry, ExampleCounties.Official));
        using (var writer = example.Registry.Database.OpenWriter())
        {
            writer.Execute("UPDATE look SET actor = 'nobody'");
            writer.Commit();
        }
        Assert.Contains("look", Assert.Single(Verify.Run(example.Registry, ExampleCounties.Official)).En);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => ReadLooks.Of(example.Registry, example.OfficialOf(example.OtherCounty), example.Family, 9)).Problem.Number);
    }

    [Theory, EachDatabase]
    public async Task What_somebody_asked_to_see_is_kept_with_its_purpose_and_their_words_go_when_the_household_is_erased(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        using var log = new LookLog(example.Registry.Database);
        log.Add(ExampleCounties.Official, [example.Family], LookPurpose.Card, sensitive: true, new AskedFor("other", "邻居报告"));
        log.Add(ExampleCounties.Official, [example.Alone], LookPurpose.Card, sensitive: true, new AskedFor("other", "另一户"));
        await log.Flush();
        var look = Assert.Single(ReadLooks.Of(example.Registry, ExampleCounties.Official, example.Family, 9));
        Assert.True(look.Sensitive);
        Assert.Equal(new AskedFor("other", "邻居报告"), look.For);
        Assert.Equal("邻居报告", look.For!.In(example.Registry.Privacy, "zh"));

        new EraseContent(example.Registry, ExampleCounties.Official, "个人信息保护法第四十七条", "本人申请").Household(example.Family.CountyKey, example.Family.Id);
        Assert.Equal(new AskedFor("other", null), Assert.Single(ReadLooks.Of(example.Registry, ExampleCounties.Official, example.Family, 9)).For);
        Assert.Equal("另一户", Assert.Single(ReadLooks.Of(example.Registry, ExampleCounties.Official, example.Alone, 9)).For!.Words);
        Assert.Empty(Verify.Run(example.Registry, ExampleCounties.Official));
    }
}
