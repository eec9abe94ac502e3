using System;
using System.Linq;
using System.Text.Encodings.Web;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Saxaul.Users.SigningIn;

namespace Saxaul.Server.Pages.SignIn;

/// <summary>
/// Signing in by the office's own service: OpenID Connect, code flow with PKCE. We ask who it is and nothing else, keep none of its tokens, and take only whom the administrator linked.
/// </summary>
internal static class OfficeDoor
{
    /// <summary>Where the service leads people back to.</summary>
    public const string BackAddress = "/sign-in/office/back";

    private const string Scheme = "office", Ours = "ours";

    public static void Add(IServiceCollection services, OfficeService service, bool isSecure) => services.AddAuthentication(Ours).AddScheme<AuthenticationSchemeOptions, Nobody>(Ours, null).AddOpenIdConnect(Scheme, office =>
    {
        (office.Authority, office.ClientId, office.ClientSecret) = (service.Authority.ToString(), service.Client, service.Secret);
        office.RequireHttpsMetadata = service.Authority.Scheme == Uri.UriSchemeHttps;
        (office.ResponseType, office.ResponseMode, office.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
        office.CallbackPath = BackAddress;
        office.Scope.Clear();
        office.Scope.Add("openid");
        (office.SaveTokens, office.GetClaimsFromUserInfoEndpoint, office.MapInboundClaims, office.DisableTelemetry) = (false, false, false, true);
        office.SignInScheme = Ours;
        foreach (var cookie in new[] { office.CorrelationCookie, office.NonceCookie })
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest);
        office.Events.OnTicketReceived = Enter;
        // Why goes to nobody: it may hold what the service said of somebody.
        office.Events.OnRemoteFailure = _ => throw new ProblemException(Problem.OfficeSignInFailed());
    });

    /// <summary>Leads to the service. A link, since a form may lead nowhere but here.</summary>
    public static async Task Lead(HttpContext context, SignInSettings settings)
    {
        if (settings.Service is null)
            throw new ProblemException(Problem.NoSuchPage());
        var to = context.Request.Query["to"].ToString();
        try
        {
            await context.ChallengeAsync(Scheme, new AuthenticationProperties { RedirectUri = OwnAddress.IsOurs(to) ? to : "/" });
        }
        catch (InvalidOperationException unreachable)
        {
            throw new ProblemException(Problem.OfficeSignInFailed(), unreachable);
        }
    }

    /// <summary>Whoever comes back from the service is taken by the framework's handler before; nobody else has anything to do there.</summary>
    public static IResult Back() => throw new ProblemException(Problem.NoSuchPage());

    private static async Task Enter(TicketReceivedContext ticket)
    {
        var (context, claims) = (ticket.HttpContext, ticket.Principal!);
        var (visitors, cookies) = (context.RequestServices.GetRequiredService<Visitors>(), context.RequestServices.GetRequiredService<SignInCookies>());
        // RFC 8176: the service says how somebody proved who they are.
        var entering = new SignInWithLink(claims.FindFirst("iss")?.Value ?? "", claims.FindFirst("sub")?.Value ?? "", claims.FindAll("amr").Any(how => how.Value == "mfa"), cookies.BrowserOf(context));
        cookies.Give(context, await context.RequestServices.GetRequiredService<WritingThreads>().Run(() =>
        {
            // Whoever was signed in here before is no longer.
            visitors.Read(context).Session?.End(visitors.Registry, entering.Browser);
            return entering.Run(visitors.Registry);
        }));
        ticket.HandleResponse();
        context.Response.Redirect(ticket.ReturnUri is { } to && OwnAddress.IsOurs(to) ? to : "/");
    }

    /// <summary>Sessions are ours (<see cref="Door"/>): to the framework nobody is ever signed in.</summary>
    private sealed class Nobody(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());
    }
}
