using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Playwright;
using Saxaul.Intake;
using Saxaul.Server.Pages;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages.Cards;

/// <summary>Cards, wall cards and the village's book, as paper.</summary>
public sealed partial class PrintTests
{
    private const string Village = ServedRegistry.Village;

    private static string Words(IDocument page) => string.Join(' ', page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task A_card_says_who_where_why_and_as_of_when_and_leads_to_the_household_by_a_code()
    {
        await using var served = await ServedRegistry.Start();
        var page = await served.Get(await served.HouseholdAddress("6510000001") + "/card?on=2020-04-01&known=2100-01-01T00:00");
        var words = Words(page);

        foreach (var said in new[] { "卡德尔·艾尔肯", "6510000001", "库车市 牙哈镇 守努特村委会", "脱贫户 · 易地搬迁户", "自付医疗费用 6,200 元", "999*************31", "古丽", "12,300", "2020-04-01 的情况，按 2100-01-01 00:00 所知", "official 打印于", "第 1 张，共 1 张" })
            Assert.Contains(said, words, StringComparison.Ordinal);
        Assert.DoesNotContain(ServedRegistry.Number, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("19900001234", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("svg.qr[aria-label] path"));
        // What is over the line is for officials' eyes and on no paper.
        Assert.DoesNotContain("超出标准", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wall_card_has_no_whole_name_no_income_no_illness_no_warning_and_no_document()
    {
        await using var served = await ServedRegistry.Start();
        var page = await served.Get(await served.HouseholdAddress("6510000001") + "/wall");
        var html = page.DocumentElement.OuterHtml;

        Assert.Equal(["卡**", "古**"], page.QuerySelectorAll(".names li").Select(name => name.FirstChild!.TextContent.Trim()));
        Assert.Contains("6510000001", html, StringComparison.Ordinal);
        foreach (var never in new[] { "德尔", "999", "12,300", "6,200", "收入", "预警", "脱贫", "健康", "残疾", "慢性病", "大病", "1990000" })
            Assert.DoesNotContain(never, html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("买买提", "买**")]
    [InlineData("Kadir Arkin", "K**")]
    [InlineData("𠮷田", "𠮷**")]
    [InlineData("", "**")]
    public void A_masked_name_is_its_first_character_whatever_its_length(string name, string masked) => Assert.Equal(masked, Masked.Name(name));

    [Fact]
    public async Task All_cards_of_a_village_are_one_print_and_those_of_a_natural_village_by_an_address_that_names_nobody()
    {
        await using var served = await ServedRegistry.Start();
        Take(served, 30);
        var choice = await served.Get($"/areas/{Village}/prints");
        Assert.Contains("这个村有 32 户", Words(choice), StringComparison.Ordinal);

        var all = await served.Get($"/areas/{Village}/cards");
        Assert.Equal(32, all.QuerySelectorAll("article.card").Length);
        Assert.Contains("第 32 张，共 32 张", Words(all), StringComparison.Ordinal);

        var row = choice.QuerySelectorAll("section[aria-labelledby=natural] tr").Single(row => row.QuerySelector("th")!.TextContent == "一组");
        var address = row.QuerySelectorAll("a")[1].GetAttribute("href")!;
        Assert.Matches(@"^/areas/\d{12}/cards\?sheet=wall&natural=[0-9a-f]{12}$", address);
        Assert.Equal(15, (await served.Get(address)).QuerySelectorAll("article.wall").Length);
    }

    [Fact]
    public async Task Who_prints_looks_at_every_household_that_is_printed()
    {
        await using var served = await ServedRegistry.Start();
        foreach (var print in new[] { "cards", "cards?sheet=wall", "book" })
            await served.Get($"/areas/{Village}/{print}");
        var address = await served.HouseholdAddress("6510000003");
        await served.LooksWritten();

        var looks = (await served.Get(address)).QuerySelector("section[aria-labelledby=looked]")!.TextContent;
        foreach (var purpose in new[] { "printedcard", "wallcard", "book" })
            Assert.Contains(Texts.Say("looked." + purpose, "zh"), looks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_foot_of_the_book_has_the_totals_of_the_villages_page()
    {
        await using var served = await ServedRegistry.Start();
        Take(served, 30);
        foreach (var at in new[] { "", "?on=2020-04-01" })
        {
            var book = await served.Get($"/areas/{Village}/book{at}");
            var village = await served.Get($"/areas/{Village}{at}");
            var totals = book.QuerySelectorAll("dd[data-indicator]").ToDictionary(total => total.GetAttribute("data-indicator")!, total => total.FirstChild!.TextContent.Trim());
            foreach (var link in village.QuerySelectorAll("dl.totals a.number"))
            {
                var indicator = link.GetAttribute("href")!.Split("counted=")[1].Split('&')[0];
                Assert.Equal(link.TextContent, totals[indicator]);
            }
            Assert.Equal(totals["households"], book.QuerySelectorAll("tbody tr").Length.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(totals["persons"], book.QuerySelectorAll("tbody tr").Sum(row => int.Parse(row.Children[3].TextContent, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData("/areas/652902105/book", HttpStatusCode.BadRequest)]
    [InlineData("/areas/652902/cards", HttpStatusCode.BadRequest)]
    [InlineData("/areas/652902105201/cards?natural=000000000000", HttpStatusCode.BadRequest)]
    [InlineData("/areas/652902105201/cards?on=2020-03-31", HttpStatusCode.BadRequest)]
    [InlineData("/areas/652902105999/cards", HttpStatusCode.NotFound)]
    [InlineData("/households/00112233445566778899aabbccddeeff/card", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_printed_is_a_sentence_and_no_empty_paper(string address, HttpStatusCode status)
    {
        await using var served = await ServedRegistry.Start();
        Assert.NotNull((await served.Get(address, status)).QuerySelector("p.sentence"));
    }

    [Fact]
    public async Task Whoever_may_not_read_prints_nothing()
    {
        await using var served = await ServedRegistry.Start(Actor.Nobody);
        foreach (var address in new[] { $"/areas/{Village}/cards", $"/areas/{Village}/book", $"/areas/{Village}/prints" })
            await served.Get(address, HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public Task On_paper_a_card_is_one_page_however_many_members_it_has_and_nothing_is_cut_off(string language) => Browsing.With(async browser =>
    {
        await using var served = await ServedRegistry.Start();
        Take(served, 30, members: 14);
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = served.Address, Locale = language });
        var page = await context.NewPageAsync();

        await page.GotoAsync($"/areas/{Village}/cards");
        Assert.Equal((32, "595 842"), Pages(await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true })));
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.sheet')].filter(one => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1).map(one => `${one.scrollHeight} of ${one.clientHeight} high, ${one.scrollWidth} of ${one.clientWidth} wide`)"));

        // A newborn's sex is not known yet: 不详 is one word.
        Assert.Equal(0, await page.EvaluateAsync<int>(BreaksSexOrAge, ".card"));

        await page.GotoAsync($"/areas/{Village}/cards?sheet=wall");
        Assert.Equal((32, "595 420"), Pages(await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true })));
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.sheet')].filter(one => one.scrollHeight > one.clientHeight + 1).map(one => one.innerText)"));

        await page.GotoAsync($"/areas/{Village}/book");
        var (pages, size) = Pages(await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true }));
        Assert.InRange(pages, 2, 4);
        Assert.Equal("842 595", size);
        // Every sheet says whose it is, who printed it and when: it stands in the foot of a table, which each sheet repeats.
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        Assert.Equal("table-footer-group", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('footer.paper')).display"));
        Assert.Matches($"{Village}.*official.*\\d{{4}}-\\d\\d-\\d\\d", await page.Locator("footer.paper").InnerTextAsync());
    });

    [Fact]
    public Task The_book_of_a_small_village_is_one_sheet_its_foot_takes_no_other() => Browsing.With(async browser =>
    {
        await using var served = await ServedRegistry.Start();
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = served.Address, Locale = "zh-CN" });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/areas/{Village}/book");
        Assert.Equal((1, "842 595"), Pages(await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true })));
    });

    [Fact]
    public async Task A_card_says_that_a_correction_waits_which_would_make_a_warning_go_and_a_wall_card_does_not()
    {
        await using var served = await ServedRegistry.Start();
        var household = await served.HouseholdAddress("6510000001");
        Assert.Null((await served.Get(household + "/card")).QuerySelector(".card .mark"));
        CorrectionPageTests.Propose(served);

        Assert.Contains("有一项更正等待确认，会消除预警：自付医疗费用大", (await served.Get(household + "/card")).QuerySelector(".card .mark")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("A correction waits", (await served.Get($"/areas/{Village}/cards", language: "en")).QuerySelector(".card .mark")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await served.Get(household + "/card?known=2100-01-01T00:00")).QuerySelector(".card .mark"));
        Assert.DoesNotContain("更正", Words(await served.Get(household + "/wall")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paper_of_the_copy_to_practise_on_says_so()
    {
        await using var served = await ServedRegistry.Start();
        var household = await served.HouseholdAddress("6510000001");
        using (await served.Send((IHtmlFormElement)(await served.Get("/practice")).QuerySelector("form:has(input[value=begin])")!))
            await served.Idle();
        foreach (var address in new[] { household + "/card", household + "/wall", $"/areas/{Village}/book" })
            Assert.Contains("练习中", Words(await served.Get(address)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "official 打印于")]
    [InlineData("en", "printed by official")]
    public Task Any_page_is_laid_out_for_A4_with_tables_without_what_one_presses_and_with_its_address_at_the_foot(string language, string by) => Browsing.With(async browser =>
    {
        await using var served = await ServedRegistry.Start();
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = served.Address, Locale = language, ColorScheme = ColorScheme.Dark });
        var page = await context.NewPageAsync();
        foreach (var address in new[] { "/areas/652902", "/areas/652902/households?counted=households", "/findings?area=6529", "/warnings?area=6529", "/corrections?area=6529", await served.HouseholdAddress("6510000001"), "/imports", "/help" })
        {
            await page.GotoAsync(address);
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
            // Between the margins of an A4 sheet there are 186 mm.
            await page.SetViewportSizeAsync(703, 1000);
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{address} is wider than its sheet.");
            Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('.bar, .where, form, button, .pager, .foot')].filter(one => one.checkVisibility()).map(one => one.outerHTML)"));
            Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('main tbody tr')].filter(one => one.checkVisibility() && getComputedStyle(one).display != 'table-row').map(one => one.innerText)"));
            Assert.Equal(0, await page.EvaluateAsync<int>(BreaksSexOrAge, ".members"));
            Assert.Equal("rgb(0, 0, 0)", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('h1')).color"));
            var foot = await page.Locator("footer.paper").InnerTextAsync();
            Assert.StartsWith(address, foot, StringComparison.Ordinal);
            Assert.Contains(by, foot, StringComparison.Ordinal);
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
            Assert.False(await page.Locator("footer.paper").IsVisibleAsync());
            Assert.Equal("595 842", Pages(await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true })).Size);
        }
    });

    /// <summary>How many cells of members' sex or age may be broken into lines.</summary>
    private const string BreaksSexOrAge = "table => [...document.querySelectorAll(`${table} :is(td:nth-child(3), td:nth-child(4))`)].filter(one => getComputedStyle(one).whiteSpace != 'nowrap').length";

    /// <summary>How many pages a PDF has, and the size of the first in points.</summary>
    private static (int Count, string Size) Pages(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var box = MediaBox().Match(text);
        string Points(int group) => Math.Round(double.Parse(box.Groups[group].Value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
        return (PageObject().Count(text), $"{Points(1)} {Points(2)}");
    }

    [GeneratedRegex(@"/Type /Page\b(?!s)")]
    private static partial Regex PageObject();

    [GeneratedRegex(@"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]")]
    private static partial Regex MediaBox();

    /// <summary>More households of the village, every warning of theirs standing, under long names.</summary>
    private static void Take(ServedRegistry served, int households, int members = 1)
    {
        var rows = new List<string> { "县,乡镇,行政村,自然村,户编号,户类型,姓名,与户主关系,性别,证件号码,出生日期,健康状况,残疾等级,是否参加医疗保险,劳动能力,务工所在地,务工月数,在校生状况,工资性收入,经营性收入,财产性收入,转移性收入,生产经营性支出,自付医疗费用,自付教育费用,因灾损失,上年人均纯收入,住房鉴定等级,饮水是否安全" };
        for (var household = 0; household < households; household++)
        {
            for (var member = 0; member < members; member++)
            {
                rows.Add($"库车市,牙哈镇,守努特村,{(household % 2 == 0 ? "一组" : "二组")},65100009{household:00},边缘易致贫户,阿卜杜热依木江·阿卜杜外力·买买提吐尔逊,{(member == 0 ? "户主" : "之子")},男,,{1990 + member}-01-01,"
                    + "长期慢性病、患有大病,二级,否,普通劳动力,未务工,11,非在校生,1000,200,0,100,500,71234.56,61234.56,51234.56,9999.99,D级,否");
            }
        }
        // Named as another list than the first, which it leaves nobody out of.
        var folder = Directory.CreateTempSubdirectory("saxaul-print-");
        var file = Path.Combine(folder.FullName, "652902-库车市-新增户信息.csv");
        File.WriteAllText(file, string.Join('\n', rows));
        var official = Actor.Operator("official");
        Assert.Null(new Import(served.Registry, official, new ImportOptions { On = new DateOnly(2020, 4, 1) }).Run([file]).Files.Single().Refused);
        new Screening.CatchUpWarnings(served.Registry, official, new Facts.FactStore(served.Registry)).Run();
        folder.Delete(recursive: true);
    }
}
