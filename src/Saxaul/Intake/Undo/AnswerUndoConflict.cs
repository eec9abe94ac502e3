using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>
/// A person has looked at what undoing a batch left as it was, because something else had changed it since: it stays so. What is to be different is entered like any
/// other change.
/// </summary>
/// <param name="FindingId">A <see cref="FindingKind.UndoConflict"/>.</param>
/// <param name="Reason">Why, in the person's words.</param>
public sealed record AnswerUndoConflict(int CountyKey, long FindingId, string Reason)
{
    /// <exception cref="ProblemException"><see cref="Problem.QuestionNotOpen"/>, <see cref="Problem.NotAllowed"/>, <see cref="Problem.OutOfReach"/>.</exception>
    public void Run(Registry registry, Actor actor)
    {
        actor.RequireIn(Right.WriteHouseholds, CountyKey);
        using var session = registry.Write(actor);
        session.HeightOf(CountyKey);
        if (session.Find(Finding.Table, CountyKey, FindingId) is not { } version || Finding.From(version) is not { Kind: FindingKind.UndoConflict } finding)
            throw new ProblemException(Problem.QuestionNotOpen());
        if (finding.HouseholdId is { } household && session.Find(Household.Table, CountyKey, household) is { } standing)
            session.RequireReach(new HouseholdKey(CountyKey, household), Household.From(standing));
        var entry = session.Begin(CountyKey, new EntryHead("answer undo conflict", session.Database.Time.Today()) { HouseholdId = finding.HouseholdId, AreaId = finding.AreaId, Reason = Reason });
        entry.End(Finding.Table, version);
        entry.Seal();
        session.Commit();
    }
}
