using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>
/// Which of a batch's things stay when it is undone. What something else has changed since stays as it is. A household that the batch brought in stays whole when
/// anything of it was changed or added to since; so does a person, and a person whom another household lists by now.
/// </summary>
internal sealed class Staying
{
    private readonly HashSet<BatchThing> staying = [];
    private readonly HashSet<long> households = [];
    private readonly HashSet<long> persons = [];
    private readonly HashSet<long> touchedPersons = [];
    private readonly HashSet<long> addedHouseholds;
    private readonly HashSet<long> addedPersons;
    private readonly IReadOnlyDictionary<VersionedTable, RegisterDefinition> registers;
    private readonly List<(BatchThing Thing, long? HouseholdId, long? AreaId)> conflicts = [];

    public Staying(IReadOnlyList<BatchThing> things, IReadOnlyDictionary<VersionedTable, RegisterDefinition> registers)
    {
        this.registers = registers;
        var ofBatch = things.Where(thing => thing.OfBatch).ToList();
        addedHouseholds = [.. ofBatch.Where(thing => thing.Table == Household.Table && thing.Added).Select(thing => thing.Id)];
        addedPersons = [.. ofBatch.Where(thing => thing.Table == Person.Table && thing.Added).Select(thing => thing.Id)];
        var memberships = things.Where(thing => thing.Table == Membership.Table).ToList();
        var householdsOf = memberships.ToLookup(PersonOf, HouseholdOf);

        foreach (var thing in things.Where(thing => !IsAside(thing) && (thing.OfBatch ? !thing.AsLeft : thing.Current is not null)))
        {
            if (thing.OfBatch)
                staying.Add(thing);
            if (Touches(thing, householdsOf) is not { } touched)
                continue;
            conflicts.Add((thing, touched.Household, touched.Area));
        }
        foreach (var member in memberships.Where(member => households.Contains(HouseholdOf(member)) && member.OfBatch))
            persons.Add(PersonOf(member));
        foreach (var listed in memberships.Where(member => !member.OfBatch && member.Current is not null))
            persons.Add(PersonOf(listed));
        foreach (var thing in ofBatch.Where(Belongs))
            staying.Add(thing);
        FindingsOfGone = [.. things.Where(thing => thing.Table == Finding.Table && thing is { OfBatch: false, Current: not null }
            && thing.Value("household_id") is long household && addedHouseholds.Contains(household) && !households.Contains(household))];
    }

    /// <summary>What was changed since, each with the household or area of which a person must be asked; without both, the one that the batch's entry names.</summary>
    public IReadOnlyList<(BatchThing Thing, long? HouseholdId, long? AreaId)> Conflicts => conflicts;

    /// <summary>Findings that others raised about households that go.</summary>
    public IReadOnlyList<BatchThing> FindingsOfGone { get; }

    public bool Contains(BatchThing thing) => staying.Contains(thing);

    /// <summary>Keeps a thing for which no place is left.</summary>
    public void Keep(BatchThing thing)
    {
        if (staying.Add(thing))
            conflicts.Add((thing, null, null));
    }

    /// <summary>Questions, leads and answers say nothing new about a household.</summary>
    private static bool IsAside(BatchThing thing) => thing.Table == Finding.Table || thing.Table == Lead.Table || thing.Table == MatchAnswer.Table;

    /// <summary>Marks whom a later change concerns; null when it concerns nobody of the batch.</summary>
    private (long? Household, long? Area)? Touches(BatchThing thing, ILookup<long, long> householdsOf)
    {
        var (kind, id) = thing.Table == Membership.Table ? ("household", HouseholdOf(thing)) : thing.Table.OwnerOf(thing.Id, thing.Versions[^1].Values);
        switch (kind)
        {
            case "household":
                if (addedHouseholds.Contains(id))
                    households.Add(id);
                return thing.OfBatch || addedHouseholds.Contains(id) ? (id, null) : null;
            case "person":
                var listedIn = householdsOf[id].ToList();
                if (addedPersons.Contains(id))
                {
                    persons.Add(id);
                    touchedPersons.Add(id);
                    households.UnionWith(listedIn.Where(addedHouseholds.Contains));
                }
                return thing.OfBatch || addedPersons.Contains(id) ? (listedIn.Count > 0 ? listedIn[0] : null, null) : null;
            default:
                return thing.OfBatch && registers.ContainsKey(thing.Table) ? (null, id) : null;
        }
    }

    /// <summary>Whether a thing belongs to a household or person that stays whole.</summary>
    private bool Belongs(BatchThing thing)
    {
        if (thing.Table == Finding.Table)
            return thing.Value("household_id") is long about && households.Contains(about);
        if (thing.Table == Membership.Table)
            return households.Contains(HouseholdOf(thing)) || touchedPersons.Contains(PersonOf(thing)) && !addedHouseholds.Contains(HouseholdOf(thing));
        var (kind, id) = thing.Table.OwnerOf(thing.Id, thing.Versions[^1].Values);
        return kind == "household" ? households.Contains(id) : kind == "person" && addedPersons.Contains(id) && persons.Contains(id);
    }

    private static long HouseholdOf(BatchThing membership) => (long)membership.Value("household_id")!;

    private static long PersonOf(BatchThing membership) => (long)membership.Value("person_id")!;
}
