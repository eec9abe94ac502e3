using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Saxaul.Areas;
using Saxaul.Intake;

namespace Saxaul.Server.Pages.Places;

/// <summary>A person's answer to a held place, from the form of the page of held places.</summary>
internal static class Answer
{
    public static async Task<IResult> Post(IFormCollection form, Visit visit)
    {
        var (area, written, within, code) = (form["area"].ToString(), form["written"].ToString(), form["within"].ToString(), form["code"].ToString().Trim());
        var released = await visit.Change(() =>
        {
            var asked = FindArea.ToRead(visit.Registry.Database, visit.Actor, within, null, null);
            var answer = FindArea.ToRead(visit.Registry.Database, visit.Actor, code, null, null);
            var households = new AnswerHeldPlace(asked.Key, written, answer.Key).Run(visit.Registry, visit.Actor);
            return households.Count;
        });
        return Results.LocalRedirect(visit.WithReceipt($"/places/held?area={Uri.EscapeDataString(area)}", new Receipt("held.released", released)));
    }
}
