using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Saxaul.Keeping.Erasing;
using Saxaul.Privacy;

namespace Saxaul.Server.Pages.Requests;

/// <summary>What the forms of requests are sent: a new one, and an answer. What can be mended comes back as it was filled in.</summary>
internal static class Send
{
    public static Task<IResult> Enter(string id, IFormCollection form, Visit visit) => SentForm.Done<OfHousehold>(form, async () =>
    {
        var (filled, household) = (visit.Filled(form), OfHousehold.Key(visit, id));
        var request = await visit.Change(() => new EnterRequest(household, filled.Choice<RequestKind>("kind"), filled.Choice<AskedBy>("asked_by"), filled.Text("what") ?? "", filled.Day("received") ?? visit.Today, filled.Id("person"))
            .Run(visit.Registry, visit.Actor));
        return new SeeOther("/requests/" + visit.Registry.Database.Secrets.PublicId(household.CountyKey, request));
    }, ("Id", id));

    public static Task<IResult> Compare(string id, IFormCollection form, Visit visit) => SentForm.Done<Comparison>(form, async () =>
    {
        var filled = visit.Filled(form);
        if (filled.Needed("answer") is var answer && answer is not ("allow" or "withdraw"))
            throw new ProblemException(Problem.AnswerMissing());
        await visit.Change(() =>
        {
            new StateComparison(OfHousehold.Key(visit, id), answer == "allow", filled.Day("on") ?? visit.Today, filled.Choice<AskedBy>("signed_by"), filled.Text("paper")).Run(visit.Registry, visit.Actor);
            return true;
        });
        return new SeeOther($"/households/{id}/comparison");
    }, ("Id", id));

    public static Task<IResult> Answer(string id, IFormCollection form, Visit visit) => SentForm.Done<Request>(form, async () =>
    {
        var (filled, (county, request)) = (visit.Filled(form), Request.Key(visit, id));
        await visit.Change(() =>
        {
            if (filled.Text("state") == "erase")
            {
                if (filled.Text("sure") is null)
                    throw new ProblemException(Problem.ErasureNotChecked());
                new CarryOutDeletion(county, request, filled.Text("ground") ?? "", filled.Text("answer") ?? "", filled.Text("late")).Run(visit.Registry, visit.Actor);
            }
            else
                new AnswerRequest(county, request, filled.Choice<RequestState>("state"), filled.Text("answer") ?? "", filled.Text("late")).Run(visit.Registry, visit.Actor);
            return true;
        });
        return new SeeOther("/requests/" + id);
    }, ("Id", id));
}
