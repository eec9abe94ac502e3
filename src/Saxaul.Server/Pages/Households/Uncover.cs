using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Saxaul.Privacy;

namespace Saxaul.Server.Pages.Households;

/// <summary>Somebody asks to see what is covered of one household, and says what for; or has it covered again.</summary>
internal static class Uncover
{
    public static async Task<IResult> Post(string id, IFormCollection form, Visit visit)
    {
        var filled = visit.Filled(form);
        var household = await visit.Readable(id);
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
            return new SeeOther(visit.WithReceipt(back, new NotUncovered(household, refused.Problem, filled.Text("purpose"), filled.Text("words"), back)));
        }
    }
}
