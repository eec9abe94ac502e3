using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using AngleSharp.Html.Dom;
using Saxaul.Database;
using Saxaul.People;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

public class SearchPageTests
{
    /// <summary>Types into the search box and goes where the answer leads.</summary>
    private static async Task<(string Address, IHtmlDocument Page)> Search(ServedRegistry served, string words)
    {
        using var sent = await served.Send((IHtmlFormElement)(await served.Get("/")).QuerySelector("form.search")!, ("words", words));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        var address = sent.Headers.Location!.ToString();
        return (address, await served.Get(address));
    }

    private static string[] Rows(IHtmlDocument page) => [.. page.QuerySelectorAll("tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent.Trim()).Take(4)))];

    [Theory]
    [InlineData("古丽", "古丽 配偶 1963 6510000001")]
    [InlineData("卡德尔・艾尔肯", "卡德尔·艾尔肯 户主 1963 6510000001")]
    [InlineData("aek", "卡德尔·艾尔肯 户主 1963 6510000001")]
    [InlineData("6510000001", "卡德尔·艾尔肯 户主 1963 6510000001")]
    [InlineData(ServedRegistry.Number, "卡德尔·艾尔肯 户主 1963 6510000001")]
    [InlineData("8931", "卡德尔·艾尔肯 户主 1963 6510000001")]
    [InlineData("守努特村 配偶", "古丽 配偶 1963 6510000001")]
    public async Task People_are_found_in_their_households_and_no_address_says_what_was_typed(string words, string row)
    {
        await using var served = await ServedRegistry.Start();
        var (address, page) = await Search(served, words);
        Assert.Equal([row], Rows(page));
        foreach (var word in words.Split(' '))
            Assert.DoesNotContain(word, WebUtility.UrlDecode(address), StringComparison.Ordinal);
        Assert.Matches("^/search\\?for=[A-Za-z0-9_-]+$", address);
        Assert.Equal("找到 1 人。", page.QuerySelector(".sentence")!.TextContent);
    }

    [Fact]
    public async Task Filters_stand_in_the_address_beside_the_words_and_stay()
    {
        await using var served = await ServedRegistry.Start();
        var (address, all) = await Search(served, "库车");
        Assert.Equal(3, Rows(all).Length);
        Assert.Equal("/areas/652902", all.QuerySelector(".kinds a")!.GetAttribute("href"));

        Assert.Equal(["卡德尔·艾尔肯 户主 1963 6510000001"], Rows(await served.Get(address + "&warned=yes&held=no")));
        Assert.Equal(["买买提 户主 不详 6510000002"], Rows(await served.Get(address + "&held=yes")));
        var wives = await served.Get(address + "&area=652902105201&relation=spouse");
        Assert.Equal(["古丽 配偶 1963 6510000001"], Rows(wives));
        Assert.Equal("spouse", ((IHtmlSelectElement)wives.QuerySelector("select[name=relation]")!).Value);
        Assert.Equal("652902105201", ((IHtmlInputElement)wives.QuerySelector("form.filters input[name=area]")!).Value);
        Assert.All(wives.QuerySelectorAll("ul.kinds[aria-label=按地区筛选] a"), link => Assert.Contains("relation=spouse", link.GetAttribute("href")!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_can_be_typed_is_said_where_nothing_was_typed_or_found()
    {
        await using var served = await ServedRegistry.Start();
        Assert.Contains("拼音首字母", (await served.Get("/search")).QuerySelector(".steps")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/search", (await Search(served, " ")).Address);
        var (_, page) = await Search(served, "某某某");
        Assert.Contains("没有找到", page.QuerySelector(".sentence")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".steps"));
    }

    [Fact]
    public async Task A_link_that_cannot_be_read_gives_a_calm_page()
    {
        await using var served = await ServedRegistry.Start();
        using var strange = Secrets();
        var other = Convert.ToBase64String(served.Registry.Database.Secrets.Seal("19900001234"));
        foreach (var token in new[] { "x", "%E4%B9%B0", FindPeople.Hide(strange, "古丽"), FindPeople.Hide(served.Registry.Database.Secrets, "古丽")[..^5], other.TrimEnd('=').Replace('+', '-').Replace('/', '_') })
        {
            var page = await served.Get($"/search?for={token}", HttpStatusCode.BadRequest);
            Assert.Contains("这个查找链接读不出来", page.Body!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_tries_many_numbers_says_what_for_and_the_county_sees_it_but_reading_a_result_again_is_no_try()
    {
        await using var served = await ServedRegistry.Start();
        var box = (IHtmlFormElement)(await served.Get("/")).QuerySelector("form.search")!;
        async Task<string> Sent(IHtmlFormElement form, string words, string? purpose = null)
        {
            using var sent = await served.Send(form, purpose is null ? [("words", words)] : [("words", words), ("purpose", purpose)]);
            return sent.Headers.Location!.ToString();
        }
        var first = await Sent(box, "8931");
        foreach (var again in new[] { first, first + "&warned=yes", first + "&page=2" })
            await served.Get(again);
        for (var digits = 1001; digits < 1030; digits++)
            Assert.StartsWith("/search?for=", await Sent(box, digits.ToString(System.Globalization.CultureInfo.InvariantCulture)), StringComparison.Ordinal);

        Assert.Equal("/search?ask=purpose", await Sent(box, "1030"));
        Assert.StartsWith("/search?for=", await Sent(box, "古丽"), StringComparison.Ordinal);
        foreach (var (language, said) in new[] { ("zh-CN", "请先选择为了什么"), ("en", "Say what it is for") })
            Assert.Contains(said, (await served.Get("/search?ask=purpose", language: language)).QuerySelector(".advice")!.TextContent, StringComparison.Ordinal);
        var form = (IHtmlFormElement)(await served.Get("/search?ask=purpose")).QuerySelector("main form.answers")!;
        Assert.DoesNotContain(form.QuerySelectorAll("option"), option => option.GetAttribute("value") == "other");
        Assert.StartsWith("/search?for=", await Sent(form, "1030", "counter"), StringComparison.Ordinal);
        Assert.StartsWith("/search?for=", await Sent(box, "1031"), StringComparison.Ordinal);

        var row = (await served.Get("/exports?area=652902")).QuerySelector("section[aria-labelledby=much] tbody tr")!;
        Assert.Equal(["official", "按号码查找", "32", "在窗口核对来人身份"], row.QuerySelectorAll("td").Select(cell => cell.TextContent));
        await served.LooksWritten();
        var official = Saxaul.Users.Actor.Operator("official");
        var family = new Saxaul.Households.PickHousehold("6510000001").Run(served.Registry, official);
        Assert.Contains(Saxaul.Users.ReadLooks.Of(served.Registry, official, family, 9), look => look.Purpose == Saxaul.Users.LookPurpose.Number);
    }

    private static Secrets Secrets() => Saxaul.Database.Secrets.Create();
}
