using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Screening;

namespace Saxaul.Server.Pages.Findings;

/// <summary>A person's answer to a question about the data, from the form of its page.</summary>
internal static class Answer
{
    public static async Task<IResult> Post(IFormCollection form, Visit visit)
    {
        await visit.Read(() =>
        {
            if (!visit.Registry.Database.Secrets.TryReadPublicId(form["question"].ToString(), out var county, out var finding))
                throw new ProblemException(Problem.NoSuchPage());
            Give(form, visit, new ReadQuestion(county, finding).Run(visit.Registry, visit.Actor));
            new CatchUpWarnings(visit.Registry, visit.Actor, visit.Facts, visit.Policies).Run();
            return true;
        });
        return Results.LocalRedirect($"/findings?area={Uri.EscapeDataString(form["area"].ToString())}&answered=1");
    }

    private static void Give(IFormCollection form, Visit visit, OpenQuestion question)
    {
        var (registry, actor, reason) = (visit.Registry, visit.Actor, Typed(form, "reason"));
        switch (question.Kind)
        {
            case FindingKind.MatchForReview:
                new AnswerMatch(question.CountyKey, question.FindingId, Chosen(form, visit), reason).Run(registry, actor);
                break;
            case FindingKind.NoLongerListed:
                new AnswerAbsence(question.Households is [var household, ..] ? household.Key : throw new ProblemException(Problem.QuestionNotOpen()), question.Person?.PersonId ?? throw new ProblemException(Problem.QuestionNotOpen()), Named<AbsenceAnswer>(Typed(form, "answer")), Day(form))
                {
                    NewHead = Typed(form, "head") is not { } head ? null : long.TryParse(head, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new ProblemException(Problem.AnswerMissing()),
                    Reason = reason,
                }.Run(registry, actor);
                break;
            case FindingKind.ListedTwice:
                var words = (Typed(form, "answer") ?? "").Split(' ');
                new ResolveListedTwice(new PersonKey(question.CountyKey, question.Person?.PersonId ?? throw new ProblemException(Problem.QuestionNotOpen())), Named<ListedTwiceAnswer>(words[0]),
                    words.Length > 1 ? Household(visit, words[1]) : null, Day(form) ?? visit.Today, reason ?? "") { Name = Typed(form, "name") }.Run(registry, actor);
                break;
            default:
                new AnswerUndoConflict(question.CountyKey, question.FindingId, reason ?? throw new ProblemException(Problem.ReasonMissing())).Run(registry, actor);
                break;
        }
    }

    /// <summary>The household that was chosen for a row; null when the row means nobody of the registry.</summary>
    private static HouseholdKey? Chosen(IFormCollection form, Visit visit)
    {
        switch (Typed(form, "household"))
        {
            case null:
                throw new ProblemException(Problem.AnswerMissing());
            case "none":
                return null;
            case "other":
                return new PickHousehold(Typed(form, "number") ?? throw new ProblemException(Problem.AnswerMissing()), Typed(form, "county")).Run(visit.Registry, visit.Actor);
            case var id:
                return Household(visit, id);
        }
    }

    private static HouseholdKey Household(Visit visit, string id) =>
        visit.Registry.Database.Secrets.TryReadPublicId(id, out var county, out var household) ? new HouseholdKey(county, household) : throw new ProblemException(Problem.AnsweredHouseholdUnknown());

    private static T Named<T>(string? name) where T : struct, Enum =>
        Enum.GetNames<T>().Contains(name) ? Enum.Parse<T>(name!) : throw new ProblemException(Problem.AnswerMissing());

    private static DateOnly? Day(IFormCollection form) => Typed(form, "day") is not { } day ? null
        : DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : throw new ProblemException(Problem.DayUnreadable());

    private static string? Typed(IFormCollection form, string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}
