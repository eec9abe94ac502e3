using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Privacy;
using Saxaul.Server.Tests.Pages;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests;

/// <summary>
/// Every page there is, found as people find them, by links from the first page on. Every address of the list of pages has to be among them: a page that is added later is looked at without
/// anybody thinking of it.
/// </summary>
internal static class EveryPage
{
    /// <summary>Addresses that are opened to look for more, for each address of the list.</summary>
    private const int Opened = 24;

    /// <summary>Something for every page to show.</summary>
    /// <returns>The address that says what was just recorded.</returns>
    public static Task<string> Fill(ServedRegistry served)
    {
        Ask(served);
        return Wait(served);
    }

    /// <summary>The addresses that links lead to, of every address of the list that shows a page.</summary>
    public static async Task<IReadOnlyList<(string Pattern, IReadOnlyList<string> Addresses)>> Of(ServedRegistry served) =>
        [.. (await WithFiles(served)).Where(one => !one.IsFile).Select(one => (one.Pattern, one.Addresses))];

    /// <summary>The same, with the addresses of files to keep.</summary>
    public static async Task<IReadOnlyList<(string Pattern, IReadOnlyList<string> Addresses, bool IsFile)>> WithFiles(ServedRegistry served)
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
        return [.. opened.Select(one => (one.Key, (IReadOnlyList<string>)one.Value, files.Contains(one.Key)))];
    }

    /// <summary>What waits: an act that can be taken back, a correction that would clear a warning, with a photo, and files that were handed over; also that somebody practises.</summary>
    /// <returns>The address that says what was just recorded.</returns>
    private static async Task<string> Wait(ServedRegistry served)
    {
        var official = Actor.Operator("official");
        var family = new PickHousehold("6510000001").Run(served.Registry, official);
        var born = new RecordBirth(family, new Newcomer { Name = "努尔", Sex = "female" }, new DateOnly(2020, 4, 1)).Enter(served.Registry, official);
        CorrectionPageTests.Propose(served);
        new EnterRequest(family, RequestKind.Access, AskedBy.Self, "想看全部登记", new DateOnly(2020, 4, 1)).Run(served.Registry, official with { Name = "colleague" });
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
