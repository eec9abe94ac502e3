using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Privacy;
using Saxaul.Screening;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>How corrections look: what may be corrected to whoever looks for it, and what is proposed to the second person.</summary>
public sealed class CorrectionPageTests
{
    /// <summary>A correction that would make a warning go: 620 yuan of medical costs where 6,200 are recorded.</summary>
    /// <returns>The address at which it waits.</returns>
    internal static string Propose(ServedRegistry served)
    {
        var official = Actor.Operator("official");
        var (facts, family) = (new FactStore(served.Registry), new PickHousehold("6510000001").Run(served.Registry, official));
        var medical = ReadHousehold.Of(served.Registry, official, family, new DateOnly(2020, 4, 1)).Entries.First(entry => entry.Value("item")?.Value is "medical");
        var correction = new CorrectEntry(family.CountyKey, "budget", family.Id, new Dictionary<string, string?> { ["amount"] = "620" }, null, "发票重复计算") { EntryId = medical.Id };
        var waiting = new EnterCorrection(correction, "看过发票", new EvidenceFile([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png")).Run(served.Registry, official, facts, new Policies(served.Registry, facts), Uncounted.AtTheMachine).Waiting;
        return "/corrections/" + served.Registry.Database.Secrets.PublicId(family.CountyKey, waiting!.Value);
    }

    [Theory]
    [InlineData("zh-CN", "现在登记的", "6,200 元", "改为", "620 元")]
    [InlineData("en", "As recorded now", "6,200 yuan", "New", "620 yuan")]
    public async Task A_second_person_sees_what_is_recorded_beside_what_it_is_to_be(string language, string now, string present, string to, string proposed)
    {
        await using var served = await ServedRegistry.Start();
        var table = (await served.Get(Propose(served), language: language)).QuerySelector("main table")!;
        Assert.Equal([now, to], table.QuerySelectorAll("thead th").Skip(1).Take(2).Select(heading => heading.TextContent));
        Assert.Equal([present, proposed], table.QuerySelectorAll("tbody td").Take(2).Select(cell => cell.TextContent));
    }

    [Theory]
    [InlineData(true, "确认并生效：对过原始发票", "随之消除的预警")]
    [InlineData(false, "退回：对过原始发票", "提出时会消除的预警")]
    public async Task Once_decided_it_still_shows_what_was_recorded_before_and_what_the_second_person_looked_at(bool confirmed, string state, string cleared)
    {
        await using var served = await ServedRegistry.Start();
        var address = Propose(served);
        Assert.True(served.Registry.Database.Secrets.TryReadPublicId(address.Split('/')[^1], out var county, out var id));
        if (confirmed)
            new ConfirmCorrection(county, id, "对过原始发票").Run(served.Registry, Actor.Operator("second"), Uncounted.AtTheMachine);
        else
            new DeclineCorrection(county, id, "对过原始发票").Run(served.Registry, Actor.Operator("second"));

        var page = await served.Get(address);
        Assert.Equal(["6,200 元", "620 元"], page.QuerySelectorAll("main tbody td").Take(2).Select(cell => cell.TextContent));
        Assert.Contains(state, page.QuerySelector(".sentence")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(cleared, page.QuerySelector(".pairs")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_may_be_corrected_is_folded_by_register_and_by_person()
    {
        await using var served = await ServedRegistry.Start();
        var page = await served.Get(await served.HouseholdAddress("6510000001") + "/events/correct");

        Assert.All(page.QuerySelectorAll("main table"), table => Assert.NotNull(table.Closest("details.part")));
        Assert.Contains(page.QuerySelectorAll("summary"), summary => summary.TextContent == "收支");
        Assert.Contains(page.QuerySelectorAll("summary"), summary => summary.TextContent.StartsWith("古丽\u00a0· 配偶", StringComparison.Ordinal));
        // Of an account the amounts come first; from when to when and on what ground they are is folded once more.
        var budget = page.QuerySelectorAll("details.part").First(part => part.QuerySelector("summary")!.TextContent == "收支");
        Assert.All(budget.QuerySelectorAll(":scope > table a"), link => Assert.True(link.GetAttribute("href")!.EndsWith("field=amount", StringComparison.Ordinal) || link.TextContent == "补记一条"));
        Assert.Contains(budget.QuerySelectorAll("details table a"), link => link.GetAttribute("href")!.EndsWith("field=period_from", StringComparison.Ordinal));
    }

    [Fact]
    public Task On_a_phone_one_finds_what_to_correct_on_two_screens() => Browsing.With(async browser =>
    {
        await using var served = await ServedRegistry.Start();
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = served.Address, Locale = "zh-CN", JavaScriptEnabled = false, ViewportSize = new ViewportSize { Width = 390, Height = 800 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync(await served.HouseholdAddress("6510000001") + "/events/correct");
        Assert.InRange((await page.Locator("body").BoundingBoxAsync())!.Height, 1, 1600);
        await page.Locator("summary").GetByText("收支", new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "更正 自付医疗费用" }).ClickAsync();
        Assert.Contains("6,200", await page.Locator("form.answers").InnerTextAsync(), StringComparison.Ordinal);
    });
}
