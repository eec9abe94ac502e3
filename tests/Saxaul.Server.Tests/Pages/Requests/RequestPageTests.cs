using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.Time.Testing;
using Saxaul.Demo;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages.Requests;

/// <summary>Requests to see, correct or delete what is kept, on pages: written down, answered, printed and carried out.</summary>
public sealed class RequestPageTests
{
    private static string Text(IDocument page) => page.QuerySelector("main")!.TextContent;

    private static async Task<string> Enter(ServedRegistry served, string kind, string what = "想看看都登记了什么")
    {
        var form = (IHtmlFormElement)(await served.Get(await served.HouseholdAddress("6510000001") + "/requests")).QuerySelector("form.answers")!;
        using var sent = await served.Send(form, ("kind", kind), ("what", what));
        Assert.True(sent.StatusCode == HttpStatusCode.SeeOther, served.Parse(await sent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).QuerySelector("[role=alert]")?.TextContent);
        return sent.Headers.Location!.ToString();
    }

    [Fact]
    public async Task A_request_is_written_down_shown_where_it_waits_and_answered()
    {
        await using var served = await ServedRegistry.Start();
        var address = await Enter(served, "Objection", "不要拿去评比");
        Assert.Contains("不要拿去评比", Text(await served.Get(address)), StringComparison.Ordinal);
        Assert.Contains("1 项申请等待答复", Text(await served.Get(await served.HouseholdAddress("6510000001"))), StringComparison.Ordinal);
        var row = (await served.Get("/requests?area=652902105", language: "en")).QuerySelector("tbody tr")!;
        Assert.Equal((address, "Waiting"), (row.QuerySelector("a")!.GetAttribute("href"), row.QuerySelector("td:last-child span")!.TextContent.Trim()));

        var form = (IHtmlFormElement)(await served.Get(address)).QuerySelector("form.answers")!;
        using var refused = await served.Send(form, ("answer", " "), ("state", "Done"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using var answered = await served.Send(form, ("answer", "评比不再使用"), ("state", "Done"));
        var page = Text(await served.Get(answered.Headers.Location!.ToString()));
        Assert.Contains("评比不再使用", page, StringComparison.Ordinal);
        Assert.Contains("申请复核", page, StringComparison.Ordinal);
        Assert.Empty((await served.Get("/requests?area=652902")).QuerySelectorAll("tbody tr"));
        Assert.Single((await served.Get("/requests?area=652902&answered=yes")).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task What_is_refused_comes_back_as_it_was_filled_in()
    {
        await using var served = await ServedRegistry.Start();
        var form = (IHtmlFormElement)(await served.Get(await served.HouseholdAddress("6510000001") + "/requests")).QuerySelector("form.answers")!;
        using var sent = await served.Send(form, ("kind", "Correction"), ("what", "电话不对"), ("received", "2999-01-01"));
        Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
        var page = served.Parse(await sent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("电话不对", page.QuerySelector("textarea")!.TextContent);
        Assert.True(page.QuerySelector<IHtmlInputElement>("input[value=Correction]")!.IsChecked);
    }

    [Fact]
    public async Task Late_is_said_and_the_answer_says_why()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2020, 4, 1, 12, 0, 0, Instant.Shanghai));
        await using var served = await ServedRegistry.Start(time: clock);
        var address = await Enter(served, "Correction");
        clock.Advance(TimeSpan.FromDays(60));
        Assert.Contains("已超期", (await served.Get("/requests?area=652902")).QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
        var form = (IHtmlFormElement)(await served.Get(address)).QuerySelector("form.answers")!;
        using (var refused = await served.Send(form, ("answer", "已更正"), ("state", "Done")))
            Assert.Contains("请写明为什么晚了", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using (await served.Send(form, ("answer", "已更正"), ("state", "Done"), ("late", "等待派出所核对")))
            Assert.Contains("超期原因：等待派出所核对", Text(await served.Get(address)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asks_to_see_it_gets_everything_on_paper_and_nobody_else_does()
    {
        await using var served = await ServedRegistry.Start();
        await served.Get($"/areas/{ServedRegistry.Village}/book");
        await served.LooksWritten();
        var other = await Enter(served, "Objection");
        await served.Get(other + "/everything", HttpStatusCode.BadRequest);
        var address = await Enter(served, "Access");
        // Who wrote it down reads that a colleague prints and answers it.
        Assert.Contains("另一位可以答复的同志", Text(await served.Get(address)), StringComparison.Ordinal);
        Assert.Empty((await served.Get(address)).QuerySelectorAll("main a[href$='/everything'], form.answers"));
        await served.Get(address + "/everything", HttpStatusCode.Forbidden);
        await using var second = await ServedRegistry.Start(Actor.Operator("second"), over: served.Registry);
        var paper = (await second.Get(address + "/everything")).DocumentElement.TextContent;
        // Also on the second sheet and on.
        Assert.Contains("6510000001", (await second.Get(address + "/everything")).QuerySelector("footer.paper")!.TextContent, StringComparison.Ordinal);
        // Numbers whole, with the cell they came from; history; who looked; the book it was in.
        foreach (var kept in new[] { ServedRegistry.Number, "19900001234", "12,300", "652902-库车市-户信息.csv", "导入名册", "打开了村册", "村册" })
            Assert.Contains(kept, paper, StringComparison.Ordinal);
        // What was sent was looked at, whatever becomes of the program now.
        var official = Actor.Operator("official");
        Assert.Contains(ReadLooks.Of(served.Registry, official, new PickHousehold("6510000001").Run(served.Registry, official), 99), look => look is { Purpose: LookPurpose.Request, Sensitive: true, Actor: "second" });

        // Once it is answered nobody looks through it at what is covered.
        using (await second.Send((IHtmlFormElement)(await second.Get(address)).QuerySelector("form.answers")!, ("answer", "已打印交给本人"), ("state", "Done")))
            await second.Get(address + "/everything", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task To_the_family_it_is_said_as_to_a_family_and_who_may_only_look_reads_who_answers()
    {
        await using var served = await ServedRegistry.Start();
        var installer = Actor.Operator("installer");
        // Before there are users: then nobody comes in without being one.
        var address = await Enter(served, "Deletion");
        var all = (await served.HouseholdAddress("6510000001")).Split('?')[0] + "/requests";
        foreach (var (name, role, household) in new[] { ("family", "household", "6510000001"), ("looks", "auditor", null) })
        {
            new MakeUser(name).Run(served.Registry, installer);
            new GiveRole(name, role, household is null ? null : "652902", served.Registry.Database.Time.Today(), null, "登记") { Household = household }.Run(served.Registry, installer);
        }
        await using var theirs = await ServedRegistry.Start(Actor.Nobody, over: served.Registry, users: [.. new[] { ("family", "household"), ("looks", "auditor") }
            .Select(one => new DemoUser(ReadActor.Of(served.Registry, one.Item1, served.Registry.Database.Time.Today())!, served.Registry.Roles.First(role => role.Code == one.Item2), null))]);

        await theirs.Be("family");
        var page = await theirs.Get(all);
        Assert.Contains("您自己", Text(page), StringComparison.Ordinal);
        Assert.DoesNotContain("户编号", Text(page), StringComparison.Ordinal);
        Assert.Contains("由谁提出", Text(await theirs.Get(address)), StringComparison.Ordinal);
        using (var empty = await theirs.Send((IHtmlFormElement)page.QuerySelector("form.answers")!, ("kind", "Access"), ("what", " ")))
            Assert.Contains("还没有写要求什么", await empty.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await theirs.Be("looks");
        Assert.Contains("您可以查看，但不能答复；删除由有清除权限的同志办理", Text(await theirs.Get(address)), StringComparison.Ordinal);
        // Nor is an auditor told to press what is not there.
        Assert.DoesNotContain("写明结果", Text(await theirs.Get("/warnings?area=652902")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_given_a_household_that_is_erased_since_reads_so_and_not_how_a_registry_begins()
    {
        await using var served = await ServedRegistry.Start();
        var installer = Actor.Operator("installer");
        var address = await Enter(served, "Deletion");
        foreach (var (name, role, household) in new[] { ("family", "household", "6510000001"), ("officer", "privacy_officer", null) })
        {
            new MakeUser(name).Run(served.Registry, installer);
            new GiveRole(name, role, "652902", served.Registry.Database.Time.Today(), null, "登记") { Household = household }.Run(served.Registry, installer);
        }
        await using var theirs = await ServedRegistry.Start(Actor.Nobody, over: served.Registry, users: [.. new[] { ("family", "household"), ("officer", "privacy_officer") }
            .Select(one => new DemoUser(ReadActor.Of(served.Registry, one.Item1, served.Registry.Database.Time.Today())!, served.Registry.Roles.First(role => role.Code == one.Item2), null))]);
        await theirs.Be("family");
        Assert.Contains("卡德尔", Text(await theirs.Get("/")), StringComparison.Ordinal);

        await theirs.Be("officer");
        using (var done = await theirs.Send((await theirs.Get(address)).QuerySelectorAll<IHtmlFormElement>("form.answers").Last(), ("state", "erase"), ("sure", "yes"), ("answer", "已按申请清除全部登记内容。")))
            Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        await theirs.Be("family");
        var first = await theirs.Get("/");
        Assert.Equal("没有您可以看的户", first.QuerySelector("h1")!.TextContent);
        Assert.Contains("内容已按申请清除", Text(first), StringComparison.Ordinal);
        Assert.Empty(first.QuerySelectorAll("main code"));
    }

    [Fact]
    public async Task A_deletion_is_carried_out_by_a_second_person_who_may_erase()
    {
        await using var served = await ServedRegistry.Start();
        var own = await Enter(served, "Deletion");
        Assert.Contains("请另一位", Text(await served.Get(own)), StringComparison.Ordinal);
        using (var refused = await served.Send((IHtmlFormElement)(await served.Get(own)).QuerySelector("form.answers")!, ("state", "erase"), ("sure", "yes"), ("ground", "第四十七条"), ("answer", "已清除")))
            Assert.Contains("不能自己办理清除", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await using var second = await ServedRegistry.Start(Actor.Operator("second"), over: served.Registry);
        var asked = await second.Get(own);
        Assert.Matches("将清除 2 人、[0-9]+ 条记录，并销毁 1 个保存的原文件", Text(asked));
        var form = asked.QuerySelectorAll<IHtmlFormElement>("form.answers").Last();
        // Without the box nothing is erased, and what was to be answered then stays in the form that erases: the other one refuses.
        using (var unsure = await second.Send(form, ("state", "erase"), ("answer", "已按申请清除全部登记内容。")))
        {
            var again = second.Parse(await unsure.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal(Problem.ErasureNotChecked().Zh, again.QuerySelector("#refused")!.TextContent);
            Assert.Equal(["", "已按申请清除全部登记内容。"], again.QuerySelectorAll<IHtmlTextAreaElement>("textarea[name=answer]").Select(answer => answer.Value));
        }
        // A backup was restored once, and will be again after everything is gone.
        var kept = Path.GetFileName(Assert.Single(Directory.GetFiles(served.Folder, "*.db"))) + ".before-";
        foreach (var moment in new[] { "20200101000000", "29990101000000" })
            await File.WriteAllTextAsync(Path.Combine(served.Folder, kept + moment), "", TestContext.Current.CancellationToken);
        using var done = await second.Send(form, ("state", "erase"), ("sure", "yes"), ("answer", "已按申请清除全部登记内容。"));
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        var answered = Text(await second.Get(own));
        Assert.Contains("已按申请清除全部登记内容", answered, StringComparison.Ordinal);
        Assert.Contains("数据库文件已改写，里面不留残余", answered, StringComparison.Ordinal);
        Assert.Contains($"里面仍有这些内容：{kept}20200101000000。", answered, StringComparison.Ordinal);
        Assert.DoesNotContain("卡德尔", (await second.Get(own)).DocumentElement.TextContent, StringComparison.Ordinal);

        // Its page says so, and asks nobody to enter it again.
        var address = new Uri(asked.QuerySelector<IHtmlAnchorElement>("h1 small a")!.Href).PathAndQuery;
        var household = await second.Get(address);
        Assert.Contains("这一户登记的内容已于", household.QuerySelector("main .advice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("不能再录入", Text(household), StringComparison.Ordinal);
        Assert.Empty(household.QuerySelectorAll("a[href*='/events/'], details.covered, #undecided, #protections"));
        Assert.Contains("按申请", household.QuerySelector("ol.history")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("on request", Text(household), StringComparison.Ordinal);
        Assert.Contains("on request", (await second.Get(address, language: "en")).QuerySelector("ol.history")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("（文件已依法销毁）", household.QuerySelector("ol.history")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(household.QuerySelectorAll("a[href$='/comparison']"));

        // Nor do forms that somebody opens by their address.
        foreach (var name in new[] { "birth", "move", "county", "document", "correct", "correct-field?of=household&field=phone" })
        {
            var page = await second.Get($"{address}/events/{name}");
            Assert.Empty(page.QuerySelectorAll("form.answers"));
            Assert.Contains("不能再录入", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        }
    }
}
