using System;
using System.Linq;
using Microsoft.AspNetCore.Http;
using Saxaul.Users.SigningIn;

namespace Saxaul.Server.Pages.SignIn;

/// <summary>What a browser carries for somebody who signs in: the session, and the mark by which the browser is known again. Neither says anything of anybody.</summary>
internal sealed class SignInCookies(SignInSettings settings)
{
    private static readonly (string Sign, string Name)[] Kinds = [("MicroMessenger", "WeChat"), ("QQBrowser", "QQ"), ("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Sign, string Name)[] Systems = [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux")];

    // A browser takes a name that begins so over TLS only, and from this very host.
    private string Prefix => settings.IsSecure ? "__Host-" : "";

    private string SessionCookie => Prefix + "saxaul.session";

    private string DeviceCookie => Prefix + "saxaul.device";

    public string? SessionOf(HttpContext context) => context.Request.Cookies[SessionCookie];

    public Browser BrowserOf(HttpContext context)
    {
        var agent = context.Request.Headers.UserAgent.ToString();
        string?[] words = [Kinds.FirstOrDefault(one => agent.Contains(one.Sign, StringComparison.Ordinal)).Name, Systems.FirstOrDefault(one => agent.Contains(one.Sign, StringComparison.Ordinal)).Name];
        return new Browser(context.Request.Cookies[DeviceCookie], context.Connection.RemoteIpAddress?.ToString() ?? "", string.Join(", ", words.OfType<string>()));
    }

    public void Give(HttpContext context, SignedIn signedIn)
    {
        context.Response.Cookies.Append(SessionCookie, signedIn.Session, Options());
        context.Response.Cookies.Append(DeviceCookie, signedIn.Device, Options(Session.Known));
    }

    public void EndSession(HttpContext context) => context.Response.Cookies.Delete(SessionCookie, Options());

    /// <summary>Not strict: a link in a colleague's message leads to the page, and not to the door.</summary>
    private CookieOptions Options(TimeSpan? kept = null) => new() { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = settings.IsSecure, MaxAge = kept, Path = "/" };
}
