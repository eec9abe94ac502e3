using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using DocumentFormat.OpenXml.Packaging;
using Saxaul.Households;
using Saxaul.Privacy;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages.Exports;

/// <summary>Files and prints of many households bear who took them out, when, and a mark by which that is found again.</summary>
public sealed class ExportPageTests
{
    private static async Task<IElement> Newest(ServedRegistry served, string language = "zh-CN") => (await served.Get("/exports?area=652902", language: language)).QuerySelector("tbody tr")!;

    private static string MarkOf(IElement row) => row.QuerySelector("td.cell")!.TextContent;

    private static async Task<(string Name, byte[] Content)> Download(ServedRegistry served, string address)
    {
        using var response = await served.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (response.Content.Headers.ContentDisposition!.FileNameStar!, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The addresses at which the roster's findings are given back.</summary>
    private static async Task<(string List, string Marked)> Findings(ServedRegistry served)
    {
        var batch = (await served.Get("/imports")).QuerySelectorAll<IHtmlAnchorElement>("main a[href^='/imports/batches/']").First().GetAttribute("href")!;
        var page = await served.Get(batch);
        return (batch + "/findings.", page.QuerySelectorAll<IHtmlAnchorElement>("a[download]").Select(link => link.GetAttribute("href")!).First(address => address.StartsWith("/imports/files/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("book", "村册", "Village book", LookPurpose.Book)]
    [InlineData("cards", "户卡", "Cards", LookPurpose.PrintedCard)]
    [InlineData("cards?sheet=wall", "上墙卡", "Wall cards", LookPurpose.WallCard)]
    public async Task A_print_of_a_village_says_what_it_is_for_and_every_sheet_bears_its_mark(string print, string zh, string en, LookPurpose look)
    {
        await using var served = await ServedRegistry.Start();
        var prints = await served.Get($"/areas/{ServedRegistry.Village}/prints?for=meeting");
        Assert.Equal("meeting", prints.QuerySelector<IHtmlSelectElement>("select[name=for]")!.Value);
        var address = prints.QuerySelectorAll<IHtmlAnchorElement>("main a").Select(link => link.GetAttribute("href")!).First(address => address.StartsWith($"/areas/{ServedRegistry.Village}/{print}", StringComparison.Ordinal));
        var sheets = (await served.Get(address)).QuerySelectorAll("footer").Select(foot => foot.TextContent).ToList();

        var row = await Newest(served);
        Assert.Equal(["official", zh, "库车市/牙哈镇/守努特村委会", "2", "开会评议", MarkOf(row)], row.QuerySelectorAll("td").Select(cell => cell.TextContent));
        Assert.Contains(en, (await Newest(served, "en")).TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(sheets);
        Assert.All(sheets, foot => Assert.Contains("导出编号 " + MarkOf(row), foot, StringComparison.Ordinal));
        await served.LooksWritten();
        var official = Actor.Operator("official");
        Assert.Contains(ReadLooks.Of(served.Registry, official, new PickHousehold("6510000001").Run(served.Registry, official), 9), one => one.Purpose == look && one.Export == MarkOf(row));
        // The household reads of its look what the office reads of the print.
        var household = await served.HouseholdAddress("6510000001");
        Assert.Equal("开会评议", (await served.Get(household + "/looks")).QuerySelector("tbody td:last-child")!.TextContent);
        Assert.Contains("用途：开会评议", (await served.Get(household)).QuerySelector("section[aria-labelledby=looked]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_households_own_card_is_no_export_and_a_head_takes_nothing_out()
    {
        await using var served = await ServedRegistry.Start();
        await served.Get(await served.HouseholdAddress("6510000001") + "/card");
        using var request = new System.Net.Http.HttpRequestMessage(System.Net.Http.HttpMethod.Head, $"/areas/{ServedRegistry.Village}/book");
        using (await served.Client.SendAsync(request, TestContext.Current.CancellationToken))
            Assert.Empty((await served.Get("/exports?area=652902")).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task A_marked_workbook_bears_who_took_it_out_and_is_a_look_at_each_household_in_it()
    {
        await using var served = await ServedRegistry.Start();
        var (name, content) = await Download(served, (await Findings(served)).Marked);
        var row = await Newest(served);
        Assert.Contains("标出问题的原表", row.TextContent, StringComparison.Ordinal);
        Assert.Contains(MarkOf(row), name, StringComparison.Ordinal);
        using var document = SpreadsheetDocument.Open(new MemoryStream(content), isEditable: false);
        Assert.Equal((MarkOf(row), "official"), (document.PackageProperties.Identifier, document.PackageProperties.LastModifiedBy));
        var list = (WorksheetPart)document.WorkbookPart!.GetPartById(document.WorkbookPart.Workbook!.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Last().Id!);
        Assert.Contains(MarkOf(row), list.Worksheet!.InnerText, StringComparison.Ordinal);

        await served.LooksWritten();
        var official = Actor.Operator("official");
        foreach (var number in new[] { "6510000001", "6510000002", "6510000003" })
        {
            var look = Assert.Single(ReadLooks.Of(served.Registry, official, new PickHousehold(number).Run(served.Registry, official), 9), look => look.Purpose == LookPurpose.File);
            Assert.Equal((true, MarkOf(row)), (look.Sensitive, look.Export));
        }
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task A_list_of_findings_bears_its_mark_and_holds_no_formula(string format)
    {
        await using var served = await ServedRegistry.Start();
        var (name, content) = await Download(served, (await Findings(served)).List + format);
        var mark = MarkOf(await Newest(served));
        Assert.Contains(mark, name, StringComparison.Ordinal);
        if (format == "csv")
        {
            var lines = Encoding.UTF8.GetString(content).TrimEnd().Split("\r\n");
            Assert.All(lines.Skip(1), line => Assert.EndsWith("official", line[..line.LastIndexOf(" · ", StringComparison.Ordinal)], StringComparison.Ordinal));
            Assert.All(lines.Skip(1), line => Assert.Contains($",导出 Export {mark} · ", line, StringComparison.Ordinal));
            return;
        }
        using var document = SpreadsheetDocument.Open(new MemoryStream(content), isEditable: false);
        Assert.Equal(mark, document.PackageProperties.Identifier);
        Assert.Empty(document.WorkbookPart!.WorksheetParts.SelectMany(part => part.Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>()));
    }

    [Fact]
    public async Task Who_took_out_too_many_that_day_is_told_so_and_only_the_county_reads_what_was_taken_out()
    {
        await using var served = await ServedRegistry.Start(demo: true);
        await served.Be("team-1");
        var address = $"/areas/{ServedRegistry.Village}/book";
        await served.Get(address);
        var team = DemoTeam(served);
        new RecordExport(ExportKind.Cards, [1], ServedRegistry.Village, 1_997).Run(served.Registry, team);
        var refused = await served.Get(address, HttpStatusCode.TooManyRequests);
        Assert.Contains("7281", refused.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await served.Get("/exports?area=652902", HttpStatusCode.Forbidden);
        await served.Be("county");
        Assert.Contains(await Texts(served), text => text.Contains("1,997", StringComparison.Ordinal));
    }

    private static Actor DemoTeam(ServedRegistry served) => Saxaul.Demo.DemoUsers.Of(served.Registry).First(user => user.Actor.Name == "team-1").Actor;

    private static async Task<string[]> Texts(ServedRegistry served) => [.. (await served.Get("/exports?area=652902")).QuerySelectorAll("tbody tr").Select(row => row.TextContent)];
}
