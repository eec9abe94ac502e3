using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>
/// Every page there is, looked at by axe-core: in both languages, on a phone and on a desk, by day and by night. Pages are found as people find them, by links from the first page on, and every
/// address of the list of pages has to be among them: a page that is added later is looked at without anybody thinking of it. What takes a step to come to stands in a list.
/// (The axe-core that the package brings is MPL-2.0: unchanged, in tests only, never shipped.)
/// </summary>
public sealed class AccessibilityTests
{
    /// <summary>Addresses that are opened to look for more, for each address of the list.</summary>
    private const int Opened = 24;

    private static readonly (string Language, int Width)[] Windows = [("zh-CN", 390), ("zh-CN", 1280), ("en", 390), ("en", 1280)];

    [Fact]
    public Task No_page_has_a_serious_finding_nor_is_wider_than_its_window() => Look(async () =>
    {
        var served = await ServedRegistry.Start();
        Ask(served);
        var done = await Wait(served);
        return (served, window => Steps(served, done, first: window.Width < 1000));
    });

    [Fact]
    public Task Nor_has_the_door_of_the_demo() => Look(async () => (await ServedRegistry.Start(demo: true), _ => Task.FromResult<IReadOnlyList<Step>>(
        [To("/sign-in"), new("nobody's page", async page => await page.Locator(".users form:has(input[value=administrator]) button").ClickAsync()), To("/help")])));

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
            .. (await Pages(served, first)).Select(To), To(done), To("/areas/652902105?on=2020-04-02&known=2020-04-02T09:00"),
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
        Assert.Empty(found.SelectMany(one => one));
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
                var results = await page.RunAxe();
                found.AddRange(results.Violations.Where(one => one.Impact is "serious" or "critical")
                    .Select(one => $"{window} {colours} {step.Name}: {one.Id}, {one.Help}: {string.Join(" | ", one.Nodes.Take(3).Select(node => node.Html))}"));
            }
        }
        return found;
    }

    /// <summary>The first address, or the last, that links lead to, of every address of the list.</summary>
    private static async Task<List<string>> Pages(ServedRegistry served, bool first)
    {
        var patterns = served.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) ?? true)
            .Select(endpoint => endpoint.RoutePattern).DistinctBy(pattern => pattern.RawText).OrderBy(pattern => pattern.Parameters.Count)
            .Select(pattern => (Text: pattern.RawText!, Match: new TemplateMatcher(TemplateParser.Parse(pattern.RawText!), []))).ToList();
        var opened = patterns.ToDictionary(pattern => pattern.Text, _ => new List<string>());
        var waiting = new Queue<string>(patterns.Select(pattern => pattern.Text).Where(text => !text.Contains('{', StringComparison.Ordinal)));
        var files = new HashSet<string>();
        while (waiting.TryDequeue(out var address))
        {
            var pattern = patterns.FirstOrDefault(pattern => pattern.Match.TryMatch(address.Split('?', '#')[0], [])).Text;
            if (pattern is null || opened[pattern].Count >= Opened || opened[pattern].Contains(address.Split('#')[0]))
                continue;
            opened[pattern].Add(address.Split('#')[0]);
            using var response = await served.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            if (response.Headers.Location is { } elsewhere)
                waiting.Enqueue(elsewhere.ToString());
            if (response.Content.Headers.ContentType?.MediaType != "text/html")
            {
                files.Add(pattern);
                continue;
            }
            foreach (var link in served.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).QuerySelectorAll("a[href^='/']"))
                waiting.Enqueue(link.GetAttribute("href")!);
        }
        Assert.True(opened.Values.All(addresses => addresses.Count > 0), "No link leads to " + string.Join(", ", opened.Where(one => one.Value.Count == 0).Select(one => one.Key)));
        return [.. opened.Where(one => !files.Contains(one.Key)).Select(one => one.Value[first ? 0 : ^1])];
    }

    /// <summary>What waits: an act that can be taken back, a correction that would clear a warning, with a photo, and files that were handed over; also that somebody practises.</summary>
    /// <returns>The address that says what was just recorded.</returns>
    private static async Task<string> Wait(ServedRegistry served)
    {
        var official = Actor.Operator("official");
        var family = new PickHousehold("6510000001").Run(served.Registry, official);
        var born = new RecordBirth(family, new Newcomer { Name = "努尔", Sex = "female" }, new DateOnly(2020, 4, 1)).Enter(served.Registry, official);
        CorrectionPageTests.Propose(served);
        using var staging = new StageFiles(served.Registry, official);
        staging.Begin("乡镇.csv");
        staging.Write(System.Text.Encoding.UTF8.GetBytes("县,乡镇,行政村,户编号,家庭人口数,姓名,与户主关系,性别,备注二\n库车市,牙哈镇,守努特村,6510000009,1,帕提曼,户主,女,x\n"));
        var upload = staging.Finish(new DateOnly(2020, 5, 1));
        var secrets = served.Registry.Database.Secrets;
        using (await served.Send((IHtmlFormElement)(await served.Get("/imports/" + secrets.PublicId(0, upload))).QuerySelector("form:has(input[value=compare])")!))
        using (await served.Send((IHtmlFormElement)(await served.Get("/practice")).QuerySelector("form:has(input[value=begin])")!))
            await served.Idle();
        using (await served.Send((IHtmlFormElement)(await served.Get("/practice")).QuerySelector("form:has(input[value=stop])")!))
            return $"/households/{secrets.PublicId(family.CountyKey, family.Id)}?done={secrets.PublicId(family.CountyKey, born.Batch!.Value)}";
    }

    /// <summary>A question to answer: somebody without a number on a department's list.</summary>
    private static void Ask(ServedRegistry served)
    {
        var folder = Directory.CreateTempSubdirectory("saxaul-axe-");
        var file = Path.Combine(folder.FullName, "医保局-2020年3月自付费用.csv");
        File.WriteAllText(file, "姓名,身份证号,住院日期,总费用,自付费用\n阿依木,,2020-03-05,9000,1500\n");
        Assert.Null(new Import(served.Registry, Actor.Operator("official"), new ImportOptions { On = new DateOnly(2020, 4, 1) }).Run([file]).Files.Single().Refused);
        folder.Delete(recursive: true);
    }
}
