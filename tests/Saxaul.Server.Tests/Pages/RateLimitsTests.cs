using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Saxaul.Server.Pages;
using Saxaul.Server.Pages.SignIn;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>An office that works fast never notices; a program that reads or tries everything is stopped, and others go on.</summary>
public sealed class RateLimitsTests
{
    [Fact]
    public async Task Every_address_says_what_it_costs_and_nothing_is_said_of_one_that_is_not_there()
    {
        await using var served = await ServedRegistry.Start(empty: true);
        var endpoints = served.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();

        Assert.All(endpoints, endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<RequestCost>()));
        var there = endpoints.SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => (method, endpoint.RoutePattern.RawText!))).ToHashSet();
        Assert.All(RequestCost.Dear.Keys, dear => Assert.Contains(dear, there));
    }

    [Fact]
    public async Task Whoever_searches_like_a_program_is_asked_to_wait_and_a_colleague_is_not()
    {
        await using var served = await ServedRegistry.Start(demo: true);
        await served.Be("county");
        using var refused = await UntilRefused(served, "/search", RequestCost.Limits[Cost.Search]);

        var seconds = refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds;
        Assert.InRange(seconds, 1, 60);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"请过 {seconds} 秒再试"), await Sentence(served, refused), StringComparison.Ordinal);
        using var english = await Ask(served, "/search", "en");
        if (english.StatusCode == HttpStatusCode.TooManyRequests)
            Assert.Contains("Try again in", await Sentence(served, english), StringComparison.Ordinal);
        // Other pages, and other people behind the same address.
        await served.Get("/");
        await served.Be("prefecture");
        await served.Get("/search");
    }

    [Fact]
    public async Task Whoever_tries_the_door_again_and_again_is_stopped_where_they_come_from()
    {
        await using var served = await ServedRegistry.Start(demo: true, signIn: new SignInSettings(SignInSettings.ReadPublic("https://households.example.cn")));
        HttpStatusCode last = 0;
        for (var tried = 0; tried < Most(RequestCost.Limits[Cost.Door]) && last != HttpStatusCode.TooManyRequests; tried++)
            last = await Knock("203.0.113.7");
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.Equal(HttpStatusCode.BadRequest, await Knock("203.0.113.8"));
        // Of the newer addresses one line has as many as it likes.
        while (await Knock("2001:db8:0:1::" + Guid.NewGuid().ToString("n")[..4]) != HttpStatusCode.TooManyRequests)
        {
        }
        Assert.Equal(HttpStatusCode.BadRequest, await Knock("2001:db8:0:2::1"));
        // What stands before the last entry a stranger wrote.
        Assert.Equal(HttpStatusCode.TooManyRequests, await Knock("198.51.100.1, 203.0.113.7"));

        Task<HttpStatusCode> Knock(string from) => RateLimitsTests.Knock(served, from);
    }

    [Fact]
    public async Task Without_a_proxy_nobody_is_believed_where_they_come_from()
    {
        await using var served = await ServedRegistry.Start(demo: true);
        HttpStatusCode last = 0;
        for (var tried = 0; tried < Most(RequestCost.Limits[Cost.Door]) && last != HttpStatusCode.TooManyRequests; tried++)
            last = await Knock(served, $"203.0.113.{tried % 250}");
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    private static async Task<HttpStatusCode> Knock(ServedRegistry served, string from)
    {
        // Without the form's token: it is refused, and counted.
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Headers = { { "X-Forwarded-For", from } }, Content = new FormUrlEncodedContent([KeyValuePair.Create("user", "county")]) };
        using var answer = await served.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    [Fact]
    public async Task Whoever_holds_the_file_itself_is_not_counted()
    {
        await using var served = await ServedRegistry.Start(empty: true);
        for (var asked = 0; asked < Most(RequestCost.Limits[Cost.Search]); asked++)
            await served.Get("/search");
    }

    [Fact]
    public async Task What_waits_too_long_is_left_undone_and_says_so()
    {
        await using var served = await ServedRegistry.Start();
        var times = served.Services.GetRequiredService<IOptionsMonitor<RequestTimeoutOptions>>().CurrentValue;
        var threads = served.Services.GetRequiredService<ReadingThreads>();
        using var free = new ManualResetEventSlim();
        var held = Enumerable.Range(0, Math.Max(2, Environment.ProcessorCount)).Select(_ => threads.Run(() => { free.Wait(); return true; })).ToList();

        times.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromMilliseconds(50), TimeoutStatusCode = RequestCost.Time.TimeoutStatusCode };
        using (var refused = await Ask(served, "/areas/652902", "zh-CN"))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal(Problem.TookTooLong().Zh, await Sentence(served, refused));
        }
        times.DefaultPolicy = RequestCost.Time;
        free.Set();
        await Task.WhenAll(held);
        await served.Get("/areas/652902");
    }

    [Fact]
    public async Task What_has_begun_is_brought_to_its_end_though_nobody_waits_for_it()
    {
        using var threads = new ReadingThreads();
        using var gone = new CancellationTokenSource();
        using var begun = new ManualResetEventSlim();
        using var free = new ManualResetEventSlim();
        var work = threads.Run(() =>
        {
            begun.Set();
            free.Wait();
            return 1;
        }, gone.Token);
        begun.Wait(TestContext.Current.CancellationToken);
        await gone.CancelAsync();
        free.Set();
        Assert.Equal(1, await work);
        // What had not begun by then never does.
        Assert.Equal(7361, (await Assert.ThrowsAsync<ProblemException>(() => threads.Run<int>(() => throw new InvalidOperationException("It was done all the same."), gone.Token))).Problem.Number);
    }

    [Fact]
    public void Nobody_s_long_work_stands_before_everybody_else_s()
    {
        using var works = new LongWorks(NullLogger.Instance);
        using var free = new ManualResetEventSlim();
        for (var i = 0; i < LongWorks.MostOfOne; i++)
            works.Begin($"upload {i}", WorkKind.Compare, _ => free.Wait(), "county");
        Assert.Equal(7362, Assert.Throws<ProblemException>(() => works.Begin("one more", WorkKind.Compare, _ => { }, "county")).Problem.Number);
        // What is asked for twice is one work, others may ask for theirs, and so may the program itself.
        works.Begin("upload 0", WorkKind.Compare, _ => { }, "county");
        works.Begin("another's", WorkKind.Compare, _ => { }, "prefecture");
        works.Begin("clock", WorkKind.Clock, _ => { });
        free.Set();
    }

    /// <summary>More than can be asked for while a slow machine does it.</summary>
    private static int Most(CostLimit limit) => limit.AtOnce + 1000;

    private static async Task<HttpResponseMessage> UntilRefused(ServedRegistry served, string address, CostLimit limit)
    {
        for (var asked = 0; asked < Most(limit); asked++)
        {
            var answer = await Ask(served, address, "zh-CN");
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                Assert.InRange(asked, limit.AtOnce, int.MaxValue);
                return answer;
            }
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            answer.Dispose();
        }
        throw new InvalidOperationException($"{address} was never refused.");
    }

    private static async Task<HttpResponseMessage> Ask(ServedRegistry served, string address, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept-Language", language } } };
        return await served.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<string> Sentence(ServedRegistry served, HttpResponseMessage answer) =>
        served.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).QuerySelector("main .sentence")!.TextContent;
}
