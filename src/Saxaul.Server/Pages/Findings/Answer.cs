using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Privacy;

namespace Saxaul.Server.Pages.Findings;

/// <summary>A person's answer to a question about the data, from the form of its page.</summary>
internal static class Answer
{
    public static Task<IResult> Post(string id, IFormCollection form, Visit visit) => SentForm.Done<Question>(form, async () =>
    {
        var filled = visit.Filled(form);
        var household = await visit.Change(() =>
        {
            if (!visit.Registry.Database.Secrets.TryReadPublicId(id, out var county, out var finding))
                throw new ProblemException(Problem.NoSuchPage());
            var question = new ReadQuestion(county, finding).Run(visit.Registry, visit.Actor);
            Give(filled, visit, question);
            return question.Household;
        });
        // Who answers for single households has no list of questions to go back to.
        var back = filled.Text("area") is null && household is not null ? visit.HouseholdLink(household.CountyKey, household.Id) : $"/findings?area={Uri.EscapeDataString(filled.Text("area") ?? "")}";
        return Results.LocalRedirect(visit.WithReceipt(back, new Receipt("question.answered")));
    }, ("Id", id));

    /// <summary>That whom a list names is who was erased: the one answer by which something goes.</summary>
    public const string EraseAnswer = "erase";

    private static void Give(Filled filled, Visit visit, OpenQuestion question)
    {
        var (registry, actor, reason) = (visit.Registry, visit.Actor, filled.Text("reason"));
        void Enter(FamilyAct act) => new EnterEvent(act).Run(registry, actor, visit.Facts, visit.Policies, Uncounted.NobodyTypes);
        switch (question.Kind)
        {
            case FindingKind.MatchForReview:
                new AnswerMatch(question.CountyKey, question.FindingId, Chosen(filled, visit), reason).Run(registry, actor);
                break;
            case FindingKind.NoLongerListed:
                var household = question.Households is [var first, ..] ? first.Key : throw new ProblemException(Problem.QuestionNotOpen());
                Enter(new AnswerAbsence(household, question.Person?.PersonId ?? throw new ProblemException(Problem.QuestionNotOpen()), filled.Choice<AbsenceAnswer>("answer"), filled.Day("day"))
                {
                    NewHead = filled.Id("head"),
                    Reason = reason,
                });
                break;
            case FindingKind.ListedTwice or FindingKind.ListedElsewhere:
                var words = (filled.Text("answer") ?? "").Split(' ');
                Enter(new ResolveListedTwice(new PersonKey(question.CountyKey, question.Person?.PersonId ?? throw new ProblemException(Problem.QuestionNotOpen())), Filled.OneOf<ListedTwiceAnswer>(words[0]),
                    words.Length > 1 ? filled.Household(words[1]) : null, filled.Day("day") ?? visit.Today, reason ?? "") 
                {
                    Name = filled.Text("name"),
                    NewHeads = [.. question.Households.Select(one => filled.Id($"head_{one.Key.CountyKey}_{one.Key.Id}")).OfType<long>()],
                });
                break;
            case FindingKind.ErasedNamedAgain:
                if (filled.Text("answer") == EraseAnswer)
                    new EraseNamedAgain(question.CountyKey, question.FindingId, reason).Run(registry, actor);
                else
                    new AnswerNamedAgain(question.CountyKey, question.FindingId, filled.Choice<NamedAgainAnswer>("answer"), reason).Run(registry, actor);
                break;
            default:
                new KeepAsRecorded(question.CountyKey, question.FindingId, reason ?? throw new ProblemException(Problem.ReasonMissing())).Run(registry, actor);
                break;
        }
    }

    /// <summary>The household that was chosen for a row; null when the row means nobody of the registry.</summary>
    private static HouseholdKey? Chosen(Filled filled, Visit visit) => filled.Needed("household") switch
    {
        "none" => null,
        "other" => visit.PickHousehold(filled.Text("number"), filled.Text("county")),
        var id => filled.Household(id),
    };
}
