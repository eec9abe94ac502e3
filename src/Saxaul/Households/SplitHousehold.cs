using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Intake;
using Saxaul.Journal;

namespace Saxaul.Households;

/// <summary>
/// Some members form a household of their own. What is recorded of the old household stays with it unless it is said to go along; of the new one nothing else is known,
/// which is not zero, but to which groups of households it belongs: those of the old one on that day.
/// </summary>
/// <param name="Household">The old household; somebody must stay in it.</param>
/// <param name="Members">Who goes, with their relation to the new head; exactly one is "head".</param>
/// <param name="New">The new household's village and number.</param>
/// <param name="On">The first day of the new household.</param>
public sealed record SplitHousehold(HouseholdKey Household, IReadOnlyDictionary<long, string?> Members, NewHousehold New, DateOnly On) : FamilyAct
{
    internal const string Act = "split household";

    /// <summary>Entries of the old household's registers (by id) that belong to the new one from that day.</summary>
    public IReadOnlyCollection<long> Entries { get; init; } = [];

    /// <summary>Of entries only a part of whose amount goes along: the part, in the unit of the amount (fen).</summary>
    public IReadOnlyDictionary<long, long> Parts { get; init; } = new Dictionary<long, long>();

    /// <summary>When the old head goes: who is the head of those who stay; needed then.</summary>
    public NewHead? NewHead { get; init; }

    public string? Reason { get; init; }

    /// <returns>The old household, then the new one.</returns>
    /// <exception cref="ProblemException">4001, 4003 to 4006, 4008, 4010 to 4013, 4019, 4022, 4026, 4027, 4029, 4030, 4086, 7001.</exception>
    public override IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        var families = new Families(registry, session, On, Household.CountyKey);
        var old = families.Of(Household);
        var relations = Members.ToDictionary(member => member.Key, member => families.Relation(member.Value));
        if (relations.Values.Count(relation => relation == Membership.Head) != 1)
            throw new ProblemException(Problem.OneHeadNeeded());
        if (old.MembersOn(On).All(member => relations.ContainsKey(member.PersonId)))
            throw new ProblemException(Problem.NobodyStays());
        var founded = New.Found(families, old);
        foreach (var (person, relation) in relations)
        {
            old.Leave(person, On);
            families.CheckNotMovedSince(new PersonKey(Household.CountyKey, person), old);
            founded.Join(person, relation, On);
        }
        old.Close(finding => finding.Kind == FindingKind.NoLongerListed && finding.PersonId is { } person && relations.ContainsKey(person));
        TakeAlong.Findings(old, founded, relations.Keys.ToDictionary(person => person), ofHousehold: false);
        if (NewHead is { } head)
            old.NameHead(families.Checked(head), On);
        old.NeedHead();
        TakeAlong.Entries(families, old, founded, Entries, Parts);
        TakeAlong.Groups(families, old, founded, Entries);
        return families.Write(Act, Reason);
    }
}
