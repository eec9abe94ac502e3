using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;

namespace Saxaul.Facts;

/// <summary>
/// Brings a county's facts from the journal height they reflect to a later one: the journal says which households were touched since, and only those are read
/// anew. An entry that names neither household nor area concerns the whole county.
/// </summary>
internal static class CatchUp
{
    /// <summary>Screening writes warnings, which are no facts.</summary>
    public const string ScreenAct = "screen";

    /// <summary>From this share of its households on, one part in so many, reading the whole county is quicker.</summary>
    private const int ReloadShare = 4;

    public static CountyFacts To(long height, CountyFacts facts, RegistryDatabase database, DbConnection connection, DbTransaction? transaction = null)
    {
        if (facts.Height == height)
            return facts;
        CountyFacts Reload() => LoadFacts.County(database, facts.Shape, connection, transaction, facts.CountyKey, facts.On, height);
        if (facts.Height > height || Touched(facts, height, database, connection, transaction) is not { } touched)
            return Reload();
        if (touched.Count > facts.Households.Length / ReloadShare + 100)
            return Reload();
        CountyFacts Load(IReadOnlyCollection<long> ids) => LoadFacts.Households(database, facts.Shape, connection, transaction, facts.CountyKey, facts.On, height, ids);
        var fresh = Load(touched);
        if (touched.Count == 0)
            return facts.With(fresh, touched);

        // Whoever a touched household has lost to another one, gained from it, or shares with it.
        var persons = PersonsEverIn(touched, facts.CountyKey, database, connection, transaction);
        var known = touched.Count;
        touched.UnionWith(facts.HouseholdsOf(persons));
        touched.UnionWith(HouseholdsWith("person_id", persons, Membership.Table, "household_id", facts, height, database, connection, transaction));
        return facts.With(touched.Count == known ? fresh : Load(touched), touched);
    }

    /// <summary>The households touched since; null when that is to be taken as all.</summary>
    private static HashSet<long>? Touched(CountyFacts facts, long height, RegistryDatabase database, DbConnection connection, DbTransaction? transaction)
    {
        var (households, areas) = (new HashSet<long>(), new HashSet<long>());
        using (var command = connection.Command(
                   "SELECT DISTINCT household_id, area_id FROM journal WHERE county_key = @county AND height > @from AND height <= @to AND act <> @screen",
                   ("@county", facts.CountyKey), ("@from", facts.Height), ("@to", height), ("@screen", ScreenAct)))
        {
            command.Transaction = transaction;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                if (reader.LongOrNull(0) is { } household)
                    households.Add(household);
                else if (reader.LongOrNull(1) is { } area)
                    areas.Add(area);
                else
                    return null;
            }
        }
        if (areas.Count == 0)
            return households;
        if (!AreVillages(areas, facts.CountyKey, database, connection, transaction))
            return null;
        areas = JoinedAreas.Read(connection, transaction, new AsOf(facts.On, height), facts.CountyKey).With(areas);
        households.UnionWith(facts.HouseholdsIn(areas));
        households.UnionWith(HouseholdsWith("village_id", areas, Household.Table, "id", facts, height, database, connection, transaction));
        return households;
    }

    /// <summary>A township or county may have taken its households with it, so only what happens in a village stays there.</summary>
    private static bool AreVillages(HashSet<long> areas, int countyKey, RegistryDatabase database, DbConnection connection, DbTransaction? transaction)
    {
        using var command = connection.Command($"SELECT COUNT(*) FROM area WHERE county_key = @county AND level = 'village' AND {database.AnyOf("id", "@among")}", ("@county", countyKey));
        command.Transaction = transaction;
        database.AddList(command, "@among", areas);
        return command.ExecuteScalar() is long villages && villages == areas.Count;
    }

    private static HashSet<long> PersonsEverIn(HashSet<long> households, int countyKey, RegistryDatabase database, DbConnection connection, DbTransaction? transaction)
    {
        string From(string table) => $"SELECT person_id FROM {table} WHERE county_key = @county AND {database.AnyOf("household_id", "@among")}";
        var command = connection.Command($"{From(Membership.Table.Name)} UNION {From(Membership.Table.HistoryName)}", ("@county", countyKey));
        command.Transaction = transaction;
        database.AddList(command, "@among", households);
        return [.. command.ToList(reader => reader.GetInt64(0))];
    }

    private static List<long> HouseholdsWith(
        string column, IReadOnlyCollection<long> values, VersionedTable table, string household, CountyFacts facts, long height,
        RegistryDatabase database, DbConnection connection, DbTransaction? transaction)
    {
        var asOf = new AsOf(facts.On, height);
        var command = connection.Command(asOf.Select(table, household, condition: database.AnyOf(column, "@among")));
        command.Transaction = transaction;
        asOf.AddTo(command, facts.CountyKey);
        database.AddList(command, "@among", values);
        return command.ToList(reader => reader.GetInt64(0));
    }
}
