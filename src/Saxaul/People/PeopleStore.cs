using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Threading.Tasks;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Screening;

namespace Saxaul.People;

/// <summary>
/// Everybody whom one can search for, by county, as of the journal's newest entry: out of memory, brought up to date by what the journal names since. One object serves a
/// whole process, from any thread; several processes agree, since each asks the journal first.
/// </summary>
public sealed class PeopleStore(Registry registry)
{
    private readonly ConcurrentDictionary<int, Slot> counties = new();
    private readonly Dictionary<string, byte> relations =
        RosterWords.Relations(registry).Take(byte.MaxValue - 1).Select((choice, at) => (choice.Code, Place: (byte)(at + 1))).ToDictionary(one => one.Code, one => one.Place);

    private sealed class Slot
    {
        public CountyPeople? People { get; set; }
    }

    /// <summary>A relation's place among those that the registry knows, from 1; 0 when it knows none such.</summary>
    internal byte Relation(string? code) => code is null ? (byte)0 : relations.GetValueOrDefault(code);

    /// <summary>Everybody of a county.</summary>
    internal CountyPeople Get(int countyKey)
    {
        var slot = counties.GetOrAdd(countyKey, _ => new Slot());
        lock (slot)
        {
            using var connection = registry.Database.OpenReader();
            if (slot.People is { } known && known.Height == FactStore.HeightOf(connection, countyKey))
                return known;
            using var moment = registry.Database.BeginSnapshot(connection);
            registry.Database.FollowKeys(connection, moment);
            var height = FactStore.HeightOf(connection, countyKey, moment);
            var touched = slot.People is { } earlier && earlier.Height <= height ? CatchUp.Touched(countyKey, earlier.Height, height, registry.Database, connection, moment) : null;
            if (touched is not null && CatchUp.IsMost(touched.Count, slot.People!.Households))
                touched = null;
            var households = touched is { Count: 0 } ? [] : Read(connection, moment, countyKey, touched);
            return slot.People = new CountyPeople(height, touched is null ? households : slot.People!.With(households, touched), Warned(connection, moment, countyKey), Relation(Membership.Head));
        }
    }

    /// <summary>Everybody of several counties, read side by side.</summary>
    internal IReadOnlyList<CountyPeople> Get(IReadOnlyList<int> countyKeys)
    {
        // Most of the time nothing has changed, and then waking other threads costs more than asking.
        if (countyKeys.All(key => counties.TryGetValue(key, out var slot) && slot.People is not null))
            return [.. countyKeys.Select(Get)];
        var people = new CountyPeople[countyKeys.Count];
        Parallel.For(0, people.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => people[i] = Get(countyKeys[i]));
        return people;
    }

    /// <summary>Reads these counties before somebody waits for them.</summary>
    public void WarmUp(IReadOnlyList<int> countyKeys) => Get(countyKeys);

    private static HashSet<long> Warned(DbConnection connection, DbTransaction moment, int countyKey)
    {
        var command = connection.Command($"SELECT DISTINCT household_id FROM {Warning.Table.Name} WHERE county_key = @county", ("@county", countyKey));
        command.Transaction = moment;
        return [.. command.ToList(reader => reader.GetInt64(0))];
    }

    /// <summary>Households with their members as of now, in order of ids.</summary>
    /// <param name="among">Only these; null for all of the county.</param>
    private SearchedHousehold[] Read(DbConnection connection, DbTransaction moment, int countyKey, IReadOnlyCollection<long>? among)
    {
        DbCommand Command(string sql, string column)
        {
            var command = connection.Command($"{sql}{(among is null ? "" : $" AND {registry.Database.AnyOf(column, "@among")}")}", ("@county", countyKey));
            command.Transaction = moment;
            if (among is not null)
                registry.Database.AddList(command, "@among", among);
            return command;
        }

        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var members = new Dictionary<long, List<SearchedMember>>();
        using (var command = Command("""
                   SELECT m.household_id, m.person_id, m.relation, p.name, p.number_hash, p.number_last_four FROM membership m
                   JOIN person p ON p.county_key = m.county_key AND p.id = m.person_id WHERE m.county_key = @county
                   """, "m.household_id"))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                var household = reader.GetInt64(0);
                if (!members.TryGetValue(household, out var ofHousehold))
                    members[household] = ofHousehold = [];
                var name = reader.TextOrNull(3) ?? "";
                if (!names.TryGetValue(name, out var key))
                    names[name] = key = KeyOf(name);
                ofHousehold.Add(new SearchedMember(reader.GetInt64(1), Relation(reader.TextOrNull(2)), CountyPeople.FirstBytes(reader.BytesOrNull(4)), CountyPeople.FirstBytes(reader.BytesOrNull(5)), key));
            }
        }
        var households = Command("SELECT id, place_id, village_id, living_village_id FROM household WHERE county_key = @county", "id").ToList(reader =>
            new SearchedHousehold(reader.GetInt64(0), reader.GetInt64(1), reader.IsDBNull(2), reader.LongOrNull(3), members.TryGetValue(reader.GetInt64(0), out var found) ? [.. found.OrderBy(member => member.PersonId)] : []));
        return [.. households.OrderBy(household => household.Id)];
    }

    /// <summary>What names are searched by: each part as names are compared.</summary>
    private static string KeyOf(string name) => string.Join(CountyPeople.PartEnd, PersonName.Parts(name).Select(PersonName.Key));
}
