using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Saxaul.Households;
using Saxaul.Privacy;
using Saxaul.Users;

namespace Saxaul.Server.Pages.Events;

/// <summary>A second person's answer to what waits, a correction or an event, from the form of its page, where who proposed it takes it back; and the file that was handed in with it.</summary>
internal static class AnswerCorrection
{
    public static Task<IResult> Post(string id, IFormCollection form, Visit visit) =>
        SentForm.Done<SecondLook>(form, async () => new SeeOther(await visit.Counting.Form(visit.Filled(form).Text("purpose"), numbers => visit.Change(() => Answer(id, visit.Filled(form), visit, numbers)))), ("Id", id));

    public static async Task<IResult> Evidence(string id, Visit visit)
    {
        var (file, household) = await visit.Read(() =>
        {
            var (county, key) = SecondLook.Key(visit, id);
            return (EvidenceFile.Of(visit.Registry, visit.Actor, county, key), ReadCorrections.One(visit.Registry, visit.Actor, county, key).Household);
        });
        if (file is null)
            throw new ProblemException(Problem.CorrectionNotFound());
        // On a photo of a document or a bill no part can be covered: all of it is, as any sensitive value.
        return visit.Looking.Open(household, LookPurpose.Evidence).IsOff ? Results.Bytes(file.Content, file.MediaType)
            : new RazorComponentResult<CoveredEvidence>(new Dictionary<string, object?> { ["Id"] = id, ["Household"] = household });
    }

    private static string Answer(string id, Filled filled, Visit visit, NumbersTried numbers)
    {
        var (county, key) = SecondLook.Key(visit, id);
        // Whoever may not see it is told nothing else of it.
        var household = ReadCorrections.One(visit.Registry, visit.Actor, county, key).Household;
        var reason = filled.Text("reason") ?? throw new ProblemException(Problem.ReasonMissing());
        if (filled.Needed("answer") is var answer && answer is not ("confirm" or "decline"))
            throw new ProblemException(Problem.AnswerMissing());
        if (answer == "decline")
        {
            new DeclineCorrection(county, key, reason).Run(visit.Registry, visit.Actor);
            return $"/corrections/{id}";
        }
        var entered = new ConfirmCorrection(county, key, reason).Run(visit.Registry, visit.Actor, numbers, new SeenHousehold(household, filled.Height("height")));
        var secrets = visit.Registry.Database.Secrets;
        return entered.Batch is { } batch ? $"/households/{secrets.PublicId(county, household.Id)}?done={secrets.PublicId(county, batch)}" : $"/corrections/{id}";
    }
}
