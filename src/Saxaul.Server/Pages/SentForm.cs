using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Saxaul.Server.Pages;

/// <summary>What becomes of a form that was sent: it is done, or it comes back on the page that it stands on, as it was filled in, with the sentence that says what to mend.</summary>
internal static class SentForm
{
    /// <typeparam name="T">The form's page, which takes <c>Sent</c> and <c>Refused</c>.</typeparam>
    /// <param name="act">What the form asks for, and where one goes then.</param>
    /// <param name="page">The page's other parameters.</param>
    public static async Task<IResult> Done<T>(IFormCollection form, Func<Task<IResult>> act, params (string Name, object? Value)[] page) where T : IComponent
    {
        try
        {
            return await act();
        }
        catch (ProblemException refused) when (refused.Problem.IsMendable)
        {
            return Back<T>(form, refused.Problem, page);
        }
    }

    public static RazorComponentResult<T> Back<T>(IFormCollection form, Problem refused, params (string Name, object? Value)[] page) where T : IComponent =>
        new(page.Append(("Sent", form)).Append(("Refused", refused)).ToDictionary(one => one.Item1, one => one.Item2)) { StatusCode = SafeAnswer.StatusOf(refused) };
}
