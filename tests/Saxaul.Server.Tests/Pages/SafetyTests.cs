using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
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
        Assert.Equal(["/language"], endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<RightNeeded>()!.Right is null).Select(endpoint => endpoint.RoutePattern.RawText));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/areas/6529")]
    [InlineData("/areas/652902/households?counted=households")]
    [InlineData("/findings?area=6529")]
    [InlineData("/places/held?area=6529")]
    [InlineData("/households/00112233445566778899aabbccddeeff")]
    public async Task Somebody_without_rights_sees_nothing(string address)
    {
        await using var served = await ServedRegistry.Start(Actor.Nobody);
        var page = await served.Get(address, HttpStatusCode.Forbidden);

        Assert.DoesNotContain("卡德尔", page.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_only_read_cannot_answer_a_held_place()
    {
        await using var served = await ServedRegistry.Start(new Actor("reader", new HashSet<Right> { Right.ReadHouseholds }, null));
        var page = await served.Get("/places/held?area=6529");

        using var refused = await served.Send((IHtmlFormElement)page.QuerySelector(".suggestions form")!);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_form_that_comes_from_elsewhere_changes_nothing()
    {
        await using var served = await ServedRegistry.Start();
        var form = new Dictionary<string, string> { ["area"] = "6529", ["within"] = ServedRegistry.Township, ["written"] = "玉奇玉吉麦村", ["code"] = "652902105208" };

        using var refused = await served.Client.PostAsync(new Uri("/places/answer", UriKind.Relative), new FormUrlEncodedContent(form), TestContext.Current.CancellationToken);
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

        foreach (var back in new[] { "//evil.example", "/\\evil.example", "https://evil.example", "" })
        {
            using var answer = await served.Send(form, ("back", back));
            Assert.Equal("/", answer.Headers.Location!.ToString());
        }
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
