using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>The list of warnings, as somebody works through it.</summary>
public sealed class WarningPageTests
{
    private const string List = "/warnings?area=652902";

    private static string[] Tags(IDocument page) => [.. page.QuerySelectorAll(".warnings > li > .tag").Select(tag => tag.TextContent)];

    [Fact]
    public async Task Warnings_stand_there_until_somebody_says_what_they_saw()
    {
        await using var served = await ServedRegistry.Start();
        var page = await served.Get(List);
        Assert.Contains("住房不安全", Tags(page));
        var row = page.QuerySelectorAll(".warnings > li").First(row => row.TextContent.Contains("住房不安全", StringComparison.Ordinal));
        var count = page.QuerySelectorAll(".warnings > li").Length;

        using var answered = await served.Send((IHtmlFormElement)row.QuerySelector("form")!, ("answer", "VisitWanted"));
        Assert.Equal(HttpStatusCode.Found, answered.StatusCode);
        var after = await served.Get(answered.Headers.Location!.ToString());
        Assert.Contains("已记下", after.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(count - 1, after.QuerySelectorAll(".warnings > li").Length);

        var wanted = await served.Get(List + "&answer=visitwanted");
        Assert.Equal(["住房不安全"], Tags(wanted));
        Assert.Contains("official", wanted.QuerySelector(".answered")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 条预警要入户", (await served.Get("/areas/652902")).QuerySelector(".waiting")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_nothing_is_needed_takes_a_reason_and_the_warning_still_stands()
    {
        await using var served = await ServedRegistry.Start();
        var row = (await served.Get(List)).QuerySelectorAll(".warnings > li").First(row => row.TextContent.Contains("住房不安全", StringComparison.Ordinal));
        var form = (IHtmlFormElement)row.QuerySelector("details form")!;
        // Said beside the warning that it is about, with the form open.
        using var without = await served.Send(form, ("answer", "NotNeeded"), ("reason", " "));
        var again = await served.Get(without.Headers.Location!.ToString());
        Assert.Equal(Problem.WhyNotNeeded().Zh, Assert.Single(again.QuerySelectorAll("[role=alert]")).TextContent.TrimStart('!'));
        Assert.Contains("住房不安全", again.QuerySelector(".warnings > li:has(details[open])")!.TextContent, StringComparison.Ordinal);
        using var with = await served.Send(form, ("answer", "NotNeeded"), ("reason", "新房已经盖好,下周验收"));
        Assert.Equal(HttpStatusCode.Found, with.StatusCode);

        var household = await served.Get(await served.HouseholdAddress("6510000002", "held_households"));
        Assert.Contains("住房不安全", household.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("新房已经盖好,下周验收", household.QuerySelector("[aria-labelledby=history]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_filtered_by_rule_and_answer_in_its_address()
    {
        await using var served = await ServedRegistry.Start();
        Assert.All(Tags(await served.Get(List + "&rule=housing&answer=all")), tag => Assert.Equal("住房不安全", tag));
        Assert.Empty(Tags(await served.Get(List + "&answer=seen")));
        Assert.Contains("没有这样的预警", (await served.Get(List + "&rule=nothing")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_that_is_gone_needs_no_answer()
    {
        await using var served = await ServedRegistry.Start();
        var form = (IHtmlFormElement)(await served.Get(List)).QuerySelector(".look form")!;
        using var madeUp = await served.Send(form, ("answer", "Seen"), ("warning", served.Registry.Database.Secrets.PublicId(1, 999_999)));
        Assert.Equal(HttpStatusCode.BadRequest, madeUp.StatusCode);
        using var noAnswer = await served.Send(form, ("answer", "Ranked"));
        Assert.Equal(HttpStatusCode.BadRequest, noAnswer.StatusCode);
        using var elsewhere = await served.Send(form, ("answer", "Seen"), ("back", "//evil.example"));
        Assert.StartsWith("/?receipt=", elsewhere.Headers.Location!.ToString(), StringComparison.Ordinal);
    }
}
