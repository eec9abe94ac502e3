using Saxaul.Keeping.Erasing;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>
/// A person says that somebody, or a household, whom a list names again is who was erased at their request: they stay out, and what the list brought of them is erased as well. Whoever handed it in has to mend it.
/// </summary>
/// <param name="CountyKey">Of the finding.</param>
/// <param name="FindingId">A <see cref="FindingKind.ErasedNamedAgain"/>.</param>
/// <param name="Reason">Why, in the person's words; never anything about who was erased.</param>
public sealed record EraseNamedAgain(int CountyKey, long FindingId, string? Reason = null)
{
    /// <summary>Where the ground of the earlier erasure went because it named somebody.</summary>
    private const string Law = "《中华人民共和国个人信息保护法》第四十七条";

    /// <exception cref="ProblemException"><see cref="Problem.QuestionNotOpen"/>, <see cref="Problem.NotAllowed"/>, and what <see cref="EraseContent"/> refuses.</exception>
    public ErasureReport Run(Registry registry, Actor actor)
    {
        actor.Require(Right.Erase, CountyKey);
        Finding finding;
        string? ground;
        using (var session = registry.Write(actor, Right.Erase))
        {
            finding = AnswerNamedAgain.Open(session, CountyKey, FindingId).Finding;
            var erased = new ErasedHere(session, CountyKey);
            ground = finding.PersonId is not null ? erased.GroundOfMembers(finding.HouseholdId!.Value) : erased.GroundIn(Households.Household.From(session.Find(Households.Household.Table, CountyKey, finding.HouseholdId!.Value)!).PlaceId);
        }
        var erase = new EraseContent(registry, actor, ground ?? Law, Reason ?? CarryOutDeletion.OnRequest)
        {
            // Reading every file takes its time, in which a colleague may have registered them as somebody else: then nothing is erased.
            Requested = new RequestedErasure { StillAsked = session => AnswerNamedAgain.Open(session, CountyKey, FindingId) },
        };
        return finding.PersonId is { } person ? erase.Person(CountyKey, person) : erase.Household(CountyKey, finding.HouseholdId!.Value);
    }
}
