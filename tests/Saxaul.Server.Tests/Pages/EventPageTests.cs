using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Saxaul.Households;
using Saxaul.Tests.Households;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>What happens in a family is entered on one short page each, over real HTTP; 卡德尔 and 古丽 are household 6510000001, 阿依木 lives alone in 6510000003.</summary>
public sealed class EventPageTests
{
    private const string Family = "6510000001", Alone = "6510000003";

    private static async Task<IHtmlDocument> Open(ServedRegistry served, string household, string name) => await served.Get($"{(await served.HouseholdAddress(household)).Split('?')[0]}/events/{name}");

    private static IHtmlFormElement Form(IHtmlDocument page) => (IHtmlFormElement)page.QuerySelector("form.answers")!;

    private static string Who(IHtmlDocument page, string name, string field = "person") =>
        page.QuerySelectorAll<IHtmlOptionElement>($"select[name={field}] option").First(option => option.TextContent.Contains(name, StringComparison.Ordinal)).Value;

    /// <summary>Sends a form and opens the page of the household that it leads to.</summary>
    private static async Task<IHtmlDocument> Record(ServedRegistry served, IHtmlDocument page, params (string Name, string Value)[] typed)
    {
        using var answer = await served.Send(Form(page), typed);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, served.Parse(await answer.Content.ReadAsStringAsync()).QuerySelector("[role=alert]")?.TextContent);
        var household = await served.Get(answer.Headers.Location!.ToString());
        Assert.NotNull(household.QuerySelector(".done[role=status]"));
        return household;
    }

    private static async Task<IHtmlDocument> Refused(ServedRegistry served, IHtmlDocument page, params (string Name, string Value)[] typed)
    {
        using var answer = await served.Send(Form(page), typed);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var again = served.Parse(await answer.Content.ReadAsStringAsync());
        Assert.NotNull(again.QuerySelector("[role=alert]"));
        return again;
    }

    private static List<string> Members(IHtmlDocument household) => [.. household.QuerySelectorAll("section[aria-labelledby=members] tbody th").Select(cell => cell.TextContent.Trim().Split('\n')[0])];

    private static string Done(IHtmlDocument household) => household.QuerySelector(".done")!.TextContent;

    private static string Budget(IHtmlDocument household, string item) =>
        household.QuerySelectorAll("section[aria-labelledby=budget] summary.line").First(line => line.FirstElementChild!.TextContent == item).QuerySelector(".figure")!.TextContent.Trim();

    [Fact]
    public async Task A_birth_is_recorded_and_the_household_says_what_it_changed_and_offers_to_undo_it()
    {
        await using var served = await ServedRegistry.Start();
        var household = await Record(served, await Open(served, Alone, "birth"), ("name", ""), ("sex", "female"), ("relation", "daughter"), ("day", "2020-03-10"));
        Assert.Equal(2, Members(household).Count);
        Assert.Contains("2020-03-10", Done(household), StringComparison.Ordinal);
        Assert.Contains(served.Registry.Database.Time.GetUtcNow().AddHours(8).ToString("yyyy-MM-dd", null), Done(household), StringComparison.Ordinal);

        var undo = await served.Get(household.QuerySelector<IHtmlAnchorElement>(".done a.undo")!.GetAttribute("href")!);
        Assert.Contains("出生登记", undo.QuerySelector(".quoted")!.TextContent, StringComparison.Ordinal);
        await Refused(served, undo, ("reason", ""));
        var after = await Record(served, undo, ("reason", "登记错了户"));
        Assert.Single(Members(after));
        Assert.Contains("登记错了户", after.QuerySelector("section[aria-labelledby=history]")!.TextContent, StringComparison.Ordinal);
        // It cannot be undone twice, nor the undoing undone.
        Assert.Empty(after.QuerySelectorAll("a.undo"));
        Assert.Contains("已经撤销", (await Refused(served, await served.Get(household.QuerySelector(".done a.undo")!.GetAttribute("href")!), ("reason", "再撤销"))).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_head_died_and_the_widow_is_named_and_both_days_stand_in_the_history()
    {
        await using var served = await ServedRegistry.Start();
        var page = await Open(served, Family, "death");
        var household = await Record(served, page, ("person", Who(page, "卡德尔")), ("head", Who(page, "古丽", "head")), ("day", "2020-04-20"));
        Assert.Equal(["古丽"], Members(household));
        Assert.Contains("古丽", household.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("2020-04-20", household.QuerySelector("section[aria-labelledby=history] li")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_those_who_stay_are_to_the_new_head_is_asked_with_what_follows_chosen_already()
    {
        await using var served = await ServedRegistry.Start();
        await Record(served, await Open(served, Family, "birth"), ("name", "阿丽娅"), ("sex", "female"), ("relation", "daughter"), ("day", "2020-04-10"));
        var page = await Open(served, Family, "death");
        var asked = await Refused(served, page, ("person", Who(page, "卡德尔")), ("head", Who(page, "古丽", "head")), ("day", "2020-04-20"));
        Assert.Contains("与新户主的关系", asked.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        var relation = Assert.Single(asked.QuerySelectorAll<IHtmlSelectElement>("select[name^=to_head_]"));
        Assert.Equal("daughter", relation.Value);
        var household = await Record(served, asked);
        Assert.Contains(household.QuerySelectorAll("section[aria-labelledby=members] tbody tr"), row => row.TextContent.Contains("阿丽娅", StringComparison.Ordinal) && row.TextContent.Contains("之女", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_became_of_a_household_is_said_plainly_and_linked_both_ways()
    {
        await using var served = await ServedRegistry.Start();
        var (family, alone) = ((await served.HouseholdAddress(Family)).Split('?')[0], (await served.HouseholdAddress(Alone)).Split('?')[0]);
        // 古丽 forms a household of her own: each page leads to the other.
        var split = await Open(served, Family, "split");
        var goes = split.QuerySelectorAll<IHtmlInputElement>("input[type=checkbox]").First(box => box.ParentElement!.TextContent.Contains("古丽", StringComparison.Ordinal)).Name!;
        var old = await Record(served, split, (goes, "1"), (goes.Replace("member", "relation", StringComparison.Ordinal), "head"), ("number", "6510000019"), ("day", "2020-04-20"));
        var own = old.QuerySelectorAll<IHtmlAnchorElement>("p.aside a").Single(link => link.TextContent.Contains("6510000019", StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.Contains((await served.Get(own)).QuerySelectorAll<IHtmlAnchorElement>("p.aside a"), link => link.GetAttribute("href")!.StartsWith(family, StringComparison.Ordinal));
        Assert.Contains("古丽", old.QuerySelector("section[aria-labelledby=history] li .who")!.TextContent, StringComparison.Ordinal);

        // 阿依木 joins them: her household ends, says where she went, and offers its undoing and no events.
        var page = await Open(served, Alone, "departure");
        await Record(served, page, ("person", Who(page, "阿依木")), ("where", "registered"), ("household", Family), ("relation", "other"), ("reason", "投靠亲属"), ("day", "2020-05-01"));
        var ended = await served.Get(alone);
        Assert.Contains(ended.QuerySelectorAll<IHtmlAnchorElement>("p.advice a"), link => link.GetAttribute("href")!.StartsWith(family, StringComparison.Ordinal));
        Assert.Contains("阿依木", ended.QuerySelector("p.advice")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(ended.QuerySelectorAll("main a[href*='events/birth'], main a[href*='events/death']"));
        Assert.NotNull(ended.QuerySelector("p.other a.undo"));
        // In its history she left; in theirs she joined.
        Assert.Contains("成员离开", ended.QuerySelector("section[aria-labelledby=history] li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("成员加入 阿依木", (await served.Get(family)).QuerySelector("section[aria-labelledby=history] li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("离开", ended.QuerySelector("details.folded tbody th")!.TextContent, StringComparison.Ordinal);

        var merge = await Refused(served, await Open(served, Family, "merge"), ("household", "6510000019"), ("day", "2020-06-01"));
        await Record(served, merge);
        var merged = await served.Get(own);
        Assert.Contains("并入", merged.QuerySelector("p.advice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(merged.QuerySelectorAll<IHtmlAnchorElement>("p.advice a"), link => link.GetAttribute("href")!.StartsWith(family, StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_its_last_member_a_household_ends_for_a_reason_and_is_no_longer_counted()
    {
        await using var served = await ServedRegistry.Start();
        async Task<int> Counted() => (await served.Get("/areas/652902/households?counted=households")).QuerySelectorAll("tbody tr").Length;
        var before = await Counted();
        var page = await Open(served, Alone, "death");
        Assert.Contains("只剩这一名成员", page.QuerySelector("form .waiting")!.TextContent, StringComparison.Ordinal);
        await Refused(served, page, ("person", Who(page, "阿依木")), ("day", "2020-04-20"));
        var ended = await Record(served, page, ("person", Who(page, "阿依木")), ("day", "2020-04-20"), ("reason", "去世后无人居住"));
        Assert.Contains("2020-04-20", ended.QuerySelector("p.advice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before - 1, await Counted());
        // A head with others staying: the form asks who is the head.
        var head = await Open(served, Family, "departure");
        var asked = await Refused(served, head, ("person", Who(head, "卡德尔")), ("where", "away"), ("day", "2020-04-20"));
        Assert.Contains("新户主", asked.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("古丽", (await Record(served, asked, ("head", Who(asked, "古丽", "head")))).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_married_in_brings_her_wages()
    {
        await using var served = await ServedRegistry.Start();
        var household = await Record(served, await Open(served, Alone, "arrival"), ("name", "吐尔逊"), ("relation", "spouse"), ("sex", "male"), ("born", "1979-05-06"), ("brings_wages", "9,000"), ("day", "2020-05-01"));
        Assert.Equal(["阿依木", "吐尔逊"], Members(household));
        Assert.Equal(["30,000", "9,000"], household.QuerySelectorAll("section[aria-labelledby=budget] li b.figure").Select(cell => cell.TextContent.Trim()).Where(text => text.Contains(',', StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Who_marries_away_takes_a_part_of_the_wages_along_into_the_other_household()
    {
        await using var served = await ServedRegistry.Start();
        var page = await Open(served, Family, "departure");
        var wages = page.QuerySelectorAll("select").First(select => select.GetAttribute("aria-label") == "工资性收入").GetAttribute("name")!;
        (string, string)[] typed = [("person", Who(page, "古丽")), ("where", "registered"), ("household", Alone), ("relation", "other"), (wages, "part"), (wages.Replace("goes", "part", StringComparison.Ordinal), "2,300"), ("day", "2020-05-01")];
        var household = await Record(served, page, typed);
        Assert.Equal(["卡德尔·艾尔肯"], Members(household));
        Assert.Equal("10,000", Budget(household, "工资性收入"));
        var other = await served.Get(await served.HouseholdAddress(Alone));
        Assert.Equal(["阿依木", "古丽"], Members(other));
        Assert.Contains("2,300", other.QuerySelector("section[aria-labelledby=budget]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_comes_back_as_it_was_typed_with_the_sentence_beside_it()
    {
        await using var served = await ServedRegistry.Start();
        var page = await Open(served, Family, "arrival");
        var again = await Refused(served, page, ("name", "热娜"), ("number", "999037196307227962"), ("sex", "female"), ("relation", "daughter"), ("brings_wages", "九千"), ("day", "2020-05-01"), ("reason", "结婚"));
        string? Typed(string name) => (again.QuerySelector($"input[name={name}]") as IHtmlInputElement)?.Value;
        Assert.Equal(("热娜", "999037196307227962", "九千", "2020-05-01", "结婚"), (Typed("name"), Typed("number"), Typed("brings_wages"), Typed("day"), Typed("reason")));
        Assert.True(again.QuerySelector<IHtmlInputElement>("input[name=sex][value=female]")!.IsChecked);
        Assert.Equal("daughter", again.QuerySelector<IHtmlSelectElement>("select[name=relation]")!.Value);
        // Mended, it goes through; and a wrong check digit is its own sentence.
        // An amount may be written as in a list.
        Assert.Contains("校验", (await Refused(served, again, ("relation", "daughter"), ("brings_wages", "0.9万"))).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        await Refused(served, await Open(served, Family, "birth"), ("day", "2999-01-01"));
    }

    /// <summary>What is covered of a household, and what changed of it meanwhile, is asked of the form's own.</summary>
    [Theory]
    [InlineData("document", "number", ServedRegistry.Number)]
    [InlineData("document", "number", "999037196307227961")]
    [InlineData("death", "reason", "去世")]
    [InlineData("departure", "reason", "外出")]
    public async Task A_form_is_about_the_members_of_its_own_household_and_nobody_elses(string name, string field, string typed)
    {
        await using var served = await ServedRegistry.Start();
        var somebodyElse = Who(await Open(served, Family, "document"), "卡德尔");
        var again = await Refused(served, await Open(served, Alone, name), ("person", somebodyElse), ("day", "2020-05-01"), (field, typed));
        Assert.Contains(Problem.NobodyChosen().In("zh"), again.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["卡德尔·艾尔肯", "古丽"], Members(await served.Get(await served.HouseholdAddress(Family))));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_a_sentence_of_its_own()
    {
        await using var served = await ServedRegistry.Start();
        async Task Says(string words, string page, params (string, string)[] typed)
        {
            var opened = await Open(served, Family, page);
            var again = await Refused(served, opened, [.. typed.Select(one => one.Item1 is "person" or "head" ? (one.Item1, Who(opened, one.Item2, one.Item1)) : one)]);
            Assert.Contains(words, again.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        }
        await Says("表单还是空的", "birth", ("name", ""), ("day", "2020-05-01"));
        await Says("18 年以前", "birth", ("name", "艾力"), ("sex", "male"), ("day", "1999-05-01"));
        await Says("最多 60 个字", "birth", ("name", new string('艾', 61)), ("sex", "male"), ("day", "2020-05-01"));
        await Says("看不见的字符", "arrival", ("name", "热\u200B娜"), ("day", "2020-05-01"));
        await Says("来的人的姓名", "arrival", ("name", ""), ("day", "2020-05-01"));
        await Says("这一户自己", "merge", ("household", Family), ("day", "2020-05-01"));
        // A death before the list that still named them is said where it is entered, and may yet be so.
        var page = await Open(served, Family, "death");
        var early = await Refused(served, page, ("person", Who(page, "卡德尔")), ("head", Who(page, "古丽", "head")), ("day", "2019-11-02"));
        Assert.Contains("2020-04-01", early.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["古丽"], Members(await Record(served, early, ("before", "1"))));
    }

    [Fact]
    public async Task That_a_number_is_covered_is_said_before_another_is_typed_and_what_was_typed_stands_there_after_it_is_shown()
    {
        await using var served = await ServedRegistry.Start();
        var page = await Open(served, Family, "document");
        Assert.Contains("卡德尔·艾尔肯、古丽的证件号码已登记", page.QuerySelector("main > p.advice, form p.advice")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("details.covered"));
        var nobodys = await Open(served, Alone, "document");
        Assert.True(nobodys.QuerySelector(".advice") is null && nobodys.QuerySelector("details.covered") is null);

        var back = await Refused(served, page, ("person", Who(page, "古丽")), ("number", "999037196307227988"), ("reason", "换了证"));
        // The words that go with it are missing at first: nothing that was typed goes with that either.
        foreach (var (purpose, words) in new[] { ("other", ""), ("visit", "") })
        {
            using var asked = await served.Send((IHtmlFormElement)back.QuerySelector("details.covered[open] form")!, ("purpose", purpose), ("words", words));
            Assert.DoesNotContain("999037196307227988", asked.Headers.Location!.ToString(), StringComparison.Ordinal);
            back = await served.Get(asked.Headers.Location!.ToString());
        }
        Assert.Equal(("999037196307227988", "换了证"), (back.QuerySelector<IHtmlInputElement>("input[name=number]")!.Value, back.QuerySelector<IHtmlInputElement>("input[name=reason]")!.Value));
        Assert.Equal(Who(back, "古丽"), back.QuerySelector<IHtmlSelectElement>("select[name=person]")!.Value);
        await Record(served, back, ("person", Who(back, "古丽")), ("aswritten", "1"));
    }

    [Fact]
    public async Task Of_two_who_enter_at_once_the_second_is_shown_what_the_first_entered_and_asked_again()
    {
        await using var served = await ServedRegistry.Start();
        var (first, second) = (await Open(served, Family, "birth"), await Open(served, Family, "birth"));
        await Record(served, first, ("name", "艾力"), ("day", "2020-05-01"));
        var asked = await Refused(served, second, ("name", "阿丽娅"), ("day", "2020-05-02"));
        Assert.Contains("出生登记", asked.QuerySelector("section.advice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("阿丽娅", asked.QuerySelector<IHtmlInputElement>("input[name=name]")!.Value);
        Assert.Equal(4, Members(await Record(served, asked)).Count);
    }

    [Fact]
    public async Task A_household_splits_gets_a_new_head_and_is_merged_again()
    {
        await using var served = await ServedRegistry.Start();
        var head = await Open(served, Family, "head");
        var named = await Record(served, head, ("person", Who(head, "古丽")), (head.QuerySelectorAll<IHtmlSelectElement>("select[name^=relation_]").First(select => select.ParentElement!.TextContent.Contains("卡德尔", StringComparison.Ordinal)).Name!, "spouse"), ("day", "2020-04-10"));
        Assert.Contains("古丽", named.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);

        var split = await Open(served, Family, "split");
        var goes = split.QuerySelectorAll<IHtmlInputElement>("input[type=checkbox]").First(box => box.ParentElement!.TextContent.Contains("卡德尔", StringComparison.Ordinal)).Name!;
        await Refused(served, split, (goes, "1"), ("number", "6510000019"), ("day", "2020-04-20"));
        var left = await Record(served, split, (goes, "1"), (goes.Replace("member", "relation", StringComparison.Ordinal), "head"), ("number", "6510000019"), ("day", "2020-04-20"));
        Assert.Equal(["古丽"], Members(left));
        Assert.Equal(["卡德尔·艾尔肯"], Members(await served.Get(await served.HouseholdAddress("6510000019"))));

        // Those who join are shown with what they were before, to be checked.
        var asked = await Refused(served, await Open(served, Family, "merge"), ("household", "6510000019"), ("day", "2020-05-01"));
        var relation = asked.QuerySelectorAll<IHtmlSelectElement>("select[name^=relation_]").Single();
        Assert.Contains("卡德尔", relation.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal("spouse", relation.Value);
        Assert.Contains("已按以前的登记预先选好", asked.QuerySelector("fieldset .source")!.TextContent, StringComparison.Ordinal);
        var strangers = await Refused(served, await Open(served, Family, "merge"), ("household", Alone), ("day", "2020-05-01"));
        Assert.DoesNotContain("预先选好", strangers.QuerySelector("fieldset .source")!.TextContent, StringComparison.Ordinal);
        var merged = await Record(served, asked);
        Assert.Equal(2, Members(merged).Count);
        Assert.Contains("配偶", merged.QuerySelector("section[aria-labelledby=members]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_household_that_has_ended_nothing_is_asked_but_what_was_recorded_wrongly()
    {
        await using var served = await ServedRegistry.Start();
        var address = (await served.HouseholdAddress(Alone)).Split('?')[0];
        var death = await Open(served, Alone, "death");
        await Record(served, death, ("person", Who(death, "阿依木")), ("day", "2020-05-02"), ("reason", "病逝"));
        foreach (var name in new[] { "birth", "death", "arrival", "departure", "split", "merge", "head", "away", "move", "county", "living" })
        {
            var page = await served.Get($"{address}/events/{name}");
            Assert.Null(page.QuerySelector("form.answers"));
            Assert.Equal(Problem.HouseholdEnded(new DateOnly(2020, 5, 2)).Zh, page.QuerySelector("[role=alert]")!.TextContent.TrimStart('!'));
        }
        Assert.Null((await served.Get(address + "/events/correct")).QuerySelector("[role=alert]"));
    }

    [Fact]
    public async Task Away_and_back_moved_and_living_elsewhere_and_a_number_given()
    {
        await using var served = await ServedRegistry.Start();
        var away = await Open(served, Family, "away");
        var household = await Record(served, away, ("person", Who(away, "古丽")), ("why", "work"), ("day", "2020-04-10"));
        Assert.Equal(2, Members(household).Count);
        Assert.Contains("务工", household.QuerySelector("section[aria-labelledby=members]")!.TextContent, StringComparison.Ordinal);
        household = await Record(served, away = await Open(served, Family, "away"), ("person", Who(away, "古丽")), ("why", "back"), ("day", "2020-05-10"));
        Assert.DoesNotContain("务工", household.QuerySelector("section[aria-labelledby=members]")!.TextContent, StringComparison.Ordinal);

        var living = await Open(served, Family, "living");
        var other = Who(living, "玉奇玉吉买", "village");
        await Record(served, living, ("village", other), ("day", "2020-05-01"));
        household = await Record(served, await Open(served, Family, "move"), ("village", other), ("natural", "二组"), ("day", "2020-06-01"));
        Assert.Contains("玉奇玉吉买", household.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        await Refused(served, await Open(served, Family, "move"), ("village", other), ("day", "2020-06-02"));

        var document = await Open(served, Alone, "document");
        await Refused(served, document, ("person", Who(document, "阿依木")), ("number", "999037196307227960"));
        Assert.Contains("999", (await Record(served, document, ("person", Who(document, "阿依木")), ("number", "999037198001010043"), ("aswritten", "1"))).QuerySelector("section[aria-labelledby=members]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await served.Client.GetAsync(new Uri((await served.HouseholdAddress(Alone)).Split('?')[0] + "/events/county", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("birth"), InlineData("death"), InlineData("arrival"), InlineData("departure"), InlineData("split"), InlineData("merge"), InlineData("head"), InlineData("away"), InlineData("move"), InlineData("county"), InlineData("living"), InlineData("document"), InlineData("undo")]
    public async Task Whoever_may_not_enter_anything_or_only_elsewhere_gets_no_form_and_sends_none(string name)
    {
        await using var served = await ServedRegistry.Start();
        var address = $"{(await served.HouseholdAddress(Family)).Split('?')[0]}/events/{name}";
        foreach (var actor in new[]
                 {
                     new Actor("reader", new HashSet<Right> { Right.ReadHouseholds }, null),
                     Actor.Operator("another county's").In(987),
                     Actor.Operator("another village's").Within(County(served), 987),
                 })
        {
            await using var theirs = await ServedRegistry.Start(actor, over: served.Registry);
            await theirs.Get(address, HttpStatusCode.Forbidden);
            var token = (await theirs.Get("/search")).QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!;
            using var sent = await theirs.Client.PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create(token.Name!, token.Value), KeyValuePair.Create("day", "2020-05-01")]), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Forbidden, sent.StatusCode);
        }
    }

    [Fact]
    public async Task Every_field_can_be_put_right_with_a_reason_and_what_is_plainly_wrong_is_refused()
    {
        await using var served = await ServedRegistry.Start();
        var list = await Open(served, Family, "correct");
        var links = list.QuerySelectorAll<IHtmlAnchorElement>("a[href*='correct-field']").Select(link => link.GetAttribute("href")!).ToList();
        var covered = links.First(link => link.Contains("field=phone", StringComparison.Ordinal));
        foreach (var link in links.Where(link => link != covered))
            Assert.NotNull(Form(await served.Get(link)));
        var phone = await served.Get(covered);
        Assert.Null(Form(phone));
        Assert.DoesNotContain("19900001234", phone.DocumentElement.OuterHtml, StringComparison.Ordinal);
        using (var shown = await served.Send((IHtmlFormElement)phone.QuerySelector("details.covered[open] form")!, ("purpose", "correction")))
            phone = await served.Get(shown.Headers.Location!.ToString());
        await Refused(served, phone, ("value_phone", "没有"), ("reason", "核实"));
        await Refused(served, phone, ("value_phone", "0997-7654321"), ("reason", ""));
        var household = await Record(served, phone, ("value_phone", "0997-7654321"), ("reason", "换号了"));
        Assert.Contains("换号了", household.QuerySelector("section[aria-labelledby=history] li")!.TextContent, StringComparison.Ordinal);

        var name = await served.Get(links.First(link => link.Contains("field=name", StringComparison.Ordinal)));
        Assert.Contains("艾尔肯江", (await Record(served, name, ("value_name", "卡德尔·艾尔肯江"), ("since", "always"), ("reason", "身份证"))).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        var wages = await served.Get(links.First(link => link.Contains("field=amount", StringComparison.Ordinal)));
        await Refused(served, wages, ("value_amount", "-1"), ("reason", "核实"));
        var added = await served.Get(links.First(link => link.Contains("register=budget", StringComparison.Ordinal) && !link.Contains("entry=", StringComparison.Ordinal)));
        Assert.Contains("1,234", (await Record(served, added, ("value_item", "property"), ("value_amount", "1234"), ("value_basis", "addition"), ("reason", "漏记"))).QuerySelector("section[aria-labelledby=budget]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_that_clears_a_warning_waits_with_its_photo_until_somebody_else_confirms_it()
    {
        await using var served = await ServedRegistry.Start(Actor.Operator("village cadre"));
        await using var township = await ServedRegistry.Start(Actor.Operator("township official"), over: served.Registry);
        var link = (await Open(served, Family, "correct")).QuerySelectorAll<IHtmlTableRowElement>("tr").First(row => row.TextContent.Contains("自付医疗费用", StringComparison.Ordinal) && row.TextContent.Contains("6,200", StringComparison.Ordinal))
            .QuerySelector("a")!.GetAttribute("href")!;
        var asked = await Refused(served, await served.Get(link), ("value_amount", "4000"), ("reason", "发票重复"));
        Assert.Equal(("4000", "发票重复"), (asked.QuerySelector<IHtmlInputElement>("input[name=value_amount]")!.Value, asked.QuerySelector<IHtmlInputElement>("input[name=reason]")!.Value));

        var (photo, kept) = (Pictures.Jpeg(Pictures.Exif(1)), Pictures.Square);
        async Task<HttpResponseMessage> With(byte[] file)
        {
            using var form = new MultipartFormDataContent();
            foreach (var input in Form(asked).QuerySelectorAll<IHtmlInputElement>("input[name]").Where(input => input.Type is not ("file" or "radio") || input.IsChecked))
                form.Add(new StringContent(input.Value), input.Name!);
            form.Add(new StringContent("看了医院发票原件"), "evidence");
            form.Add(new ByteArrayContent(file), "photo", "发票.jpg");
            return await served.Client.PostAsync(new Uri(Form(asked).GetAttribute("action")!, UriKind.Relative), form, TestContext.Current.CancellationToken);
        }

        // A file with nothing in it is not left out without a word.
        using (var empty = await With([]))
            Assert.Contains("附件是空的", await empty.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var sent = await With(photo);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        var waiting = await served.Get(sent.Headers.Location!.ToString());
        Assert.Null(waiting.QuerySelector("button[value=confirm]"));

        // The household is marked and its warning stands; the township finds it in its list, with the photo.
        var household = await served.Get(await served.HouseholdAddress(Family));
        Assert.NotNull(household.QuerySelector(".correction .mark"));
        Assert.Contains("医疗", household.QuerySelector("section[aria-labelledby=warnings]")!.TextContent, StringComparison.Ordinal);
        var listed = (await township.Get("/corrections?area=652902")).QuerySelector<IHtmlAnchorElement>("tbody a")!.GetAttribute("href")!;
        // The photo shows whatever is on it: it is covered until they say what for, and then it is there.
        var covered = await township.Get(listed + "/evidence");
        using (var uncovered = await township.Send((IHtmlFormElement)covered.QuerySelector("details.covered[open] form")!, ("purpose", "correction")))
            Assert.Equal(listed + "/evidence", uncovered.Headers.Location!.ToString());
        using var picture = await township.Client.GetAsync(new Uri(listed + "/evidence", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(kept, await picture.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        // What is entered meanwhile is shown, and the correction tried on it again.
        await Record(township, await Open(township, Family, "birth"), ("name", "艾力"), ("sex", "male"), ("day", "2020-05-01"));
        var page = await township.Get(listed);
        Assert.Contains("出生登记", page.QuerySelector("section.advice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("按现在的情况再试，会消除的预警", page.QuerySelector("section.advice")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("看了医院发票原件", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        var done = await Record(township, page, ("reason", "对照了原件"), ("answer", "confirm"));
        Assert.Contains("消除预警", Done(done), StringComparison.Ordinal);
        Assert.Contains("township official", done.QuerySelector("p.correction")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("village cadre", done.QuerySelector("section[aria-labelledby=history]")!.TextContent, StringComparison.Ordinal);
        // Where the warning comes up again, both stand on the page: it says so.
        Assert.DoesNotContain("又出现", done.QuerySelector("p.correction")!.TextContent, StringComparison.Ordinal);
        var back = await Record(township, await township.Get(link), ("value_amount", "9000"), ("reason", "又有一张发票"));
        Assert.EndsWith("；后来“自付医疗费用大”又出现了", back.QuerySelector("p.correction")!.TextContent.Trim(), StringComparison.Ordinal);
        // Nobody of another county sees any of it.
        await using var elsewhere = await ServedRegistry.Start(Actor.Operator("elsewhere").In(987), over: served.Registry);
        await elsewhere.Get(listed, HttpStatusCode.Forbidden);
        await elsewhere.Get(listed + "/evidence", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_warning_that_went_with_an_event_waits_for_a_second_look_and_undoing_what_raised_one_asks_for_evidence()
    {
        await using var served = await ServedRegistry.Start(Actor.Operator("village cadre"));
        await using var township = await ServedRegistry.Start(Actor.Operator("township official"), over: served.Registry);
        var today = served.Registry.Database.Time.GetUtcNow().AddHours(8).ToString("yyyy-MM-dd", null);
        var page = await Open(served, Family, "departure");
        var medical = page.QuerySelectorAll<IHtmlSelectElement>("select[name^=goes_]").First(select => select.GetAttribute("aria-label") == "自付医疗费用").Name!;
        var household = await Record(served, page, ("person", Who(page, "古丽")), ("where", "away"), (medical, "all"), ("reason", "回娘家"), ("day", today));
        // It is in force, and says that somebody else has to look.
        Assert.Equal(["卡德尔·艾尔肯"], Members(household));
        Assert.Contains("另一人", Done(household), StringComparison.Ordinal);
        var link = household.QuerySelector<IHtmlAnchorElement>(".waiting.correction a")!;
        Assert.Contains("医疗", link.TextContent, StringComparison.Ordinal);
        var own = await served.Get(link.GetAttribute("href")!);
        Assert.Null(own.QuerySelector("button[value=confirm]"));
        Assert.NotNull(own.QuerySelector("main a[href*='events/undo']"));

        var listed = (await township.Get("/corrections?area=652902")).QuerySelector<IHtmlTableRowElement>("tbody tr")!;
        Assert.Contains("回娘家", listed.TextContent, StringComparison.Ordinal);
        var address = listed.QuerySelector<IHtmlAnchorElement>("a")!.GetAttribute("href")!;
        using (var returned = await township.Send(Form(await township.Get(address)), ("reason", "费用是户主的"), ("answer", "decline")))
            Assert.Equal(HttpStatusCode.SeeOther, returned.StatusCode);
        Assert.Contains("费用是户主的", (await served.Get(await served.HouseholdAddress(Family))).QuerySelector(".waiting.correction")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("费用是户主的", (await township.Get("/corrections?area=652902")).QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        using (var confirmed = await township.Send(Form(await township.Get(address)), ("reason", "看了发票"), ("answer", "confirm")))
            Assert.Equal(address, confirmed.Headers.Location!.ToString());
        Assert.Empty((await township.Get("/corrections?area=652902")).QuerySelectorAll("tbody"));
        household = await served.Get(await served.HouseholdAddress(Family));
        Assert.Contains("township official", household.QuerySelector("p.aside.correction")!.TextContent, StringComparison.Ordinal);

        // Somebody raises a warning by mistake: taking that back would make it go, so it waits with what was seen.
        var house = (await Open(served, Alone, "correct")).QuerySelectorAll<IHtmlAnchorElement>("a[href*='field=house_grade']").Single().GetAttribute("href")!;
        var raised = await Record(served, await served.Get(house), ("value_house_grade", "d"), ("reason", "鉴定书"));
        var undo = await Refused(served, await served.Get(raised.QuerySelector<IHtmlAnchorElement>(".done a.undo")!.GetAttribute("href")!), ("reason", "填错了户"));
        Assert.NotNull(undo.QuerySelector("textarea[name=evidence]"));
        using var proposed = await served.Send(Form(undo), ("evidence", "鉴定书是另一户的"));
        var waiting = await township.Get(proposed.Headers.Location!.ToString().Split('?')[0]);
        Assert.Contains("更正台账", waiting.QuerySelector("section.question")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("已撤销", Done(await Record(township, waiting, ("reason", "对照了"), ("answer", "confirm"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_amounts_that_go_along_are_those_of_the_day_and_a_total_that_counts_no_longer_is_not_offered()
    {
        await using var served = await ServedRegistry.Start();
        // Since May the household earns less, by a newer total; its old one counts no longer today.
        var added = (await Open(served, Alone, "correct")).QuerySelectorAll<IHtmlAnchorElement>("a[href*='register=budget']").First(link => !link.GetAttribute("href")!.Contains("entry=", StringComparison.Ordinal)).GetAttribute("href")!;
        await Record(served, await served.Get(added), ("value_item", "wages"), ("value_amount", "9000"), ("value_basis", "total"), ("value_period_from", "2020-04-01"), ("value_period_to", "2020-04-30"), ("reason", "重新采集"));
        await Record(served, await Open(served, Alone, "birth"), ("name", "阿丽娅"), ("sex", "female"), ("day", "2020-04-10"));
        string[] Shown(IHtmlDocument form) => [.. form.QuerySelectorAll("td.figure").Select(cell => cell.TextContent.Trim())];
        var page = await Open(served, Alone, "departure");
        Assert.Equal(["9,000"], Shown(page));
        var goes = page.QuerySelector<IHtmlSelectElement>("select[name^=goes_]")!.Name!;
        var again = await Refused(served, page, ("person", Who(page, "阿丽娅")), ("where", "away"), (goes, "all"), ("day", "2020-04-20"));
        Assert.Contains("2020-04-20", again.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["30,000"], Shown(again));
        var household = await Record(served, again, (again.QuerySelector<IHtmlSelectElement>("select[name^=goes_]")!.Name!, "part"), (again.QuerySelector<IHtmlInputElement>("input[name^=part_]")!.Name!, "10000"));
        Assert.Equal(["阿依木"], Members(household));
    }

    [Fact]
    public async Task One_field_of_a_whole_list_is_put_right_with_a_preview_and_undone_as_one()
    {
        await using var served = await ServedRegistry.Start();
        var move = await Open(served, Family, "move");
        await Record(served, move, ("village", Who(move, "玉奇玉吉买", "village")), ("day", "2020-04-10"));
        var fields = await served.Get("/areas/652902/bulk?counted=households");
        var page = await served.Get(fields.QuerySelectorAll<IHtmlAnchorElement>("a[href*='field=']").First(link => link.GetAttribute("href")!.Contains("natural_village", StringComparison.Ordinal)).GetAttribute("href")!);
        using var previewed = await served.Send(Form(page), ("value", "三组"), ("reason", "村里核实"), ("step", "preview"));
        var preview = served.Parse(await previewed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, preview.QuerySelectorAll("tbody tr").Length);
        Assert.DoesNotContain("三组", (await served.Get(await served.HouseholdAddress(Alone))).QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        // A household changed since: nothing is applied, the preview is shown anew.
        await Record(served, await Open(served, Family, "birth"), ("name", "艾力"), ("sex", "male"), ("day", "2020-05-01"));
        using (var late = await served.Send(Form(preview), ("step", "apply")))
        {
            Assert.Equal(HttpStatusCode.BadRequest, late.StatusCode);
            preview = served.Parse(await late.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.NotNull(preview.QuerySelector("[role=alert]"));
            Assert.Equal(2, preview.QuerySelectorAll("tbody tr").Length);
        }
        Assert.DoesNotContain("三组", (await served.Get(await served.HouseholdAddress(Alone))).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var applied = await served.Send(Form(preview), ("step", "apply"));
        Assert.Equal(HttpStatusCode.SeeOther, applied.StatusCode);
        // It can be loaded again, and says the same; nobody else is told, and no address can be made up that says so.
        await served.Get(applied.Headers.Location!.ToString());
        var done = await served.Get(applied.Headers.Location!.ToString());
        Assert.Equal(2, done.QuerySelectorAll("tbody tr").Length);
        await using var other = await ServedRegistry.Start(Actor.Operator("another"), over: served.Registry);
        Assert.Null((await other.Get(applied.Headers.Location!.ToString())).QuerySelector(".done"));
        Assert.Null((await served.Get("/areas/652902/bulk?receipt=00112233445566778899aabbccddeeff")).QuerySelector(".done"));
        Assert.Contains("三组", (await served.Get(await served.HouseholdAddress(Alone))).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        // Undoing all of it says of how many; a team that may change only some of them is not offered it.
        Assert.Contains("2 户", done.QuerySelector(".done a.undo")!.TextContent, StringComparison.Ordinal);
        var village = Actor.Operator("team").Within(County(served), Saxaul.Areas.Gazetteer.Read(served.Registry.Database).ByCode(ServedRegistry.Village)!.Id);
        await using var team = await ServedRegistry.Start(village, over: served.Registry);
        var alone = (await served.HouseholdAddress(Alone)).Split('?')[0];
        Assert.Contains("2 户", (await served.Get(alone)).QuerySelector("section[aria-labelledby=history] a.undo")!.TextContent, StringComparison.Ordinal);
        Assert.Empty((await team.Get(alone)).QuerySelectorAll("a.undo"));
        await Record(served, await served.Get(done.QuerySelector<IHtmlAnchorElement>(".done a")!.GetAttribute("href")!), ("reason", "改错了"));
        foreach (var household in new[] { Family, Alone })
            Assert.DoesNotContain("三组", (await served.Get(await served.HouseholdAddress(household))).QuerySelector("section[aria-labelledby=self]")!.TextContent, StringComparison.Ordinal);

        using var refused = await served.Send(Form(page), ("value", "三组"), ("reason", ""), ("step", "preview"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("三组", served.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).QuerySelector<IHtmlInputElement>("input[name=value]")!.Value);
        await using var reader = await ServedRegistry.Start(new Actor("reader", new HashSet<Right> { Right.ReadHouseholds }, null), over: served.Registry);
        await reader.Get("/areas/652902/bulk?counted=households", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_is_covered_is_not_put_right_of_many_nor_told_by_trying()
    {
        await using var served = await ServedRegistry.Start();
        var fields = await served.Get("/areas/652902/bulk?counted=households");
        Assert.Empty(fields.QuerySelectorAll("a[href*='field=phone']"));
        var form = Form(await served.Get("/areas/652902/bulk?counted=households&field=natural_village"));
        using var tried = await served.Send(form, ("field", "phone"), ("value", "19900001234"), ("reason", "换号"), ("step", "preview"));
        Assert.Equal(HttpStatusCode.BadRequest, tried.StatusCode);
        Assert.DoesNotContain("6510000001", await tried.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_the_value_for_many_is_said_once_at_the_form()
    {
        await using var served = await ServedRegistry.Start();
        var page = await served.Get("/areas/652902/bulk?counted=households&field=living.house_grade");

        using var refused = await served.Send(Form(page), ("value", "abc"), ("reason", "重新鉴定"), ("step", "preview"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var again = served.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Empty(again.QuerySelectorAll("main table"));
        Assert.Equal("refused", Form(again).GetAttribute("aria-describedby"));
        Assert.Contains("鉴定", again.QuerySelector("#refused")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_village_that_was_not_chosen_is_asked_for_and_a_day_is_kept_whole()
    {
        await using var served = await ServedRegistry.Start();
        var again = await Refused(served, await Open(served, Family, "move"), ("day", "2020-04-10"));
        Assert.Contains("请选择是哪个村", again.QuerySelector("#refused")!.TextContent, StringComparison.Ordinal);

        var done = await Record(served, again, ("village", Who(again, "玉奇玉吉买", "village")));
        Assert.EndsWith(" 2020-04-10", done.QuerySelector(".done .whole")!.TextContent, StringComparison.Ordinal);
    }

    private static int County(ServedRegistry served) => new PickHousehold(Family).Run(served.Registry, Actor.Operator("official")).CountyKey;
}
