using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Saxaul.Demo;
using Saxaul.Journal;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>Looking after users on a page, standing in until a day, and opening a household in an emergency.</summary>
public sealed class UserPageTests
{
    private static readonly Actor Installer = Actor.Operator("installer");

    private static readonly Actor Administrator = new("admin", new HashSet<Right> { Right.WriteUsers, Right.BackUp, Right.Verify }, null);

    private static string Words(IDocument page) => page.QuerySelector("main")!.TextContent;

    private static IHtmlFormElement Form(IDocument page, string act) => page.QuerySelectorAll<IHtmlFormElement>("form[action='/users']").First(form => form.QuerySelector<IHtmlInputElement>("input[name=act]")!.Value == act);

    private static async Task<IHtmlDocument> Follow(ServedRegistry served, IHtmlFormElement form, params (string, string)[] typed)
    {
        using var sent = await served.Send(form, typed);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        return await served.Get(sent.Headers.Location!.ToString());
    }

    [Fact]
    public async Task An_administrator_adds_a_user_gives_them_a_role_takes_it_and_ends_them_without_script()
    {
        await using var filled = await ServedRegistry.Start();
        await using var served = await ServedRegistry.Start(over: filled.Registry, users: [new DemoUser(Administrator, filled.Registry.Roles.First(role => role.Code == "administrator"), null)]);
        await served.Be("admin");
        new MakeUser("admin").Run(served.Registry, Installer);
        new GiveRole("admin", "administrator", null, served.Registry.Database.Time.Today(), null, "第一位").Run(served.Registry, Installer);
        await served.Get("/users");

        var page = await Follow(served, Form(await served.Get("/users"), "add"), ("user", "team"), ("full_name", "守努特村工作队"));
        Assert.Contains("已新建", Words(page), StringComparison.Ordinal);
        page = await Follow(served, Form(page, "give"), ("user", "team"), ("role", "village_team"), ("area", "652902105201"), ("reason", "驻村"));
        Assert.Contains("驻村工作队", page.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        var team = ReadActor.Of(served.Registry, "team", DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8)))!;
        Assert.True(team.MaySomewhere(Right.WriteHouseholds));
        page = await Follow(served, Form(page, "take"), ("grant", ListUsers.Of(served.Registry, Installer).Single(user => user.Name == "team").Roles[0].GrantId.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("reason", "调走"));
        Assert.Contains("没有角色", page.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        page = await Follow(served, Form(page, "end"), ("user", "team"), ("reason", "离职"));
        Assert.DoesNotContain("team", page.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        var before = (await served.Get(page.QuerySelector<IHtmlAnchorElement>("main .sentence a")!.GetAttribute("href")!)).QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("team", StringComparison.Ordinal));
        Assert.Contains("停用", before.QuerySelector("th")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("以前的角色", before.QuerySelector("td li")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(before.QuerySelectorAll("form"));
    }

    [Fact]
    public async Task Who_checks_the_journal_reads_who_has_and_had_which_role_and_changes_nothing()
    {
        await using var filled = await ServedRegistry.Start();
        new MakeUser("team").Run(filled.Registry, Installer);
        await using var served = await ServedRegistry.Start(over: filled.Registry, users: [new DemoUser(new Actor("auditor", new HashSet<Right> { Right.ReadHouseholds, Right.Verify }, null), filled.Registry.Roles.First(role => role.Code == "auditor"), null)]);
        await served.Be("auditor");
        var page = await served.Get("/users?past=1");
        Assert.Contains("team", page.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("form[action='/users']"));
        Assert.Contains((await served.Get("/")).QuerySelectorAll("a"), link => link.GetAttribute("href") == "/users");
    }

    [Fact]
    public async Task What_is_refused_comes_back_as_it_was_typed_and_nobody_gives_a_role_to_themselves()
    {
        await using var filled = await ServedRegistry.Start();
        await using var served = await ServedRegistry.Start(over: filled.Registry, users: [new DemoUser(Administrator, filled.Registry.Roles.First(role => role.Code == "administrator"), null)]);
        await served.Be("admin");
        new MakeUser("admin").Run(served.Registry, Installer);
        new MakeUser("caseworker").Run(served.Registry, Installer);
        var give = Form(await served.Get("/users"), "give");
        Assert.Equal(["", "caseworker"], give.QuerySelectorAll<IHtmlOptionElement>("select[name=user] option").Select(option => option.Value));
        using (var own = await served.Send(give, ("user", "admin"), ("role", "auditor"), ("reason", "我要看")))
            Assert.Equal(HttpStatusCode.BadRequest, own.StatusCode);
        using var refused = await served.Send(give, ("user", "caseworker"), ("role", "caseworker"), ("area", "652902"), ("household", "6510000009"), ("reason", "帮扶"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var back = served.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(Problem.HouseholdOfRoleUnknown().Zh, Words(back), StringComparison.Ordinal);
        Assert.Equal(("652902", "6510000009", "帮扶"), (Value("area"), Value("household"), Value("reason")));

        string Value(string name) => Form(back, "give").QuerySelector<IHtmlInputElement>($"input[name={name}]")!.Value;
    }

    [Fact]
    public async Task Who_stands_in_is_told_for_whom_and_until_when_and_at_midnight_in_China_it_is_over()
    {
        // 23:59 in Shanghai on the last day.
        var clock = new Clock { Now = new DateTimeOffset(2020, 5, 10, 15, 59, 0, TimeSpan.Zero) };
        await using var filled = await ServedRegistry.Start(time: clock);
        foreach (var name in new[] { "colleague", "stand-in" })
            new MakeUser(name).Run(filled.Registry, Installer);
        new GiveRole("colleague", "village_team", ServedRegistry.Village, new DateOnly(2020, 5, 10), null, "驻村").Run(filled.Registry, Installer);
        new GiveRole("stand-in", "village_team", ServedRegistry.Village, new DateOnly(2020, 5, 10), new DateOnly(2020, 5, 11), "代班") { StandsInFor = "colleague" }.Run(filled.Registry, Installer);
        Actor Now() => ReadActor.Of(filled.Registry, "stand-in", Instant.LegalDay(clock.Now))!;

        await using (var served = await ServedRegistry.Start(over: filled.Registry, users: [new DemoUser(Now(), filled.Registry.Roles.First(role => role.Code == "village_team"), null)]))
        {
            await served.Be("stand-in");
            Assert.Contains("代 colleague（驻村工作队），到 2020-05-10 为止", (await served.Get("/")).QuerySelector("form.user")!.TextContent, StringComparison.Ordinal);
            await served.Get("/areas/" + ServedRegistry.Village);
        }
        clock.Now += TimeSpan.FromMinutes(2);
        await using var after = await ServedRegistry.Start(over: filled.Registry, users: [new DemoUser(Now(), filled.Registry.Roles.First(role => role.Code == "village_team"), null)]);
        await after.Be("stand-in");
        await after.Get("/areas/" + ServedRegistry.Village, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_household_out_of_reach_is_opened_with_a_reason_that_it_and_the_township_see()
    {
        await using var filled = await ServedRegistry.Start();
        var (roles, today) = (filled.Registry.Roles.ToDictionary(role => role.Code), Instant.LegalDay(DateTimeOffset.UtcNow));
        DemoUser User(string name, string role, string area, string? household = null)
        {
            new MakeUser(name).Run(filled.Registry, Installer);
            new GiveRole(name, role, area, today, null, "分工") { Household = household }.Run(filled.Registry, Installer);
            return new DemoUser(ReadActor.Of(filled.Registry, name, today)!, roles[role], null);
        }
        await using var served = await ServedRegistry.Start(over: filled.Registry, users:
            [User("other-village", "village_team", "652902105208"), User("township", "township", "652902105"), User("family", "household", "652902", "6510000001"), User("county", "county", "652902")]);
        await served.Be("county");
        var household = (await served.HouseholdAddress("6510000001")).Split('?')[0];

        await served.Be("other-village");
        await served.Get(household, HttpStatusCode.Forbidden);
        var form = (await served.Get("/emergency")).QuerySelector<IHtmlFormElement>("form[action='/emergency']")!;
        using (var opened = await served.Send(form, ("county", "652902"), ("number", "6510000001"), ("reason", "老人走失，要联系家人")))
        {
            // Neither number nor reason stands in an address.
            Assert.Equal(household, opened.Headers.Location!.ToString().Split('?')[0]);
            Assert.DoesNotContain("651000", opened.Headers.Location.ToString(), StringComparison.Ordinal);
        }
        var page = await served.Get(household);
        Assert.Contains("按应急查看打开", page.QuerySelector("main > .advice[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".happened"));
        Assert.Empty(page.QuerySelectorAll(".where .rooms a"));
        await served.Get(household + "/events/birth", HttpStatusCode.Forbidden);
        await served.Get("/areas/652902105201", HttpStatusCode.Forbidden);

        await served.Be("family");
        Assert.Contains("老人走失", (await served.Get(household)).QuerySelector("section[aria-labelledby=emergencies]")!.TextContent, StringComparison.Ordinal);
        await served.Be("township");
        var seen = (await served.Get("/emergency")).QuerySelector<IHtmlFormElement>("form[action='/emergency/seen']")!;
        Assert.Contains("township 看过", Words(await Follow(served, seen)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_opened_in_an_emergency_while_practising_since_nobody_would_be_told()
    {
        await using var served = await ServedRegistry.Start(demo: true);
        await served.Be("team-1");
        using (var begun = await served.Send((await served.Get("/practice")).QuerySelector<IHtmlFormElement>("form[action='/practice']")!))
            await served.Idle();
        var form = (await served.Get("/emergency")).QuerySelector<IHtmlFormElement>("form[action='/emergency']")!;
        using var refused = await served.Send(form, ("county", "652902"), ("number", "6510000001"), ("reason", "试一试"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("练习时不能紧急查阅", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_household_begins_on_its_own_page_with_nothing_of_anybody_else()
    {
        await using var served = await ServedRegistry.Start(demo: true);
        await served.Be("household");
        var page = await served.Get("/");
        Assert.Contains("卡德尔", Words(page), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".where a, .foot a, .happened a, form.search"));
        Assert.DoesNotContain("阿依木", page.DocumentElement.TextContent, StringComparison.Ordinal);
        var link = page.QuerySelectorAll<IHtmlAnchorElement>("main a[href$='/events/correct']").Single().GetAttribute("href")!;
        var field = (await served.Get(link)).QuerySelectorAll<IHtmlAnchorElement>("a[href*='field=phone']").First().GetAttribute("href")!;
        var form = (await served.Get(field)).QuerySelectorAll<IHtmlFormElement>("main form").First();
        var waits = await Follow(served, form, ("value_phone", "19900005678"), ("reason", "换了号码"));
        Assert.NotNull(waits.QuerySelector("form[action^='/corrections/']"));
    }

    [Fact]
    public async Task A_department_begins_where_it_hands_in_and_a_caseworker_with_their_households()
    {
        await using var served = await ServedRegistry.Start(demo: true);
        await served.Be("department");
        Assert.Contains("/imports", (await served.Get("/")).QuerySelectorAll<IHtmlAnchorElement>("main a").Select(link => link.GetAttribute("href")));
        Assert.NotNull((await served.Get("/imports")).QuerySelector("form.upload"));
        await served.Be("caseworker");
        Assert.Equal(2, (await served.Get("/")).QuerySelectorAll("main tbody tr").Length);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
