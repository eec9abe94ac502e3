using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>
/// Some members form a household of their own. What is recorded of the old household stays with it unless it is said to go along; of the new one nothing else is known,
/// which is not zero.
/// </summary>
/// <param name="Household">The old household; somebody must stay in it.</param>
/// <param name="Members">Who goes, with their relation to the new head; exactly one is "head".</param>
/// <param name="New">The new household's village and number.</param>
/// <param name="On">The first day of the new household.</param>
public sealed record SplitHousehold(HouseholdKey Household, IReadOnlyDictionary<long, string?> Members, NewHousehold New, DateOnly On)
{
    internal const string Act = "split household";

    /// <summary>Entries of the old household's registers (by id) that belong to the new one from that day.</summary>
    public IReadOnlyCollection<long> Entries { get; init; } = [];

    /// <summary>When the old head goes: who is the head of those who stay.</summary>
    public long? NewHead { get; init; }

    public string? Reason { get; init; }

    /// <summary>In a transaction of its own.</summary>
    /// <returns>The old household, then the new one.</returns>
    /// <exception cref="ProblemException">4001, 4003 to 4006, 4008, 4011 to 4013, 4022, 4026, 4027, 4029, 4030, 7001.</exception>
    public IReadOnlyList<HouseholdKey> Run(Registry registry, Actor actor)
    {
        using var session = registry.Write(actor);
        var touched = Apply(registry, session);
        session.Commit();
        return touched;
    }

    /// <summary>Within the caller's transaction.</summary>
    public IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
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
            families.CheckNotMovedSince(new PersonKey(Household.CountyKey, person), old);
            old.Leave(person, On);
            founded.Join(person, relation, On);
        }
        old.Close(finding => finding.Kind == FindingKind.NoLongerListed && finding.PersonId is { } person && relations.ContainsKey(person));
        TakeAlong.Findings(old, founded, relations.Keys.ToDictionary(person => person), ofHousehold: false);
        if (NewHead is { } head)
            old.NameHead(head, On, new Dictionary<long, string?>());
        MoveEntries(families, old, founded);
        return families.Write(Act, Reason);
    }

    private void MoveEntries(Families families, Family old, Family founded)
    {
        var moved = new HashSet<long>();
        foreach (var register in families.RegistersOf(Owner.Household).Where(_ => Entries.Count > 0))
        {
            var going = families.Entries(register, old.Key.CountyKey, old.Key.Id).Where(version => Entries.Contains(version.Id)).ToList();
            moved.UnionWith(going.Select(version => version.Id));
            TakeAlong.Entries(founded, register, going, founded.Key.Id);
            families.EndEntries(old, register, [.. going.Select(version => version.Id)]);
        }
        if (moved.Count != Entries.Distinct().Count())
            throw new ProblemException(Problem.NoSuchEntry());
    }
}
