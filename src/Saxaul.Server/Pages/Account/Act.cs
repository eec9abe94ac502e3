using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Server.Pages.SignIn;
using Saxaul.Users;
using Saxaul.Users.SigningIn;

namespace Saxaul.Server.Pages.Account;

/// <summary>What the buttons of one's own sign-in do. What was refused comes back on the page, beside what it was about.</summary>
internal static class Act
{
    /// <summary>In the place of one session: all but this one.</summary>
    public const string Others = "others";

    public static async Task<IResult> Post(IFormCollection form, HttpContext context, Visit visit, Visitor visitor, Visitors visitors, Passkeys passkeys, SignInCookies cookies, WritingThreads writing)
    {
        var (registry, session, browser, act) = (visitors.Registry, visitor.Session!, cookies.BrowserOf(context), form["act"].ToString());
        try
        {
            switch (act)
            {
                case "password":
                    cookies.Give(context, await writing.Run(() => form["password"] == form["again"]
                        ? new ChangePassword(session, form["current"].ToString(), form["password"].ToString(), browser).Run(registry) : throw new ProblemException(Problem.PasswordsDiffer())));
                    break;
                case "app-begin":
                    await Do(() => AddCodesByApp.Begin(registry, session));
                    return new SeeOther("/account#app");
                case "app":
                    return Added(context, cookies, visit, await writing.Run(() => new AddCodesByApp(session, form["code"].ToString(), browser).Run(registry)));
                case "passkey":
                    var (credential, content) = await passkeys.Make(context, session, form["credential"].ToString(), form["state"].ToString());
                    var name = WrittenText.Clean(form["passkey"].ToString()) is { Length: > 0 and <= Passkey.LongestName } typed ? typed : browser.Name;
                    return Added(context, cookies, visit, await writing.Run(() => new AddPasskey(session, credential, content, name, browser).Run(registry)));
                case "remove":
                    await Do(() => new RemoveSecondFactor(session, CredentialOf(registry, session, form["which"].ToString()), NeedsSecond(registry, session), browser).Run(registry));
                    break;
                case "recovery":
                    return new RazorComponentResult<Recovery>(new { Codes = await writing.Run(() => new MakeRecoveryCodes(session, browser).Run(registry)) });
                case "end":
                    await Do(() =>
                    {
                        foreach (var one in Session.AllOf(registry, session))
                        {
                            if (one.Id != session.Id && (form["session"] == Others || form["session"] == one.Id))
                                one.End(registry, browser);
                        }
                    });
                    break;
                default:
                    throw new ProblemException(Problem.AnswerMissing());
            }
            return new SeeOther(visit.WithReceipt("/account", new Receipt("account.done." + act)));
        }
        catch (ProblemException refused) when (refused.Problem.IsMendable)
        {
            return new RazorComponentResult<Account>(new { Refused = refused.Problem, About = act })
            {
                StatusCode = SafeAnswer.StatusOf(refused.Problem),
            };
        }

        Task<bool> Do(Action change) => writing.Run(() =>
        {
            change();
            return true;
        });
    }

    /// <summary>One of one's own passkeys; null for the app's codes.</summary>
    private static byte[]? CredentialOf(Registry registry, Session session, string which) => which.Length == 0 ? null
        : Passkey.Of(registry, session.UserId).FirstOrDefault(passkey => Convert.ToHexString(passkey.Credential) == which)?.Credential ?? throw new ProblemException(Problem.AnswerMissing());

    /// <summary>What a role asks for does not depend on whether it is met yet.</summary>
    private static bool NeedsSecond(Registry registry, Session session) => ReadActor.Of(registry, session.Name, registry.Database.Time.Today()) is { } actor && SecondFactor.IsNeeded(actor);

    /// <summary>Codes that there were not before are shown with the answer itself, once, and kept nowhere.</summary>
    private static IResult Added(HttpContext context, SignInCookies cookies, Visit visit, SecondFactorAdded added)
    {
        cookies.Give(context, added.SignedIn);
        return added.RecoveryCodes.Count > 0 ? new RazorComponentResult<Recovery>(new { Codes = added.RecoveryCodes }) : new SeeOther(visit.WithReceipt("/account", new Receipt("account.done.added")));
    }
}
