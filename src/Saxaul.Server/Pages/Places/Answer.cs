using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Saxaul.Areas;
using Saxaul.Intake;

namespace Saxaul.Server.Pages.Places;

/// <summary>A person's answer to a held place, from the form of the page of held places.</summary>
internal static class Answer
{
    public static async Task<IResult> Post(IFormCollection form, Visit visit)
    {
        var (area, written, within, code) = (form["area"].ToString(), form["written"].ToString(), form["within"].ToString(), form["code"].ToString().Trim());
        int released;
        try
        {
            released = await visit.Change(() =>
            {
                var asked = FindArea.ToRead(visit.Registry.Database, visit.Actor, within, null, null);
                return new AnswerHeldPlace(asked.Key, written, FindArea.ToAnswer(visit.Registry.Database, visit.Actor, code).Key).Run(visit.Registry, visit.Actor).Count;
            });
        }
        catch (ProblemException refused) when (refused.Problem.Kind is not ProblemKind.NotAllowed)
        {
            return new RazorComponentResult<Held>(new { Sent = form, Refused = refused.Problem }) { StatusCode = SafeAnswer.StatusOf(refused.Problem) };
        }
        return Results.LocalRedirect(visit.WithReceipt($"/places/held?area={Uri.EscapeDataString(area)}", new Receipt("held.released", released)));
    }
}
