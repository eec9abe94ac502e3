using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Saxaul.Demo;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>What a list left open is answered by a person on a page.</summary>
public sealed class QuestionPageTests
{
    private const string Wife = "古丽";

    private static readonly string Head = "县,乡镇,行政村,户编号,户类型,姓名,与户主关系,性别,证件号码,出生日期,工资性收入,自付医疗费用";

    /// <summary>A newer list: the first household without its wife, and a second household that lists its head as well.</summary>
    private static readonly string Newer = Head + $"""

        库车市,牙哈镇,守努特村,6510000001,脱贫户,卡德尔·艾尔肯,户主,男,{ServedRegistry.Number},1963-09-24,"12,300",6200
        库车市,牙哈镇,守努特村,6510000003,脱贫户,阿依木,户主,女,,1980-01-01,30000,
        库车市,牙哈镇,守努特村,6510000009,脱贫户,吐尔逊,户主,男,,1950-01-01,9000,
        ,,,6510000009,,卡德尔·艾尔肯,之子,男,{ServedRegistry.Number},1963-09-24,,
        """;

    private static readonly string Costs = """
        姓名,身份证号,乡镇,村,结算日期,个人自付
        阿依木,,牙哈镇,守努特村,2020-03-05,7000
        """;

    private static long HandIn(ServedRegistry served, string name, string text, int month = 5)
    {
        var folder = Directory.CreateTempSubdirectory("saxaul-test-");
        var file = Path.Combine(folder.FullName, name);
        File.WriteAllText(file, text);
        var result = new Import(served.Registry, Actor.Operator("official"), new ImportOptions { On = new DateOnly(2020, month, 1) }).Run([file]);
        folder.Delete(recursive: true);
        Assert.Null(result.Files[0].Refused);
        return result.BatchId!.Value;
    }

    private static async Task<IHtmlDocument> Question(ServedRegistry served, string kind)
    {
        var list = await served.Get($"/findings?area=6529&kind={kind}");
        return await served.Get(list.QuerySelector("tbody th a")!.GetAttribute("href")!);
    }

    private static async Task<IHtmlDocument> Answer(ServedRegistry served, IHtmlDocument question, params (string Name, string Value)[] typed)
    {
        using var answered = await served.Send((IHtmlFormElement)question.QuerySelector("form.answers")!, typed);
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        var after = await served.Get(answered.Headers.Location!.ToString());
        Assert.NotNull(after.QuerySelector("[role=status]"));
        return after;
    }

    private static async Task<List<string>> Members(ServedRegistry served, string number) =>
        [.. (await served.Get(await served.HouseholdAddress(number))).QuerySelectorAll("section[aria-labelledby=members] tbody th").Select(cell => cell.TextContent.Trim().Split('\n')[0])];

    [Fact]
    public async Task A_name_that_an_official_put_right_stays_and_the_page_shows_what_the_list_says_until_it_is_kept()
    {
        await using var served = await ServedRegistry.Start();
        var household = new PickHousehold("6510000001").Run(served.Registry, Actor.Operator("official"));
        var wife = ReadHousehold.Of(served.Registry, Actor.Operator("official"), household, new DateOnly(2020, 5, 1)).Members.Single(member => member.Person.Name == Wife);
        new CorrectPerson(new PersonKey(household.CountyKey, wife.PersonId), new Dictionary<string, string?> { ["name"] = "古丽仙" }, null, "看过户口本").Run(served.Registry, Actor.Operator("official"));
        HandIn(served, "652902-库车市-户信息-5月.csv", Head + $"""

            库车市,牙哈镇,守努特村,6510000001,脱贫户,卡德尔·艾尔肯,户主,男,{ServedRegistry.Number},1963-09-24,"12,300",6200
            ,,,6510000001,,{Wife},配偶,女,,1963-07-22,,
            """);

        var question = await Question(served, FindingKind.PutRightByHand);
        // What the list says and what is recorded stand beside each other.
        Assert.Equal(["姓名", Wife, "古丽仙"], question.QuerySelectorAll(".question tbody tr > *").Select(cell => cell.TextContent.Trim()));
        await Answer(served, question, ("reason", "户口本在档"));

        Assert.Empty((await served.Get($"/findings?area=6529&kind={FindingKind.PutRightByHand}")).QuerySelectorAll("tbody tr"));
        Assert.Contains("古丽仙", await Members(served, "6510000001"));
    }

