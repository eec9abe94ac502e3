using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Saxaul.Demo;
using Saxaul.Journal;
using Saxaul.Users;
using Saxaul.Users.SigningIn;

namespace Saxaul.Server.Pages.SignIn;

/// <summary>
/// Who opens a page. As soon as the registry has users it is whoever signed in; before that, whoever sits at this machine; in the demo it is the invented user that was chosen at its door, kept in a cookie that
/// only this program can read.
/// </summary>
internal sealed class Visitors(Registry registry, Actor always, IReadOnlyList<DemoUser> users, SignInSettings settings, SignInCookies cookies, IDataProtectionProvider protection)
{
    private const string Cookie = "saxaul.user";
    private readonly IDataProtector protector = protection.CreateProtector("saxaul.user");

    /// <summary>The registry that people sign in to, also while they practise on a copy.</summary>
    public Registry Registry => registry;

    /// <summary>Whom one may choose to be; nobody where one does not choose.</summary>
    public IReadOnlyList<DemoUser> Users => users;

    /// <summary>Whether people sign in. What others can reach is never the machine's own operator's.</summary>
    public bool SignIn => users.Count == 0 && (settings.Public is not null || ListUsers.Any(registry));

    /// <summary>Who sends a request, once <see cref="Door"/> has looked; nobody before.</summary>
    public static Visitor Of(HttpContext? context) => context?.Items[typeof(Visitor)] as Visitor ?? Visitor.Nobody;

    /// <summary>Looks who sends a request.</summary>
    public Visitor Read(HttpContext context)
    {
        if (users.Count > 0)
            return Chosen(context) is { } user ? new Visitor(user.Actor) { Chosen = user, IsIn = true } : Visitor.Nobody;
        if (!SignIn)
            return new Visitor(always) { IsIn = true };
        if (Session.Of(registry, cookies.SessionOf(context), cookies.BrowserOf(context)) is not { } session || ReadActor.Of(registry, session.Name, registry.Database.Time.Today()) is not { } actor)
            return Visitor.Nobody;
        // Their roles of this very day: one that ended yesterday allows nothing today.
        var needed = SecondFactor.StillNeeded(registry, session, actor);
        return new Visitor(needed == StillNeeded.Nothing ? actor : Actor.Nobody with { Name = actor.Name }) { Session = session, Needed = needed, IsIn = needed == StillNeeded.Nothing };
    }

    private DemoUser? Chosen(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { } kept)
            return null;
        try
        {
            var name = protector.Unprotect(kept);
            return users.FirstOrDefault(user => user.Actor.Name == name);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <exception cref="ProblemException"><see cref="Problem.NoSuchPage"/> for a name that is none of them.</exception>
    public void Choose(HttpContext context, string name)
    {
        if (users.All(user => user.Actor.Name != name))
            throw new ProblemException(Problem.NoSuchPage());
        context.Response.Cookies.Append(Cookie, protector.Protect(name), new CookieOptions { SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true, MaxAge = TimeSpan.FromHours(12) });
    }

    public static void Leave(HttpContext context) => context.Response.Cookies.Delete(Cookie);
}
