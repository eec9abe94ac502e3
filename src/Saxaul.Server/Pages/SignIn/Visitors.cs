using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Saxaul.Demo;
using Saxaul.Users;

namespace Saxaul.Server.Pages.SignIn;

/// <summary>
/// Who opens a page. Where somebody serves their own registry to themselves it is always they; in the demo it is the invented user that was chosen on its sign-in page,
/// kept in a cookie that only this process can read.
/// </summary>
internal sealed class Visitors(Actor always, IReadOnlyList<DemoUser> users, IDataProtectionProvider protection)
{
    private const string Cookie = "saxaul.user";
    private readonly IDataProtector protector = protection.CreateProtector("saxaul.user");

    /// <summary>Whom one may choose to be; nobody where one does not choose.</summary>
    public IReadOnlyList<DemoUser> Users => users;

    /// <summary>Nobody until somebody was chosen.</summary>
    public Actor Of(HttpContext context) => users.Count == 0 ? always : Chosen(context)?.Actor ?? Actor.Nobody;

    public DemoUser? Chosen(HttpContext context)
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
