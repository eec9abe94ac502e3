using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Saxaul.Server.Pages.Practice;
using Saxaul.Users;

namespace Saxaul.Server.Pages;

/// <summary>
/// Traces and measures for whoever watches over the program, sent by OpenTelemetry to where OTEL_EXPORTER_OTLP_ENDPOINT says, and nowhere when it says nothing. Of a request the pattern of its address is told and never
/// what was filled into it: the ready-made instrumentation would tell the whole address, so only the framework's own span is used, with the tags that <see cref="Tell"/> gives it.
/// </summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT", Prefix = "OTEL_";

    /// <summary>Of this machine's environment: what OpenTelemetry may read, and nothing else that stands there.</summary>
    public static IReadOnlyDictionary<string, string?> Settings() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Where(one => ((string)one.Key).StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(one => (string)one.Key, one => (string?)one.Value);

    public static void Add(IServiceCollection services, IConfigurationBuilder configuration, IReadOnlyDictionary<string, string?> settings)
    {
        services.AddSingleton<Queues>();
        if (string.IsNullOrEmpty(settings.GetValueOrDefault(Endpoint)))
            return;
        configuration.AddInMemoryCollection(settings);
        services.AddOpenTelemetry().ConfigureResource(about => about.AddService("saxaul", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3)))
            .WithTracing(Trace).WithMetrics(Measure).UseOtlpExporter();
    }

    public static void Trace(TracerProviderBuilder traces) => traces.AddSource("Microsoft.AspNetCore", Measures.Name);

    public static void Measure(MeterProviderBuilder measures) =>
        measures.AddMeter(Measures.Name, Queues.Meter, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime");

    /// <summary>Names a request's span, by OpenTelemetry's names, once it is answered.</summary>
    public static void Tell(HttpContext context)
    {
        if (Activity.Current is not { IsAllDataRequested: true } span)
            return;
        var (method, pattern) = (RequestLog.MethodOf(context), RequestLog.PatternOf(context));
        span.DisplayName = $"{method} {pattern}";
        span.SetTag("http.request.method", method).SetTag("http.route", pattern).SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            span.SetStatus(ActivityStatusCode.Error);
    }
}

/// <summary>How much waits in this process: for its threads, behind its long work, and to be written of who looked.</summary>
internal sealed class Queues : IDisposable
{
    public const string Meter = Measures.Name + ".Server";

    private readonly Meter meter = new(Meter);

    public Queues(ReadingThreads reading, WritingThreads writing, PracticeDesk desks, LookLog looks) => meter.CreateObservableGauge("saxaul.waiting", () => new Measurement<int>[]
    {
        new(reading.Waiting, new KeyValuePair<string, object?>("for", "reading")),
        new(writing.Waiting, new KeyValuePair<string, object?>("for", "writing")),
        new(desks.Real.Works.Waiting, new KeyValuePair<string, object?>("for", "long work")),
        new(looks.Waiting, new KeyValuePair<string, object?>("for", "the look log")),
    }, "{piece}", "What waits.");

    public void Dispose() => meter.Dispose();
}
