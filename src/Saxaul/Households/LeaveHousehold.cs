using System;
using System.Collections.Generic;
using Saxaul.Intake;
using Saxaul.Journal;

namespace Saxaul.Households;

/// <summary>
/// Somebody leaves a household: married out, moved away, or left to live alone. From that day they no longer count as a member. Whoever leaves for another household
/// that is registered joins it (<see cref="JoinHousehold"/>), which ends the membership here. When the last member leaves, the household ends.
/// </summary>
/// <param name="On">The first day on which they no longer were a member.</param>
public sealed record LeaveHousehold(HouseholdKey Household, long PersonId, DateOnly On) : FamilyAct
{
    internal const string Act = "leave household";

    /// <summary>When the head leaves: the member who is the head from then on; needed as long as anybody stays.</summary>
    public NewHead? NewHead { get; init; }

    /// <summary>The household of their own which they then are the head of; null when they leave the registry's sight.</summary>
    public NewHousehold? Into { get; init; }

    /// <summary>Entries of the household's registers (by id) that are theirs and go along: they end here, and are the new household's when there is one.</summary>
    public IReadOnlyCollection<long> Entries { get; init; } = [];

    /// <summary>Of entries only a part of whose amount is theirs: the part, in the unit of the amount (fen).</summary>
    public IReadOnlyDictionary<long, long> Parts { get; init; } = new Dictionary<long, long>();

    public string? Reason { get; init; }

    /// <returns>The household, and after it the new one.</returns>
    /// <exception cref="ProblemException">4001, 4003 to 4006, 4008, 4010 to 4012, 4019, 4022, 4029, 4086, 7001.</exception>
    public override IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        var families = new Families(registry, session, On, Household.CountyKey);
        var household = families.Of(Household);
        household.Leave(PersonId, On, NewHead is { } head ? families.Checked(head) : null);
        household.Close(finding => finding.PersonId == PersonId && finding.Kind is FindingKind.NoLongerListed or FindingKind.ListedTwice or FindingKind.ListedElsewhere);
        household.NeedHead();
        Family? own = null;
        if (Into is not null)
        {
            families.CheckNotMovedSince(new PersonKey(Household.CountyKey, PersonId), household);
            own = Into.Found(families, household);
            own.Join(PersonId, Membership.Head, On);
            TakeAlong.Findings(household, own, new Dictionary<long, long> { [PersonId] = PersonId }, ofHousehold: false);
        }
        TakeAlong.Entries(families, household, own, Entries, Parts);
        if (own is not null)
            TakeAlong.Groups(families, household, own, Entries);
        return families.Write(Act, Reason);
    }
}
