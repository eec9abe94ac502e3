using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Privacy;

namespace Saxaul.Intake;

/// <summary>
/// Finds the households that a department's rows mean: by a whole number; without one, by the head's name where exactly one head of the village is called so. Whatever
/// may be somebody we know and is not certain waits for a person; whose own whole number differs is somebody else.
/// </summary>
internal sealed class MatchHouseholds
{
    private readonly WriteSession session;
    private readonly RegistryDatabase database;
    private readonly ResolvePlace resolve;
    private readonly Dictionary<UInt128, HashSet<(int County, long Household)>> byNumber = [];
    private readonly Dictionary<UInt128, List<(int County, string? NameKey)>> bearers = [];
    private readonly ILookup<string, Known> byName;
    private readonly ILookup<string, ((int, long) Household, string? NameKey)> byHouseholdNumber;
    private readonly Dictionary<(int County, long Place), ILookup<string, (int, long)>> headsOf = [];
    private readonly Dictionary<WrittenPlace, ResolvedPlace> places = [];

    /// <summary>Somebody of the same name, with what else is known to tell them by.</summary>
    private sealed record Known(int County, long Household, bool NumberVerified, DateOnly? BirthDate);

    public MatchHouseholds(WriteSession session, Gazetteer gazetteer, IReadOnlyList<ListedRow> rows)
    {
        this.session = session;
        database = session.Database;
        resolve = new ResolvePlace(gazetteer);
        session.Flush();
        foreach (var numbers in rows.Select(row => row.Document.Resident?.Digits).OfType<string>().Chunk(1000))
            ReadByNumber(numbers);
        byName = ReadByName(rows);
        byHouseholdNumber = gazetteer.Counties.SelectMany(county => ReadByHouseholdNumber(county.CountyKey, [.. rows.Select(row => row.HouseholdNumber).OfType<string>().Distinct()]))
            .ToLookup(one => one.Number, one => (one.Household, one.NameKey));
    }

    public ListMatch Of(ListedRow row)
    {
        if (row.Document.Resident is { } number)
        {
            if (byNumber.TryGetValue(Key(number), out var households))
                return households.Count == 1 ? ListMatch.Found(households.First()) : ListMatch.ForReview([.. households]);
            // A number unknown here may still be that of somebody registered without a whole one.
            var alike = byName[row.NameKey].Where(known => !known.NumberVerified && known.BirthDate == number.Birth).ToList();
            return alike.Count > 0 ? ListMatch.ForReview(Distinct(alike)) : ListMatch.Unknown;
        }
        if (row.HouseholdNumber is { } household && byHouseholdNumber[household].ToList() is { Count: > 0 } numbered)
        {
            var households = numbered.Select(one => one.Household).Distinct().ToList();
            return households.Count == 1 && (row.NameKey.Length == 0 || numbered.Exists(one => one.NameKey == row.NameKey)) ? ListMatch.Found(households[0]) : ListMatch.ForReview(households);
        }
        if (row.NameKey.Length == 0)
            return ListMatch.Unknown;
        var place = PlaceOf(row.Place);
        if (place is { Village: { } village })
            return ByHead(row, Heads(village.Key, held: false));
        if (place is { Within: { } within })
            return ListMatch.ForReview([.. Heads(within.Key, held: true)[row.HeadKey]]) is { Candidates.Count: > 0 } held ? held : ListMatch.Unknown;
        var named = Distinct(byName[row.NameKey]);
        return named.Count > 0 ? ListMatch.ForReview(named) : ListMatch.Unknown;
    }

    /// <summary>What rows try of numbers that are covered, for somebody who is told what became of each.</summary>
    /// <param name="counties">In which they are told it: who is registered elsewhere is nobody here.</param>
    public TriedNumbers Tried(IEnumerable<ListedRow> rows, IReadOnlyCollection<int> counties)
    {
        var tried = new TriedNumbers();
        var numbers = rows.Where(row => row.Document.Resident is not null).GroupBy(row => row.Document.Resident!.Value.Digits)
            .Select(number => (Number: number.Key, Born: number.First().Document.Resident!.Value.Birth, Names: number.SelectMany(row => new[] { row.NameKey, row.HeadKey }).Where(name => name.Length > 0).ToHashSet(),
                Bearers: (bearers.GetValueOrDefault(SoughtHashes.Key(database.Secrets.Hash(number.Key))) ?? []).Where(bearer => counties.Contains(bearer.County)).ToList())).ToList();
        var known = ReadByName([.. numbers.Where(number => number.Bearers.Count == 0).SelectMany(number => number.Names).Distinct()], "person.number_verified AND ")
            .Where(one => counties.Contains(one.Known.County)).Select(one => (one.NameKey, one.Known.BirthDate)).ToHashSet();
        foreach (var (number, born, names, by) in numbers)
        {
            tried.List(number, born, by.Count == 0 ? names.Any(name => known.Contains((name, born))) ? ListedAs.Contradicting : ListedAs.Nobodys
                : by.Exists(bearer => bearer.NameKey is { } name && names.Contains(name)) ? ListedAs.Agreeing : ListedAs.Differing);
        }
        return tried;
    }

    /// <summary>The village a row writes; null when it writes no place.</summary>
    public ResolvedPlace? PlaceOf(WrittenPlace written)
    {
        if (written is { County: null, Township: null, Village: null })
            return null;
        if (!places.TryGetValue(written, out var place))
            places[written] = place = resolve.Of(written.County, written.Township, written.Village);
        return place;
    }

