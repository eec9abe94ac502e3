using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Saxaul.Server.Pages;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>
/// A village's Monday, in a real browser: what happened in three families over the weekend, a list from the township with a village that nobody knows so written and a column that nobody
/// knows, and the village's cards as one print job. In both languages, with script and without.
/// </summary>
public sealed class VillageMondayTests
{
    /// <summary>What may stand on a page, and never in an address.</summary>
    private static readonly string[] Personal = ["卡德尔", "古丽", "努尔", "阿依木", "吐尔逊", "买买提", "热依汗", "6510000001", "6510000007", ServedRegistry.Number, "999037196307227961", "19900001234"];

    [Theory]
    [InlineData("zh-CN", true)]
    [InlineData("zh-CN", false)]
    [InlineData("en", true)]
    [InlineData("en", false)]
    public Task Of_a_village(string language, bool script) => Browsing.With(async browser =>
    {
        await using var served = await ServedRegistry.Start(demo: true);
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = served.Address, Locale = language, JavaScriptEnabled = script, ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
        var addresses = new ConcurrentQueue<string>();
        context.Request += (_, request) => addresses.Enqueue(Uri.UnescapeDataString(request.Url));
        var page = await context.NewPageAsync();
        var desk = new Desk(page, served, language);

        await page.GotoAsync("/");
        await page.Locator(".users form:has(input[value=county]) button").ClickAsync();
        await A_girl_was_born(desk);
        await Somebody_married_in_and_brings_wages(desk);
        await A_wife_works_away(desk);
        await The_township_s_list(desk, served);
        await Cards_as_one_print_job(desk);

        Assert.All(addresses, address => Assert.All(Personal, secret => Assert.DoesNotContain(secret, address, StringComparison.Ordinal)));
    });

    private static async Task A_girl_was_born(Desk desk)
    {
        await desk.Open("古丽");
        await desk.Event("birth", async page =>
        {
            await page.Locator("input[name=name]").FillAsync("努尔");
            await page.Locator("input[name=sex][value=female]").CheckAsync();
            await page.Locator("select[name=relation]").SelectOptionAsync("daughter");
        });
        Assert.Equal(3, await desk.Page.Locator("section[aria-labelledby=members] tbody tr").CountAsync());
        Assert.Contains("努尔", await desk.Page.Locator("section[aria-labelledby=members]").InnerTextAsync(), StringComparison.Ordinal);
        // Entered late: the day it happened, and the day it was typed.
        var done = await desk.Page.Locator(".done").InnerTextAsync();
        Assert.Contains("2020-05-10", done, StringComparison.Ordinal);
        Assert.Contains(Texts.Show(desk.Today), done, StringComparison.Ordinal);
    }

