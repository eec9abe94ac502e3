using System;
using System.Linq;
using System.Threading.Tasks;
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
        Assert.Equal(3, page.QuerySelectorAll(".beginnings ol").Count(list => list.Children.Length == 5));
    }

    [Theory]
    [InlineData("/areas/652902105201")]
    [InlineData("/areas/652902/households?counted=households")]
    [InlineData("/findings?area=6529")]
    [InlineData("/places/held?area=6529")]
    [InlineData("/warnings?area=6529")]
    [InlineData("/areas/652902105201/prints")]
    [InlineData("/search")]
    [InlineData("/help")]
    public async Task A_page_says_in_one_sentence_what_it_is_for(string address)
    {
        await using var served = await ServedRegistry.Start();
        Assert.NotEmpty(Assert.Single((await served.Get(address)).QuerySelectorAll("p.about")).TextContent);
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