    private ListMatch ByHead(ListedRow row, ILookup<string, (int, long)> heads)
    {
        var found = heads[row.HeadKey].Distinct().ToList();
        // Who is named beside the head must live there.
        if (row.HeadKey != row.NameKey && found.Count > 0)
        {
            var with = found.Where(household => byName[row.NameKey].Any(known => (known.County, known.Household) == household)).ToList();
            return with.Count == 1 ? ListMatch.Found(with[0]) : ListMatch.ForReview(found);
        }
        return found.Count switch { 0 => ListMatch.Unknown, 1 => ListMatch.Found(found[0]), _ => ListMatch.ForReview(found) };
    }

    private static List<(int, long)> Distinct(IEnumerable<Known> known) => [.. known.Select(one => (one.County, one.Household)).Distinct()];

    private void ReadByNumber(IReadOnlyCollection<string> numbers)
    {
        var sought = new SoughtHashes(database.Secrets);
        foreach (var number in numbers)
            sought.Add(number);
        using var command = session.Writer.Command($"""
            SELECT person.county_key, membership.household_id, person.number_hash, person.name_key
            FROM person JOIN membership ON membership.county_key = person.county_key AND membership.person_id = person.id
            WHERE person.number_verified AND {database.AnyOfBytes("person.number_hash", "@hashes")}
            """);
        database.AddList(command, "@hashes", sought.Asked);
        foreach (var (county, household, number, name) in command.ToList(reader => (reader.GetInt32(0), reader.GetInt64(1), sought.NewestOf(reader.GetFieldValue<byte[]>(2)), reader.TextOrNull(3))))
        {
            if (!byNumber.TryGetValue(number, out var households))
                byNumber[number] = households = [];
            households.Add((county, household));
            if (!bearers.TryGetValue(number, out var by))
                bearers[number] = by = [];
            by.Add((county, name));
        }
    }

    private ILookup<string, Known> ReadByName(IReadOnlyList<ListedRow> rows)
    {
        var unknown = rows.Where(row => row.NameKey.Length > 0 && (row.Document.Resident is not { } number || !byNumber.ContainsKey(Key(number))))
            .Select(row => (row.NameKey, Unverified: row.Document.Resident is not null)).Distinct().ToList();
        return ReadByName([.. unknown.Where(one => one.Unverified).Select(one => one.NameKey).Distinct()], "NOT person.number_verified AND ")
            .Concat(ReadByName([.. unknown.Where(one => !one.Unverified).Select(one => one.NameKey).Distinct()], ""))
            .Distinct().ToLookup(one => one.NameKey, one => one.Known);
    }

    private List<(string NameKey, Known Known)> ReadByName(IReadOnlyCollection<string> names, string condition)
    {
        if (names.Count == 0)
            return [];
        using var command = session.Writer.Command($"""
            SELECT person.name_key, person.county_key, membership.household_id, person.number_verified, person.birth_date
            FROM person JOIN membership ON membership.county_key = person.county_key AND membership.person_id = person.id
            WHERE {condition}{database.AnyOf("person.name_key", "@names")}
            """);
        database.AddList(command, "@names", names);
        return command.ToList(reader => (reader.GetString(0), new Known(reader.GetInt32(1), reader.GetInt64(2), reader.GetBoolean(3), reader.DayOrNull(4))));
    }

    private List<(string Number, (int, long) Household, string? NameKey)> ReadByHouseholdNumber(int countyKey, IReadOnlyCollection<string> numbers)
    {
        if (numbers.Count == 0)
            return [];
        using var command = session.Writer.Command($"""
            SELECT household.number, household.id, person.name_key FROM household
            LEFT JOIN membership ON membership.county_key = household.county_key AND membership.household_id = household.id
            LEFT JOIN person ON person.county_key = membership.county_key AND person.id = membership.person_id
            WHERE household.county_key = @county AND {database.AnyOf("household.number", "@numbers")}
            """, ("@county", countyKey));
        database.AddList(command, "@numbers", numbers);
        return command.ToList(reader => (reader.GetString(0), (countyKey, reader.GetInt64(1)), reader.TextOrNull(2)));
    }

    /// <summary>The heads of a village's households, or of those held in a place, by name.</summary>
    private ILookup<string, (int, long)> Heads(AreaKey place, bool held)
    {
        if (headsOf.TryGetValue((place.CountyKey, place.Id), out var heads))
            return heads;
        using var command = session.Writer.Command($"""
            SELECT person.name_key, household.id FROM household
            JOIN membership ON membership.county_key = household.county_key AND membership.household_id = household.id AND membership.relation = @head
            JOIN person ON person.county_key = membership.county_key AND person.id = membership.person_id AND person.name_key IS NOT NULL
            WHERE household.county_key = @county AND {(held ? "household.village_id IS NULL AND " : "")}{database.AnyOf(held ? "household.place_id" : "household.village_id", "@places")}
            """, ("@head", Membership.Head), ("@county", place.CountyKey));
        database.AddList(command, "@places", JoinedAreas.Read(session.Writer.Connection, session.Writer.Transaction, AsOf.Now, place.CountyKey).With([place.Id]));
        return headsOf[(place.CountyKey, place.Id)] = command.ToList(reader => (reader.GetString(0), (place.CountyKey, reader.GetInt64(1)))).ToLookup(one => one.Item1, one => one.Item2);
    }

    private UInt128 Key(ResidentNumber number) => SoughtHashes.Key(database.Secrets.Hash(number.Digits));
}
