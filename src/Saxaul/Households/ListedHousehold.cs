using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Screening;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>A household as lists of households show it.</summary>
/// <param name="Number">The office's own number; null when it has none.</param>
/// <param name="Head">The head's name; null when no member is said to be the head.</param>
/// <param name="Place">Its village, or where it is held; null when that is no area on the day.</param>
/// <param name="Rules">The rules by which it is warned.</param>
public sealed record ListedHousehold(int CountyKey, long Id, string? Number, string? Head, Place? Place, int Members, IReadOnlyList<string> Rules)
{
    /// <summary>The natural village in the office's words; null when none is written.</summary>
    public string? NaturalVillage { get; init; }

    /// <summary>The day on which the content of the household was erased, or, where nobody is said to be the head, of one of its members; null where neither was.</summary>
    public DateOnly? ErasedOn { get; init; }

    /// <summary>Some households as they are now, for whoever may read them; those out of reach, or no longer there, are left out.</summary>
    public static IReadOnlyList<ListedHousehold> Of(Registry registry, Actor actor, IReadOnlyCollection<HouseholdKey> households)
    {
        using var connection = registry.Database.OpenReader();
        return [.. households.Where(one => actor.MayIn(Right.ReadHouseholds, one.CountyKey) && Reach.May(registry.Database, actor, Right.ReadHouseholds, one)).GroupBy(one => one.CountyKey)
            .SelectMany(county => Read(registry.Database, connection, county.Key, AsOf.Now, [.. county.Select(one => one.Id)], Gazetteer.Read(registry.Database, [county.Key])))];
    }

    /// <summary>Reads some households of one county: a query a table, however many there are. Those that are not there then are left out.</summary>
    /// <param name="gazetteer">With the areas of the county.</param>
    internal static IReadOnlyList<ListedHousehold> Read(RegistryDatabase database, DbConnection connection, int countyKey, AsOf asOf, IReadOnlyCollection<long> ids, Gazetteer gazetteer)
    {
        List<T> Rows<T>(VersionedTable table, string columns, string key, IReadOnlyCollection<long> among, Func<DbDataReader, T> row)
        {
            var command = connection.Command(asOf.Select(table, columns, condition: database.AnyOf(key, "@among")));
            asOf.AddTo(command, countyKey);
            database.AddList(command, "@among", among);
            return command.ToList(row);
        }

        var households = Rows(Household.Table, "id, number, place_id, natural_village", "id", ids,
            reader => (Id: reader.GetInt64(0), Number: reader.TextOrNull(1), Place: reader.GetInt64(2), Natural: reader.TextOrNull(3))).ToDictionary(one => one.Id);
        var members = Rows(Membership.Table, "household_id, person_id, relation", "household_id", ids, reader => (Household: reader.GetInt64(0), Person: reader.GetInt64(1), Relation: reader.TextOrNull(2)))
            .ToLookup(one => one.Household);
        var heads = members.SelectMany(group => group.Where(one => one.Relation == Membership.Head).Take(1)).ToDictionary(one => one.Household, one => one.Person);
        var names = Rows(Person.Table, "id, name", "id", [.. heads.Values.Distinct()], reader => (Id: reader.GetInt64(0), Name: reader.TextOrNull(1))).ToDictionary(one => one.Id, one => one.Name);
        var erased = Erasure.DaysOf(database, connection.Command, countyKey, "household", ids);
        // Where somebody is said to be the head, nothing is asked of the others.
        var erasedPersons = Erasure.DaysOf(database, connection.Command, countyKey, "person", [.. members.Where(household => !heads.ContainsKey(household.Key)).SelectMany(household => household.Select(member => member.Person)).Distinct()]);
        var rules = Rows(Warning.Table, "household_id, rule", "household_id", ids, reader => (Household: reader.GetInt64(0), Rule: reader.GetString(1))).ToLookup(one => one.Household, one => one.Rule);
        return
        [
            .. ids.Where(households.ContainsKey).Select(id => new ListedHousehold(
                countyKey, id, households[id].Number, heads.TryGetValue(id, out var head) ? names.GetValueOrDefault(head) : null,
                gazetteer.Find(countyKey, households[id].Place), members[id].Count(), [.. rules[id].Order(StringComparer.Ordinal)])
            {
                NaturalVillage = households[id].Natural,
                ErasedOn = erased.TryGetValue(id, out var day) ? day : heads.ContainsKey(id) ? null : members[id].Select(member => erasedPersons.TryGetValue(member.Person, out var on) ? on : (DateOnly?)null).Max(),
            }),
        ];
    }
}
