using System.Collections.Generic;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>
/// A person has looked at where something says otherwise than what is recorded: what undoing a batch left because it had changed since, or what a list says against a person's entry.
/// What is recorded stays, and a list that says the same again is not asked about again. What is to be different is entered like any other change.
/// </summary>
/// <param name="FindingId">One of <see cref="Kinds"/>.</param>
/// <param name="Reason">Why, in the person's words.</param>
public sealed record KeepAsRecorded(int CountyKey, long FindingId, string Reason)
{
    internal const string Act = "keep as recorded";

    /// <summary>The findings that are answered so.</summary>
    public static IReadOnlySet<string> Kinds { get; } = new HashSet<string> { FindingKind.UndoConflict, FindingKind.ListedAfterLeaving, FindingKind.PutRightByHand };

    /// <exception cref="ProblemException"><see cref="Problem.QuestionNotOpen"/>, <see cref="Problem.HouseholdErased"/>, <see cref="Problem.NotAllowed"/>, <see cref="Problem.OutOfReach"/>.</exception>
    public void Run(Registry registry, Actor actor)
    {
        actor.RequireIn(Right.WriteHouseholds, CountyKey);
        using var session = registry.Write(actor);
        session.HeightOf(CountyKey);
        if (session.Find(Finding.Table, CountyKey, FindingId) is not { } version || Finding.From(version) is var finding && !Kinds.Contains(finding.Kind))
            throw new ProblemException(Problem.QuestionNotOpen());
        // Refuses one that is out of reach, also when it has ended.
        if (finding.HouseholdId is { } household)
        {
            _ = new Family(session, new HouseholdKey(CountyKey, household));
            EnterRequest.RequireKept(session, new HouseholdKey(CountyKey, household));
        }
        var entry = session.Begin(CountyKey, new EntryHead(Act, session.Database.Time.Today()) { HouseholdId = finding.HouseholdId, AreaId = finding.AreaId, Reason = Reason });
        entry.End(Finding.Table, version);
        entry.Seal();
        session.Commit();
    }
}
