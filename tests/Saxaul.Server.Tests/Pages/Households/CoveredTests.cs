using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.Time.Testing;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages.Households;

/// <summary>Document numbers, telephones and health are covered until somebody asks for them, of one household, and says what for.</summary>
public sealed class CoveredTests
{
    private const string Phone = "19900001234", Illness = "患有大病", Grade = "二级";

    private const string Roster = """
        县,乡镇,行政村,户编号,户类型,家庭人口数,姓名,与户主关系,性别,证件号码,出生日期,联系电话,健康状况,残疾等级,工资性收入,自付医疗费用,住房鉴定等级,饮水是否安全,是否参加医疗保险
        库车市,牙哈镇,守努特村,6510000001,脱贫户,2,卡德尔·艾尔肯,户主,男,999019196309248931,1963-09-24,19900001234,患有大病,二级,9300,6200,A级,是,是
        ,,,6510000001,,,古丽,配偶,女,999037196307227961,1963-07-22,,健康,无,,,,,是
        库车市,牙哈镇,守努特村,6510000003,脱贫户,1,阿依木,户主,女,,1980-01-01,,健康,无,30000,,A级,是,是
        """;

    private static Task<ServedRegistry> Start(TimeProvider? time = null, bool demo = false) => ServedRegistry.Start(roster: Roster, time: time, demo: demo);

    private static string Text(IDocument page) => page.QuerySelector("main")!.TextContent;

    private static async Task<HttpResponseMessage> Ask(ServedRegistry served, string address, string purpose, string words = "") =>
        await served.Send((IHtmlFormElement)(await served.Get(address)).QuerySelector("details.covered form")!, ("purpose", purpose), ("words", words));

    private static async Task<IReadOnlyList<LookedAt>> Looks(ServedRegistry served)
    {
        await served.LooksWritten();
        var official = Actor.Operator("official");
        return ReadLooks.Of(served.Registry, official, new PickHousehold("6510000001").Run(served.Registry, official), 99);
    }

