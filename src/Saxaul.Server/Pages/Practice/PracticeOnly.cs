using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace Saxaul.Server.Pages.Practice;

/// <summary>Keeps a browser that practises off the real registry: while there is no copy it sees the page of practice and nothing else, and what it sends is refused.</summary>
internal sealed class PracticeOnly(RequestDelegate next, PracticeDesk practice)
{
    public const string Address = "/practice";

    /// <summary>Where one is asked before everybody begins anew.</summary>
    public const string Anew = Address + "?anew=1";

    public Task InvokeAsync(HttpContext context)
    {
        if (!PracticeDesk.IsChosen(context) || practice.TryTake(context) || context.Request.Path.Value is Address or "/language" or "/sign-out" or "/account" || context.Request.Path.StartsWithSegments("/sign-in"))
            return next(context);
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            throw new ProblemException(Problem.PracticeGone());
        context.Response.Redirect(Address);
        return Task.CompletedTask;
    }
}
