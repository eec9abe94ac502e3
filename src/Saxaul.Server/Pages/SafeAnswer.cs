using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Saxaul.Server.Pages;

/// <summary>
/// Around every request: headers that keep a page to itself, and for whatever is refused or fails a calm page with its sentence. Neither page nor log ever shows
/// an exception's text, which may hold what somebody typed.
/// </summary>
internal sealed partial class SafeAnswer(RequestDelegate next, IServiceScopeFactory scopes, ILogger<SafeAnswer> log)
{
    /// <summary>Only what this program serves itself: no script at all (a page that needs one adds ours), no style in a page, nothing from anywhere else, in nobody's frame.</summary>
    private const string ContentPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; object-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>What a browser offers to pages and no page of ours asks for.</summary>
    private const string Permissions =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=(), interest-cohort=()";

    /// <summary>Seconds for which a browser that came by https comes by nothing else: two years.</summary>
    private const string OnlySafely = "max-age=63072000; includeSubDomains";

    public async Task InvokeAsync(HttpContext context)
    {
        Protect(context.Response.Headers);
        context.Response.OnStarting(() =>
        {
            // Only now is it known how somebody really came: a proxy on this machine may have taken the TLS off.
            if (context.Request.IsHttps)
                context.Response.Headers.StrictTransportSecurity = OnlySafely;
            return Task.CompletedTask;
        });
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
            {
                await Show(context, context.Response.StatusCode switch
                {
                    StatusCodes.Status503ServiceUnavailable => Problem.TookTooLong(),
                    StatusCodes.Status400BadRequest when context.GetEndpoint() is not null => Problem.FormExpired(),
                    // What is refused before any page is looked for came under a name that is not this machine's, or under none.
                    StatusCodes.Status400BadRequest => Problem.HostUnknown(),
                    _ => Problem.NoSuchPage(),
                }, context.Response.StatusCode);
            }
        }
        catch (ProblemException refused) when (!context.Response.HasStarted)
        {
            await Show(context, refused.Problem, StatusOf(refused.Problem));
        }
        catch (BadHttpRequestException malformed) when (!context.Response.HasStarted)
        {
            var most = context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
            await Show(context, malformed.StatusCode == StatusCodes.Status413PayloadTooLarge && most is { } bytes ? Problem.FormTooLarge(bytes >> 20) : Problem.FormExpired(), malformed.StatusCode);
        }
        catch (Exception failed) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var reference = Activity.Current?.TraceId.ToString()[..8] ?? Guid.NewGuid().ToString("n")[..8];
            Failed(log, reference, failed.GetType().FullName, failed.StackTrace);
            await Show(context, Problem.Unexpected(reference), StatusCodes.Status500InternalServerError);
        }
    }

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        headers.CacheControl = "no-cache, no-store";
    }

    /// <summary>By what a browser or a program is told why, also where the sentence stands on a form.</summary>
    internal static int StatusOf(Problem problem) => problem.Kind switch
    {
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.NotAllowed => StatusCodes.Status403Forbidden,
        ProblemKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ProblemKind.TooMany => StatusCodes.Status429TooManyRequests,
        ProblemKind.Later => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    };

    private async Task Show(HttpContext context, Problem problem, int status)
    {
        context.Response.Clear();
        // What could not be read in the address must not fail the sentence as well.
        context.Request.QueryString = QueryString.Empty;
        context.Request.Host = new HostString("localhost");
        Protect(context.Response.Headers);
        // A page that failed half-way leaves its renderer behind: the sentence gets services of its own.
        await using var scope = scopes.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        await new RazorComponentResult<Refused>(new { Problem = problem }) { StatusCode = status }.ExecuteAsync(context);
    }

    [LoggerMessage(LogLevel.Error, "Failed {Reference}: {Type}\n{Stack}")]
    private static partial void Failed(ILogger log, string reference, string? type, string? stack);
}