    [Fact]
    public async Task A_households_page_covers_numbers_and_health_and_shows_them_to_who_says_what_for()
    {
        await using var served = await Start();
        var address = await served.HouseholdAddress("6510000001");
        var page = await served.Get(address);
        foreach (var covered in new[] { ServedRegistry.Number, Phone, Illness, Grade })
            Assert.DoesNotContain(covered, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll(".members li"), line => line.TextContent.Trim() == "健康状况 已遮盖");

        using var asked = await Ask(served, address, "visit");
        Assert.Equal(address, asked.Headers.Location!.ToString());
        var shown = Text(await served.Get(address));
        foreach (var covered in new[] { ServedRegistry.Number, Phone, Illness, Grade })
            Assert.Contains(covered, shown, StringComparison.Ordinal);
        // Of this household and no other.
        Assert.Contains("已遮盖", Text(await served.Get(await served.HouseholdAddress("6510000003"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_look_says_whether_it_was_covered_and_what_it_was_for()
    {
        await using var served = await Start();
        var address = await served.HouseholdAddress("6510000001");
        using var asked = await Ask(served, address, "other", "邻居报告没有人在家");
        await served.Get(address);
        await served.Get(address + "/card");
        Assert.Equal(
        [
            (LookPurpose.Card, false, null, null), (LookPurpose.Card, true, "other", "邻居报告没有人在家"), (LookPurpose.PrintedCard, true, "other", "邻居报告没有人在家"),
            (LookPurpose.Asked, true, "other", "邻居报告没有人在家"),
        ], (await Looks(served)).Select(look => (look.Purpose, look.Sensitive, look.For?.Purpose, look.For?.Words)).Order());

        var page = await served.Get(address + "/looks");
        Assert.Contains("看了证件号码、电话、健康等完整内容", Text(page), StringComparison.Ordinal);
        Assert.Contains("邻居报告没有人在家", Text(page), StringComparison.Ordinal);
        Assert.Contains("日常工作", Text(page), StringComparison.Ordinal);
        Assert.Contains("with document numbers, telephone and health shown", Text(await served.Get(address + "/looks", language: "en")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("curiosity", "")]
    [InlineData("other", "")]
    [InlineData("other", "  ")]
    public async Task Who_does_not_say_what_for_is_shown_nothing(string purpose, string words)
    {
        await using var served = await Start();
        var address = await served.HouseholdAddress("6510000001");
        using var asked = await Ask(served, address, purpose, words);
        // They are back where they asked, and what they typed stands there still.
        Assert.Equal(address, asked.Headers.Location!.ToString().Split('?')[0]);
        var page = await served.Get(asked.Headers.Location!.ToString());
        Assert.Contains("已遮盖", Text(page), StringComparison.Ordinal);
        var form = page.QuerySelector("details.covered[open]")!;
        Assert.Contains("选“其他”的请写明", form.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(purpose == "other" ? "other" : "", form.QuerySelector<IHtmlSelectElement>("select[name=purpose]")!.Value ?? "");
        using (await served.Send(form.QuerySelector<IHtmlFormElement>("form")!, ("purpose", "visit"), ("words", "")))
            Assert.Contains(Phone, Text(await served.Get(address)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_in_what_it_is_for_is_refused_and_one_that_stands_there_already_shows_to_nobody()
    {
        await using var served = await Start();
        var address = await served.HouseholdAddress("6510000001");
        using (var asked = await Ask(served, address, "other", "给 999901198804286796 看"))
            Assert.Contains("用途里有证件号码", (await served.Get(asked.Headers.Location!.ToString())).QuerySelector("details.covered [role=alert]")!.TextContent, StringComparison.Ordinal);
        var colleague = Actor.Operator("colleague");
        using (var looks = new LookLog(served.Registry.Database))
            looks.Add(colleague, [new PickHousehold("6510000001").Run(served.Registry, colleague)], LookPurpose.Card, sensitive: true, new AskedFor("other", "给 999901198804286796 看"));
        foreach (var page in new[] { address, address + "/looks" })
        {
            var shown = Text(await served.Get(page));
            Assert.DoesNotContain("999901198804286796", shown, StringComparison.Ordinal);
            Assert.Contains("999*************96", shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task After_a_quarter_of_an_hour_or_when_asked_to_it_is_covered_again()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2020, 4, 1, 12, 0, 0, Instant.Shanghai));
        await using var served = await Start(clock);
        var address = await served.HouseholdAddress("6510000001");
        using (await Ask(served, address, "counter"))
            clock.Advance(TimeSpan.FromMinutes(14));
        var page = await served.Get(address);
        Assert.Contains(Phone, Text(page), StringComparison.Ordinal);
        Assert.Contains("12:15", page.QuerySelector("form.covered")!.TextContent, StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(Phone, Text(await served.Get(address)), StringComparison.Ordinal);

        using (await Ask(served, address, "counter"))
            page = await served.Get(address);
        using (await served.Send((IHtmlFormElement)page.QuerySelector("form.covered")!, ("act", "cover")))
            Assert.DoesNotContain(Phone, Text(await served.Get(address)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_sees_what_a_colleague_asked_for_nor_after_they_left_nor_outside_their_villages()
    {
        await using var served = await Start(demo: true);
        await served.Be("county");
        var address = await served.HouseholdAddress("6510000001");
        await served.Be("team-1");
        using (await Ask(served, address, "visit"))
            Assert.Contains(Phone, Text(await served.Get(address)), StringComparison.Ordinal);
        await served.Be("team-2");
        Assert.DoesNotContain(Phone, Text(await served.Get(address)), StringComparison.Ordinal);

        await served.Be("team-1");
        using (await served.Send((IHtmlFormElement)(await served.Get(address)).QuerySelector("form.user")!))
            await served.Be("team-1");
        Assert.DoesNotContain(Phone, Text(await served.Get(address)), StringComparison.Ordinal);

        await served.Be("administrator");
        var form = (await served.Get("/help")).QuerySelector<IHtmlInputElement>("[name=__RequestVerificationToken]")!.Value;
        using var refused = await served.Client.PostAsync(new Uri(address + "/uncover", UriKind.Relative), new FormUrlEncodedContent([new("purpose", "visit"), new("__RequestVerificationToken", form)]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_card_is_printed_whole_only_for_the_household_that_was_asked_for()
    {
        await using var served = await Start();
        var address = await served.HouseholdAddress("6510000001");
        var covered = (await served.Get(address + "/card")).DocumentElement.OuterHtml;
        Assert.DoesNotContain(ServedRegistry.Number, covered, StringComparison.Ordinal);
        Assert.DoesNotContain(Illness, covered, StringComparison.Ordinal);
        using (await Ask(served, address, "card"))
            Assert.Contains(ServedRegistry.Number, (await served.Get(address + "/card")).DocumentElement.OuterHtml, StringComparison.Ordinal);
        var village = (await served.Get($"/areas/{ServedRegistry.Village}/cards")).DocumentElement.OuterHtml;
        Assert.DoesNotContain(ServedRegistry.Number, village, StringComparison.Ordinal);
        Assert.DoesNotContain(Illness, village, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_recorded_of_health_is_asked_for_before_it_is_put_right()
    {
        await using var served = await Start();
        var address = await served.HouseholdAddress("6510000001");
        var link = (await served.Get(address + "/events/correct")).QuerySelectorAll("a").Select(link => link.GetAttribute("href")!).First(link => link.Contains("register=health", StringComparison.Ordinal) && link.EndsWith("field=state", StringComparison.Ordinal));
        var form = await served.Get(link);
        Assert.Null(form.QuerySelector("form.answers"));
        using var asked = await Ask(served, link, "correction");
        Assert.Equal(link, asked.Headers.Location!.ToString());
        Assert.Equal("serious", (await served.Get(link)).QuerySelector<IHtmlSelectElement>("select[name=value_state]")!.Value);
    }

    [Theory]
    [InlineData("serious", "")]
    [InlineData("chronic", "")]
    [InlineData("serious", "entry")]
    [InlineData("chronic", "entry")]
    public async Task What_is_covered_is_not_put_right_nor_told_by_sending_the_form_of_another_field_nor_one_that_leaves_out_whose_entry_it_is(string tried, string leftOut)
    {
        await using var served = await Start();
        var address = await served.HouseholdAddress("6510000001");
        var links = (await served.Get(address + "/events/correct")).QuerySelectorAll("a").Select(link => link.GetAttribute("href")!).ToList();
        var covered = links.First(link => link.Contains("register=health", StringComparison.Ordinal) && link.EndsWith("field=state", StringComparison.Ordinal));
        var form = (await served.Get(links.First(link => link.EndsWith("of=household&field=natural_village", StringComparison.Ordinal)))).QuerySelector<IHtmlFormElement>("form.answers")!;
        var given = covered.Split('?')[1].Split('&').Select(one => one.Split('=')).Select(one => (one[0], one[1])).Where(one => one.Item1 != leftOut).ToArray();

        using var sent = await served.Send(form, [.. given, ("value_state", tried), ("reason", "核实")]);
        Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
        var page = served.Parse(await sent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("先看到它，再更正", page.QuerySelector("#refused")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("details.covered"));
        // Whoever asked may send it.
        using (await Ask(served, covered, "correction"))
        using (var again = await served.Send(form, [.. given, ("value_state", "chronic"), ("reason", "核实")]))
            Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
    }

    /// <summary>What is covered could be found by putting it right: a form that says "it says so already" has told it.</summary>
    [Theory]
    [InlineData("/events/correct-field?of=household&field=phone", "value_phone", Phone)]
    [InlineData("/events/correct-field?of=household&field=phone", "value_phone", "19900001235")]
    [InlineData("/events/document", "number", ServedRegistry.Number)]
    [InlineData("/events/document", "number", "999037196307227961")]
    public async Task A_number_that_is_covered_is_put_right_only_by_who_has_seen_it_and_no_form_tells_whether_it_is_that_one(string form, string field, string typed)
    {
        await using var served = await Start();
        var address = await served.HouseholdAddress("6510000001");
        async Task<HttpResponseMessage> Sent(IHtmlDocument page)
        {
            var head = page.QuerySelectorAll<IHtmlOptionElement>("select[name=person] option").FirstOrDefault(option => option.TextContent.Contains("卡德尔", StringComparison.Ordinal))?.Value ?? "";
            return await served.Send(page.QuerySelector<IHtmlFormElement>("form.answers")!, ("person", head), (field, typed), ("reason", "核实"));
        }
        // Whoever has the form open already, or makes one up from another's.
        using (await Ask(served, address, "correction"))
        {
        }
        var opened = await served.Get(address + form);
        using (await served.Send((IHtmlFormElement)(await served.Get(address)).QuerySelector("form.covered")!, ("act", "cover")))
        {
        }
        using var refused = await Sent(opened);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var again = served.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("先看到它，再更正", again.QuerySelector("#refused")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(again.QuerySelector("details.covered[open]"));
        // Asking there leads back to the form, with the field that it is about and what was typed into it, which stands in no address.
        using (var asked = await served.Send(again.QuerySelector<IHtmlFormElement>("details.covered form")!, ("purpose", "correction"), ("words", "")))
        {
            Assert.StartsWith(address + form, asked.Headers.Location!.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(typed, asked.Headers.Location.ToString(), StringComparison.Ordinal);
            Assert.Equal((typed, "核实"), ((await served.Get(asked.Headers.Location.ToString())) is var back ? (back.QuerySelector<IHtmlInputElement>($"input[name={field}]")!.Value, back.QuerySelector<IHtmlInputElement>("input[name=reason]")!.Value) : default));
        }

        using (var sent = await Sent(opened))
            Assert.Equal(typed is Phone or ServedRegistry.Number ? HttpStatusCode.BadRequest : HttpStatusCode.SeeOther, sent.StatusCode);
    }

    [Fact]
    public async Task No_page_that_links_lead_to_shows_a_whole_number_to_who_has_not_asked()
    {
        await using var served = await ServedRegistry.Start();
        await EveryPage.Fill(served);
        // What is printed for a household that asked to see everything is for that household.
        foreach (var address in (await EveryPage.Of(served)).Where(found => found.Pattern != "/requests/{id}/everything").SelectMany(found => found.Addresses))
        {
            using var response = await served.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.False(new[] { ServedRegistry.Number, "999037196307227961", Phone }.Any(number => html.Contains(number, StringComparison.Ordinal)), address + " shows a whole number");
        }
    }

    [Fact]
    public async Task Who_is_listed_among_people_found_was_looked_at()
    {
        await using var served = await Start();
        using var sought = await served.Send((IHtmlFormElement)(await served.Get("/")).QuerySelector("form.search")!, ("words", ServedRegistry.Number));
        var found = await served.Get(sought.Headers.Location!.ToString());
        Assert.DoesNotContain(ServedRegistry.Number, found.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains(LookPurpose.Number, (await Looks(served)).Select(look => look.Purpose));
    }
}
