using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Saxaul.Areas;
using Saxaul.Intake;

namespace Saxaul.Server.Pages.Places;

/// <summary>A person's answer to a held place, from the form of the page of held places.</summary>
internal static class Answer
{
    public static Task<IResult> Post(IFormCollection form, Visit visit) => SentForm.Done<Held>(form, async () =>
    {
        var (written, within, code) = (form["written"].ToString(), form["within"].ToString(), form["code"].ToString().Trim());
        var released = await visit.Change(() =>
        {
            var asked = FindArea.ToRead(visit.Registry.Database, visit.Actor, within, null, null);
            return new AnswerHeldPlace(asked.Key, written, FindArea.ToAnswer(visit.Registry.Database, visit.Actor, code).Key).Run(visit.Registry, visit.Actor).Count;
        });
        return Results.LocalRedirect(visit.WithReceipt($"/places/held?area={Uri.EscapeDataString(visit.Query("area") ?? "")}", new Receipt("held.released", released)));
    });
}
