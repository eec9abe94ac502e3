using Microsoft.AspNetCore.Http;

namespace Saxaul.Server.Pages.Practice;

/// <summary>Begins, begins anew, or stops practising in one browser.</summary>
internal static class Choose
{
    public static IResult Post(IFormCollection form, HttpContext context, PracticeDesk practice)
    {
        var act = form["act"].ToString();
        if (act == "stop")
        {
            PracticeDesk.Stop(context);
            return Results.LocalRedirect("/");
        }
        practice.Begin(anew: act == "anew");
        PracticeDesk.Choose(context);
        return Results.LocalRedirect(PracticeOnly.Address);
    }
}
