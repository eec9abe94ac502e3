using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Saxaul.Areas;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Privacy;
using Saxaul.Screening;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>
/// Forms that look up a number which somebody typed: what they refuse may tell whose it is, so a village team has as many of them in a day as of searches by number. 6510000001 and 6510000003 lie in its village, 6510000002 does not.
/// </summary>
public sealed class NumbersTriedPageTests
{
    private const string Spouse = "999037196307227961";

    /// <summary>The forms of a family that take a document's or household's number, with what is sent to be refused once it was looked up.</summary>
    private static readonly Dictionary<string, (string Name, string Value)[]> Prepared = new()
    {
        ["arrival number"] = [("name", "别人"), ("number", Spouse), ("relation", "son")],
        ["document number"] = [("person", "卡德尔"), ("number", ServedRegistry.Number)],
        ["split number"] = [("number", "6510000002"), ("relation", "head")],
        ["correct-field value_household_number"] = [("value_household_number", "6510000002"), ("reason", "写错了")],
        // Whoever names another household names one within their reach, as in a search: any other is not there for them.
        ["merge household"] = [],
        ["departure household"] = [],
    };

    private static Actor Team(Registry registry)
    {
        var village = Gazetteer.Read(registry.Database).ByCode(ServedRegistry.Village)!;
        return Actor.Operator("team").Within(village.CountyKey, village.Id);
    }

    private static long Tried(Registry registry) => DailyUse.MuchIn(registry, Actor.Operator("official"), "652902", 9).Single(use => use.What == UseKind.NumbersTried).Times;

    /// <summary>As a browser sends it: people are chosen by their name, and who is ticked goes along as the head.</summary>
    private static (string Name, string Value)[] Chosen(IHtmlFormElement form, (string Name, string Value)[] typed) => [.. typed.SelectMany(one => one switch
    {
        ("person", var name) => [("person", form.QuerySelectorAll<IHtmlOptionElement>("select[name=person] option").First(option => option.TextContent.Contains(name, StringComparison.Ordinal)).Value)],
        ("relation", "head") => form.QuerySelectorAll<IHtmlInputElement>("input[name^=member_]").Skip(1).Take(1).SelectMany(member => new[] { (member.Name!, "1"), ("relation_" + member.Name![7..], "head") }).ToArray(),
        _ => new[] { one },
    })];

