using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>
/// A second person has looked at the evidence and confirms what waits: a correction is applied as it was proposed, tried anew on the household as it is now, with both
/// names in the journal; of an event, which is in force already, it stays that somebody else has seen it.
/// </summary>
/// <param name="Reason">What they looked at; needed.</param>
public sealed record ConfirmCorrection(int CountyKey, long Id, string Reason)
{
    internal const string Act = "confirm correction";

    /// <summary>How long a reason may be in the journal.</summary>
    private const int MostOfReason = 500;

    /// <param name="numbers">What is asked before a number in it is looked up: what becomes of it may tell whose it is, to who confirms as to who proposed.</param>
    /// <param name="seen">The household as the page showed it; null when it does not matter.</param>
    /// <exception cref="ProblemException">
    /// 4014; <see cref="Problem.CorrectionNotWaiting"/>, <see cref="Problem.SecondPersonNeeded"/>, <see cref="Problem.SecondLookNeeded"/>, <see cref="Problem.HouseholdChangedMeanwhile"/>; what the correction refuses by now.
    /// </exception>
    public Entered Run(Registry registry, Actor actor, NumberLookUps numbers, SeenHousehold? seen = null)
    {
        actor.RequireIn(Right.ConfirmCorrections, CountyKey);
        Families.NeedReason(Reason);
        using var session = registry.WriteByHand(actor, numbers);
        session.HeightOf(CountyKey);
        seen?.Check(session);
        var version = Waiting(session, CountyKey, Id);
        var waiting = WaitingCorrection.From(version);
        var household = new HouseholdKey(CountyKey, waiting.HouseholdId);
        if (waiting.ProposedBy == actor.Name)
            throw new ProblemException(waiting.Correction is null ? Problem.SecondLookNeeded() : Problem.SecondPersonNeeded());
        _ = new Families(registry, session, null, CountyKey).OfAny(household);
        Reach.Require(registry.Database, actor, Right.ConfirmCorrections, household);
        IReadOnlyList<HouseholdKey> touched = [];
        if (waiting.Correction is { } correction)
        {
            var why = $"{correction.WhyCorrected} ({waiting.ProposedBy} → {actor.Name}: {Reason.Trim()})".TrimStart();
            touched = correction.Because(why.Length > MostOfReason ? why[..MostOfReason] : why).Apply(registry, session);
            (correction as UndoAct)?.Settle(session, touched, null);
        }
        Decide(session, CountyKey, version, waiting with { State = WaitingCorrection.Confirmed, DecidedBy = actor.Name, DecidedReason = Reason.Trim() }, Act, Reason);
        session.Commit();
        return new Entered([household, .. touched.Where(other => other != household)], waiting.Correction?.Told(session));
    }

    internal static Version Waiting(WriteSession session, int countyKey, long id) =>
        session.Find(WaitingCorrection.Table, countyKey, id) is { } version && WaitingCorrection.From(version).IsOpen ? version : throw new ProblemException(Problem.CorrectionNotWaiting());

    internal static void Decide(WriteSession session, int countyKey, Version version, WaitingCorrection decided, string act, string reason, long? batch = null)
    {
        var entry = session.Begin(countyKey, new EntryHead(act, session.Database.Time.Today()) { HouseholdId = decided.HouseholdId, Reason = reason, BatchId = batch });
        entry.Change(WaitingCorrection.Table, version, decided.ToValues());
        entry.Seal();
    }
}
