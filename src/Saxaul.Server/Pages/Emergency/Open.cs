using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Saxaul.Users;

namespace Saxaul.Server.Pages.Emergency;

/// <summary>What the forms of the emergency page do. The number comes in a form and stands in no address.</summary>
internal static class Open
{
    public static async Task<IResult> Post(IFormCollection form, Visit visit)
    {
        var filled = visit.Filled(form);
        try
        {
            // A copy to practise on holds real people, and nobody would be told.
            if (visit.Practising)
                throw new ProblemException(Problem.NotWhilePractising());
            var opened = await visit.Change(() => new OpenInEmergency(filled.Text("county") ?? "", filled.Text("number") ?? "", filled.Text("reason") ?? "").Run(visit.Registry, visit.Actor));
            return new SeeOther(visit.HouseholdLink(opened.CountyKey, opened.Id));
        }
        catch (ProblemException refused) when (refused.Problem.Kind is not ProblemKind.NotAllowed)
        {
            return new RazorComponentResult<EmergencyPage>(new Dictionary<string, object?> { ["Sent"] = form, ["Refused"] = refused.Problem }) { StatusCode = SafeAnswer.StatusOf(refused.Problem) };
        }
    }

    public static async Task<IResult> Seen(IFormCollection form, Visit visit)
    {
        if (!visit.Registry.Database.Secrets.TryReadPublicId(visit.Filled(form).Needed("emergency"), out var county, out var id))
            throw new ProblemException(Problem.NoSuchPage());
        await visit.Change(() =>
        {
            new SeeEmergency(county, id).Run(visit.Registry, visit.Actor);
            return true;
        });
        return new SeeOther(visit.WithReceipt("/emergency", new Receipt("emergency.seen")));
    }
}
