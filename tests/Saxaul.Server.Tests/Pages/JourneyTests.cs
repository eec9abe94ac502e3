using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>From the area to a household in a real browser, as somebody at a desk or with a phone does it.</summary>
public sealed class JourneyTests
{
    private static Task Browse(BrowserNewContextOptions options, Func<IPage, ServedRegistry, Task> journey) => Browsing.With(async browser =>
    {
        await using var served = await ServedRegistry.Start();
        options.BaseURL = served.Address;
        await using var context = await browser.NewContextAsync(options);
        var page = await context.NewPageAsync();
        var complaints = 0;
        page.Console += (_, message) => complaints += message.Type == "error" ? 1 : 0;
        await journey(page, served);
        Assert.Equal(0, complaints);
    });

    private static async Task Fits(IPage page) =>
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{page.Url} is wider than the window.");

    [Theory]
    [InlineData("zh-CN", 1280, ColorScheme.Light)]
    [InlineData("zh-CN", 390, ColorScheme.Dark)]
    [InlineData("en", 1280, ColorScheme.Dark)]
    [InlineData("en", 390, ColorScheme.Light)]
    public Task From_the_area_to_a_household(string language, int width, ColorScheme colours) => Browse(
        new BrowserNewContextOptions { Locale = language, ViewportSize = new ViewportSize { Width = width, Height = 800 }, ColorScheme = colours },
        async (page, _) =>
        {
            await page.GotoAsync("/");
            Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
            foreach (var name in new[] { "库车市", "牙哈镇", "守努特村委会" })
            {
                await Fits(page);
                await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
                Assert.StartsWith(name, await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
            }
            await Fits(page);
            await page.Locator("section[aria-labelledby=warned]").GetByRole(AriaRole.Link, new() { Name = "6510000001" }).ClickAsync();
            Assert.StartsWith("卡德尔·艾尔肯", await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
            Assert.Contains("6,200", await page.Locator("ul.warnings p").First.InnerTextAsync(), StringComparison.Ordinal);
            await page.Locator("ul.warnings details:has(table) summary").First.ClickAsync();
            Assert.True(await page.Locator("ul.warnings table").First.IsVisibleAsync());
            await Fits(page);
        });

    [Fact]
    public Task By_keyboard_alone_with_a_visible_focus() => Browse(new BrowserNewContextOptions { Locale = "zh-CN" }, async (page, _) =>
    {
        await page.GotoAsync("/areas/" + ServedRegistry.Village);
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("skip", await page.EvaluateAsync<string>("document.activeElement.className"));
        await page.Keyboard.PressAsync("Enter");
        // The jump moves where Tab goes on from; before it is done, the next Tab would start elsewhere.
        await page.WaitForURLAsync("**#main");

        for (var i = 0; i < 60 && await page.EvaluateAsync<string>("document.activeElement.textContent") != "6510000001"; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            Assert.NotEqual("none", await page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        }
        Assert.Equal("6510000001", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/households/*");
        Assert.StartsWith("卡德尔·艾尔肯", await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
    });

    [Fact]
    public Task Without_script_a_held_place_is_answered_and_the_language_changed() => Browse(new BrowserNewContextOptions { Locale = "zh-CN", JavaScriptEnabled = false }, async (page, _) =>
    {
        await page.GotoAsync("/places/held?area=6529");
        await page.GetByRole(AriaRole.Button, new() { Name = "玉奇玉吉买村委会" }).First.ClickAsync();
        Assert.Contains("1 户已归位", await page.Locator("[role=status]").InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        Assert.Contains("1 household was released", await page.Locator("[role=status]").InnerTextAsync(), StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public Task On_a_phone_the_top_is_one_row_and_what_is_folded_opens_without_script(string language) => Browse(
        new BrowserNewContextOptions { Locale = language, JavaScriptEnabled = false, ViewportSize = new ViewportSize { Width = 390, Height = 800 } },
        async (page, _) =>
        {
            await page.GotoAsync("/areas/" + ServedRegistry.Village);
            Assert.InRange((await page.Locator("header.bar").BoundingBoxAsync())!.Height, 1, 60);
            Assert.InRange((await page.Locator("h1").BoundingBoxAsync())!.Y, 1, 130);
            Assert.True(await page.Locator("form.search button").IsVisibleAsync());

            await page.Locator(".where > .fold").ClickAsync();
            await page.Locator(".where").GetByRole(AriaRole.Link, new() { Name = "牙哈镇" }).ClickAsync();
            Assert.StartsWith("牙哈镇", await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);

            Assert.False(await page.Locator("form.language button").IsVisibleAsync());
            await page.Locator(".bar > .fold").ClickAsync();
            await page.Locator("form.language button").ClickAsync();
            Assert.NotEqual(language, await page.GetAttributeAsync("html", "lang"));
            Assert.StartsWith("牙哈镇", await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        });

    [Theory]
    [InlineData("zh-CN", false)]
    [InlineData("en", true)]
    public Task Lists_are_handed_over_compared_answered_imported_and_undone(string language, bool script) => Browse(
        new BrowserNewContextOptions { Locale = language, JavaScriptEnabled = script, ViewportSize = new ViewportSize { Width = 390, Height = 800 } },
        async (page, served) =>
        {
            var roster = Path.Combine(served.Folder, "652902-库车市-户信息-5月.csv");
            File.WriteAllText(roster, "县,乡镇,行政村,户编号,户类型,姓名,与户主关系,性别,证件号码,出生日期,工资性收入,寨子\n库车市,牙哈镇,守努特村窝,6510000007,脱贫户,热依汗,户主,女,,1970-03-14,9000,东头\n");
            var zh = language == "zh-CN";
            await page.GotoAsync("/areas/" + ServedRegistry.Township);
            await page.Locator(".where > .fold").ClickAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = zh ? "导入表格" : "Hand over lists" }).ClickAsync();
            await page.SetInputFilesAsync("input[type=file]", roster);
            await page.GetByRole(AriaRole.Button, new() { Name = zh ? "上传并比对" : "Upload and compare" }).ClickAsync();
            async Task Done()
            {
                await served.Idle();
                // The page loads itself anew until then: loading it here as well would meet that half-way.
                await page.Locator("section.progress").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
                await Fits(page);
            }
            await Done();
            await page.Locator("select[name=field]").SelectOptionAsync("natural_village");
            await page.GetByRole(AriaRole.Button, new() { Name = zh ? "保存并重新比对" : "Save and compare again" }).ClickAsync();
            await Done();
            await page.GetByRole(AriaRole.Button, new() { Name = "守努特村委会" }).ClickAsync();
            Assert.Contains("守努特村委会", await page.Locator("section[aria-labelledby=places] .done").InnerTextAsync(), StringComparison.Ordinal);
            await page.GetByRole(AriaRole.Button, new() { Name = zh ? "导入" : "Import", Exact = true }).ClickAsync();
            await Done();
            await page.Locator("main a.button").ClickAsync();
            await Fits(page);
            await page.GetByRole(AriaRole.Button, new() { Name = zh ? "撤销" : "Undo", Exact = true }).ClickAsync();
            await Done();
            Assert.Contains(zh ? "已于" : "Undone on", await page.Locator("main [role=status]").InnerTextAsync(), StringComparison.Ordinal);
        });

    [Theory]
    [InlineData(390)]
    [InlineData(768)]
    [InlineData(1920)]
    public Task No_page_is_wider_than_its_window_and_on_a_phone_everything_can_be_touched(int width) => Browse(
        new BrowserNewContextOptions { Locale = "en", ViewportSize = new ViewportSize { Width = width, Height = 800 } },
        async (page, served) =>
        {
            string[] addresses = ["/", "/areas/652902105", "/areas/652902/households?counted=households", "/findings?area=6529", "/places/held?area=6529", "/imports", "/practice", await served.HouseholdAddress("6510000001")];
            foreach (var address in addresses)
            {
                await page.GotoAsync(address);
                await Fits(page);
                if (width > 860)
                    continue;
                var small = await page.EvaluateAsync<string[]>("""
                    [...document.querySelectorAll('a, button, summary, input:not([type=hidden])')]
                      .filter(one => one.offsetParent && !one.classList.contains('skip') && one.getBoundingClientRect().height < 43.5)
                      .map(one => one.outerHTML)
                    """);
                Assert.True(small.Length == 0, $"{address}: {string.Join('\n', small.Take(5))}");
            }
        });
}
