using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Saxaul.People;

namespace Saxaul.Server.Pages.People;

/// <summary>
/// What somebody typed into the search box: it goes on encrypted in the address of the result, which can so be filtered, reloaded and passed on. Nobody can make such an address up, so what is tried of numbers is
/// counted here, once.
/// </summary>
internal static class Seek
{
    /// <summary>The address of the form that asks for what so many numbers are sought.</summary>
    public const string AskPurpose = "/search?ask=purpose";

    public static async Task<IResult> Post(IFormCollection form, Visit visit)
    {
        var words = form["words"].ToString().Trim();
        if (words.Length > FindPeople.Longest)
            return SentForm.Back<Search>(form, Problem.SearchTooLong());
        if (words.Length == 0)
            return new SeeOther("/search");
        try
        {
            await visit.Counting.Search(words, visit.Filled(form).Text("purpose"));
        }
        catch (ProblemException asked) when (asked.Problem.Asks == ProblemAsks.Purpose)
        {
            return new SeeOther(AskPurpose);
        }
        return new SeeOther("/search" + QueryString.Create("for", FindPeople.Hide(visit.Registry.Database.Secrets, words)));
    }
}
