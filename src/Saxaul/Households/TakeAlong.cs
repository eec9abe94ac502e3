using System.Collections.Generic;
using System.Linq;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Households;

/// <summary>
/// What goes along when somebody or a whole household moves to another county: no row is shared between counties, so the same facts are written there, and end here.
/// </summary>
internal static class TakeAlong
{
    /// <summary>A person becomes a person there, with the same number; whom that county knows by a whole number already stays the person they are there.</summary>
    /// <returns>The person's id there.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.PersonHasDied"/> when that county has recorded their death.</exception>
    public static long Person(Families families, PersonKey person, Family? from, Family into)
    {
        var known = families.Last(person);
        var there = known.NumberVerified ? families.Bearers(known.Number!).Find(bearer => bearer.CountyKey == into.Key.CountyKey) : null;
        // Recorded dead there and living here is a question about the number, not somebody who moves.
        if (there is not null && families.Last(there).DiedOn is not null)
            throw new ProblemException(Problem.PersonHasDied());
        var id = there?.Id ?? families.Session.NewId(into.Key.CountyKey);
        if (there is null)
            into.Also(entry => entry.Add(Households.Person.Table, known.ToValues(), id: id));
        else
            families.KnownFrom(there, into);
        if (there is not null && families.IsMemberSomewhere(there))
            into.Ask(FindingKind.ListedTwice, id, WellKnown.DocumentNumber);
        foreach (var register in families.RegistersOf(Owner.Person))
        {
            var entries = families.Entries(register, person.CountyKey, person.Id);
            if (there is null || register.Many || families.Entries(register, there.CountyKey, there.Id).Count == 0)
                Entries(into, register, entries, id);
            if (from is not null)
                families.EndEntries(from, register, [.. entries.Select(entry => entry.Id)]);
        }
        return id;
    }

    /// <summary>Entries of a register become entries of an owner there.</summary>
    public static void Entries(Family into, RegisterDefinition register, IEnumerable<Version> entries, long owner)
    {
        foreach (var version in entries)
            into.Also(entry => entry.Add(register.Table, [owner, .. version.Values.Skip(1)]));
    }

    /// <summary>What waits for an answer here about a household and its members waits there.</summary>
    /// <param name="ids">The persons' ids here, and there.</param>
    /// <param name="ofHousehold">Whether the household itself moves.</param>
    public static void Findings(Family from, Family into, IReadOnlyDictionary<long, long> ids, bool ofHousehold)
    {
        bool Moves(Finding finding) => finding.PersonId is { } person ? ids.ContainsKey(person) : ofHousehold;
        foreach (var version in from.Findings.Where(version => Moves(Finding.From(version))))
        {
            var finding = Finding.From(version);
            var there = finding with { HouseholdId = into.Key.Id, PersonId = finding.PersonId is { } person ? ids[person] : null, AreaId = null };
            into.Also(entry => entry.Add(Finding.Table, there.ToValues(), version.SourceRow, version.TrueFrom));
        }
        from.Close(Moves);
    }
}
