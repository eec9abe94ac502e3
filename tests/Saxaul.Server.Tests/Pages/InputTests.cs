using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Saxaul.Intake;
using Saxaul.Server.Commands;
using Saxaul.Server.Pages;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>What somebody sends to find out what happens: each input has an end, and no name leads anywhere.</summary>
public sealed class InputTests
{
    /// <summary>Names of files as a machine that means harm would give them. The bytes go into the registry; a name is only ever shown.</summary>
    [Theory]
    [InlineData("..\\..\\..\\Windows\\system.ini.csv", "system.ini.csv")]
    [InlineData("../../../../tmp/saxaul-evil.csv", "saxaul-evil.csv")]
    [InlineData("/etc/cron.d/saxaul-evil.csv", "saxaul-evil.csv")]
    [InlineData("C:\\Users\\a\\saxaul-evil.csv", "saxaul-evil.csv")]
    [InlineData("\\\\evil.example\\share\\saxaul-evil.csv", "saxaul-evil.csv")]
    [InlineData("CON", "CON")]
    [InlineData("NUL.csv", "NUL.csv")]
    [InlineData("..", "..")]
    [InlineData("registry.db", "registry.db")]
    [InlineData("saxaul\u202Evsc.exe", "saxaul\uFFFDvsc.exe")]
    public async Task A_file_s_name_is_shown_and_leads_nowhere(string name, string shown)
    {
        await using var served = await ServedRegistry.Start();
        var before = FilesOf(served);
        var form = (IHtmlFormElement)(await served.Get("/imports")).QuerySelector("form.upload")!;
        using var content = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        foreach (var input in form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]"))
            content.Add(new StringContent(input.Value), input.Name!);
        var part = new ByteArrayContent(Encoding.UTF8.GetBytes("县,乡镇,行政村,户编号\n"));
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"files\"; filename=\"{name.Replace("\\", "\\\\", StringComparison.Ordinal)}\"");
        content.Add(part);
        using var answer = await served.Client.PostAsync(new Uri("/imports", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        await served.Idle();

        Assert.Equal(shown, ReadStaged.All(served.Registry, Actor.Operator("official")).Single().Files.Single().Name);
        Assert.Equal(before, FilesOf(served));
        Assert.False(File.Exists("/tmp/saxaul-evil.csv"));
        Assert.False(File.Exists("/etc/cron.d/saxaul-evil.csv"));
        await served.Get(answer.Headers.Location!.ToString());
    }

    /// <summary>A Chinese keyboard types digits and signs of full width as well.</summary>
    [Theory]
    [InlineData("１，２３４．５", 123_450L)]
    [InlineData("1,234.5", 123_450L)]
    [InlineData("１２", 1_200L)]
    public void An_amount_is_read_in_either_width(string written, long fen) => Assert.Equal(fen, Form("amount", written).Money("amount"));

    [Fact]
    public void A_day_is_read_in_either_width_and_not_from_before_anybody_lived()
    {
        Assert.Equal(new DateOnly(2026, 3, 2), Form("on", "２０２６－０３－０２").Day("on"));
        Assert.Equal(7381, Assert.Throws<ProblemException>(() => Form("on", "0001-01-01").Day("on")).Problem.Number);
        Assert.Equal(1105, Assert.Throws<ProblemException>(() => Form("on", "2026-13-01").Day("on")).Problem.Number);
    }

    /// <summary>What reads a form; no secret is asked for by these fields.</summary>
    private static Filled Form(string name, string value) => new(new Microsoft.AspNetCore.Http.FormCollection(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { [name] = value }), null!);

    [Theory]
    [InlineData("address", 9_000, HttpStatusCode.RequestUriTooLong)]
    [InlineData("header", 40_000, HttpStatusCode.RequestHeaderFieldsTooLarge)]
    [InlineData("headers", 200, HttpStatusCode.RequestHeaderFieldsTooLarge)]
    public async Task A_request_without_end_is_refused_before_it_is_read(string what, int much, HttpStatusCode expected)
    {
        await using var served = await ServedRegistry.Start(empty: true);
        using var request = new HttpRequestMessage(HttpMethod.Get, what == "address" ? "/?on=" + new string('1', much) : "/");
        if (what == "header")
            request.Headers.Add("X-Long", new string('1', much));
        for (var i = 0; what == "headers" && i < much; i++)
            request.Headers.Add($"X-{i}", "1");
        using var refused = await served.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, refused.StatusCode);
        Assert.DoesNotContain("   at ", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("SAXAUL")]
    public async Task Only_what_an_address_says_can_be_done_with_it(string method)
    {
        await using var served = await ServedRegistry.Start(empty: true);
        using var request = new HttpRequestMessage(new HttpMethod(method), "/help");
        using var refused = await served.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task A_form_of_more_fields_than_any_of_ours_is_refused_with_a_sentence()
    {
        await using var served = await ServedRegistry.Start(empty: true);
        using var refused = await served.Client.PostAsync(new Uri("/language", UriKind.Relative), new FormUrlEncodedContent(Enumerable.Range(0, 3000).Select(i => KeyValuePair.Create("f" + i, "1"))), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.NotEmpty(served.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).QuerySelector("main .sentence")!.TextContent);
    }

    [Theory]
    [InlineData("/?on=")]
    [InlineData("/areas/652902?known=")]
    [InlineData("/areas/652902/households?page=")]
    [InlineData("/areas/")]
    [InlineData("/households/")]
    [InlineData("/findings/")]
    [InlineData("/search?for=")]
    public async Task Whatever_stands_in_an_address_is_answered_calmly(string address)
    {
        await using var served = await ServedRegistry.Start();
        foreach (var filled in new[] { new string('9', 4000), "-1", "%00", "%F0%9F%98%80", "..%2F..%2Fetc%2Fpasswd", "%27%20OR%201=1--", "%3Cscript%3E", "9223372036854775808", "0001-01-01", "9999-12-31" })
        {
            using var answer = await served.Client.GetAsync(new Uri(address + filled, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.True((int)answer.StatusCode < 500, $"{address}{filled[..Math.Min(filled.Length, 20)]} answered {(int)answer.StatusCode}");
            Assert.DoesNotContain("<script>", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_pattern_looks_for_longer_than_it_is_allowed_to()
    {
        CommandLine.Run(["dmn", "--help"]);
        Assert.Equal(TimeSpan.FromSeconds(2), AppContext.GetData("REGEX_DEFAULT_MATCH_TIMEOUT"));
    }

    private static IEnumerable<string> FilesOf(ServedRegistry served) => Directory.EnumerateFileSystemEntries(served.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
}
