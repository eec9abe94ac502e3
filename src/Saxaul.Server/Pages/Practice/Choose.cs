using Microsoft.AspNetCore.Http;
using Saxaul.Users;

namespace Saxaul.Server.Pages.Practice;

/// <summary>Begins, begins anew, or stops practising in one browser.</summary>
internal static class Choose
{
    public static IResult Post(IFormCollection form, HttpContext context, PracticeDesk practice, Actor actor)
    {
        var act = form["act"].ToString();
        if (act == "stop")
        {
            PracticeDesk.Stop(context);
            return Results.LocalRedirect("/");
        }
        // Others may be in the middle of something on the same copy: whoever ends it for all of them says so twice.
        if (act == "anew" && practice.IsReady && form["sure"] != "yes")
            return Results.LocalRedirect(PracticeOnly.Anew);
        if (act == "anew" && practice.IsReady && !actor.MaySomewhere(Right.WriteHouseholds))
            throw new ProblemException(Problem.NotAllowed(Right.WriteHouseholds));
        practice.Begin(anew: act == "anew");
        PracticeDesk.Choose(context);
        return Results.LocalRedirect(PracticeOnly.Address);
    }
}
