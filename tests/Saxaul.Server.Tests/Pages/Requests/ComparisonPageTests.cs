using System;
using System.IO;
using System.Net;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Saxaul.Intake;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages.Requests;

/// <summary>A household says on paper whether its data may be compared with departments' lists; its page and its card say so.</summary>
public sealed class ComparisonPageTests
{
    private static string Text(IDocument page) => page.QuerySelector("main")!.TextContent;

    [Fact]
    public async Task A_withdrawal_is_recorded_with_its_day_and_shown_on_the_households_page_and_card()
    {
        await using var served = await ServedRegistry.Start();
        var address = await served.HouseholdAddress("6510000001");
        Assert.Contains("按法定监测职责与部门数据比对", Text(await served.Get(address)), StringComparison.Ordinal);

        var page = await served.Get(address + "/comparison");
        Assert.Contains("不影响任何帮扶", Text(page), StringComparison.Ordinal);
        var form = (IHtmlFormElement)page.QuerySelector("form.answers")!;
        using (var refused = await served.Send(form, ("answer", "withdraw"), ("on", "2999-01-01")))
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using (var sent = await served.Send(form, ("answer", "withdraw"), ("on", "2020-04-02"), ("paper", "村委会档案柜")))
            Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        foreach (var shown in new[] { address, address + "/card", address + "/comparison" })
            Assert.Contains("自 2020-04-02 起不同意比对", (await served.Get(shown)).DocumentElement.TextContent, StringComparison.Ordinal);
        Assert.Contains("The household withdrew on 2020-04-02", Text(await served.Get(address, language: "en")), StringComparison.Ordinal);
        Assert.Contains("按法定监测职责", Text(await served.Get(address + "?on=2020-04-01")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_came_of_a_list_says_how_many_rows_were_not_compared()
    {
        await using var served = await ServedRegistry.Start();
        var form = (IHtmlFormElement)(await served.Get(await served.HouseholdAddress("6510000001") + "/comparison")).QuerySelector("form.answers")!;
        using (await served.Send(form, ("answer", "withdraw")))
        {
            var file = Path.Combine(served.Folder, "医保局-2020年3月自付费用.csv");
            await File.WriteAllTextAsync(file, $"姓名,身份证号,住院日期,总费用,自付费用\n卡德尔·艾尔肯,{ServedRegistry.Number},2020-03-05,9000,1500\n", TestContext.Current.CancellationToken);
            var batch = new Import(served.Registry, Actor.Operator("official"), new ImportOptions { On = new DateOnly(2020, 4, 1) }).Run([file]).BatchId!.Value;
            var report = Text(await served.Get("/imports/batches/" + served.Registry.Database.Secrets.PublicId(0, batch)));
            Assert.Contains("本户不同意比对，未比对的行1", report, StringComparison.Ordinal);
        }
    }
}
