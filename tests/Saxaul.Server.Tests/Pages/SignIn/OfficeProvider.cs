using System;
using System.Linq;
using System.Net;
using System.Security.Claims;
using System.Threading.Tasks;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using Saxaul.Server.Pages.SignIn;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Saxaul.Server.Tests.Pages.SignIn;

/// <summary>An office's own sign-in service: OpenIddict, a real OpenID Connect provider, at a port of this machine. Whoever comes is one person, whom it signs in at once.</summary>
internal sealed class OfficeProvider : IAsyncDisposable
{
    public const string Subject = "0192-7f3a";
    private const string Client = "saxaul", Secret = "invented for this test";
    private readonly WebApplication provider;
    private string returns = "";

    private OfficeProvider()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddRouting();
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            server.UseAspNetCore().DisableTransportSecurityRequirement();
            // Without tables of its own: one client, named here.
            server.EnableDegradedMode();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(asking => asking.UseInlineHandler(asked =>
            {
                if (asked.ClientId != Client)
                    asked.Reject(Errors.InvalidClient);
                else if (asked.RedirectUri != returns + "/sign-in/office/back")
                    asked.Reject(Errors.InvalidRequest);
                return default;
            }));
            server.AddEventHandler<ValidateTokenRequestContext>(asking => asking.UseInlineHandler(asked =>
            {
                if (asked.ClientId != Client || asked.ClientSecret != Secret)
                    asked.Reject(Errors.InvalidClient);
                return default;
            }));
            server.AddEventHandler<HandleAuthorizationRequestContext>(asking => asking.UseInlineHandler(asked =>
            {
                Asked = asked.Transaction.GetHttpRequest()!.QueryString.ToString();
                var person = new ClaimsIdentity("office");
                person.SetClaim(Claims.Subject, Subject).SetClaim(Claims.Email, "gul@example.cn").SetClaim(Claims.Name, "gul");
                person.SetDestinations(_ => [Destinations.IdentityToken]);
                asked.SignIn(new ClaimsPrincipal(person).SetScopes(asked.Request.GetScopes()));
                return default;
            }));
        });
        provider = builder.Build();
        provider.UseRouting();
        provider.UseAuthentication();
    }

    public static async Task<OfficeProvider> Start()
    {
        var started = new OfficeProvider();
        await started.provider.StartAsync();
        return started;
    }

    /// <summary>What it was last asked for.</summary>
    public string Asked { get; private set; } = "";

    public string Issuer => provider.Urls.First() + "/";

    public OfficeService Service => new(new Uri(Issuer), Client, Secret);

    /// <summary>Where it leads people back to, and nowhere else.</summary>
    public void Returns(string address) => returns = address;

    public async ValueTask DisposeAsync()
    {
        await provider.StopAsync();
        await provider.DisposeAsync();
    }
}
