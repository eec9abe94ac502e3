using Microsoft.AspNetCore.Http;
using Saxaul.Users;

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

    public static IResult Out(HttpContext context, Actor actor, Households.Uncovered uncovered)
    {
        // Whoever sits at this machine next is somebody else.
        uncovered.CoverAll(actor.Name);
        Visitors.Leave(context);
        return Results.LocalRedirect("/sign-in");
    }
}
