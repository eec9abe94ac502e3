using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Saxaul.Server.Pages;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>Who may see what, and what a page gives away.</summary>
public sealed class SafetyTests
{
    [Fact]
    public async Task Every_address_says_which_right_it_takes()
    {
        await using var served = await ServedRegistry.Start(empty: true);
        var endpoints = served.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).ToList();

        Assert.NotEmpty(endpoints);
        Assert.All(endpoints, endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<RightNeeded>()));
        // Only what shows nothing of the registry takes none.
        Assert.Equal(["/account", "/account", "/health/live", "/health/ready", "/help", "/language", "/sign-in", "/sign-in", "/sign-in/begin", "/sign-in/begin", "/sign-in/office", "/sign-in/office/back", "/sign-in/passkey", "/sign-in/second", "/sign-in/second", "/sign-out"], endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<RightNeeded>()!.Right is null).Select(endpoint => endpoint.RoutePattern.RawText!).Order());
    }

    [Theory]
    // The first page tells them whom to ask for a role.
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/areas/6529", HttpStatusCode.Forbidden)]
    [InlineData("/areas/652902/households?counted=households", HttpStatusCode.Forbidden)]
    [InlineData("/findings?area=6529", HttpStatusCode.Forbidden)]
    [InlineData("/warnings?area=6529", HttpStatusCode.Forbidden)]
    [InlineData("/places/held?area=6529", HttpStatusCode.Forbidden)]
    [InlineData("/households/00112233445566778899aabbccddeeff", HttpStatusCode.Forbidden)]
    public async Task Somebody_without_rights_sees_nothing(string address, HttpStatusCode answered)
    {
        await using var served = await ServedRegistry.Start(Actor.Nobody);
        var page = await served.Get(address, answered);

        Assert.DoesNotContain("卡德尔", page.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_only_read_cannot_answer_a_held_place()
    {
        await using var served = await ServedRegistry.Start(new Actor("reader", new HashSet<Right> { Right.ReadHouseholds }, null));
        // They read what it may be, without a button; and what they send all the same is refused.
        var page = await served.Get("/places/held?area=6529");
        Assert.Null(page.QuerySelector("form[action^='/places/held']"));
        Assert.Contains("玉奇玉吉买村委会", page.QuerySelector(".question")!.TextContent, StringComparison.Ordinal);
        var form = (IHtmlFormElement)page.QuerySelector("form.search")!;
        form.SetAttribute("action", "/places/held?area=6529");
        using var refused = await served.Send(form, ("within", ServedRegistry.Township), ("written", "玉奇玉吉麦村"), ("code", "652902105208"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_form_that_comes_from_elsewhere_changes_nothing()
    {
        await using var served = await ServedRegistry.Start();
        var form = new Dictionary<string, string> { ["within"] = ServedRegistry.Township, ["written"] = "玉奇玉吉麦村", ["code"] = "652902105208" };

        using var refused = await served.Client.PostAsync(new Uri("/places/held?area=6529", UriKind.Relative), new FormUrlEncodedContent(form), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.NotEmpty((await served.Get("/places/held?area=6529")).QuerySelectorAll(".question"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nothing")]
    public async Task A_page_keeps_itself_to_itself(string address)
    {
        await using var served = await ServedRegistry.Start();
        using var response = await served.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

        string Header(string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";
        Assert.Contains("default-src 'none'", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.Contains("no-store", Header("Cache-Control"), StringComparison.Ordinal);
        Assert.All(response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], cookie => Assert.Contains("samesite=", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(Header("Server"));
    }

    [Fact]
    public async Task A_foreign_name_made_to_point_here_gets_no_answer()
    {
        await using var served = await ServedRegistry.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "evil.example" } };

        using var refused = await served.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Choosing_a_language_leads_nowhere_else()
    {
        await using var served = await ServedRegistry.Start(empty: true);
        var form = (IHtmlFormElement)(await served.Get("/")).QuerySelector("form.language")!;

        foreach (var back in new[] { "//evil.example", "/\\evil.example", "https://evil.example", "", "/\t/evil.example", "/\r\nX-Header: 1", "/\u0001", "/\u007F", "/ ", "/搜索" })
        {
            using var answer = await served.Send(form, ("back", back));
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
            Assert.Equal("/", answer.Headers.Location!.ToString());
        }
        // A form is not even read with this in it.
        using var unreadable = await served.Send(form, ("back", "/\u0000"));
        Assert.Equal(HttpStatusCode.BadRequest, unreadable.StatusCode);
    }

    [Fact]
    public async Task Choosing_a_language_leads_back_to_the_page_it_was_chosen_on()
    {
        await using var served = await ServedRegistry.Start(empty: true);
        var form = (IHtmlFormElement)(await served.Get("/")).QuerySelector("form.language")!;

        using var answer = await served.Send(form, ("back", "/areas/6529?on=2020-04-01&known=2020-04-01T12%3A00"));
        Assert.Equal("/areas/6529?on=2020-04-01&known=2020-04-01T12%3A00", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task No_form_lays_its_files_on_the_disk_as_they_are()
    {
        await using var served = await ServedRegistry.Start();
        var most = served.Services.GetRequiredService<IOptions<FormOptions>>().Value.MemoryBufferThreshold;
        var sizes = served.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).Select(endpoint => endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>()).OfType<IRequestSizeLimitMetadata>().ToList();
        Assert.NotEmpty(sizes);
        // Lists are taken in piece by piece, without the framework's reading of forms.
        Assert.All(sizes.Where(size => size != Server.Pages.Imports.Receive.Size), size => Assert.InRange(size.MaxRequestBodySize!.Value, 1, most));
    }

    [Theory]
    [InlineData("/language", 3 << 20, "1 MB")]
    [InlineData("/households/1/events/birth", 30 << 20, "12 MB")]
    public async Task A_form_that_is_too_large_is_refused_with_a_sentence_that_arrives(string address, int bytes, string limit)
    {
        await using var served = await ServedRegistry.Start();
        using var content = new MultipartFormDataContent { { new ByteArrayContent(new byte[bytes]), "photo", "发票.jpg" } };
        using var refused = await served.Client.PostAsync(new Uri(address, UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Contains(limit, served.Parse(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).QuerySelector("main .sentence")!.TextContent, StringComparison.Ordinal);
        // The line is as good as before.
        await served.Get("/");
    }

    [Theory]
    [InlineData("GET / HTTP/1.0\r\n\r\n")]
    [InlineData("GET /households/1 HTTP/1.0\r\nHost:\r\n\r\n")]
    [InlineData("POST /language HTTP/1.0\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\nback=%0")]
    [InlineData("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")]
    public async Task A_request_that_does_not_name_this_machine_gets_a_calm_page_that_says_so(string request)
    {
        await using var served = await ServedRegistry.Start();
        var answer = await Ask(served, request);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Security-Policy: default-src 'none'", answer, StringComparison.Ordinal);
        Assert.Contains(Problem.HostUnknown().Zh, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("阿克苏", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_client_that_names_this_machine_is_answered()
    {
        await using var served = await ServedRegistry.Start();
        Assert.StartsWith("HTTP/1.1 200 ", await Ask(served, "GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n"), StringComparison.Ordinal);
    }

    /// <summary>Sends bytes as they are, which no client of ours would.</summary>
    private static async Task<string> Ask(ServedRegistry served, string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(served.Client.BaseAddress!.Host, served.Client.BaseAddress.Port, TestContext.Current.CancellationToken);
        var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://192.168.1.10:5080")]
    [InlineData("https://127.0.0.1:5080")]
    [InlineData("http://localhost.evil.example:5080")]
    [InlineData("http://127.0.0.1:5080;http://[::]:5081")]
    public void Only_this_machine_s_own_addresses_are_listened_on(string urls) =>
        Assert.Equal(1101, Assert.Throws<ProblemException>(() => LoopbackAddress.Parse(urls)).Problem.Number);

    [Theory]
    [InlineData("http://127.0.0.1:5080", 1)]
    [InlineData("http://localhost:5080;http://[::1]:5080", 2)]
    public void Loopback_addresses_are(string urls, int count) => Assert.Equal(count, LoopbackAddress.Parse(urls).Count);
}