    private static async Task Somebody_married_in_and_brings_wages(Desk desk)
    {
        await desk.Open("阿依木");
        await desk.Event("arrival", async page =>
        {
            await page.Locator("input[name=name]").FillAsync("吐尔逊");
            await page.Locator("select[name=relation]").SelectOptionAsync("spouse");
            await page.Locator("input[name=brings_wages]").FillAsync("9,000");
        });
        Assert.Contains("吐尔逊", await desk.Page.Locator("section[aria-labelledby=members]").InnerTextAsync(), StringComparison.Ordinal);
        // 30,000 and 9,000 for two.
        Assert.Contains("19,500", await desk.Page.Locator("dl.result").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task A_wife_works_away(Desk desk)
    {
        await desk.Open("6510000001");
        await desk.Event("away", async page =>
        {
            await page.Locator("select[name=person]").SelectOptionAsync(new SelectOptionValue { Index = 2 });
            await page.Locator("input[name=why][value=work]").CheckAsync();
        });
        // She stays a member.
        Assert.Equal(3, await desk.Page.Locator("section[aria-labelledby=members] tbody tr").CountAsync());
        await desk.Page.Locator(".done a.undo").ClickAsync();
        await desk.Page.Locator("input[name=reason]").FillAsync("不是这家");
        await desk.Page.Locator("form.answers button").ClickAsync();
        Assert.Contains("不是这家", await desk.Page.Locator("section[aria-labelledby=history]").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task The_township_s_list(Desk desk, ServedRegistry served)
    {
        var list = Path.Combine(served.Folder, "牙哈镇-5月.csv");
        await File.WriteAllTextAsync(list, "县,乡镇,行政村,户编号,户类型,家庭人口数,姓名,与户主关系,性别,出生日期,工资性收入,住房鉴定等级,寨子\n库车市,牙哈镇,守努特村窝,6510000007,脱贫户,1,热依汗,户主,女,1970-03-14,3000,D级,东头\n");
        var page = desk.Page;
        await page.GotoAsync("/areas/" + ServedRegistry.Township);
        await page.GetByRole(AriaRole.Link, new() { Name = desk.Say("imports.title"), Exact = true }).ClickAsync();
        await page.SetInputFilesAsync("input[type=file]", list);
        await page.GetByRole(AriaRole.Button, new() { Name = desk.Say("imports.upload") }).ClickAsync();
        await desk.Done();
        await page.Locator("select[name=field]").SelectOptionAsync("natural_village");
        await page.GetByRole(AriaRole.Button, new() { Name = desk.Say("imports.compare_again") }).ClickAsync();
        await desk.Done();
        Assert.Contains("守努特村窝", await page.Locator("section[aria-labelledby=places]").InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "守努特村委会" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = desk.Say("imports.apply"), Exact = true }).ClickAsync();
        await desk.Done();
        Assert.Contains(desk.Say("imports.applied"), await page.Locator("main [role=status]").InnerTextAsync(), StringComparison.Ordinal);

        await desk.Open("热依汗");
        Assert.Contains("守努特村委会", await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        // Her house is graded D: warned at once. What else she earns nobody has said, so nothing is said of her income.
        Assert.Contains(desk.Language == "en" ? "Unsafe house" : "住房不安全", await page.Locator("ul.warnings").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains(desk.Language == "en" ? "Net income a head under the line" : "人均纯收入低于标准", await page.Locator("ul.undecided").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task Cards_as_one_print_job(Desk desk)
    {
        var page = desk.Page;
        await page.GotoAsync("/areas/" + ServedRegistry.Village);
        var households = int.Parse((await page.Locator(".totals dd").First.InnerTextAsync()).Split(' ', '\n')[0], System.Globalization.CultureInfo.InvariantCulture);
        await page.GetByRole(AriaRole.Link, new() { Name = desk.Say("prints.title") }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = desk.Say("prints.cards"), Exact = true }).ClickAsync();
        // Sheets come one after the other.
        await page.WaitForLoadStateAsync();
        Assert.Equal(households, await page.Locator("article").CountAsync());
        var cards = await page.Locator("body").InnerTextAsync();
        Assert.Contains("努尔", cards, StringComparison.Ordinal);
        Assert.Contains("热依汗", cards, StringComparison.Ordinal);
        Assert.DoesNotContain(ServedRegistry.Number, cards, StringComparison.Ordinal);
    }

    /// <summary>A browser at the desk, and the words it shows.</summary>
    private sealed record Desk(IPage Page, ServedRegistry Served, string Language)
    {
        public DateOnly Today { get; } = Saxaul.Journal.Instant.Today(Served.Registry.Database.Time);

        public string Say(string key) => Texts.Say(key, Language);

        /// <summary>Finds somebody with the search box and opens their household.</summary>
        public async Task Open(string words)
        {
            await Page.GotoAsync("/areas/" + ServedRegistry.Village);
            await Page.Locator("form.search input[name=words]").FillAsync(words);
            await Page.Locator("form.search button").ClickAsync();
            await Page.Locator("main tbody a[href^='/households/']").First.ClickAsync();
            await Page.Locator("section[aria-labelledby=members]").WaitForAsync();
        }

        /// <summary>Records what happened on 10 May.</summary>
        public async Task Event(string name, Func<IPage, Task> fill)
        {
            await Page.GetByRole(AriaRole.Link, new() { Name = Say("event." + name), Exact = true }).ClickAsync();
            await fill(Page);
            await Page.Locator("input[name=day]").FillAsync("2020-05-10");
            await Page.GetByRole(AriaRole.Button, new() { Name = Say("event.record"), Exact = true }).ClickAsync();
            await Page.Locator("main .done").WaitForAsync();
        }

        /// <summary>What went on in the background is done, and shown.</summary>
        public async Task Done()
        {
            await Served.Idle();
            // The page loads itself anew until then: loading it here as well would meet that half-way.
            await Page.Locator("section.progress").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        }
    }
}
