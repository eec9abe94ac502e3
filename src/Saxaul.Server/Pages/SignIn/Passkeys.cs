using System;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Saxaul.Users.SigningIn;

namespace Saxaul.Server.Pages.SignIn;

/// <summary>What a browser needs to make a passkey or to ask for one.</summary>
/// <param name="Json">For the browser.</param>
/// <param name="State">Comes back with the form; only we can read it, for some minutes.</param>
public sealed record PasskeyOptions(string Json, string State);

/// <summary>Making passkeys and signing in with them, by the framework's own handler (WebAuthn level 3). A passkey is always unlocked by its owner, so it is two factors at once.</summary>
internal sealed class Passkeys(IPasskeyHandler<PasskeyOwner> handler, Visitors visitors, SignInSettings settings, ReadingThreads reading, IDataProtectionProvider protection)
{
    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("saxaul.passkey").ToTimeLimitedDataProtector();

    /// <summary>Whether the page was opened under the name that passkeys are made for: a browser refuses them elsewhere.</summary>
    public bool ArePossible(HttpContext context) => string.Equals(context.Request.Host.Host, settings.Domain, StringComparison.OrdinalIgnoreCase);

    public Task<bool> Has(Session session) => reading.Run(() => Passkey.Of(visitors.Registry, session.UserId).Count > 0);

    /// <summary>For a new passkey.</summary>
    /// <returns>Null where there can be none.</returns>
    public async Task<PasskeyOptions?> Offer(HttpContext context, Session session)
    {
        if (!ArePossible(context))
            return null;
        LetScript(context);
        var made = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = Handle(session.UserId), Name = session.Name, DisplayName = session.Name }, context);
        return new PasskeyOptions(made.CreationOptionsJson, protector.Protect(made.AttestationState ?? "", Valid));
    }

    /// <summary>To sign in.</summary>
    /// <param name="session">Of whom the password was right; null to take anybody's.</param>
    /// <returns>Null where there can be none.</returns>
    public async Task<PasskeyOptions?> Ask(HttpContext context, Session? session)
    {
        if (!ArePossible(context))
            return null;
        LetScript(context);
        var made = await handler.MakeRequestOptionsAsync(session is null ? null : new PasskeyOwner(session.UserId, session.Name), context);
        return new PasskeyOptions(made.RequestOptionsJson, protector.Protect(made.AssertionState ?? "", Valid));
    }

    /// <summary>A new passkey that a browser made.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.PasskeyRefused"/></exception>
    public async Task<(byte[] Credential, string Content)> Make(HttpContext context, Session session, string credential, string state)
    {
        var made = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = context, CredentialJson = credential, AttestationState = Open(state) });
        return made.Succeeded && made.UserEntity.Id == Handle(session.UserId) ? (made.Passkey.CredentialId, PasskeyContent.Write(made.Passkey)) : throw new ProblemException(Problem.PasskeyRefused());
    }

    /// <summary>A passkey that somebody signs in with.</summary>
    /// <returns>The passkey, and what is kept of it from now on.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.PasskeyRefused"/></exception>
    public async Task<(Passkey Passkey, string Content)> Check(HttpContext context, string credential, string state)
    {
        var asked = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = context, CredentialJson = credential, AssertionState = Open(state) });
        return asked.Succeeded && await reading.Run(() => Passkey.Find(visitors.Registry, asked.Passkey.CredentialId)) is { } kept ? (kept, PasskeyContent.Write(asked.Passkey)) : throw new ProblemException(Problem.PasskeyRefused());
    }

    private string Open(string state)
    {
        try
        {
            return protector.Unprotect(state);
        }
        catch (CryptographicException)
        {
            throw new ProblemException(Problem.PasskeyRefused());
        }
    }

    /// <summary>What a device keeps of whose a passkey is: it says nothing of the user.</summary>
    private string Handle(long userId) => visitors.Registry.Database.Secrets.PublicId(0, userId);

    /// <summary>Only pages that ask for a passkey run a script, and only our own.</summary>
    private static void LetScript(HttpContext context)
    {
        if (!context.Response.HasStarted && context.Response.Headers.ContentSecurityPolicy.ToString() is var policy && !policy.Contains("script-src", StringComparison.Ordinal))
            context.Response.Headers.ContentSecurityPolicy = policy + "; script-src 'self'";
    }
}
