using System.Security.Claims;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Saxaul.Users.SigningIn;

namespace Saxaul.Server.Pages.SignIn;

/// <summary>That an address is for whoever signed in, whatever their rights: how they sign in.</summary>
internal sealed record OwnAccount;

/// <summary>
/// Before every page: who it is, by their session. Whoever is nobody yet is led to sign in and from there to the page they wanted; whoever has still to give a second factor, or to set one up, is led there
/// first. Forms of nobody change nothing, and say so.
/// </summary>
internal sealed class Door(RequestDelegate next, Visitors visitors, ReadingThreads reading, WritingThreads writing)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var visitor = await reading.Run(() => visitors.Read(context), context.RequestAborted);
        context.Items[typeof(Visitor)] = visitor;
        if (visitor.Session is { } session)
        {
            // Forms are made for one user: what was open before a colleague signed in here is not sent as theirs.
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, session.Name)], "session"));
            if (session.IsToBeNoted(visitors.Registry.Database.Time.GetUtcNow()))
            {
                _ = writing.Run(() =>
                {
                    session.Note(visitors.Registry);
                    return true;
                });
            }
        }
        if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<RightNeeded>() is not { } needed || MayPass(visitor, needed.Right is null, endpoint.Metadata.GetMetadata<OwnAccount>() is not null))
        {
            await next(context);
            return;
        }
        // The demo's forms lead to its door as its pages do.
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && visitors.Users.Count == 0)
            throw new ProblemException(Problem.NotSignedIn());
        context.Response.Redirect(Lead(context, visitor.Needed));
    }

    private static bool MayPass(Visitor visitor, bool isOpen, bool isOwnAccount) => isOwnAccount ? visitor.Session is not null && visitor.Needed != StillNeeded.SecondFactor : isOpen || visitor.IsIn;

    private static string Lead(HttpContext context, StillNeeded needed)
    {
        var asked = context.Request.Path + context.Request.QueryString;
        var to = HttpMethods.IsGet(context.Request.Method) && asked != "/" ? QueryString.Create("to", asked) : QueryString.Empty;
        return needed switch { StillNeeded.SecondFactor => "/sign-in/second" + to, StillNeeded.SecondFactorSetUp => "/account", _ => "/sign-in" + to };
    }
}
