using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using AngleSharp.Html.Dom;
using Microsoft.Playwright;
using Xunit;

namespace Saxaul.Server.Tests.Pages.Parts;

/// <summary>A form that comes back says why, whatever became of the page meanwhile, and reading goes on there.</summary>
public sealed class RefusedSentenceTests
{
    private static string? Sentence(IHtmlDocument page) => Assert.Single(page.QuerySelectorAll("main [role=alert]")) is { Id: "refused" } said ? said.TextContent : null;

    [Fact]
    public async Task A_place_that_a_colleague_answered_meanwhile_is_said_to_be_answered()
    {
        await using var served = await ServedRegistry.Start();
        var (mine, theirs) = (await served.Get("/places/held?area=6529"), await served.Get("/places/held?area=6529"));
        using (await served.Send((IHtmlFormElement)theirs.QuerySelector(".suggestions form")!))
        using (var late = await served.Send((IHtmlFormElement)mine.QuerySelector("form.other")!, ("code", "999999999999")))
        {
            Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
            Assert.False(string.IsNullOrEmpty(Sentence(served.Parse(await late.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)))));
        }
    }

    [Fact]
    public async Task A_county_that_was_not_chosen_is_asked_for_where_counties_are_chosen()
    {
        await using var served = await ServedRegistry.Start();
        var household = (await served.HouseholdAddress("6510000001")).Split('?')[0];
        var form = (IHtmlFormElement)(await served.Get(household + "/events/birth")).QuerySelector("form.answers")!;
        form.SetAttribute("action", household + "/events/county");
        using var refused = await served.Send(form, ("to", ""));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(Problem.NotAVillage().Zh, Sentence(served.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))));
    }

    /// <summary>Of work states a page may say what came; of a form nothing but the one part does.</summary>
    [Fact]
    public void No_page_says_it_in_a_way_of_its_own() => Assert.Empty(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Saxaul.Server", "Pages"), "*.razor", SearchOption.AllDirectories)
        .Select(file => (Name: Path.GetFileName(file), Words: File.ReadAllText(file)))
        .Where(page => page.Words.Contains("Problem? Refused { get; set; }", StringComparison.Ordinal) && !page.Words.Contains("<RefusedSentence", StringComparison.Ordinal)
            || page.Name != "RefusedSentence.razor" && page.Words.Contains("id=\"refused\"", StringComparison.Ordinal)).Select(page => page.Name));

    [Fact]
    public Task Without_script_reading_goes_on_at_the_sentence() => Browsing.With(async browser =>
    {
        await using var served = await ServedRegistry.Start();
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { Locale = "zh-CN", BaseURL = served.Address, JavaScriptEnabled = false });
        var page = await context.NewPageAsync();
        await page.GotoAsync((await served.HouseholdAddress("6510000001")).Split('?')[0] + "/events/move");
        await page.Locator("form.answers select[name=village]").EvaluateAsync("select => select.required = false");
        await page.Locator("form.answers button").ClickAsync();
        Assert.Contains("请选择是哪个村", await page.Locator("#refused:focus").InnerTextAsync(), StringComparison.Ordinal);
    });
}
