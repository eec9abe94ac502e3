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
        await visit.Change(() =>
        {
            if (!visit.Registry.Database.Secrets.TryReadPublicId(filled.Needed("warning"), out var county, out var warning))
                throw new ProblemException(Problem.NoSuchPage());
            return new AnswerWarning(county, warning, filled.Choice<Look>("answer"), filled.Text("reason")).Run(visit.Registry, visit.Actor, visit.Policies);
        });
        var back = filled.Text("back") is { } to && OwnAddress.IsOurs(to) ? to : "/";
        return Results.LocalRedirect(visit.WithReceipt(back, new Receipt("warnings.answered")));
    }
}
