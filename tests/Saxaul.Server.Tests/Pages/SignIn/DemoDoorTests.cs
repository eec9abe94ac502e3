using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Xunit;

namespace Saxaul.Server.Tests.Pages.SignIn;

/// <summary>The demo's door, and what each of its users sees behind it.</summary>
public sealed class DemoDoorTests
{
    private static string Text(IDocument page) => page.QuerySelector("main")!.TextContent;

    [Fact]
    public async Task Whoever_has_not_chosen_is_asked_first_and_then_led_to_the_page_they_wanted()
    {
        await using var served = await ServedRegistry.Start(demo: true);
        using var asked = await served.Client.GetAsync(new Uri("/areas/652902", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Found, asked.StatusCode);
        var door = asked.Headers.Location!.ToString();
        Assert.StartsWith("/sign-in?to=", door, StringComparison.Ordinal);

        var form = (await served.Get(door)).QuerySelectorAll<IHtmlFormElement>(".users form").First(form => form.TextContent.Contains("county", StringComparison.Ordinal));
        using var chosen = await served.Send(form);
        Assert.Equal("/areas/652902", chosen.Headers.Location!.ToString());
        Assert.Contains("在册", Text(await served.Get("/areas/652902")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("team-1", "/areas/652902105201", "/areas/652902105208", "/areas/652902105", "/areas/652902", "/areas/6529", "/findings?area=652902", "/warnings?area=652902105208")]
    [InlineData("township", "/areas/652902105", "/areas/652902", "/areas/6529", "/places/held?area=652902")]
    [InlineData("county", "/areas/6529", "/areas/9999")]
    [InlineData("prefecture", "/areas/6529")]
    [InlineData("auditor", "/areas/6529")]
    public async Task Each_user_begins_in_their_own_area_and_is_refused_outside_it(string user, string own, params string[] outside)
    {
        await using var served = await ServedRegistry.Start(demo: true);
        await served.Be(user);
        var first = await served.Get("/");
        Assert.Contains(own[^4..], Text(first), StringComparison.Ordinal);
        Assert.Contains("在册", Text(await served.Get(own)), StringComparison.Ordinal);
        foreach (var address in outside)
        {
            using var refused = await served.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.True(refused.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{address} answered {refused.StatusCode}");
        }
        // No link in the frame leads where one may not go.
        foreach (var link in first.QuerySelectorAll<IHtmlAnchorElement>(".where a").Select(link => link.GetAttribute("href")!))
            await served.Get(link);
    }

    [Fact]
    public async Task A_village_team_finds_and_opens_its_own_households_only()
    {
        await using var served = await ServedRegistry.Start(demo: true);
        await served.Be("county");
        var (own, other) = (await served.HouseholdAddress("6510000001"), await served.HouseholdAddress("6510000002", "held_households"));
        await served.Be("team-1");
        Assert.Contains("卡德尔", Text(await served.Get(own)), StringComparison.Ordinal);
        var refused = await served.Get(other, HttpStatusCode.Forbidden);
        Assert.DoesNotContain("买买提", Text(refused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deletion_that_the_county_wrote_down_is_carried_out_by_the_privacy_officer()
    {
        await using var served = await ServedRegistry.Start(demo: true);
        await served.Be("county");
        var household = await served.HouseholdAddress("6510000001");
        using var entered = await served.Send((IHtmlFormElement)(await served.Get(household + "/requests")).QuerySelector("form.answers")!, ("kind", "Deletion"), ("what", "已经迁走，请删除"));
        var request = entered.Headers.Location!.ToString();
        await served.Be("privacy");
        var form = (await served.Get(request)).QuerySelectorAll<IHtmlFormElement>("form.answers").Last();
        using var erased = await served.Send(form, ("state", "erase"), ("sure", "yes"), ("answer", "已按申请清除全部登记内容。"));
        Assert.Equal(HttpStatusCode.SeeOther, erased.StatusCode);
        Assert.Contains("不能再录入", Text(await served.Get(household)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_sees_no_household_and_an_auditor_changes_nothing()
    {
        await using var served = await ServedRegistry.Start(demo: true);
        await served.Be("administrator");
        var refused = await served.Get("/areas/652902", HttpStatusCode.Forbidden);
        // What is refused leads to a page that says what they may do.
        var first = await served.Get(refused.QuerySelector<IHtmlAnchorElement>("main a.button")!.GetAttribute("href")!);
        Assert.Equal(["./saxaul backup FILE", "./saxaul verify"], first.QuerySelectorAll("main code").Select(code => code.TextContent));
        Assert.DoesNotContain("库车", first.DocumentElement.TextContent, StringComparison.Ordinal);
        await served.Be("auditor");
        var page = await served.Get("/warnings?area=652902");
        Assert.NotEmpty(page.QuerySelectorAll(".warnings > li"));
        Assert.Empty(page.QuerySelectorAll(".look"));
    }

    [Fact]
    public async Task Somebody_who_leaves_is_nobody_and_a_made_up_cookie_or_name_lets_nobody_in()
    {
        await using var served = await ServedRegistry.Start(demo: true);
        await served.Be("county");
        using var left = await served.Send((IHtmlFormElement)(await served.Get("/areas/652902")).QuerySelector("form.user")!);
        Assert.Equal("/sign-in", left.Headers.Location!.ToString());
        await served.Get("/areas/652902", HttpStatusCode.Found);

        var form = (await served.Get("/sign-in")).QuerySelector<IHtmlFormElement>(".users form")!;
        using var unknown = await served.Send(form, ("user", "operator"));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        served.SetCookie("saxaul.user", "county");
        await served.Get("/areas/652902", HttpStatusCode.Found);
    }

    [Fact]
    public async Task Where_nobody_chooses_there_is_no_door()
    {
        await using var served = await ServedRegistry.Start();
        await served.Get("/sign-in", HttpStatusCode.NotFound);
        Assert.Null((await served.Get("/")).QuerySelector("form.user"));
    }

    [Fact]
    public async Task Everybody_who_may_read_a_household_sees_who_looked_at_it()
    {
        await using var served = await ServedRegistry.Start(demo: true);
        await served.Be("team-2");
        var address = (await served.Get("/areas/652902105201")).QuerySelectorAll<IHtmlAnchorElement>("tbody a[href^='/households/']").First().GetAttribute("href")!;
        await served.Get(address);
        await served.LooksWritten();
        await served.Be("team-1");
        var looked = (await served.Get(address, language: "en")).QuerySelector("section[aria-labelledby=looked]")!.TextContent;
        Assert.Contains("team-2", looked, StringComparison.Ordinal);
        Assert.Contains("opened its page", looked, StringComparison.Ordinal);
    }
}
