using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;

namespace Saxaul.Keeping.Erasing;

/// <summary>Whom an erasure is about: a person, or a household with those who belonged to no other; and the same again in each county that the household moved from or on to, where they are rows of their own.</summary>
/// <param name="Kind">"person" or "household".</param>
/// <param name="Subjects">By county.</param>
/// <param name="Households">Those that they are or were of.</param>
/// <param name="Known">By what they are, or were, known wherever they are written.</param>
internal sealed record Whom(string Kind, IReadOnlyDictionary<int, HashSet<(string Kind, long Id)>> Subjects, IReadOnlySet<HouseholdKey> Households, KnownBy Known)
{
    public bool IsSame(Whom other) => Subjects.Count == other.Subjects.Count && Subjects.All(county => other.Subjects.TryGetValue(county.Key, out var same) && same.SetEquals(county.Value)) && Known.IsSame(other.Known);

    public static Whom Read(Registry registry, Ask ask, int countyKey, string kind, long id)
    {
        List<Version> States(VersionedTable table, int county, string column, IReadOnlyCollection<long> ids) =>
            [.. DestroyVersions.Where(ask, registry.Database.Secrets, county, table, registry.Database.AnyOf(column, "@ids"), command => registry.Database.AddList(command, "@ids", ids)).Select(one => one.Version)];

        var own = kind == "household" ? [new HouseholdKey(countyKey, id)] : States(Membership.Table, countyKey, "person_id", [id]).Select(version => new HouseholdKey(countyKey, Membership.From(version).HouseholdId)).ToHashSet();
        var households = WithMoves(ask, own);
        var subjects = new Dictionary<int, HashSet<(string Kind, long Id)>> { [countyKey] = [(kind, id)] };
        var (persons, homes) = (kind == "person" ? States(Person.Table, countyKey, "id", [id]).ConvertAll(Person.From) : [], new List<Household>());
        foreach (var county in households.GroupBy(one => one.CountyKey, one => one.Id).OrderBy(county => county.Key != countyKey))
        {
            var theirs = subjects.GetValueOrDefault(county.Key) ?? [];
            // Of a person only the rows that others are in the counties of a move; their own is known.
            var some = kind == "household" ? [.. county] : county.Where(one => !own.Contains(new HouseholdKey(county.Key, one))).ToList();
            var members = States(Membership.Table, county.Key, "household_id", some).Select(version => Membership.From(version).PersonId).ToHashSet();
            // Whoever a list named, and of whom it is still asked whether they are to be registered, belongs to no household and goes with the one they were listed in.
            members.UnionWith(States(Finding.Table, county.Key, "household_id", some).Select(Finding.From).Where(finding => finding.Kind == FindingKind.ErasedNamedAgain).Select(finding => finding.PersonId).OfType<long>());
            var known = States(Person.Table, county.Key, "id", members).ConvertAll(version => (version.Id, Person: Person.From(version)));
            if (kind == "household")
            {
                theirs.UnionWith(some.Select(one => (kind, one)));
                homes.AddRange(States(Household.Table, county.Key, "id", some).Select(Household.From));
                var all = States(Membership.Table, county.Key, "person_id", members).Select(Membership.From).ToLookup(one => one.PersonId, one => one.HouseholdId);
                known.RemoveAll(one => !all[one.Id].All(some.Contains));
            }
            else
                known.RemoveAll(one => !persons.Exists(other => IsSamePerson(one.Person, other)));
            theirs.UnionWith(known.Select(one => ("person", one.Id)));
            persons.AddRange(known.Select(one => one.Person));
            if (theirs.Count > 0)
                subjects[county.Key] = theirs;
        }
        return new Whom(kind, subjects, households, new KnownBy(persons.Select(person => person.Name), [.. persons.Select(person => person.Number), .. homes.Select(home => home.Phone)], homes.Select(home => home.Number)));
    }

    /// <summary>Who moved along with a household: of one whole number, or without one of one name and birth date.</summary>
    private static bool IsSamePerson(Person one, Person other) => one.Number is { Length: > 0 } number ? number == other.Number : other.Number is null && one.NameKey.Length > 0 && one.NameKey == other.NameKey && one.BirthDate == other.BirthDate;

    /// <summary>Some households, and what they were in the county they moved from, and are in the one they moved on to.</summary>
    private static HashSet<HouseholdKey> WithMoves(Ask ask, IEnumerable<HouseholdKey> households)
    {
        var all = new HashSet<HouseholdKey>();
        var waiting = new Queue<HouseholdKey>(households);
        while (waiting.TryDequeue(out var one))
        {
            if (!all.Add(one))
                continue;
            foreach (var table in new[] { Household.Table.Name, Household.Table.HistoryName })
            {
                foreach (var sql in new[] { $"SELECT DISTINCT former_county, former_id FROM {table} WHERE county_key = @county AND id = @id AND former_id IS NOT NULL", $"SELECT DISTINCT county_key, id FROM {table} WHERE former_county = @county AND former_id = @id" })
                {
                    foreach (var other in ask(sql, ("@county", one.CountyKey), ("@id", one.Id)).ToList(reader => new HouseholdKey((int)reader.GetInt64(0), reader.GetInt64(1))))
                        waiting.Enqueue(other);
                }
            }
        }
        return all;
    }
}
