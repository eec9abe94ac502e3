using System.Linq;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>
/// A second person has looked at the evidence of a waiting correction and confirms it: it is applied as it was proposed, tried anew on the household as it is now, with both
/// names in the journal.
/// </summary>
/// <param name="Reason">What they looked at; needed.</param>
public sealed record ConfirmCorrection(int CountyKey, long Id, string Reason)
{
    internal const string Act = "confirm correction";

    /// <summary>How long a reason may be in the journal.</summary>
    private const int MostOfReason = 500;

    /// <param name="seen">The household as the page showed it; null when it does not matter.</param>
    /// <exception cref="ProblemException">
    /// 4014; <see cref="Problem.CorrectionNotWaiting"/>, <see cref="Problem.SecondPersonNeeded"/>, <see cref="Problem.HouseholdChangedMeanwhile"/>; what the correction refuses by now.
    /// </exception>
    public Entered Run(Registry registry, Actor actor, SeenHousehold? seen = null)
    {
        Families.NeedReason(Reason);
        using var session = registry.WriteByHand(actor);
        session.HeightOf(CountyKey);
        seen?.Check(session);
        var version = Waiting(session, CountyKey, Id);
        var waiting = WaitingCorrection.From(version);
        if (waiting.ProposedBy == actor.Name)
            throw new ProblemException(Problem.SecondPersonNeeded());
        var why = $"{waiting.Correction.WhyCorrected} ({waiting.ProposedBy} → {actor.Name}: {Reason.Trim()})".TrimStart();
        var touched = waiting.Correction.Because(why.Length > MostOfReason ? why[..MostOfReason] : why).Apply(registry, session);
        Decide(session, CountyKey, version, waiting with { State = WaitingCorrection.Confirmed, DecidedBy = actor.Name, DecidedReason = Reason.Trim() }, Act, Reason);
        session.Commit();
        return new Entered([new HouseholdKey(CountyKey, waiting.HouseholdId), .. touched.Where(household => household.Id != waiting.HouseholdId)], session.Batch);
    }

    internal static Version Waiting(WriteSession session, int countyKey, long id) =>
        session.Find(WaitingCorrection.Table, countyKey, id) is { } version && WaitingCorrection.From(version).State == WaitingCorrection.Waiting
            ? version : throw new ProblemException(Problem.CorrectionNotWaiting());

    internal static void Decide(WriteSession session, int countyKey, Version version, WaitingCorrection decided, string act, string reason)
    {
        var entry = session.Begin(countyKey, new EntryHead(act, session.Database.Time.Today()) { HouseholdId = decided.HouseholdId, Reason = reason });
        entry.Change(WaitingCorrection.Table, version, decided.ToValues());
        entry.Seal();
    }
}
