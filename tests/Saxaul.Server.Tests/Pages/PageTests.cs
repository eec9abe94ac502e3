using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Saxaul.Households;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>What the pages show, over real HTTP.</summary>
public sealed class PageTests
{
    private static string Words(IDocument page) => string.Join(' ', page.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task The_first_page_is_the_top_area_with_a_sentence_totals_and_what_waits()
    {
        await using var served = await ServedRegistry.Start();
        var page = await served.Get("/");

        Assert.Equal("zh-CN", page.DocumentElement.GetAttribute("lang"));
        Assert.StartsWith("阿克苏地区", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("在册 2 户 3 人，其中 1 户有预警", Words(page), StringComparison.Ordinal);
        Assert.Contains("1 户待定", Words(page), StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("table a"), link => link.TextContent == "库车市" && link.GetAttribute("href") == "/areas/652902");
    }

    [Fact]
    public async Task English_is_complete_and_the_choice_is_kept()
    {
        await using var served = await ServedRegistry.Start();
        var chinese = await served.Get("/areas/6529");
        using var chosen = await served.Send((IHtmlFormElement)chinese.QuerySelector("form.language")!);
        Assert.Equal("/areas/6529", chosen.Headers.Location!.ToString());

        var page = await served.Get("/areas/6529");
        Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("2 households of 3 persons are registered; 1 household has a warning", Words(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_total_opens_to_its_households_and_each_opens_to_its_page()
    {
        await using var served = await ServedRegistry.Start();
        var village = await served.Get("/areas/" + ServedRegistry.Village);
        var opened = await served.Get(village.QuerySelectorAll("dl.totals a").First(link => link.GetAttribute("href")!.Contains("relocated_households", StringComparison.Ordinal)).GetAttribute("href")!);
        Assert.Equal(["6510000001"], opened.QuerySelectorAll("tbody th a").Select(link => link.TextContent));

        var household = await served.Get(opened.QuerySelector("tbody th a")!.GetAttribute("href")!);
        Assert.StartsWith("卡德尔·艾尔肯", household.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_household_shows_why_it_is_warned_on_which_figures_and_from_which_cells()
    {
        await using var served = await ServedRegistry.Start();
        var page = await served.Get(await served.HouseholdAddress("6510000001"));

        var reason = page.QuerySelector("ul.warnings li p")!.TextContent;
        Assert.Contains("自付医疗费用 6,200 元", reason, StringComparison.Ordinal);
        var figure = page.QuerySelectorAll("ul.warnings tr").First(row => row.QuerySelector("th")!.TextContent.Contains("自付医疗费用", StringComparison.Ordinal));
        Assert.Contains("652902-库车市-户信息.csv", figure.TextContent, StringComparison.Ordinal);
        Assert.Contains("S2", figure.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("section[aria-labelledby=budget] li"), row => row.TextContent.Contains("12,300", StringComparison.Ordinal) && row.TextContent.Contains("N2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_household_shows_its_groups_how_far_over_the_line_it_is_its_account_and_its_protections()
    {
        await using var served = await ServedRegistry.Start();
        var page = await served.Get(await served.HouseholdAddress("6510000001"));

        Assert.Contains("这户 2 口人，有 1 条预警", page.QuerySelector("p.sentence")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["脱贫户", "易地搬迁户"], page.QuerySelectorAll(".tag.group").Select(tag => tag.TextContent));
        Assert.Equal("超出标准 1,200 元", page.QuerySelector("ul.warnings .gap")!.TextContent);
        // 12,300 and 2,000 less nothing, for two.
        Assert.Equal(["14,300", "7,150", "6,200"], page.QuerySelectorAll(".result dd").Select(figure => figure.TextContent));
        var protections = page.QuerySelectorAll(".protections > div").ToDictionary(one => one.QuerySelector("h3")!.TextContent, one => one.QuerySelector("b")!.TextContent);
        Assert.Equal(new Dictionary<string, string> { ["义务教育"] = "有保障", ["住房安全"] = "有保障", ["饮水安全"] = "有保障", ["基本医疗保险"] = "有保障" }, protections);
        Assert.Contains("A级", page.QuerySelectorAll(".protections > div")[1].QuerySelector("table")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_entered_late_shows_both_days_and_what_a_list_says_is_never_late()
    {
        await using var served = await ServedRegistry.Start();
        var household = new PickHousehold("6510000001").Run(served.Registry, Actor.Operator("official"));
        new CorrectHousehold(household, new Dictionary<string, string?> { ["natural_village"] = "三组" }, new DateOnly(2020, 4, 10), "走访").Run(served.Registry, Actor.Operator("official"));
        var lines = (await served.Get(await served.HouseholdAddress("6510000001"))).QuerySelectorAll(".history li").ToList();

        Assert.Equal("2020-04-10", lines[0].QuerySelector("time")!.TextContent);
        Assert.Contains("补录", lines[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("走访", lines[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("official 录入于", lines[0].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("补录", lines[^1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_could_not_be_decided_says_what_is_missing()
    {
        await using var served = await ServedRegistry.Start();
        var page = await served.Get(await served.HouseholdAddress("6510000001"));

        // The list has no column for last year's income: that is unknown, not zero.
        var missing = page.QuerySelectorAll("ul.undecided li").Single(line => line.QuerySelector("b")!.TextContent.Contains("收入骤降", StringComparison.Ordinal));
        Assert.Contains("缺少：", missing.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.QuerySelectorAll("ul.undecided b"), rule => rule.TextContent.Contains("医疗", StringComparison.Ordinal) || rule.TextContent.Contains("住房", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_warnings_cells_are_those_of_the_day_its_figures_are_of()
    {
        await using var served = await ServedRegistry.Start();
        var (official, key) = (Actor.Operator("official"), new PickHousehold("6510000001").Run(served.Registry, Actor.Operator("official")));
        var card = ReadHousehold.Of(served.Registry, official, key, new DateOnly(2020, 4, 1));
        var medical = card.Entries.First(entry => entry.Value("item")?.Value is "medical");
        // From 10 April on another amount holds; nobody has screened for a later day than the 1st.
        new CorrectEntry(key.CountyKey, "budget", key.Id, new Dictionary<string, string?> { ["amount"] = "7000" }, new DateOnly(2020, 4, 10), "发票") { EntryId = medical.Id }.Run(served.Registry, official);

        var page = await served.Get(await served.HouseholdAddress("6510000001") + "?on=2020-04-15");
        var figure = page.QuerySelectorAll("ul.warnings tr").First(row => row.QuerySelector("th")!.TextContent.Contains("自付医疗费用", StringComparison.Ordinal));
        Assert.Contains("6,200", figure.TextContent, StringComparison.Ordinal);
        Assert.Contains("S2", figure.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_that_could_be_misused_are_masked_and_no_address_tells_who_it_is_about()
    {
        await using var served = await ServedRegistry.Start();
        var address = await served.HouseholdAddress("6510000001");
        Assert.Matches("^/households/[0-9a-f]{32}$", address);
        Assert.DoesNotContain("6510000001", address, StringComparison.Ordinal);

        var html = (await served.Get(address)).DocumentElement.OuterHtml;
        Assert.DoesNotContain(ServedRegistry.Number, html, StringComparison.Ordinal);
        Assert.DoesNotContain("19900001234", html, StringComparison.Ordinal);
        Assert.Contains("999*************31", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_can_be_seen_as_of_a_day_and_as_known_at_a_moment_and_its_links_keep_both()
    {
        await using var served = await ServedRegistry.Start();
        var page = await served.Get("/areas/652902?on=2020-03-31&known=2100-01-01T00:00");

        // The households hold from the day after, when the workbook was handed over.
        Assert.Contains("2020-03-31 这里没有在册的户", Words(page), StringComparison.Ordinal);
        Assert.Contains("2020-03-31 的情况，按 2100-01-01 00:00 所知", Words(page), StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("nav.where a"), link => Assert.Contains("on=2020-03-31&known=2100-01-01T00%3A00", link.GetAttribute("href")!, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2100-04-01T12:00")]
    [InlineData("2100-04-01T12:00:00+08:00")]
    [InlineData("2100-04-01T12:00:00%2B08:00")]
    [InlineData("2100-04-01T04:00%2B00:00")]
    public async Task A_moment_is_read_as_it_is_written_elsewhere_also_when_its_plus_sign_became_a_space(string known)
    {
        await using var served = await ServedRegistry.Start();
        Assert.Contains("按 2100-04-01 12:00 所知", Words(await served.Get($"/areas/652902?known={known}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_rules_add_up_to_more_than_the_households_warned_is_said_only_where_they_do()
    {
        async Task<bool[]> Says(string grade)
        {
            await using var served = await ServedRegistry.Start(roster: $"""
                县,乡镇,行政村,户编号,户类型,家庭人口数,姓名,与户主关系,性别,出生日期,工资性收入,自付医疗费用,住房鉴定等级,饮水是否安全,是否参加医疗保险
                库车市,牙哈镇,守努特村,6510000001,脱贫户,1,卡德尔·艾尔肯,户主,男,1963-09-24,30000,26200,{grade},是,是
                """);
            return [.. new[] { await served.Get("/areas/652902"), await served.Get($"/areas/{ServedRegistry.Village}/book") }.Select(page => Words(page).Contains("各项相加大于预警户数", StringComparison.Ordinal))];
        }
        Assert.Equal(new[] { false, false }, await Says("A级"));
        Assert.Equal(new[] { true, true }, await Says("D级"));
    }

    [Fact]
    public async Task Of_a_past_day_it_is_said_what_was()
    {
        await using var served = await ServedRegistry.Start();
        Assert.Contains("在册 2 户 3 人，其中 1 户有预警", Words(await served.Get("/areas/652902")), StringComparison.Ordinal);
        Assert.Contains("2020-04-01 在册 2 户 3 人，其中 1 户当时有预警。", Words(await served.Get("/areas/652902?on=2020-04-01")), StringComparison.Ordinal);
        Assert.Contains("On 2020-04-01, 2 households of 3 persons were registered; 1 household had a warning.", Words(await served.Get("/areas/652902?on=2020-04-01", language: "en")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/areas/652902/households?counted=households", "tbody tr")]
    [InlineData("/areas/652902105201", "section[aria-labelledby=warned] tbody tr")]
    [InlineData("/findings?area=652902", "tbody tr")]
    [InlineData("/warnings?area=652902", ".warnings > li")]
    public async Task A_page_behind_the_last_one_shows_the_last_one(string address, string rows)
    {
        await using var served = await ServedRegistry.Start();
        var all = (await served.Get(address)).QuerySelectorAll(rows).Select(row => row.TextContent).ToList();
        Assert.NotEmpty(all);
        Assert.Equal(all, (await served.Get(address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "page=9999")).QuerySelectorAll(rows).Select(row => row.TextContent));
    }

    [Fact]
    public async Task Findings_say_where_the_cell_is_and_what_to_do()
    {
        await using var served = await ServedRegistry.Start();
        var page = await served.Get("/findings?area=6529&kind=missing_number");

        Assert.Contains("补填证件号码", page.QuerySelector(".advice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("tbody tr"), row => row.TextContent.Contains("6510000003", StringComparison.Ordinal) && row.QuerySelector(".cell")!.TextContent.EndsWith("K4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_answer_releases_a_held_place_and_its_households_count_and_are_warned()
    {
        await using var served = await ServedRegistry.Start();
        var page = await served.Get("/places/held?area=6529");
        Assert.Contains("玉奇玉吉麦", page.QuerySelector(".question h2")!.TextContent, StringComparison.Ordinal);

        using var answered = await served.Send((IHtmlFormElement)page.QuerySelector(".suggestions form")!);
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        var after = await served.Get(answered.Headers.Location!.ToString());
        Assert.Contains("1 户已归位", after.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("没有等待答复的村名", Words(after), StringComparison.Ordinal);
        Assert.Contains("在册 3 户 4 人，其中 2 户有预警", Words(await served.Get("/")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_no_place_has_is_refused_at_its_form_with_what_was_typed()
    {
        await using var served = await ServedRegistry.Start();
        var page = await served.Get("/places/held?area=6529");

        using var answered = await served.Send((IHtmlFormElement)page.QuerySelector("form.other")!, ("code", "999999999999"));
        Assert.Equal(HttpStatusCode.BadRequest, answered.StatusCode);
        var again = served.Parse(await answered.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("没有这个代码的村或乡镇", again.QuerySelector(".question [role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("999999999999", again.QuerySelector<IHtmlInputElement>("form.other input[name=code]")!.Value);
    }

    [Fact]
    public async Task An_empty_registry_says_what_to_do_next()
    {
        await using var served = await ServedRegistry.Start(empty: true);
        var page = await served.Get("/", language: "en");

        Assert.Contains("saxaul areas import", Words(page), StringComparison.Ordinal);
        Assert.Contains("saxaul screen", Words(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_asked_as_known_before_the_registry_knew_it_leads_to_the_first_moment_at_which_it_did()
    {
        await using var served = await ServedRegistry.Start();
        foreach (var address in new[] { await served.HouseholdAddress("6510000001"), "/areas/652902", $"/areas/{ServedRegistry.Village}", $"/areas/{ServedRegistry.Village}/book" })
        {
            var page = await served.Get(address.Split('?')[0] + "?known=2019-12-31T12:00", HttpStatusCode.NotFound);
            Assert.Contains("7431", Words(page), StringComparison.Ordinal);
            await served.Get(page.QuerySelector<IHtmlAnchorElement>("main a[href*='known=']")!.GetAttribute("href")!);
        }
    }

    [Theory]
    [InlineData("/nothing", HttpStatusCode.NotFound, "1103")]
    [InlineData("/areas/999999", HttpStatusCode.NotFound, "5201")]
    [InlineData("/areas/652902?on=yesterday", HttpStatusCode.BadRequest, "1105")]
    [InlineData("/areas/652902?on=2999-01-01", HttpStatusCode.BadRequest, "7105")]
    [InlineData("/households/00112233445566778899aabbccddeeff", HttpStatusCode.NotFound, "4001")]
    [InlineData("/areas/652902/households?counted=ethnicity", HttpStatusCode.NotFound, "5204")]
    public async Task What_cannot_be_shown_is_a_calm_page_with_a_numbered_sentence(string address, HttpStatusCode status, string number)
    {
        await using var served = await ServedRegistry.Start();
        var page = await served.Get(address, status);

        Assert.Contains(number, Words(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", page.DocumentElement.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("main a[href='/']"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/areas/652902105201")]
    [InlineData("/areas/652902/households?counted=households")]
    [InlineData("/findings?area=6529")]
    [InlineData("/places/held?area=6529")]
    public async Task Every_page_can_be_read_by_machine_and_by_ear(string address)
    {
        await using var served = await ServedRegistry.Start();
        var page = await served.Get(address);

        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.NotEmpty(page.Title!);
        Assert.All(page.QuerySelectorAll("input:not([type=hidden])"), input => Assert.True(input.HasAttribute("aria-label") || input.Closest("label") is not null));
        Assert.All(page.QuerySelectorAll("thead th, tbody th"), heading => Assert.True(heading.HasAttribute("scope")));
        Assert.All(page.QuerySelectorAll("form[method=post]"), form => Assert.NotNull(form.QuerySelector("input[name=__RequestVerificationToken]")));
        Assert.Empty(page.QuerySelectorAll("script, style, [style], [onclick]"));
        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task The_style_sheet_is_served_and_its_address_changes_with_it()
    {
        await using var served = await ServedRegistry.Start();
        var link = (await served.Get("/")).QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;

        using var sheet = await served.Client.GetAsync(new Uri(link, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("text/css", sheet.Content.Headers.ContentType!.MediaType);
        Assert.Matches(@"\?v=[0-9a-f]{12}$", link);
    }
}
