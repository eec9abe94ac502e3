using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Saxaul.Server.Tests.Pages.SignIn;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>
/// Every page there is, looked at by axe-core: in both languages, on a phone and on a desk, by day and by night. What takes a step to come to stands in a list.
/// (The axe-core that the package brings is MPL-2.0: unchanged, in tests only, never shipped.)
/// </summary>
public sealed class AccessibilityTests
{
    private static readonly (string Language, int Width)[] Windows = [("zh-CN", 390), ("zh-CN", 1280), ("en", 390), ("en", 1280)];

    [Fact]
    public Task No_page_has_a_serious_finding_nor_is_wider_than_its_window() => Look(async () =>
    {
        var served = await ServedRegistry.Start();
        var done = await EveryPage.Fill(served);
        return (served, window => Steps(served, done, first: window.Width < 1000));
    });

    [Fact]
    public Task Nor_has_the_door_of_the_demo() => Look(async () => (await ServedRegistry.Start(demo: true), _ => Task.FromResult<IReadOnlyList<Step>>(
        [To("/sign-in"), new("nobody's page", async page => await page.Locator(".users form:has(input[value=administrator]) button").ClickAsync()), To("/help")])));

    [Fact]
    public Task Nor_have_the_pages_of_signing_in() => Look(async () => ((await ServedOffice.Start()).Served, _ => Task.FromResult<IReadOnlyList<Step>>(
    [
        To("/sign-in"), To("/sign-in/begin"),
        new("a wrong password", page => Type(page, "not this one")), new("signed in", page => Type(page, ServedOffice.Password)), To("/account"),
        new("an app", async page =>
        {
            await page.GotoAsync("/account");
            await page.Locator("form:has(input[value=app-begin]) button, .app h3").First.ClickAsync();
            await page.Locator(".app svg").WaitForAsync();
        }),
        new("a colleague's turn", async page =>
        {
            await page.GotoAsync("/help");
            if (await page.Locator(".bar > .fold").IsVisibleAsync())
                await page.Locator(".bar > .fold").ClickAsync();
            await page.Locator("form.user button").ClickAsync();
            await page.Locator("details.person").First.WaitForAsync();
        }),
    ])));

    private static async Task Type(IPage page, string password)
    {
        await page.GotoAsync("/sign-in");
        await page.Locator("main form[action='/sign-in']:visible input[name=name]").FillAsync("gul");
        await page.Locator("main form[action='/sign-in']:visible input[name=password]").FillAsync(password);
        await page.Locator("main form[action='/sign-in']:visible button").ClickAsync();
        await page.Locator(".advice, form.user").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
    }

    [Fact]
    public Task Nor_has_the_first_page_of_an_empty_registry() => Look(async () => (await ServedRegistry.Start(empty: true), _ => Task.FromResult<IReadOnlyList<Step>>([To("/"), To("/imports"), To("/nothing")])));

    /// <summary>A page, and how one comes to it.</summary>
    private sealed record Step(string Name, Func<IPage, Task> Open);

    private static Step To(string address) => new(address, page => page.GotoAsync(address));

    /// <summary>All pages of the list, and what takes a step.</summary>
    private static async Task<IReadOnlyList<Step>> Steps(ServedRegistry served, string done, bool first)
    {
        var family = await served.HouseholdAddress("6510000001");
        return
        [
            .. (await EveryPage.Of(served)).Select(found => To(found.Addresses[first ? 0 : ^1])), To(done), To("/areas/652902105?on=2020-04-02&known=2020-04-02T09:00"),
            new("found", async page =>
            {
                await page.GotoAsync("/");
                await page.Locator("form.search input[name=words]").FillAsync("6510000001");
                await page.Keyboard.PressAsync("Enter");
                await page.Locator("main table").WaitForAsync();
            }),
            new("a form that came back", async page =>
            {
                await page.GotoAsync(family + "/events/merge");
                await page.Locator("input[name=household]").FillAsync("999");
                await page.Locator("form.answers button").ClickAsync();
                await page.Locator("#refused").WaitForAsync();
            }),
            new("what would become of many", async page =>
            {
                await page.GotoAsync("/areas/652902/bulk?counted=households&field=living.water_safe");
                await page.Locator("select[name=value]").SelectOptionAsync(new SelectOptionValue { Index = 1 });
                await page.Locator("input[name=reason]").FillAsync("自来水");
                await page.Locator("button[value=preview]").ClickAsync();
                await page.Locator("main table").WaitForAsync();
            }),
            .. new[] { ".bar", ".where" }.Select(where => new Step("unfolded " + where, async page =>
            {
                await page.GotoAsync("/areas/" + ServedRegistry.Township);
                if (await page.Locator(where + " > .fold").IsVisibleAsync())
                    await page.Locator(where + " > .fold").ClickAsync();
            })),
            // The last: whoever practises is on another registry.
            new("practising", async page =>
            {
                await page.GotoAsync("/practice");
                await page.Locator("form:has(input[value=begin]) button").ClickAsync();
                await page.Locator("main a.button[href='/']").ClickAsync();
                await page.Locator(".practice").WaitForAsync();
            }),
        ];
    }

    /// <summary>Each window goes through all steps at the same time as the others.</summary>
    private static Task Look(Func<Task<(ServedRegistry Served, Func<(string Language, int Width), Task<IReadOnlyList<Step>>> Steps)>> begin) => Browsing.With(async browser =>
    {
        var (served, stepsOf) = await begin();
        await using var _ = served;
        List<IReadOnlyList<Step>> steps = [];
        foreach (var window in Windows)
            steps.Add(await stepsOf(window));
        var found = await Task.WhenAll(Windows.Zip(steps, (window, all) => Look(browser, served, window, all)));
        Assert.True(found.All(one => one.Count == 0), string.Join('\n', found.SelectMany(one => one)));
    });

    private static async Task<IReadOnlyList<string>> Look(IBrowser browser, ServedRegistry served, (string Language, int Width) window, IReadOnlyList<Step> steps)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            // Our pages run no script; axe has to.
            BaseURL = served.Address, Locale = window.Language, ViewportSize = new ViewportSize { Width = window.Width, Height = 800 }, BypassCSP = true,
        });
        // Many pages one after another, on a machine that may have more to do.
        context.SetDefaultTimeout(120_000);
        var page = await context.NewPageAsync();
        var found = new List<string>();
        foreach (var step in steps)
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
            await step.Open(page);
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
            if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"))
                found.Add($"{window} {step.Name}: wider than its window");
            foreach (var colours in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = colours });
                // By night only the colours are others.
                var results = colours == ColorScheme.Light ? await page.RunAxe() : await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } });
                found.AddRange(results.Violations.Where(one => one.Impact is "serious" or "critical")
                    .Select(one => $"{window} {colours} {step.Name}: {one.Id}, {one.Help}: {string.Join(" | ", one.Nodes.Take(3).Select(node => node.Html))}"));
            }
        }
        return found;
    }
}
