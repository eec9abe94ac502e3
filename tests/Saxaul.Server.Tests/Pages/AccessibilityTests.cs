using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using AngleSharp.Dom;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Screening;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>
/// Every page there is, looked at by axe-core. Pages are found as people find them, by links from the first page on, and every address of the list of pages has to be among them: a page that
/// is added later is looked at without anybody thinking of it. (The axe-core that the package brings is MPL-2.0: unchanged, in tests only, never shipped.)
/// </summary>
public sealed class AccessibilityTests
{
    /// <summary>Addresses that are opened to look for more, for each address of the list.</summary>
    private const int Opened = 24;

    [Theory]
    [InlineData("zh-CN", 390, ColorScheme.Light)]
    [InlineData("zh-CN", 1280, ColorScheme.Dark)]
    [InlineData("en", 390, ColorScheme.Dark)]
    [InlineData("en", 1280, ColorScheme.Light)]
    public Task No_page_has_a_serious_finding(string language, int width, ColorScheme colours) => Browsing.With(async browser =>
    {
        await using var served = await ServedRegistry.Start();
        Ask(served);
        Wait(served);
        var addresses = await Pages(served, first: width < 1000);
        await using var context = await browser.NewContextAsync(Options(served, language, width, colours));
        // Many pages one after another, on a machine that may have more to do.
        context.SetDefaultTimeout(120_000);
        var page = await context.NewPageAsync();
        var found = new List<string>();
        foreach (var address in addresses)
        {
            await page.GotoAsync(address);
            found.AddRange(await Look(page, address));
        }

        await page.GotoAsync("/");
        await page.Locator("form.search input[name=words]").FillAsync("6510000001");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("main table").WaitForAsync();
        found.AddRange(await Look(page, "found"));
        Assert.Empty(found);
    });

    [Theory]
    [InlineData("zh-CN", 390, ColorScheme.Dark)]
    [InlineData("en", 1280, ColorScheme.Light)]
    public Task Nor_have_the_door_of_the_demo_and_the_first_page_of_an_empty_registry(string language, int width, ColorScheme colours) => Browsing.With(async browser =>
    {
        foreach (var (empty, demo, address) in new[] { (false, true, "/sign-in"), (true, false, "/") })
        {
            await using var served = await ServedRegistry.Start(empty: empty, demo: demo);
            await using var context = await browser.NewContextAsync(Options(served, language, width, colours));
            var page = await context.NewPageAsync();
            await page.GotoAsync(address);
            Assert.Empty(await Look(page, address));
        }
    });

    private static BrowserNewContextOptions Options(ServedRegistry served, string language, int width, ColorScheme colours) => new()
    {
        // Our pages run no script; axe has to.
        BaseURL = served.Address, Locale = language, ViewportSize = new ViewportSize { Width = width, Height = 800 }, ColorScheme = colours, BypassCSP = true,
    };

    /// <summary>What is serious or critical on the page, everything that is folded unfolded.</summary>
    private static async Task<IEnumerable<string>> Look(IPage page, string address)
    {
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        var results = await page.RunAxe();
        return results.Violations.Where(one => one.Impact is "serious" or "critical").Select(one => $"{address}: {one.Id}, {one.Help}: {string.Join(" | ", one.Nodes.Take(3).Select(node => node.Html))}");
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

    /// <summary>What waits: an act that can be taken back, a correction that would clear a warning, with a photo, and files that were handed over.</summary>
    private static void Wait(ServedRegistry served)
    {
        var official = Actor.Operator("official");
        var (facts, family) = (new FactStore(served.Registry), new PickHousehold("6510000001").Run(served.Registry, official));
        new RecordBirth(family, new Newcomer { Name = "努尔", Sex = "female" }, new DateOnly(2020, 4, 1)).Run(served.Registry, official);
        var medical = ReadHousehold.Of(served.Registry, official, family, new DateOnly(2020, 4, 1)).Entries.First(entry => entry.Value("item")?.Value is "medical");
        var correction = new CorrectEntry(family.CountyKey, "budget", family.Id, new Dictionary<string, string?> { ["amount"] = "620" }, null, "发票重复计算") { EntryId = medical.Id };
        Assert.NotNull(new EnterCorrection(correction, "看过发票", new EvidenceFile([0x89, 0x50, 0x4E, 0x47], "image/png")).Run(served.Registry, official, facts, new Policies(served.Registry, facts)).Waiting);
        using var staging = new StageFiles(served.Registry, official);
        staging.Begin("乡镇.csv");
        staging.Write(System.Text.Encoding.UTF8.GetBytes("县,乡镇,行政村,户编号,家庭人口数,姓名,与户主关系,性别,备注二\n库车市,牙哈镇,守努特村,6510000009,1,帕提曼,户主,女,x\n"));
        staging.Finish(new DateOnly(2020, 5, 1));
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
