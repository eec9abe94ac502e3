using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.Time.Testing;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Keeping.Erasing;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>Somebody practises on a copy: nothing of it counts.</summary>
public sealed class PracticeTests
{
    private const string Held = "/places/held?area=6529";

    private static IHtmlFormElement Form(IHtmlDocument page, string act) =>
        page.QuerySelectorAll<IHtmlFormElement>("form[action='/practice']").First(form => form.QuerySelector<IHtmlInputElement>("input[name=act]")!.Value == act);

    private static async Task Choose(ServedRegistry served, string act)
    {
        using var chosen = await served.Send(Form(await served.Get(act == "anew" ? "/practice?anew=1" : "/practice"), act));
        Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
        await served.Idle();
    }

    private static async Task Answer(ServedRegistry served)
    {
        using var answered = await served.Send((IHtmlFormElement)(await served.Get(Held)).QuerySelector(".suggestions form")!);
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        Assert.Empty((await served.Get(Held)).QuerySelectorAll(".question"));
    }

    /// <summary>Another browser, which does not practise.</summary>
    private static async Task<int> QuestionsElsewhere(ServedRegistry served)
    {
        using var other = new HttpClient();
        return served.Parse(await other.GetStringAsync(new Uri(served.Address + Held))).QuerySelectorAll(".question").Length;
    }

    [Fact]
    public async Task What_is_done_while_practising_is_done_on_a_copy_and_the_real_registry_knows_nothing_of_it()
    {
        await using var served = await ServedRegistry.Start();
        await Choose(served, "begin");
        Assert.Contains("练习中", (await served.Get("/")).QuerySelector(".practice")!.TextContent, StringComparison.Ordinal);
        await Answer(served);
        Assert.Equal(1, await QuestionsElsewhere(served));

        await Choose(served, "stop");
        Assert.Null((await served.Get("/")).QuerySelector(".practice"));
        await Answer(served);
        Assert.Equal(0, await QuestionsElsewhere(served));
    }

    [Fact]
    public async Task A_form_that_was_opened_while_practising_changes_nothing_real_when_it_is_sent_afterwards()
    {
        await using var served = await ServedRegistry.Start();
        await Choose(served, "begin");
        var opened = (IHtmlFormElement)(await served.Get(Held)).QuerySelector(".suggestions form")!;
        await Choose(served, "stop");
        using var sent = await served.Send(opened);
        Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
        Assert.Equal(1, await QuestionsElsewhere(served));
    }

    [Fact]
    public async Task What_is_really_done_meanwhile_is_not_in_the_copy_until_somebody_begins_anew()
    {
        await using var served = await ServedRegistry.Start();
        await Choose(served, "begin");
        await Choose(served, "stop");
        await Answer(served);
        await Choose(served, "begin");
        Assert.Single((await served.Get(Held)).QuerySelectorAll(".question"));

        await Choose(served, "anew");
        Assert.Empty((await served.Get(Held)).QuerySelectorAll(".question"));
    }

    [Fact]
    public async Task The_copy_is_private_and_gone_when_the_program_ends_and_whoever_practised_touches_nothing_real()
    {
        await using var served = await ServedRegistry.Start();
        await Choose(served, "begin");
        var copy = Assert.Single(Directory.GetFiles(served.Folder, $"*.practice-{Environment.ProcessId}-1"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(copy));
        var asked = await served.Get(Held);

        await served.Restart();
        Assert.Empty(Directory.GetFiles(served.Folder, "*.practice-*"));
        using (var refused = await served.Send((IHtmlFormElement)asked.QuerySelector(".suggestions form")!))
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(1, await QuestionsElsewhere(served));
        using (var led = await served.Client.GetAsync(new Uri(Held, UriKind.Relative), TestContext.Current.CancellationToken))
            Assert.Equal("/practice", led.Headers.Location?.ToString());
        Assert.Contains("已经不在", (await served.Get("/practice")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        await Choose(served, "begin");
        Assert.Single((await served.Get(Held)).QuerySelectorAll(".question"));
    }

    [Fact]
    public async Task A_copy_is_kept_for_a_day_also_when_somebody_practises_on_it_all_the_time()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2020, 4, 1, 12, 0, 0, Instant.Shanghai));
        await using var served = await ServedRegistry.Start(time: clock);
        await Choose(served, "begin");
        for (var hour = 0; hour < 23; hour++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            await served.Idle();
            await served.Get(Held);
        }
        Assert.NotEmpty(Directory.GetFiles(served.Folder, "*.practice-*"));
        clock.Advance(TimeSpan.FromHours(2));
        await served.Idle();
        Assert.Empty(Directory.GetFiles(served.Folder, "*.practice-*"));
    }

