using System;
using System.Linq;
using Microsoft.AspNetCore.Http;

namespace Saxaul.Server.Pages;

/// <summary>The language of the pages: what somebody chose, kept in a cookie; otherwise what the browser asks for; otherwise Chinese.</summary>
internal static class Language
{
    private const string Cookie = "saxaul.language";
    public const string Chinese = "zh-CN";
    public const string English = "en";

    public static string Of(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is Chinese or English)
            return context.Request.Cookies[Cookie]!;
        var first = context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(one => one.Quality ?? 1).FirstOrDefault()?.Value.Value;
        return first is not null && first.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English : Chinese;
    }

    /// <summary>Keeps the choice and goes back to the page it was made on.</summary>
    public static IResult Choose(HttpContext context, IFormCollection form)
    {
        var back = form["back"].ToString();
        context.Response.Cookies.Append(Cookie, form["to"] == English ? English : Chinese,
            new CookieOptions { SameSite = SameSiteMode.Lax, HttpOnly = true, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
        return Results.LocalRedirect(OwnAddress.IsOurs(back) ? back : "/");
    }
}
