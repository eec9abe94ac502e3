using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using AngleSharp.Html.Dom;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Keeping.Erasing;
using Saxaul.Journal;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages.Households;

/// <summary>What pages and prints say of somebody who was erased at their request, and of whom the next roster names in their place.</summary>
public sealed class ErasedPageTests
{
    private const string Family = "6510000001", Wife = "古丽", Gone = "内容已于";
    private static readonly Actor Official = Actor.Operator("official");

    private static HouseholdKey EraseWife(ServedRegistry served)
    {
        var household = new PickHousehold(Family).Run(served.Registry, Official);
        var wife = ReadHousehold.Of(served.Registry, Official, household, served.Registry.Database.Time.Today()).Members.Single(member => member.Person.Name == Wife);
        new EraseContent(served.Registry, Official, "个人信息保护法第四十七条", "来信").Person(household.CountyKey, wife.PersonId);
        return household;
    }

    /// <summary>The next month's roster, with her in it.</summary>
    private static void HandIn(ServedRegistry served)
    {
        var file = Path.Combine(served.Folder, "652902-库车市-户信息-5月.csv");
        File.WriteAllText(file, $"""
            县,乡镇,行政村,户编号,户类型,姓名,与户主关系,性别,证件号码,出生日期,工资性收入,自付医疗费用
            库车市,牙哈镇,守努特村,{Family},脱贫户,卡德尔·艾尔肯,户主,男,{ServedRegistry.Number},1963-09-24,"12,300",6200
            ,,,{Family},,{Wife},配偶,女,999037196307227961,1963-07-22,,
            """);
        Assert.Null(new Import(served.Registry, Official, new ImportOptions { On = served.Registry.Database.Time.Today() }).Run([file]).Files[0].Refused);
    }

    private static async Task<IHtmlDocument> Question(ServedRegistry served)
    {
        var list = await served.Get($"/findings?area=6529&kind={FindingKind.ErasedNamedAgain}");
        return await served.Get(list.QuerySelector("tbody th a")!.GetAttribute("href")!);
    }

    private static List<string> Offered(IHtmlDocument form, string name) => [.. form.QuerySelectorAll($"select[name={name}] option").Select(option => option.TextContent).Where(text => text.Contains(Gone, StringComparison.Ordinal))];

    [Fact]
    public async Task Page_card_and_wall_say_of_an_erased_member_that_they_were_and_no_form_offers_them_but_that_they_left()
    {
        await using var served = await ServedRegistry.Start();
        EraseWife(served);
        var page = await served.HouseholdAddress(Family);

        var household = await served.Get(page);
        var row = household.QuerySelectorAll("section[aria-labelledby=members] tbody tr")[1];
        Assert.Equal("内容已清除", row.QuerySelector("th")!.TextContent.Trim());
        Assert.Contains(Gone, row.QuerySelector("td")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("没有号码", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("不必补录", household.QuerySelector("#protections")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Gone, (await served.Get(page + "/card")).QuerySelector("article tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Gone, (await served.Get(page + "/wall")).QuerySelector(".names")!.TextContent, StringComparison.Ordinal);

        foreach (var (form, name) in new[] { ("document", "person"), ("death", "person"), ("away", "person"), ("head", "person") })
            Assert.Empty(Offered(await served.Get($"{page}/events/{form}"), name));
        Assert.Single(Offered(await served.Get($"{page}/events/departure"), "person"));
        Assert.Empty(Offered(await served.Get(page + "/requests"), "person"));
    }

    [Fact]
    public async Task Of_an_erased_household_the_page_says_that_it_is_counted_no_longer_and_past_lists_that_it_was_erased()
    {
        await using var served = await ServedRegistry.Start();
        var household = new PickHousehold(Family).Run(served.Registry, Official);
        var page = "/households/" + served.Registry.Database.Secrets.PublicId(household.CountyKey, household.Id);
        new EraseContent(served.Registry, Official, "个人信息保护法第四十七条", "来信").Household(household.CountyKey, household.Id);

        var said = await served.Get(page);
        Assert.Contains("从那天起不再计入", said.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("离开", said.QuerySelector("details table.members")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("注销", said.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("不能再录入", (await served.Get(page + "/comparison")).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await served.Get(page + "/requests")).QuerySelector("input[value=Correction]"));
        var counted = $"/areas/{ServedRegistry.Village}/households?counted=households";
        Assert.DoesNotContain(Gone, (await served.Get(counted)).QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Gone, (await served.Get(counted + "&on=2020-05-01")).QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_the_next_roster_names_is_a_question_and_only_who_may_erase_says_that_it_is_they()
    {
        await using var served = await ServedRegistry.Start();
        EraseWife(served);
        HandIn(served);

        await served.Restart(new Actor("clerk", new HashSet<Right> { Right.ReadHouseholds, Right.WriteHouseholds }, null));
        Assert.Equal(["SomebodyElse", "RegisteredAgain"], (await Question(served)).QuerySelectorAll("input[name=answer]").Select(answer => answer.GetAttribute("value")));
        await served.Restart(Official);
        var question = await Question(served);
        Assert.Equal(Wife, question.QuerySelector("h1 small")!.TextContent);
        Assert.Contains(Gone, question.QuerySelector(".question .household")!.TextContent, StringComparison.Ordinal);
        using var answered = await served.Send((IHtmlFormElement)question.QuerySelector("form.answers")!, ("answer", "erase"));
        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);

        Assert.Empty((await served.Get($"/findings?area=6529&kind={FindingKind.ErasedNamedAgain}")).QuerySelectorAll("tbody tr"));
        Assert.DoesNotContain(Wife, (await served.Get(await served.HouseholdAddress(Family))).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }
}
