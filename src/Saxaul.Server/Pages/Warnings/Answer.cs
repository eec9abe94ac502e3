using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Saxaul.Screening;

namespace Saxaul.Server.Pages.Warnings;

/// <summary>What somebody says of a warning they looked at, from the form beside it.</summary>
internal static class Answer
{
    public static async Task<IResult> Post(IFormCollection form, Visit visit)
    {
        var filled = visit.Filled(form);
        if (!visit.Registry.Database.Secrets.TryReadPublicId(filled.Text("warning") ?? "", out var county, out var warning))
            throw new ProblemException(Problem.NoSuchPage());
        var back = filled.Text("back") is { } to && OwnAddress.IsOurs(to) ? to : "/";
        try
        {
            await visit.Change(() => new AnswerWarning(county, warning, filled.Choice<Look>("answer"), filled.Text("reason")).Run(visit.Registry, visit.Actor, visit.Policies));
        }
        // Said where the form stands, whichever page that is.
        catch (ProblemException refused) when (refused.Problem.Is(Problem.WhyNotNeeded()))
        {
            return Results.LocalRedirect(visit.WithReceipt(back, new NotAnswered(county, warning, refused.Problem)));
        }
        return Results.LocalRedirect(visit.WithReceipt(back, new Receipt("warnings.answered")));
    }
}

/// <summary>That somebody said nothing is needed and not why.</summary>
internal sealed record NotAnswered(int CountyKey, long WarningId, Problem Refused);
