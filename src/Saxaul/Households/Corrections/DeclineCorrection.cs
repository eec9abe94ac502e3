using Saxaul.Areas;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>
/// A waiting correction is declined by a second person, or withdrawn by who proposed it: nothing changes, and both stand in the history. An event is returned instead: it
/// stays in force, and in sight with the reason, until somebody takes it back (<see cref="UndoAct"/>) or confirms it after all.
/// </summary>
/// <param name="Reason">Needed.</param>
public sealed record DeclineCorrection(int CountyKey, long Id, string Reason)
{
    internal const string Act = "decline correction";

    /// <exception cref="ProblemException">4014; <see cref="Problem.CorrectionNotWaiting"/>, <see cref="Problem.SecondLookNeeded"/>; 7001, 7002.</exception>
    public void Run(Registry registry, Actor actor)
    {
        var right = actor.MayIn(Right.WriteHouseholds, CountyKey) ? Right.WriteHouseholds : Right.ProposeCorrections;
        actor.RequireIn(right, CountyKey);
        Families.NeedReason(Reason);
        // Whoever may only propose takes back what they proposed themselves.
        using var session = registry.Write(actor, right);
        session.HeightOf(CountyKey);
        var version = ConfirmCorrection.Waiting(session, CountyKey, Id);
        var waiting = WaitingCorrection.From(version);
        _ = new Families(registry, session, null, CountyKey).OfAny(new HouseholdKey(CountyKey, waiting.HouseholdId));
        var (own, isEvent) = (waiting.ProposedBy == actor.Name, waiting.Correction is null);
        if (own && isEvent)
            throw new ProblemException(Problem.SecondLookNeeded());
        if (!own)
            Reach.Require(registry.Database, actor, Right.ConfirmCorrections, new HouseholdKey(CountyKey, waiting.HouseholdId));
        var state = isEvent ? WaitingCorrection.Returned : own ? WaitingCorrection.Withdrawn : WaitingCorrection.Declined;
        ConfirmCorrection.Decide(session, CountyKey, version, waiting with { State = state, DecidedBy = actor.Name, DecidedReason = Reason.Trim() }, Act, Reason);
        session.Commit();
    }
}
