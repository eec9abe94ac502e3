using System.Collections.Generic;
using System.Linq;
using Saxaul.Facts;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Screening;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>
/// Enters a correction. It is tried first: one that no warning depends on is applied at once; one that would make a warning go waits, with what was seen as evidence,
/// until somebody else confirms or declines it. Until then the household's warnings stand unchanged. What somebody proposes who may not write, the household itself above all, waits whatever it changes.
/// </summary>
/// <param name="Evidence">What was seen, in words; needed only when a warning would go and an office corrects.</param>
/// <param name="File">A photo or PDF that shows it.</param>
public sealed record EnterCorrection(Correction Correction, string? Evidence = null, EvidenceFile? File = null)
{
    internal const string Act = "propose correction";

    /// <param name="numbers">What is asked before a number that was typed is looked up.</param>
    /// <param name="seen">The household as the form showed it; null when it does not matter.</param>
    /// <exception cref="ProblemException">What the correction refuses; <see cref="Problem.SameAlready"/>, <see cref="Problem.EvidenceNeeded"/>, <see cref="Problem.HouseholdChangedMeanwhile"/>.</exception>
    public Entered Run(Registry registry, Actor actor, FactStore facts, Policies policies, NumberLookUps numbers, SeenHousehold? seen = null)
    {
        var applies = Applies(actor);
        IReadOnlyList<(HouseholdKey Household, ClearedWarning Warning)> cleared;
        HouseholdKey household;
        using (var session = registry.WriteByHand(actor, numbers, RightOf(actor)))
        {
            seen?.Check(session);
            var touched = Correction.Apply(registry, session);
            if (!session.HasWritten)
                throw new ProblemException(Problem.SameAlready());
            cleared = new ClearedWarnings(registry, session, facts, policies).Of(touched);
            if (cleared.Count == 0 && applies)
            {
                (Correction as UndoAct)?.Settle(session, touched, new ClearedWarnings(registry, session, facts, policies));
                session.Commit();
                return new Entered(touched, Correction.Told(session));
            }
            household = cleared.Count > 0 ? cleared[0].Household : touched[0];
        }
        if (string.IsNullOrWhiteSpace(Evidence) && applies)
            throw new ProblemException(Problem.EvidenceNeeded([.. cleared.Select(one => one.Warning.LabelsIn(policies)).Distinct()]));
        using var waiting = registry.Write(actor, RightOf(actor));
        var id = Propose(registry, waiting, household, [.. cleared.Select(one => one.Warning).Distinct()]);
        waiting.Commit();
        return new Entered([household], null) { Waiting = id };
    }

    /// <summary>Tries it on what is there now, and says which warnings it would make go; nothing is written.</summary>
    /// <param name="numbers">What is asked before a number in it is looked up.</param>
    /// <exception cref="ProblemException">What the correction refuses by now.</exception>
    public IReadOnlyList<ClearedWarning> WouldClear(Registry registry, Actor actor, FactStore facts, Policies policies, NumberLookUps numbers)
    {
        using var session = registry.WriteByHand(actor, numbers, RightOf(actor));
        return [.. new ClearedWarnings(registry, session, facts, policies).Of(Correction.Apply(registry, session)).Select(one => one.Warning).Distinct()];
    }

    private static bool Applies(Actor actor) => actor.MaySomewhere(Right.WriteHouseholds);

    /// <summary>Whoever may not write tries and proposes with the right to propose, by which nothing is ever applied.</summary>
    private static Right RightOf(Actor actor) => Applies(actor) ? Right.WriteHouseholds : Right.ProposeCorrections;

    /// <summary>Keeps it as a waiting correction, within the caller's transaction.</summary>
    internal long Propose(Registry registry, WriteSession session, HouseholdKey household, IReadOnlyList<ClearedWarning> clears)
    {
        // Whoever answers for a village proposes for its households, and for no others.
        _ = new Families(registry, session, null, household.CountyKey).OfAny(household);
        var entry = session.Begin(household.CountyKey, new EntryHead(Act, session.Database.Time.Today()) { HouseholdId = household.Id, Reason = Correction.WhyCorrected });
        var (kind, owner) = Correction.About(registry) ?? ("household", household.Id);
        var id = entry.Add(WaitingCorrection.Table,
            new WaitingCorrection(kind, owner, household.Id, WaitingCorrection.Waiting, Correction, clears, session.Actor.Name, SeenHousehold.HeightOf(session, household), Evidence?.Trim() ?? "", File?.Hash).ToValues()).Id;
        entry.Seal();
        File?.Keep(session, household.CountyKey, id);
        return id;
    }
}
