using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Saxaul.Users;

namespace Saxaul.Server.Pages;

/// <summary>How the program says on its console what happens.</summary>
internal enum LogForm
{
    /// <summary>What failed, as text.</summary>
    Failures,

    /// <summary>Each request too, as text.</summary>
    Text,

    /// <summary>Each request too, one JSON object a line.</summary>
    Json,
}

/// <summary>
/// One line for each request: the pattern of its address and never what was filled into it, how it was answered and how long that took. Whoever asked stands there under a sign that this registry alone can
/// turn into a name, so that a log handed to a supplier tells who did the same thing again and not who it is.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, Registry registry, ILogger<RequestLog> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var (began, services) = (Stopwatch.GetTimestamp(), context.RequestServices);
        try
        {
            await next(context);
        }
        finally
        {
            Telemetry.Tell(context);
            // What was not allowed, or asked for too often, is written down in any case.
            if (log.IsEnabled(LogLevel.Information) || context.Response.StatusCode is StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests)
                Write(context, services, Stopwatch.GetElapsedTime(began));
        }
    }

    private void Write(HttpContext context, IServiceProvider services, TimeSpan took)
    {
        var actor = services.GetRequiredService<Actor>();
        var level = context.Response.StatusCode is StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests ? LogLevel.Warning : LogLevel.Information;
        Asked(log, level, MethodOf(context), PatternOf(context), context.Response.StatusCode, Math.Round(took.TotalMilliseconds, 1), actor == Actor.Nobody ? "-" : SignOf(registry, actor), Activity.Current?.TraceId.ToString());
    }

    /// <summary>The pattern of the address that answers; "-" where none does.</summary>
    public static string PatternOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "-";

    /// <summary>The same for the same user of one registry, and nothing to anybody without its keys.</summary>
    public static string SignOf(Registry registry, Actor actor) => Convert.ToHexStringLower(registry.Database.Secrets.Tag("log " + actor.Name))[..12];

    /// <summary>A method may be any word: those that nobody answers are not repeated.</summary>
    public static string MethodOf(HttpContext context) => context.Request.Method is "GET" or "HEAD" or "POST" ? context.Request.Method : "-";

    [LoggerMessage("{Method} {Route} {Status} {Milliseconds} ms {User} {Trace}")]
    private static partial void Asked(ILogger log, LogLevel level, string method, string route, int status, double milliseconds, string user, string? trace);
}
