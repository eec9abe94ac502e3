using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Saxaul.Areas;
using Saxaul.Households;
using Saxaul.Privacy;
using Saxaul.Users;

namespace Saxaul.Server.Pages.Households;

/// <summary>Somebody asks to see what is covered of one household, and says what for; or has it covered again.</summary>
internal static class Uncover
{
    public static async Task<IResult> Post(string id, IFormCollection form, Visit visit)
    {
        var filled = visit.Filled(form);
        if (!visit.Registry.Database.Secrets.TryReadPublicId(id, out var county, out var number))
            throw new ProblemException(Problem.HouseholdNotFound());
        var household = new HouseholdKey(county, number);
        await visit.Read(() =>
        {
            Reach.Require(visit.Registry.Database, visit.Actor, Right.ReadHouseholds, household);
            return true;
        });
        var back = filled.Text("back") is { } to && OwnAddress.IsOurs(to) ? to : $"/households/{id}";
        try
        {
            if (filled.Text("act") == "cover")
                visit.Looking.CoverAgain(household);
            else
                visit.Looking.Ask(household, AskedFor.Read(visit.Registry.Privacy, filled.Text("purpose"), filled.Text("words")));
            return new SeeOther(back);
        }
        // Said where the form stands, whichever page that is.
        catch (ProblemException refused)
        {
            return new SeeOther(visit.WithReceipt(back, new NotUncovered(household, refused.Problem, filled.Text("purpose"), filled.Text("words"))));
        }
    }
}
