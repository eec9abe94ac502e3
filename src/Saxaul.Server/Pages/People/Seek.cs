using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Saxaul.People;

namespace Saxaul.Server.Pages.People;

/// <summary>What somebody typed into the search box: it goes on encrypted in the address of the result, which can so be filtered, reloaded and passed on.</summary>
internal static class Seek
{
    public static Task<IResult> Post(IFormCollection form, Visit visit)
    {
        var words = form["words"].ToString().Trim();
        if (words.Length > FindPeople.Longest)
            throw new ProblemException(Problem.SearchTooLong());
        var query = words.Length == 0 ? QueryString.Empty : QueryString.Create("for", FindPeople.Hide(visit.Registry.Database.Secrets, words));
        return Task.FromResult<IResult>(new SeeOther("/search" + query));
    }
}
