using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Keeping;
using Saxaul.Keeping.Erasing;

namespace Saxaul.Facts;

/// <summary>
/// Brings a county's facts from the journal height they reflect to a later one: the journal says which households were touched since, and only those are read
/// anew. An entry that names neither household nor area concerns the whole county.
/// </summary>
internal static class CatchUp
{
    /// <summary>From this share of its households on, one part in so many, reading the whole county is quicker.</summary>
    private const int ReloadShare = 4;

    public static CountyFacts To(long height, CountyFacts facts, RegistryDatabase database, DbConnection connection, DbTransaction? transaction = null)
    {
        if (facts.Height == height)
            return facts;
        if (facts.Height > height || Touched(facts.CountyKey, facts.Height, height, database, connection, transaction) is not { } touched || IsMost(touched.Count, facts.Households.Length))
            return LoadFacts.County(database, facts.Shape, connection, transaction, facts.CountyKey, facts.On, height);
        return facts.With(LoadFacts.Households(database, facts.Shape, connection, transaction, facts.CountyKey, facts.On, height, touched), touched);
    }

    /// <summary>Whether so many touched households make reading the whole county quicker.</summary>
    public static bool IsMost(int touched, int households) => touched > households / ReloadShare + 100;

    /// <summary>
    /// The households whose facts may be others at a height than they were at an earlier one, on whatever day: those that the journal names, those that ever were in
    /// a village it names, and whoever ever shared a member with them. Null when that is to be taken as the whole county; so it is after an erasure.
    /// </summary>
    public static HashSet<long>? Touched(int countyKey, long from, long to, RegistryDatabase database, DbConnection connection, DbTransaction? transaction = null)
    {
        var (households, areas) = (new HashSet<long>(), new HashSet<long>());
        // What an erasure destroyed is gone from earlier heights too, so that nobody can tell what it counted to before.
        const string erased = $"act IN ('{EraseContent.PersonAct}', '{EraseContent.HouseholdAct}', '{CarryOutRetention.Act}')";
        using (var command = connection.Command($"""
                   SELECT DISTINCT CASE WHEN {erased} THEN NULL ELSE household_id END, CASE WHEN {erased} THEN NULL ELSE area_id END FROM journal
                   WHERE county_key = @county AND height > @from AND height <= @to AND (household_id IS NULL OR household_id <> @none)
                   """, ("@county", countyKey), ("@from", from), ("@to", to), ("@none", EntryHead.NoHousehold)))
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
        return areas.Count == VillagesAmong(areas, countyKey, database, connection, transaction).Count ? With(households, areas, countyKey, to, database, connection, transaction) : null;
    }

    /// <summary>
    /// Of the same households those of which something was entered for a day up to one, and the days of which it speaks. What concerns a township or the whole county, such as an
    /// answer about a place, is left out: it says where somebody is counted.
    /// </summary>
    public static (HashSet<long> Households, SortedSet<DateOnly> Days) Late(int countyKey, long from, long to, DateOnly until, RegistryDatabase database, DbConnection connection, DbTransaction? transaction)
    {
        var (households, areas, days) = (new HashSet<long>(), new Dictionary<long, List<DateOnly>>(), new SortedSet<DateOnly>());
        using (var command = connection.Command("""
                   SELECT DISTINCT household_id, area_id, changed_from, true_on FROM journal
                   WHERE county_key = @county AND height > @from AND height <= @to AND (household_id <> @none OR household_id IS NULL AND area_id IS NOT NULL) AND changed_from <= @until
                   """, ("@county", countyKey), ("@from", from), ("@to", to), ("@none", EntryHead.NoHousehold), ("@until", until)))
        {
            command.Transaction = transaction;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                DateOnly[] spoken = reader.Day(3) is var on && on <= until ? [reader.Day(2), on] : [reader.Day(2)];
                if (reader.LongOrNull(0) is { } household)
                {
                    households.Add(household);
                    days.UnionWith(spoken);
                }
                else
                {
                    areas.TryAdd(reader.GetInt64(1), []);
                    areas[reader.GetInt64(1)].AddRange(spoken);
                }
            }
        }
        var villages = VillagesAmong(areas.Keys, countyKey, database, connection, transaction);
        days.UnionWith(villages.SelectMany(village => areas[village]));
        return (With(households, villages, countyKey, to, database, connection, transaction), days);
    }

    /// <summary>Some households, those that ever were in some villages, and whoever ever shared a member with them.</summary>
    private static HashSet<long> With(HashSet<long> households, IReadOnlyCollection<long> villages, int countyKey, long height, RegistryDatabase database, DbConnection connection, DbTransaction? transaction)
    {
        // Households of a village that was joined to one of these are told of through it.
        if (villages.Count > 0)
            households.UnionWith(Ever(Household.Table, "id", "village_id", JoinedAreas.Read(connection, transaction, new AsOf(null, height), countyKey).With(villages)));
        if (households.Count > 0)
            households.UnionWith(Ever(Membership.Table, "household_id", "person_id", Ever(Membership.Table, "person_id", "household_id", households)));
        return households;

        HashSet<long> Ever(VersionedTable table, string wanted, string among, IReadOnlyCollection<long> values)
        {
            string From(string name) => $"SELECT {wanted} FROM {name} WHERE county_key = @county AND {database.AnyOf(among, "@among")}";
            var command = connection.Command($"{From(table.Name)} UNION {From(table.HistoryName)}", ("@county", countyKey));
            command.Transaction = transaction;
            database.AddList(command, "@among", values);
            return [.. command.ToList(reader => reader.GetInt64(0))];
        }
    }

    /// <summary>Those of some areas that are villages. A township or county may have taken its households with it, so only what happens in a village stays there.</summary>
    private static List<long> VillagesAmong(IReadOnlyCollection<long> areas, int countyKey, RegistryDatabase database, DbConnection connection, DbTransaction? transaction)
    {
        if (areas.Count == 0)
            return [];
        var command = connection.Command($"SELECT id FROM area WHERE county_key = @county AND level = 'village' AND {database.AnyOf("id", "@among")}", ("@county", countyKey));
        command.Transaction = transaction;
        database.AddList(command, "@among", areas);
        return command.ToList(reader => reader.GetInt64(0));
    }
}
