using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Saxaul.Users.SigningIn;

namespace Saxaul.Server.Pages.SignIn;

/// <summary>What the forms at the door do: each ends in a session of its own, or in the form once more with what was wrong.</summary>
internal static class Enter
{
    /// <summary>A name and a password.</summary>
    public static Task<IResult> WithPassword(IFormCollection form, HttpContext context, Visitors visitors, SignInCookies cookies, WritingThreads writing)
    {
        if (visitors.Users.Count > 0)
            return Task.FromResult(Choose.In(form, context, visitors));
        var browser = cookies.BrowserOf(context) with { IsOwn = form["own"] == "yes" };
        return Try<SignIn>(form, context, cookies, writing, visitors, () => new SignInWithPassword(form["name"].ToString(), form["password"].ToString(), browser).Run(visitors.Registry));
    }

    /// <summary>The code of an invitation, and a password of one's own.</summary>
    public static Task<IResult> WithInvitation(IFormCollection form, HttpContext context, Visitors visitors, SignInCookies cookies, WritingThreads writing) => Try<Begin>(form, context, cookies, writing, visitors, () =>
        form["password"] == form["again"] ? new AcceptInvitation(form["name"].ToString(), form["code"].ToString(), form["password"].ToString(), cookies.BrowserOf(context)).Run(visitors.Registry) : throw new ProblemException(Problem.PasswordsDiffer()));

    /// <summary>A code of the app, or a recovery code.</summary>
    public static Task<IResult> WithCode(IFormCollection form, HttpContext context, Visitors visitors, Visitor visitor, SignInCookies cookies, WritingThreads writing) => Try<Second>(form, context, cookies, writing, visitors, () =>
        new ConfirmSecondFactor(visitor.Session ?? throw new ProblemException(Problem.NotSignedIn()), form["code"].ToString(), cookies.BrowserOf(context)).Run(visitors.Registry));

    /// <summary>A passkey, alone or after the password.</summary>
    public static async Task<IResult> WithPasskey(IFormCollection form, HttpContext context, Visitors visitors, Visitor visitor, Passkeys passkeys, SignInCookies cookies, WritingThreads writing)
    {
        var before = visitor.Needed == StillNeeded.SecondFactor ? visitor.Session : null;
        async Task<SignedIn> Check()
        {
            var (passkey, content) = await passkeys.Check(context, form["credential"].ToString(), form["state"].ToString());
            var signedIn = await writing.Run(() => new SignInWithPasskey(passkey, content, before, cookies.BrowserOf(context)).Run(visitors.Registry));
            await End(context, visitor, visitors, cookies, writing);
            return signedIn;
        }
        return before is null ? await Try<SignIn>(form, context, cookies, visitors, Check) : await Try<Second>(form, context, cookies, visitors, Check);
    }

    /// <summary>Signs out, or changes place with a colleague.</summary>
    public static async Task<IResult> Out(IFormCollection _, HttpContext context, Visitors visitors, Visitor visitor, SignInCookies cookies, WritingThreads writing, Households.Uncovered uncovered)
    {
        // Whoever sits at this machine next is somebody else.
        uncovered.CoverAll(visitor.Mark);
        if (visitors.Users.Count > 0)
            return Choose.Out(context);
        await End(context, visitor, visitors, cookies, writing);
        cookies.EndSession(context);
        return new SeeOther("/sign-in");
    }

    private static async Task End(HttpContext context, Visitor visitor, Visitors visitors, SignInCookies cookies, WritingThreads writing)
    {
        if (visitor.Session is not { } session)
            return;
        await writing.Run(() =>
        {
            session.End(visitors.Registry, cookies.BrowserOf(context));
            return true;
        });
    }

    private static Task<IResult> Try<T>(IFormCollection form, HttpContext context, SignInCookies cookies, WritingThreads writing, Visitors visitors, Func<SignedIn> enter) where T : IComponent =>
        Try<T>(form, context, cookies, visitors, async () =>
        {
            var signedIn = await writing.Run(enter);
            // Whoever was signed in here before is no longer.
            await End(context, Visitors.Of(context), visitors, cookies, writing);
            return signedIn;
        });

    private static async Task<IResult> Try<T>(IFormCollection form, HttpContext context, SignInCookies cookies, Visitors visitors, Func<Task<SignedIn>> enter) where T : IComponent
    {
        if (!visitors.SignIn)
            throw new ProblemException(Problem.NoSuchPage());
        var to = form["to"].ToString() is { } asked && OwnAddress.IsOurs(asked) ? asked : "/";
        try
        {
            cookies.Give(context, await enter());
            return new SeeOther(to);
        }
        catch (ProblemException refused) when (refused.Problem.IsMendable)
        {
            return SentForm.Back<T>(form, refused.Problem, ("To", to));
        }
    }
}
