using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Saxaul.Demo;
using Saxaul.Users;

namespace Saxaul.Server.Pages.SignIn;

/// <summary>What the site needs to know who comes.</summary>
internal static class DoorParts
{
    public static void Add(IServiceCollection services, Registry registry, Actor always, IReadOnlyList<DemoUser> users, SignInSettings settings)
    {
        services.AddSingleton(settings).AddSingleton<SignInCookies>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Visitors>(provider, registry, always, users));
        services.AddScoped(provider => Visitors.Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext));
        services.AddScoped(provider => EmergencyAccess.With(registry, provider.GetRequiredService<Visitor>().Actor));
        services.AddDataProtection().SetApplicationName("saxaul");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new KeptKeys(registry));
        services.AddIdentityCore<PasskeyOwner>().AddUserStore<PasskeyStore>();
        services.AddScoped<IPasskeyHandler<PasskeyOwner>, PasskeyHandler<PasskeyOwner>>().AddScoped<Passkeys>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            (passkeys.ServerDomain, passkeys.UserVerificationRequirement, passkeys.ResidentKeyRequirement) = (settings.Domain, "required", "required");
            // Our pages tell nobody where somebody comes from, so their forms say "null": the address that was asked for is compared instead.
            passkeys.ValidateOrigin = asked => ValueTask.FromResult(asked.CrossOrigin is not true && asked.Origin == $"{asked.HttpContext.Request.Scheme}://{asked.HttpContext.Request.Host}");
        });
        if (settings.Service is { } service)
            OfficeDoor.Add(services, service, settings.IsSecure);
    }

    /// <summary>Before anything looks at where a request was sent: behind what takes TLS off, that is the public address.</summary>
    public static void UsePublicAddress(WebApplication site, SignInSettings settings)
    {
        if (settings.Public is not { } address)
            return;
        site.Use((context, next) =>
        {
            if (string.Equals(context.Request.Host.Host, address.Host, StringComparison.OrdinalIgnoreCase))
                (context.Request.Scheme, context.Request.Host) = (address.Scheme, new HostString(address.Authority));
            return next(context);
        });
    }
}
