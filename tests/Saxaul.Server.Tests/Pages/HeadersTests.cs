using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Saxaul.Server.Pages;
using Saxaul.Server.Pages.SignIn;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>What every answer tells the browser to keep to itself, and where no form leads.</summary>
public sealed partial class HeadersTests
{
    private static readonly string[] Everywhere =
    [
        "Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer",
        "Cross-Origin-Opener-Policy: same-origin",
        "Cross-Origin-Resource-Policy: same-origin",
    ];

    [Fact]
    public async Task Every_address_keeps_itself_to_itself()
    {
        await using var served = await ServedRegistry.Start();
        await EveryPage.Fill(served);
        var pages = (await EveryPage.WithFiles(served)).SelectMany(one => one.Addresses.Take(1)).Append("/nothing").Select(address => new HttpRequestMessage(HttpMethod.Get, address));
        // Sent from elsewhere, a form is refused: that answer too keeps to itself.
        var forms = Endpoints(served).Where(IsForm).Select(endpoint => new HttpRequestMessage(HttpMethod.Post, Parameter().Replace(endpoint.RoutePattern.RawText!, "1")));
        foreach (var request in pages.Concat(forms))
        {
            using var answer = await served.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.All(Everywhere, header => Assert.Equal(header, header.Split(':')[0] + ": " + Header(answer, header.Split(':')[0])));
            Assert.StartsWith("no-", Header(answer, "Cache-Control"), StringComparison.Ordinal);
            Assert.Contains("no-store", Header(answer, "Cache-Control"), StringComparison.Ordinal);
            Assert.Contains("camera=()", Header(answer, "Permissions-Policy"), StringComparison.Ordinal);
            Assert.Contains("geolocation=()", Header(answer, "Permissions-Policy"), StringComparison.Ordinal);
            Assert.Empty(Header(answer, "Server"));
            Assert.Empty(Header(answer, "Access-Control-Allow-Origin"));
            Assert.All(Header(answer, "Set-Cookie").Split('\n', StringSplitOptions.RemoveEmptyEntries), cookie =>
            {
                Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("samesite=", cookie, StringComparison.OrdinalIgnoreCase);
            });
            request.Dispose();
        }
    }

    [Fact]
    public async Task A_style_sheet_may_be_kept_and_keeps_itself_to_itself_all_the_same()
    {
        await using var served = await ServedRegistry.Start(empty: true);
        using var answer = await served.Client.GetAsync(new Uri(StyleSheet.Address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.All(Everywhere, header => Assert.Equal(header, header.Split(':')[0] + ": " + Header(answer, header.Split(':')[0])));
        Assert.Contains("immutable", Header(answer, "Cache-Control"), StringComparison.Ordinal);
        Assert.Equal("text/css; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
    }

    [Theory]
    [InlineData("households.example.cn", "max-age=63072000; includeSubDomains")]
    [InlineData("127.0.0.1", "")]
    public async Task A_browser_that_came_safely_is_told_to_come_by_nothing_else(string host, string told)
    {
        await using var served = await ServedRegistry.Start(empty: true, signIn: new SignInSettings(SignInSettings.ReadPublic("https://households.example.cn")));
        // As a proxy on this machine passes it on.
        using var request = new HttpRequestMessage(HttpMethod.Get, "/help") { Headers = { Host = host } };
        using var answer = await served.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(told, Header(answer, "Strict-Transport-Security"));
    }

    [Fact]
    public Task No_page_does_what_a_browser_has_to_stop() => Browsing.With(async browser =>
    {
        await using var served = await ServedRegistry.Start();
        var done = await EveryPage.Fill(served);
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = served.Address, Locale = "zh-CN" });
        var page = await context.NewPageAsync();
        var stopped = new List<string>();
        page.Console += (_, said) =>
        {
            if (said.Text.Contains("Content Security Policy", StringComparison.Ordinal))
                stopped.Add(said.Text);
        };
        foreach (var address in (await EveryPage.Of(served)).Select(one => one.Addresses[0]).Append(done))
            await page.GotoAsync(address);
        Assert.Empty(stopped);
        // What it listens for is heard.
        await page.EvaluateAsync("document.body.setAttribute('style', 'color: red')");
        await page.GotoAsync("/help");
        Assert.NotEmpty(stopped);
    });

    /// <summary>Every form that asks to be led back somewhere, found on the pages themselves.</summary>
    [Fact]
    public async Task No_form_leads_anywhere_else()
    {
        await using var served = await ServedRegistry.Start();
        await EveryPage.Fill(served);
        var forms = new Dictionary<string, (IHtmlFormElement Form, string Field)>();
        foreach (var address in (await EveryPage.Of(served)).SelectMany(one => one.Addresses.Take(2)))
        {
            using var answer = await served.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            foreach (var field in served.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).QuerySelectorAll<IHtmlInputElement>("form input[name=back], form input[name=to]").Where(field => field.Value.StartsWith('/')))
                forms.TryAdd(field.Form!.GetAttribute("action")! + " " + field.Name, (field.Form!, field.Name!));
        }
        Assert.Contains("/language back", forms.Keys);
        Assert.Contains("/warnings/answer back", forms.Keys);
        foreach (var (form, field) in forms.Values)
            await LeadsNowhereElse(served, form, field);

        await using var demo = await ServedRegistry.Start(demo: true);
        await LeadsNowhereElse(demo, (await demo.Get("/sign-in?to=%2Fareas%2F6529")).QuerySelector<IHtmlFormElement>(".users form")!, "to");
    }

    private static async Task LeadsNowhereElse(ServedRegistry served, IHtmlFormElement form, string field)
    {
        foreach (var elsewhere in new[] { "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "javascript:alert(1)", "http:evil.example", "/\t/evil.example", "/\r\nLocation: https://evil.example", "evil.example" })
        {
            using var answer = await served.Send(form, (field, elsewhere));
            var led = Header(answer, "Location");
            Assert.True(led.Length == 0 || led[0] == '/' && (led.Length == 1 || led[1] is not ('/' or '\\')), $"{form.GetAttribute("action")} led to {led}");
            Assert.DoesNotContain("evil", led, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<RouteEndpoint> Endpoints(ServedRegistry served) =>
        served.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    private static bool IsForm(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains(HttpMethods.Post);

    /// <summary>Without the scripts of ours that a page with a passkey's form allows besides.</summary>
    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join('\n', values).Replace("; script-src 'self'", "", StringComparison.Ordinal) : "";

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