    [Fact]
    public async Task Whoever_is_erased_is_gone_from_the_copy_too()
    {
        await using var served = await ServedRegistry.Start();
        await Choose(served, "begin");
        var household = new PickHousehold("6510000001").Run(served.Registry, Official);
        new EraseContent(served.Registry, Official, "依据", "申请").Household(household.CountyKey, household.Id);
        Assert.Empty(Directory.GetFiles(served.Folder, "*.practice-*"));
        using (var led = await served.Client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken))
            Assert.Equal("/practice", led.Headers.Location?.ToString());
        await Choose(served, "begin");
        Assert.DoesNotContain("卡德尔", (await served.Get("/areas/652902/households")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beginning_anew_is_asked_about_since_others_practise_on_the_same_copy()
    {
        await using var served = await ServedRegistry.Start();
        await Choose(served, "begin");
        await Answer(served);
        using (var asked = await served.Send(Form(await served.Get("/practice?anew=1"), "anew"), ("sure", "")))
            Assert.Equal("/practice?anew=1", asked.Headers.Location!.ToString());
        await served.Idle();
        Assert.Empty((await served.Get(Held)).QuerySelectorAll(".question"));
        Assert.Contains("别人", (await served.Get((await served.Get("/")).QuerySelector(".practice a")!.GetAttribute("href")!)).QuerySelector("main .advice")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_looked_is_kept_of_real_households_and_of_none_that_was_entered_while_practising()
    {
        await using var served = await ServedRegistry.Start();
        var family = new PickHousehold("6510000001").Run(served.Registry, Official);
        await Choose(served, "begin");
        var split = await served.Get($"{await served.HouseholdAddress("6510000001")}/events/split");
        var form = split.QuerySelector<IHtmlFormElement>("form.question")!;
        var person = form.QuerySelectorAll<IHtmlInputElement>("input[type=checkbox]").Last().Name!;
        using (var done = await served.Send(form, (person, "1"), (person.Replace("member", "relation", StringComparison.Ordinal), "head"), ("number", "6510000009")))
            Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        await served.Get(await served.HouseholdAddress("6510000009"));
        // A real one that was entered meanwhile gets the same id.
        var place = ReadHousehold.Of(served.Registry, Official, family, served.Registry.Database.Time.Today()).Place[^1].Key.Id;
        var today = served.Registry.Database.Time.Today();
        var real = new RegisterHousehold(family.CountyKey, place, [new Newcomer { Name = "艾力", Relation = "head" }], today).Run(served.Registry, Official)[0];
        await served.LooksWritten();
        Assert.NotEmpty(ReadLooks.Of(served.Registry, Official, family, 10));
        Assert.Empty(ReadLooks.Of(served.Registry, Official, real, 10));
    }

    private static readonly Actor Official = Actor.Operator("official");

    [Fact]
    public async Task Rights_are_the_same_while_practising()
    {
        await using var served = await ServedRegistry.Start(new Actor("reader", new HashSet<Right> { Right.ReadHouseholds }, null));
        await Choose(served, "begin");
        var held = await served.Get(Held);
        Assert.Null(held.QuerySelector(".suggestions form"));
        var form = (IHtmlFormElement)held.QuerySelector("form.search")!;
        form.SetAttribute("action", "/places/held?area=6529");
        using (var refused = await served.Send(form, ("within", ServedRegistry.Township), ("written", "玉奇玉吉麦村"), ("code", "652902105208")))
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        await served.Get("/imports", HttpStatusCode.Forbidden);
        // Others practise on the same copy: whoever only reads does not end it for them.
        using (var refused = await served.Send((IHtmlFormElement)(await served.Get("/practice?anew=1")).QuerySelector("form:has(input[name=sure])")!))
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        await served.Restart(Actor.Nobody);
        await served.Get("/practice", HttpStatusCode.Forbidden);
    }
}
