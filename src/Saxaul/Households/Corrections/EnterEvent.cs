using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Screening;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>
/// Enters an event of life. It takes effect at once, for a death cannot wait; but what one person enters does not make a warning vanish: each household that lost one is
/// kept in sight until somebody else has looked (<see cref="ConfirmCorrection"/>), or sends it back (<see cref="DeclineCorrection"/>).
/// </summary>
public sealed record EnterEvent(FamilyAct Event)
{
    public const string Act = "ask second look";

    /// <param name="numbers">What is asked before a number that was typed is looked up.</param>
    /// <param name="seen">The household as the form showed it; null when it does not matter.</param>
    /// <exception cref="ProblemException">What the event refuses; <see cref="Problem.HouseholdChangedMeanwhile"/>.</exception>
    public Entered Run(Registry registry, Actor actor, FactStore facts, Policies policies, NumberLookUps numbers, SeenHousehold? seen = null)
    {
        using var session = registry.WriteByHand(actor, numbers);
        seen?.Check(session);
        var touched = Event.Apply(registry, session);
        foreach (var household in new ClearedWarnings(registry, session, facts, policies).Of(touched).GroupBy(gone => gone.Household, gone => gone.Warning))
            Keep(session, household.Key, [.. household]);
        session.Commit();
        return new Entered(touched, session.Batch);
    }

    private static void Keep(WriteSession session, HouseholdKey household, IReadOnlyList<ClearedWarning> gone)
    {
        var entry = session.Begin(household.CountyKey, new EntryHead(Act, session.Database.Time.Today()) { HouseholdId = household.Id });
        entry.Add(WaitingCorrection.Table, new WaitingCorrection("household", household.Id, household.Id, WaitingCorrection.Waiting, null, gone, session.Actor.Name, SeenHousehold.HeightOf(session, household), "", null)
        {
            EventBatch = session.Batch,
        }.ToValues());
        entry.Seal();
    }

    /// <summary>An event was taken back: where its warnings stand again there is nothing to look at any more. Where they do not, something else has made them go meanwhile, and the look is still due.</summary>
    /// <param name="warnings">Null when a second person has seen that it was taken back.</param>
    internal static void Settle(WriteSession session, int countyKey, long batch, string reason, ClearedWarnings? warnings)
    {
        foreach (var version in session.Read(WaitingCorrection.Table, countyKey, "event_batch = @batch", command => command.Add("@batch", batch)))
        {
            var waiting = WaitingCorrection.From(version);
            if (waiting.IsOpen && warnings?.Stand(new HouseholdKey(countyKey, waiting.HouseholdId), waiting.Clears) != false)
                ConfirmCorrection.Decide(session, countyKey, version, waiting with { State = WaitingCorrection.Withdrawn, DecidedBy = session.Actor.Name, DecidedReason = reason }, UndoAct.Act, reason, -batch);
        }
    }
}
