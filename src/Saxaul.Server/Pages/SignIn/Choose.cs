using Microsoft.AspNetCore.Http;

namespace Saxaul.Server.Pages.SignIn;

/// <summary>Becoming one of the demo's users, and being nobody again.</summary>
internal static class Choose
{
    public static IResult In(IFormCollection form, HttpContext context, Visitors visitors)
    {
        visitors.Choose(context, form["user"].ToString());
        var to = form["to"].ToString();
        return Results.LocalRedirect(OwnAddress.IsOurs(to) ? to : "/");
    }

    public static IResult Out(HttpContext context)
    {
        Visitors.Leave(context);
        return Results.LocalRedirect("/sign-in");
    }
}
