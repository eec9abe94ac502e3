using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Saxaul.Users;

namespace Saxaul.Server.Pages.Users;

/// <summary>What the forms of the page of users do.</summary>
internal static class Change
{
    public static async Task<IResult> Post(IFormCollection form, Visit visit)
    {
        var filled = visit.Filled(form);
        try
        {
            var done = await visit.Change(() => Do(filled, visit));
            return new SeeOther(visit.WithReceipt("/users", new Receipt(done)));
        }
        catch (ProblemException refused) when (refused.Problem.Number is not 7001)
        {
            return new RazorComponentResult<UsersPage>(new Dictionary<string, object?> { ["Sent"] = form, ["Refused"] = refused.Problem }) { StatusCode = StatusCodes.Status400BadRequest };
        }
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
