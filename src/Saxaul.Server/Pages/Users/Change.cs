using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Saxaul.Server.Pages.SignIn;
using Saxaul.Users;
using Saxaul.Users.SigningIn;

namespace Saxaul.Server.Pages.Users;

/// <summary>What the forms of the page of users do.</summary>
internal static class Change
{
    /// <summary>The act that gives somebody a code to begin with.</summary>
    public const string Invitation = "invite";

    public static async Task<IResult> Post(IFormCollection form, Visit visit, Visitor visitor)
    {
        var filled = visit.Filled(form);
        try
        {
            // The code is in the answer itself, once: it stands in no address and is kept nowhere.
            if (filled.Text("act") == Invitation)
                return new RazorComponentResult<Invited>(await visit.Change(() => Invite(filled, visit, visitor)));
            var done = await visit.Change(() => Do(filled, visit));
            return new SeeOther(visit.WithReceipt("/users", new Receipt(done)));
        }
        catch (ProblemException refused) when (refused.Problem.Kind is not ProblemKind.NotAllowed)
        {
            return new RazorComponentResult<UsersPage>(new Dictionary<string, object?> { ["Sent"] = form, ["Refused"] = refused.Problem }) { StatusCode = SafeAnswer.StatusOf(refused.Problem) };
        }
    }

    private static object Invite(Filled filled, Visit visit, Visitor visitor)
    {
        var invite = new Invite(filled.Text("user") ?? "", filled.Text("lost") is not null) { From = visitor.Session ?? throw new ProblemException(Problem.NobodySignsIn()) };
        return new { invite.Name, Code = invite.Run(visit.Registry, visit.Actor) };
    }

    /// <returns>What to say of it.</returns>
    private static string Do(Filled filled, Visit visit)
    {
        var (registry, actor, reason) = (visit.Registry, visit.Actor, filled.Text("reason") ?? "");
        switch (filled.Text("act"))
        {
            case "add":
                new MakeUser(filled.Text("user") ?? "", filled.Text("full_name")).Run(registry, actor);
                return "users.added";
            case "give":
                new GiveRole(filled.Text("user") ?? "", filled.Text("role") ?? "", filled.Text("area"), filled.Day("from") ?? visit.Today, filled.Day("last")?.AddDays(1), reason)
                {
                    Household = filled.Text("household"), List = filled.Text("list"), StandsInFor = filled.Text("for"),
                }.Run(registry, actor);
                return "users.given";
            case "take":
                new TakeRole(filled.Id("grant") ?? 0, visit.Today, reason).Run(registry, actor);
                return "users.taken";
            case "end":
                new EndUser(filled.Text("user") ?? "", reason).Run(registry, actor);
                return "users.ended";
            default:
                throw new ProblemException(Problem.AnswerMissing());
        }
    }
}
