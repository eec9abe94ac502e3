using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Screening;
using Saxaul.Server.Pages;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>What a collector of traces and measures is told, and that none of it is about anybody. Alone: what other tests do would be heard too.</summary>
[Collection(nameof(Alone))]
public sealed partial class TelemetryTests
{
    private const string Heard = "卡德尔 买买提 阿依木 999019196309248931 19900001234 6510000001";

    [Fact]
    public async Task Requests_acts_imports_and_screenings_are_told_without_anybody()
    {
        var (spans, measures) = (new List<Activity>(), new List<Metric>());
        using var traces = Begin(Sdk.CreateTracerProviderBuilder(), Telemetry.Trace).AddInMemoryExporter(spans).Build();
        using var meters = Begin(Sdk.CreateMeterProviderBuilder(), Telemetry.Measure).AddInMemoryExporter(measures).Build();
        string household;
        await using (var served = await ServedRegistry.Start())
        {
            household = await served.HouseholdAddress("6510000001");
            var official = Actor.Operator("official");
            await served.Get(household);
            foreach (var address in new[] { "/卡德尔", "/households/999019196309248931", "/areas/652902?known=19900001234" })
            {
                using var refused = await served.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            }
            new RecordBirth(new PickHousehold("6510000001").Run(served.Registry, official), new Newcomer { Name = "努尔", Sex = "female" }, new DateOnly(2020, 4, 1)).Enter(served.Registry, official);
            var facts = new FactStore(served.Registry);
            new CatchUpWarnings(served.Registry, official, facts).Run();
            meters.ForceFlush();
        }
        traces.ForceFlush();

        Assert.Contains(spans, span => span.DisplayName == "GET /households/{id}" && span.GetTagItem("http.response.status_code") is 200);
        Assert.Contains(spans, span => span.DisplayName == "GET -" && span.GetTagItem("http.response.status_code") is 404);
        Assert.Contains(spans, span => span.DisplayName == "act RecordBirth");
        Assert.Contains(spans, span => span.DisplayName.StartsWith("import ", StringComparison.Ordinal));
        Assert.Contains(spans, span => span.DisplayName == "screen acceptance");
        var points = measures.SelectMany(PointsOf).ToList();
        foreach (var name in new[] { "saxaul.acts act=RecordBirth", "saxaul.journal.entries", "saxaul.import.duration", "saxaul.screening.duration policy=acceptance", "saxaul.warnings change=", "saxaul.waiting for=reading", "saxaul.waiting for=the look log", "http.server.request.duration" })
            Assert.Contains(points, point => point.StartsWith(name, StringComparison.Ordinal));

        var told = spans.Select(span => string.Join(' ', [span.DisplayName, span.StatusDescription, .. span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"), .. span.Events.Select(one => one.Name + string.Join(' ', one.Tags))])).Concat(points).ToList();
        Assert.All(Heard.Split(' ').Append(household.Split('/')[^1]), somebody => Assert.DoesNotContain(told, one => one.Contains(somebody, StringComparison.Ordinal)));
        // Nor anything else of which there is more than the program and its definitions name.
        Assert.All(spans.SelectMany(span => span.TagObjects), tag => Assert.Contains(tag.Key, new[] { "http.request.method", "http.route", "http.response.status_code" }));
        Assert.All(spans, span => Assert.Matches(Named(), span.DisplayName));
    }

    [Fact]
    public async Task Nothing_is_told_to_anybody_unless_somebody_is_named()
    {
        await using var served = await ServedRegistry.Start(empty: true);
        Assert.Null(served.Services.GetService<TracerProvider>());
        Assert.Null(served.Services.GetService<MeterProvider>());
    }

    [Fact]
    public async Task Whoever_is_named_gets_both()
    {
        var got = new Dictionary<string, TaskCompletionSource<string>> { ["/v1/traces"] = new(), ["/v1/metrics"] = new() };
        await using var collector = WebApplication.CreateSlimBuilder().Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.MapPost("/v1/{what}", async (HttpRequest request) =>
        {
            using var body = new System.IO.MemoryStream();
            await request.Body.CopyToAsync(body);
            got[request.Path].TrySetResult(Encoding.Latin1.GetString(body.ToArray()));
            return Results.Ok();
        });
        await collector.StartAsync(TestContext.Current.CancellationToken);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(TimeProvider.System);
        Telemetry.Add(builder.Services, builder.Configuration, new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.First(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" });
        await using var watched = builder.Services.BuildServiceProvider();
        var (traces, measures) = (watched.GetRequiredService<TracerProvider>(), watched.GetRequiredService<MeterProvider>());
        await using (var served = await ServedRegistry.Start(empty: true))
            await served.Get("/help");
        traces.ForceFlush();
        measures.ForceFlush();

        Assert.Contains("GET /help", await got["/v1/traces"].Task.WaitAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", await got["/v1/metrics"].Task.WaitAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static T Begin<T>(T builder, Action<T> add)
    {
        add(builder);
        return builder;
    }

    private static IEnumerable<string> PointsOf(Metric measure)
    {
        var points = new List<string>();
        foreach (ref readonly var point in measure.GetMetricPoints())
        {
            var tags = new List<string>();
            foreach (var tag in point.Tags)
                tags.Add($"{tag.Key}={tag.Value}");
            points.Add(string.Join(' ', tags.Prepend(measure.Name)));
        }
        return points;
    }

    [GeneratedRegex(@"^(GET|HEAD|POST|-) (-|/[a-z/{}.-]*)$|^(act|import|screen) [A-Za-z_]+$")]
    private static partial Regex Named();
}

/// <summary>Tests that hear what the whole process does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