    [Fact]
    public async Task The_village_s_team_answers_for_what_it_put_right_itself_and_an_auditor_only_looks()
    {
        await using var served = await ServedRegistry.Start();
        var household = new PickHousehold("6510000001").Run(served.Registry, Actor.Operator("official"));
        new CorrectHousehold(household, new Dictionary<string, string?> { ["natural_village"] = "东头" }, null, "走访").Run(served.Registry, Actor.Operator("official"));
        HandIn(served, "652902-库车市-户信息-5月.csv", Head + $"""
            ,自然村
            库车市,牙哈镇,守努特村,6510000001,脱贫户,卡德尔·艾尔肯,户主,男,{ServedRegistry.Number},1963-09-24,"12,300",6200,西头
            ,,,6510000001,,{Wife},配偶,女,,1963-07-22,,,
            """);
        var auditor = new Actor("auditor", new HashSet<Right> { Right.ReadHouseholds }, null);
        var village = Saxaul.Areas.Gazetteer.Read(served.Registry.Database).ByCode(ServedRegistry.Village)!;

        await served.Restart(auditor);
        Assert.Null((await Question(served, FindingKind.PutRightByHand)).QuerySelector("form.answers"));

        await served.Restart(Actor.Operator("team").Within(household.CountyKey, village.Id));
        var list = await served.Get($"/findings?area={ServedRegistry.Village}&kind={FindingKind.PutRightByHand}");
        await Answer(served, await served.Get(list.QuerySelector("tbody th a")!.GetAttribute("href")!), ("reason", "门牌在东头"));
        Assert.Empty((await served.Get($"/findings?area={ServedRegistry.Village}&kind={FindingKind.PutRightByHand}")).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task A_caseworker_answers_for_a_household_of_theirs_and_comes_back_to_it()
    {
        await using var served = await ServedRegistry.Start();
        var (official, installer) = (Actor.Operator("official"), Actor.Operator("installer"));
        var household = new PickHousehold("6510000001").Run(served.Registry, official);
        new CorrectHousehold(household, new Dictionary<string, string?> { ["natural_village"] = "东头" }, null, "走访").Run(served.Registry, official);
        HandIn(served, "652902-库车市-户信息-5月.csv", Head + $"""
            ,自然村
            库车市,牙哈镇,守努特村,6510000001,脱贫户,卡德尔·艾尔肯,户主,男,{ServedRegistry.Number},1963-09-24,"12,300",6200,西头
            ,,,6510000001,,{Wife},配偶,女,,1963-07-22,,,
            """);
        foreach (var (name, number) in new[] { ("theirs", "6510000001"), ("another", "6510000003") })
        {
            new MakeUser(name).Run(served.Registry, installer);
            new GiveRole(name, "caseworker", "652902", served.Registry.Database.Time.Today(), null, "帮扶") { Household = number }.Run(served.Registry, installer);
        }
        var role = served.Registry.Roles.First(role => role.Code == "caseworker");
        await using var caseworkers = await ServedRegistry.Start(Actor.Nobody, over: served.Registry,
            users: [.. new[] { "theirs", "another" }.Select(name => new DemoUser(ReadActor.Of(served.Registry, name, served.Registry.Database.Time.Today())!, role, null))]);
        var page = "/households/" + served.Registry.Database.Secrets.PublicId(household.CountyKey, household.Id);

        await caseworkers.Be("theirs");
        var link = (await caseworkers.Get(page)).QuerySelector("a[href*='/findings/']")!.GetAttribute("href")!;
        await caseworkers.Be("another");
        await caseworkers.Get(link, HttpStatusCode.Forbidden);
        await caseworkers.Be("theirs");
        var after = await Answer(caseworkers, await caseworkers.Get(link), ("reason", "门牌在东头"));
        Assert.Equal("6510000001", after.QuerySelector("h1 small")!.TextContent.Split(' ', '\u00a0')[1]);
        Assert.Null(after.QuerySelector("main a[href*='/findings/']"));
    }

    [Fact]
    public async Task Somebody_whom_the_newer_list_left_out_stays_a_member_until_a_person_says_that_they_died()
    {
        await using var served = await ServedRegistry.Start();
        HandIn(served, "652902-库车市-户信息-5月.csv", Newer);
        Assert.Contains(Wife, await Members(served, "6510000001"));
        Assert.Equal(Wife, (await served.Get($"/findings?area=6529&kind={FindingKind.NoLongerListed}")).QuerySelector("tbody td")!.TextContent);
        var question = await Question(served, FindingKind.NoLongerListed);
        Assert.Contains(Wife, question.QuerySelector(".question")!.TextContent, StringComparison.Ordinal);

        await Answer(served, question, ("answer", nameof(AbsenceAnswer.Died)), ("day", "2020-04-20"), ("reason", "村医证明"));
        Assert.DoesNotContain(Wife, await Members(served, "6510000001"));
        Assert.Empty((await served.Get($"/findings?area=6529&kind={FindingKind.NoLongerListed}")).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task A_whole_household_that_the_newer_list_left_out_is_asked_about_member_by_member()
    {
        await using var served = await ServedRegistry.Start();
        HandIn(served, "652902-库车市-户信息-5月.csv", string.Join('\n', Newer.Split('\n').Where(row => !row.Contains("6510000003", StringComparison.Ordinal))));

        var list = await served.Get($"/findings?area=6529&kind={FindingKind.NoLongerListed}");
        Assert.Equal(["6510000001", "6510000003"], list.QuerySelectorAll("tbody td a").Select(link => link.TextContent).Order());
    }

    [Fact]
    public async Task Of_several_households_one_form_below_the_question_shows_what_is_covered_of_the_one_that_is_chosen()
    {
        await using var served = await ServedRegistry.Start();
        HandIn(served, "652902-库车市-户信息-5月.csv", Newer);
        var question = await Question(served, FindingKind.ListedTwice);
        var form = (IHtmlFormElement)Assert.Single(question.QuerySelectorAll("details.covered form"));
        Assert.True(question.QuerySelector(".question")!.CompareDocumentPosition(form).HasFlag(DocumentPositions.Following));
        var second = form.QuerySelectorAll<IHtmlButtonElement>("button").Single(button => button.TextContent == "6510000009");
        form.Action = second.GetAttribute("formaction")!;

        using var asked = await served.Send(form, ("purpose", "visit"));
        var after = await served.Get(asked.Headers.Location!.ToString());
        Assert.StartsWith("6510000009", after.QuerySelector("form.covered")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal(["6510000001"], after.QuerySelectorAll("details.covered button").Select(button => button.TextContent));
    }

    [Fact]
    public async Task Or_that_the_list_was_wrong()
    {
        await using var served = await ServedRegistry.Start();
        HandIn(served, "652902-库车市-户信息-5月.csv", Newer);

        await Answer(served, await Question(served, FindingKind.NoLongerListed), ("answer", nameof(AbsenceAnswer.StillHere)));
        Assert.Contains(Wife, await Members(served, "6510000001"));
    }

    [Fact]
    public async Task Somebody_on_two_lists_is_said_to_belong_to_one_household()
    {
        await using var served = await ServedRegistry.Start();
        HandIn(served, "652902-库车市-户信息-5月.csv", Newer);
        var question = await Question(served, FindingKind.ListedTwice);
        var keep = question.QuerySelectorAll<IHtmlInputElement>("input[name=answer]").First(input => input.Value.StartsWith(nameof(ListedTwiceAnswer.KeepInOne), StringComparison.Ordinal)
            && input.Closest("label")!.TextContent.Contains("6510000001", StringComparison.Ordinal));

        await Answer(served, question, ("answer", keep.Value), ("day", "2020-05-01"), ("reason", "入户核实"));
        Assert.Contains("卡德尔·艾尔肯", await Members(served, "6510000001"));
        Assert.DoesNotContain("卡德尔·艾尔肯", await Members(served, "6510000009"));
    }

    [Theory]
    [InlineData("6510000003")]
    [InlineData("other")]
    [InlineData(null)]
    public async Task A_row_of_a_departments_list_is_given_to_the_household_that_is_chosen_or_to_nobody(string? chosen)
    {
        await using var served = await ServedRegistry.Start();
        HandIn(served, "652902-库车市-户信息-5月.csv", Head + "\n库车市,牙哈镇,守努特村,6510000004,脱贫户,阿依木,户主,女,,1977-03-01,30000,\n", month: 4);
        HandIn(served, "医保局-2020年3月自付费用.csv", Costs, month: 4);
        Assert.Equal("阿依木", (await served.Get($"/findings?area=6529&kind={FindingKind.MatchForReview}")).QuerySelector("tbody td")!.TextContent);
        var question = await Question(served, FindingKind.MatchForReview);
        Assert.Contains("7,000", question.QuerySelector(".question .pairs")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, question.QuerySelectorAll(".choice .household").Length);
        foreach (var (number, why) in new[] { ("", Problem.HouseholdNumberMissing()), ("6519999999", Problem.AnsweredHouseholdUnknown()) })
        {
            using var refused = await served.Send((IHtmlFormElement)question.QuerySelector("form.answers")!, ("household", "other"), ("number", number));
            var again = served.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal((why.Zh, number), (again.QuerySelector("#refused")!.TextContent.TrimStart('!'), again.QuerySelector<IHtmlInputElement>("[name=number]")!.Value));
        }

        var value = chosen is null ? "none" : chosen == "other" ? "other"
            : question.QuerySelectorAll<IHtmlInputElement>("input[name=household]").First(input => input.Closest("label")!.TextContent.Contains(chosen, StringComparison.Ordinal)).Value;
        await Answer(served, question, ("household", value), ("number", chosen == "other" ? "６５１００００００３" : ""));
        var warned = (await served.Get("/areas/652902/households?counted=households")).QuerySelectorAll("tbody tr").Where(row => row.TextContent.Contains("医疗", StringComparison.Ordinal)).Select(row => row.QuerySelector("th")!.TextContent.Trim());
        Assert.Equal(chosen is null ? ["6510000001"] : ["6510000001", "6510000003"], warned.Order());
    }

    [Fact]
    public async Task Of_households_in_a_county_that_one_may_not_read_a_question_says_how_many_and_who_can_choose()
    {
        await using var served = await ServedRegistry.Start(moreAreas: """
            652924,沙雅县,county,6529
            652924100,托依堡勒迪镇,township,652924
            652924100201,英买力村委会,village,652924100
            """);
        HandIn(served, "652924-沙雅县-户信息.csv", Head + """

            沙雅县,托依堡勒迪镇,英买力村,6540000001,脱贫户,阿依木,户主,女,,1970-01-01,30000,
            沙雅县,托依堡勒迪镇,英买力村,6540000002,脱贫户,阿依木,户主,女,,1971-01-01,30000,
            """, month: 4);
        HandIn(served, "医保局-2020年3月自付费用.csv", "姓名,身份证号,结算日期,个人自付\n阿依木,,2020-03-05,7000\n", month: 4);
        var own = new PickHousehold("6510000003").Run(served.Registry, Actor.Operator("official"));

        // Whoever reads both counties sees each by its number, which opens it.
        var all = await Question(served, FindingKind.MatchForReview);
        Assert.Equal(["6510000003", "6540000001", "6540000002"], all.QuerySelectorAll(".choice .household a").Select(link => link.TextContent).Order());
        Assert.DoesNotContain("您不能查看", all.QuerySelector(".question")!.TextContent, StringComparison.Ordinal);

        await served.Restart(new Actor("county", new HashSet<Right> { Right.ReadHouseholds, Right.WriteHouseholds }, new HashSet<int> { own.CountyKey }));
        var list = await served.Get($"/findings?area=652902&kind={FindingKind.MatchForReview}");
        var question = await served.Get(list.QuerySelector("tbody th a")!.GetAttribute("href")!);
        Assert.Equal(["6510000003"], question.QuerySelectorAll(".choice .household a").Select(link => link.TextContent));
        Assert.Equal(["沙雅县的 2 户（在别的县，您不能查看）"], question.QuerySelectorAll(".question .aside li").Select(line => line.TextContent));
        Assert.Contains("上级办公室", question.QuerySelector(".question p.aside")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, question.QuerySelectorAll("input[name=household]").Length);
    }

    [Fact]
    public async Task Every_question_names_its_household_by_its_number_which_opens_it_also_of_one_that_has_ended()
    {
        await using var served = await ServedRegistry.Start();
        var official = Actor.Operator("official");
        var household = new PickHousehold("6510000001").Run(served.Registry, official);
        HandIn(served, "652902-库车市-户信息-5月.csv", Newer);
        Assert.Equal("6510000001", (await Question(served, FindingKind.NoLongerListed)).QuerySelector(".question .household a")!.TextContent);

        long Member(string name) => ReadHousehold.Of(served.Registry, official, household, new DateOnly(2020, 5, 1)).Members.Single(one => one.Person.Name == name).PersonId;
        var (wife, head) = (Member(Wife), Member("卡德尔·艾尔肯"));
        new LeaveHousehold(household, wife, new DateOnly(2020, 5, 2)).Run(served.Registry, official);
        HandIn(served, "652902-库车市-户信息-6月.csv", Head + $"""

            库车市,牙哈镇,守努特村,6510000001,脱贫户,卡德尔·艾尔肯,户主,男,{ServedRegistry.Number},1963-09-24,"12,300",6200
            ,,,6510000001,,{Wife},配偶,女,999037196307227961,1963-07-22,,
            """, month: 6);
        Assert.Equal("6510000001", (await Question(served, FindingKind.ListedAfterLeaving)).QuerySelector(".question .household a")!.TextContent);
        new LeaveHousehold(household, head, new DateOnly(2020, 6, 2)) { Reason = "迁出" }.Run(served.Registry, official);
        Assert.Equal("6510000001", (await Question(served, FindingKind.ListedAfterLeaving)).QuerySelector(".question .household a")!.TextContent);
    }

    [Fact]
    public async Task What_an_undo_left_is_looked_at_and_said_so()
    {
        await using var served = await ServedRegistry.Start();
        var official = Actor.Operator("official");
        var batch = HandIn(served, "652902-库车市-户信息-5月.csv", Newer);
        var key = new PickHousehold("6510000009").Run(served.Registry, official);
        new CorrectHousehold(key, new Dictionary<string, string?> { ["natural_village"] = "三组" }, null, "核实").Run(served.Registry, official);
        new UndoBatch(batch, null).Run(served.Registry, official);
        var question = await Question(served, FindingKind.UndoConflict);

        using var refused = await served.Send((IHtmlFormElement)question.QuerySelector("form.answers")!);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        await Answer(served, question, ("reason", "已核对"));
        Assert.Empty((await served.Get($"/findings?area=6529&kind={FindingKind.UndoConflict}")).QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task A_question_that_somebody_answered_meanwhile_says_so_and_changes_nothing()
    {
        await using var served = await ServedRegistry.Start();
        HandIn(served, "652902-库车市-户信息-5月.csv", Newer);
        var (mine, theirs) = (await Question(served, FindingKind.NoLongerListed), await Question(served, FindingKind.NoLongerListed));
        await Answer(served, theirs, ("answer", nameof(AbsenceAnswer.StillHere)));

        using var late = await served.Send((IHtmlFormElement)mine.QuerySelector("form.answers")!, ("answer", nameof(AbsenceAnswer.Left)), ("day", "2020-04-20"));
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        Assert.Contains(Wife, await Members(served, "6510000001"));
    }

    [Theory]
    [InlineData("", "", 2052)]
    [InlineData("Left", "", 4037)]
    [InlineData("Left", "yesterday", 1105)]
    public async Task An_answer_that_is_none_comes_back_on_the_question_as_it_was_filled_in(string answer, string day, int number)
    {
        await using var served = await ServedRegistry.Start();
        HandIn(served, "652902-库车市-户信息-5月.csv", Newer);
        var question = await Question(served, FindingKind.NoLongerListed);

        using var refused = await served.Send((IHtmlFormElement)question.QuerySelector("form.answers")!, ("answer", answer), ("day", day), ("reason", "村医证明"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var again = served.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var expected = new[] { Problem.AnswerMissing(), Problem.DayMissing(), Problem.DayUnreadable() }.Single(problem => problem.Number == number);
        Assert.Equal(expected.Zh, again.QuerySelector("#refused")!.TextContent.TrimStart('!'));
        Assert.Equal(question.QuerySelector("h1")!.TextContent, again.QuerySelector("h1")!.TextContent);
        // What leads back here from it, another language and what is covered, leads to the page.
        await served.Get(again.QuerySelector<IHtmlInputElement>("input[name=back]")!.Value);
        Assert.Equal((answer, day, "村医证明"), (again.QuerySelector<IHtmlInputElement>("[name=answer]:checked")?.Value ?? "", again.QuerySelector("[name=day]")!.GetAttribute("value") ?? "", again.QuerySelector<IHtmlInputElement>("[name=reason]")!.Value));

        // And sent again as it stands, with what was missing, it is an answer.
        await Answer(served, again, ("answer", nameof(AbsenceAnswer.Left)), ("day", "2020-04-20"));
        Assert.DoesNotContain(Wife, await Members(served, "6510000001"));
    }

    [Fact]
    public async Task Whoever_may_only_read_sees_the_question_and_cannot_answer()
    {
        await using var served = await ServedRegistry.Start(new Actor("reader", new HashSet<Right> { Right.ReadHouseholds }, null));
        HandIn(served, "652902-库车市-户信息-5月.csv", Newer);
        var question = await Question(served, FindingKind.NoLongerListed);
        Assert.Null(question.QuerySelector("form.answers"));

        var form = (IHtmlFormElement)question.QuerySelector("form.search")!;
        form.SetAttribute("action", question.QuerySelector<IHtmlInputElement>("input[name=back]")!.Value);
        using var refused = await served.Send(form, ("question", "x"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Another_countys_questions_are_not_shown()
    {
        await using var served = await ServedRegistry.Start(new Actor("elsewhere", new HashSet<Right> { Right.ReadHouseholds, Right.WriteHouseholds }, new HashSet<int> { 999 }));
        HandIn(served, "652902-库车市-户信息-5月.csv", Newer);
        var finding = Assert.Single(new ListFindings("652902", FindingKind.NoLongerListed, 0, 10).Run(served.Registry, Actor.Operator("official")).Findings);

        var page = await served.Get("/findings/" + served.Registry.Database.Secrets.PublicId(finding.CountyKey, finding.Id), HttpStatusCode.Forbidden);
        Assert.DoesNotContain(Wife, page.DocumentElement.TextContent, StringComparison.Ordinal);
    }
}
