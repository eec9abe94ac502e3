using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Saxaul.Users;

namespace Saxaul.Server.Pages;

/// <summary>Lets an actor through to an address only when the right is there that <see cref="PageList"/> names for it.</summary>
internal sealed class PageRights(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, Actor actor)
    {
        if (context.GetEndpoint() is { } endpoint)
        {
            var needed = endpoint.Metadata.GetMetadata<RightNeeded>() ?? throw new ProblemException(Problem.NoSuchPage());
            // One may begin with any right at all, and with none: a refusal there would lead back to itself.
            if (needed.Right is not null && context.Request.Path == "/" && !actor.MaySomewhere(Right.ReadHouseholds))
                return actor.Grants.Any(grant => grant.Rights.Count > 0) ? new RazorComponentResult<Areas.NoHouseholds>().ExecuteAsync(context) : new RazorComponentResult<Areas.NoRole>().ExecuteAsync(context);
            if (!needed.HeldBy(actor))
                throw new ProblemException(Problem.NotAllowed(needed.Right!.Value));
        }
        return next(context);
    }
}
