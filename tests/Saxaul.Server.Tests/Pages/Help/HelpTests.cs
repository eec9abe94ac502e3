using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using AngleSharp.Dom;
using Saxaul.Server.Pages;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages.Help;

/// <summary>Help where one stands, and all of it on one page.</summary>
public sealed class HelpTests
{
    [Fact]
    public async Task Help_shows_every_term_that_has_words_and_anybody_may_read_it()
    {
        await using var served = await ServedRegistry.Start(Actor.Nobody);
        var page = await served.Get("/help");

        var written = Texts.All.Keys.Where(key => key.StartsWith("term.", StringComparison.Ordinal) && !key.EndsWith(".is", StringComparison.Ordinal)).Select(key => key["term.".Length..]);
        Assert.Equal(written.Order(StringComparer.Ordinal), page.QuerySelectorAll(".terms > [id]").Select(term => term.Id!).Order(StringComparer.Ordinal));
        Assert.Contains("没有登记的，就是不知道", page.GetElementById("unknown")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_role_is_told_how_to_begin_and_ones_own_comes_first()
    {
        await using var served = await ServedRegistry.Start(demo: true);
        foreach (var user in Saxaul.Demo.DemoUsers.Of(served.Registry))
        {
            await served.Be(user.Actor.Name);
            var beginnings = (await served.Get("/help")).QuerySelectorAll(".beginnings > div").ToList();
            Assert.Equal(served.Registry.Roles.Select(role => role.Code).Order(StringComparer.Ordinal), beginnings.Select(one => one.GetAttribute("data-role")!).Order(StringComparer.Ordinal));
            Assert.All(beginnings, one => Assert.InRange(one.QuerySelectorAll("li").Length, 3, 6));
            Assert.Equal(user.Role.Code, beginnings[0].GetAttribute("data-role"));
            Assert.Equal([beginnings[0]], beginnings.Where(one => one.TextContent.Contains("您的角色", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("county", "areas import", "backup", "screen")]
    [InlineData("department", "数据问题", "待定村")]
    [InlineData("caseworker", "村册", "等待另一人看过")]
    [InlineData("prefecture", "backup")]
    public async Task No_role_is_sent_to_what_only_others_may_do(string role, params string[] others)
    {
        await using var served = await ServedRegistry.Start(Actor.Nobody);
        var steps = (await served.Get("/help")).QuerySelector($"[data-role={role}] ol")!.TextContent;
        Assert.All(others, other => Assert.DoesNotContain(other, steps, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/emergency", "emergency")]
    [InlineData("/exports?area=652902", "mark")]
    [InlineData("/requests?area=652902", "request")]
    [InlineData("/areas/652902105201/prints", "purpose")]
    [InlineData("/households/{0}/comparison", "comparison")]
    [InlineData("/households/{0}", "covered")]
    public async Task What_is_new_to_an_official_is_explained_where_it_is_met(string address, string term)
    {
        await using var served = await ServedRegistry.Start();
        if (address.Contains("{0}", StringComparison.Ordinal))
            address = address.Replace("/households/{0}", await served.HouseholdAddress("6510000001"), StringComparison.Ordinal);
        if (term == "mark")
            await served.Get("/areas/652902105201/book");
        Assert.Contains((await served.Get(address)).QuerySelectorAll("main a.term"), link => link.GetAttribute("href") == "/help#" + term);
    }

    [Fact]
    public async Task Every_page_says_in_a_sentence_what_it_is_for_and_a_heading_that_uses_a_term_has_its_help_beside_it()
    {
        await using var served = await ServedRegistry.Start();
        await EveryPage.Fill(served);
        var terms = (await served.Get("/help")).QuerySelectorAll(".terms > [id]").Select(term => (Key: term.Id!, Word: term.QuerySelector("dt")!.TextContent))
            // A household is what every page is about.
            .Where(term => term.Key != "household").ToList();
        var silent = new List<string>();
        foreach (var address in (await EveryPage.Of(served)).Select(found => found.Addresses[0]))
        {
            using var response = await served.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            var page = served.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            // What is printed as it is explains itself on paper.
            if (!response.IsSuccessStatusCode || page.QuerySelector("body > .frame") is null || address == "/help")
                continue;
            if (!page.QuerySelectorAll("main .about, main .sentence").Any(sentence => sentence.TextContent.Trim().Length > 10))
                silent.Add(address + " does not say what it is for");
            var helped = page.QuerySelectorAll("main a.term").Select(link => link.GetAttribute("href")!.Split('#')[1]).ToHashSet();
            silent.AddRange(from heading in page.QuerySelectorAll("main h1, main h2, main h3")
                            let words = string.Concat(heading.ChildNodes.Where(node => node is not IElement { LocalName: "small" or "a" }).Select(node => node.TextContent))
                            from term in terms
                            where words.Contains(term.Word, StringComparison.Ordinal) && !helped.Contains(term.Key)
                            select $"{address}: '{words.Trim()}' uses '{term.Word}' without its help");
        }
        Assert.True(silent.Count == 0, string.Join('\n', silent));
    }

    [Fact]
    public async Task A_terms_help_is_a_link_with_a_name_that_leads_to_its_words()
    {
        await using var served = await ServedRegistry.Start();
        var help = await served.Get("/help", language: "en");
        var links = (await served.Get(await served.HouseholdAddress("6510000001"), language: "en")).QuerySelectorAll("a.term");

        Assert.NotEmpty(links);
        Assert.All(links, link =>
        {
            Assert.NotNull(help.GetElementById(link.GetAttribute("href")!.Split('#')[1]));
            Assert.StartsWith("What is '", link.QuerySelector(".unseen")!.TextContent, StringComparison.Ordinal);
        });
    }
}