    [Fact]
    public async Task Every_form_that_takes_a_number_counts_what_it_refuses_once_the_number_was_looked_up()
    {
        await using var office = await ServedRegistry.Start();
        var team = Team(office.Registry);
        await using var served = await ServedRegistry.Start(team, over: office.Registry);
        var address = (await office.HouseholdAddress("6510000001")).Split('?')[0];
        using (await served.Send((IHtmlFormElement)(await served.Get(address)).QuerySelector("details.covered form")!, ("purpose", "correction"), ("words", "")))
        {
        }
        var numbers = new NumbersTried(office.Registry, team);
        numbers.Say("counter");
        numbers.Keep(30);

        List<string> found = [];
        foreach (var link in await Forms(served, address))
        {
            var form = (await served.Get(link)).QuerySelector<IHtmlFormElement>("form.answers");
            foreach (var input in form?.QuerySelectorAll("label input[name]:not([type])").Where(input => input.Closest("label")!.TextContent is var label && (label.Contains("证件号码", StringComparison.Ordinal) || label.Contains("户编号", StringComparison.Ordinal))) ?? [])
            {
                var key = $"{link[(link.LastIndexOf('/') + 1)..].Split('?')[0]} {input.GetAttribute("name")}";
                found.Add(key);
                if (!Prepared.TryGetValue(key, out var typed) || typed.Length == 0)
                    continue;
                var before = Tried(office.Registry);
                using var refused = await served.Send(form!, Chosen(form!, typed));
                Assert.True(refused.StatusCode == HttpStatusCode.BadRequest, $"{key} answered {(int)refused.StatusCode}");
                Assert.True(Tried(office.Registry) == before + 1, $"{key} counted {Tried(office.Registry) - before}");
            }
        }
        Assert.Equal(Prepared.Keys.Order(StringComparer.Ordinal), found.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>All that the household's page and its page of corrections lead to.</summary>
    private static async Task<List<string>> Forms(ServedRegistry served, string address)
    {
        List<string> forms = [];
        foreach (var page in new[] { address, address + "/events/correct" })
            forms.AddRange((await served.Get(page)).QuerySelectorAll("a[href*='/events/']").Select(link => link.GetAttribute("href")!.Split('#')[0]));
        return [.. forms.Distinct()];
    }

    [Fact]
    public async Task A_form_says_what_for_from_thirty_on_is_refused_at_a_hundred_and_counts_nothing_before_it_looked_or_where_it_is_entered()
    {
        await using var office = await ServedRegistry.Start();
        var team = Team(office.Registry);
        await using var served = await ServedRegistry.Start(team, over: office.Registry);
        var address = (await office.HouseholdAddress("6510000003")).Split('?')[0] + "/events/arrival";
        async Task<(HttpStatusCode Status, IHtmlDocument Page)> Arrive(string name, string number, IHtmlDocument? on = null, params (string, string)[] more)
        {
            using var sent = await served.Send((IHtmlFormElement)(on ?? await served.Get(address)).QuerySelector("form.answers")!, [("name", name), ("number", number), ("relation", "son"), .. more]);
            return (sent.StatusCode, served.Parse(await sent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        }
        new NumbersTried(office.Registry, team).Keep(29);
        Assert.Equal(HttpStatusCode.BadRequest, (await Arrive("", Spouse)).Status);
        Assert.Empty(DailyUse.MuchIn(office.Registry, Actor.Operator("official"), "652902", 9));
        Assert.Equal(HttpStatusCode.BadRequest, (await Arrive("别人", Spouse)).Status);
        Assert.Equal(30, Tried(office.Registry));

        var (asked, form) = await Arrive("别人", Spouse);
        Assert.Equal(HttpStatusCode.BadRequest, asked);
        Assert.Contains("请先选择为了什么", form.QuerySelector("#refused")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("别人", form.QuerySelector<IHtmlInputElement>("input[name=name]")!.Value);
        Assert.Equal(30, Tried(office.Registry));
        Assert.Contains("属于本县另一个", (await Arrive("别人", Spouse, form, ("purpose", "counter"))).Page.QuerySelector("#refused")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(31, Tried(office.Registry));
        Assert.Equal(HttpStatusCode.SeeOther, (await Arrive("帕提古丽", "")).Status);
        Assert.Equal(31, Tried(office.Registry));

        new NumbersTried(office.Registry, team).Keep(69);
        var (status, page) = await Arrive("别人", Spouse);
        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Contains("100", page.QuerySelector("#refused")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(100, Tried(office.Registry));
        // Who has the whole county is told nothing by a household's number that they could not look up.
        await using var county = await ServedRegistry.Start(Actor.Operator("county"), over: office.Registry);
        var number = (await county.Get(address.Replace("arrival", "correct-field?of=household&field=household_number", StringComparison.Ordinal))).QuerySelector<IHtmlFormElement>("form.answers")!;
        using (var taken = await county.Send(number, ("value_household_number", "6510000002"), ("reason", "写错了")))
            Assert.Equal(HttpStatusCode.BadRequest, taken.StatusCode);
        Assert.Single(DailyUse.MuchIn(office.Registry, Actor.Operator("official"), "652902", 9));
    }

    [Fact]
    public async Task Who_confirms_a_correction_with_a_number_is_counted_where_it_is_refused_and_asked_what_for()
    {
        await using var office = await ServedRegistry.Start();
        var (registry, official, team) = (office.Registry, Actor.Operator("official"), Team(office.Registry));
        var facts = new FactStore(registry);
        HouseholdKey Household(string number) => new PickHousehold(number).Run(registry, official);
        Correction Numbered(string household) => new CorrectHousehold(Household(household), new Dictionary<string, string?> { ["household_number"] = "6510000099" }, null, "写错了");
        var proposer = new Actor("proposer", new HashSet<Right> { Right.ReadHouseholds, Right.ProposeCorrections }, new HashSet<int> { Household("6510000003").CountyKey });
        var waiting = new EnterCorrection(Numbered("6510000003")).Run(registry, proposer, facts, new Policies(registry, facts), Uncounted.AtTheMachine).Waiting!.Value;
        // Meanwhile another household, beyond the village, has the number.
        Numbered("6510000002").Run(registry, official);

        await using var served = await ServedRegistry.Start(team, over: registry);
        var address = "/corrections/" + registry.Database.Secrets.PublicId(Household("6510000003").CountyKey, waiting);
        async Task<(HttpStatusCode Status, IHtmlDocument Page)> Confirm(IHtmlDocument on, params (string, string)[] more)
        {
            using var sent = await served.Send(on.QuerySelector<IHtmlFormElement>("form.answers")!, [("reason", "看过户口簿"), ("answer", "confirm"), .. more]);
            return (sent.StatusCode, served.Parse(await sent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        }
        Assert.Equal(HttpStatusCode.BadRequest, (await Confirm(await served.Get(address))).Status);
        new NumbersTried(registry, team).Keep(29);
        Assert.Equal(30, Tried(registry));
        var (status, page) = await Confirm(await served.Get(address));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("请先选择为了什么", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        await Confirm(page, ("purpose", "counter"));
        Assert.Equal(31, Tried(registry));
    }

    /// <summary>All of them were allowed before the first was counted: those above the measure are told nothing.</summary>
    [Fact]
    public async Task Of_many_forms_at_once_no_more_are_answered_than_are_left()
    {
        await using var office = await ServedRegistry.Start();
        var team = Team(office.Registry);
        await using var served = await ServedRegistry.Start(team, over: office.Registry);
        var form = (IHtmlFormElement)(await served.Get((await office.HouseholdAddress("6510000003")).Split('?')[0] + "/events/arrival")).QuerySelector("form.answers")!;
        var numbers = new NumbersTried(office.Registry, team);
        numbers.Say("counter");
        numbers.Keep(98);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var sent = await served.Send(form, ("name", "别人"), ("number", Spouse), ("relation", "son"));
            return sent.StatusCode;
        }));
        Assert.Equal(2, answers.Count(status => status == HttpStatusCode.BadRequest));
        Assert.Equal(4, answers.Count(status => status == HttpStatusCode.TooManyRequests));
    }
}
