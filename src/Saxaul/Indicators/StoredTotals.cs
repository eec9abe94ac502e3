using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Journal;

namespace Saxaul.Indicators;

/// <summary>
/// The totals of each county's areas that are kept in the database: for today, and for the day of the last screening. They say which journal height they reflect;
/// when the journal has moved on they are counted anew before they are read.
/// </summary>
internal sealed class StoredTotals(Registry registry, FactStore facts, IndicatorSet indicators)
{
    /// <summary>With more differences than this all rows of the county and day are written anew.</summary>
    private const int FewDifferences = 200;

    private readonly record struct State(int CountyKey, long Height, long? Stored, bool SameDefinitions, DateOnly? Screened);

    /// <summary>Totals of some areas for a day as we know it now, or null when a county's totals for this day are not kept.</summary>
    public Dictionary<(AreaKey Area, string Indicator), long>? Read(IReadOnlyList<int> countyKeys, DateOnly on, IReadOnlyCollection<AreaKey> areas)
    {
        using var connection = registry.Database.OpenReader();
        var states = States(connection, countyKeys, on);
        if (on != registry.Database.Time.Today() && states.Exists(state => state.Screened != on))
            return null;
        var stale = states.FindAll(state => state.Stored != state.Height || !state.SameDefinitions);
        if (stale.Count > 0)
        {
            var counties = facts.Get([.. stale.Select(state => state.CountyKey)], on);
            for (var i = 0; i < counties.Count; i++)
                Bring(counties[i], connection, stale[i].Screened);
        }
        return Select(connection, on, areas);
    }

    /// <summary>Counts a county anew and writes what differs, in one transaction; does nothing when somebody else has come as far meanwhile.</summary>
    private void Bring(CountyFacts county, DbConnection connection, DateOnly? screened)
    {
        var counted = CountTotals.Of(county, indicators.All, connection);
        using var writer = registry.Database.OpenWriter();
        (string, object?)[] key = [("@county", county.CountyKey), ("@day", county.On)];
        writer.Execute("INSERT INTO total_state (county_key, day, height, definitions) VALUES (@county, @day, -1, '') ON CONFLICT (county_key, day) DO NOTHING", key);
        using (var command = writer.Command($"SELECT height, definitions FROM total_state WHERE county_key = @county AND day = @day{registry.Database.ForUpdate}", key))
        using (var reader = command.ExecuteReader())
        {
            if (reader.Read() && reader.GetString(1) == indicators.Fingerprint && reader.GetInt64(0) >= county.Height)
                return;
        }
        var stored = AllOf(writer.Command("SELECT area_id, indicator, value FROM area_total WHERE county_key = @county AND day = @day", key));
        var differing = Differing(stored, counted);
        if (differing.Count > FewDifferences)
        {
            writer.Execute("DELETE FROM area_total WHERE county_key = @county AND day = @day", key);
            differing = [.. counted.Keys];
        }
        else
        {
            foreach (var (area, indicator) in differing.Where(stored.ContainsKey))
                writer.Execute("DELETE FROM area_total WHERE county_key = @county AND day = @day AND area_id = @area AND indicator = @indicator", [.. key, ("@area", area), ("@indicator", indicator)]);
        }
        using (var rows = registry.Database.BulkInto(writer.Connection, writer.Transaction, "area_total", ["county_key", "area_id", "day", "indicator", "value"]))
        {
            foreach (var (area, indicator) in differing.Where(counted.ContainsKey))
                rows.Add([county.CountyKey, area, county.On, indicator, counted[(area, indicator)]]);
            rows.Flush();
        }
        writer.Execute("UPDATE total_state SET height = @height, definitions = @definitions WHERE county_key = @county AND day = @day",
            [.. key, ("@height", county.Height), ("@definitions", indicators.Fingerprint)]);
        (string, object?)[] kept = [("@county", county.CountyKey), ("@today", registry.Database.Time.Today()), ("@screened", screened ?? county.On)];
        foreach (var table in new[] { "area_total", "total_state" })
            writer.Execute($"DELETE FROM {table} WHERE county_key = @county AND day <> @today AND day <> @screened", kept);
        writer.Commit();
    }

    /// <summary>What is stored and what is counted, where they differ.</summary>
    internal static List<(long AreaId, string Indicator)> Differing(Dictionary<(long AreaId, string Indicator), long> stored, Dictionary<(long AreaId, string Indicator), long> counted) =>
        [.. stored.Keys.Union(counted.Keys).Where(key => stored.GetValueOrDefault(key) != counted.GetValueOrDefault(key)).OrderBy(key => key.AreaId).ThenBy(key => key.Indicator, StringComparer.Ordinal)];

    internal static Dictionary<(long AreaId, string Indicator), long> AllOf(DbCommand command) =>
        command.ToList(reader => (Key: (reader.GetInt64(0), reader.GetString(1)), Value: reader.GetInt64(2))).ToDictionary(one => one.Key, one => one.Value);

    private List<State> States(DbConnection connection, IReadOnlyList<int> countyKeys, DateOnly on)
    {
        var command = connection.Command($"""
            SELECT c.county_key, c.height, t.height, COALESCE(t.definitions, ''), (SELECT MAX(s.day) FROM screening s WHERE s.county_key = c.county_key)
            FROM chain c LEFT JOIN total_state t ON t.county_key = c.county_key AND t.day = @day
            WHERE {registry.Database.AnyOf("c.county_key", "@counties")} ORDER BY c.county_key
            """, ("@day", on));
        registry.Database.AddList(command, "@counties", [.. countyKeys.Select(key => (long)key)]);
        return command.ToList(reader => new State(reader.GetInt32(0), reader.GetInt64(1), reader.LongOrNull(2), reader.GetString(3) == indicators.Fingerprint, reader.DayOrNull(4)));
    }

    private Dictionary<(AreaKey, string), long> Select(DbConnection connection, DateOnly on, IReadOnlyCollection<AreaKey> areas)
    {
        var totals = new Dictionary<(AreaKey, string), long>();
        // Counties are asked for together, what lies in one county by its key.
        foreach (var group in areas.GroupBy(area => area.Id == Area.CountyId ? 0 : area.CountyKey))
        {
            var (keys, ids) = (group.Select(area => (long)area.CountyKey).Distinct().ToList(), group.Select(area => area.Id).Distinct().ToList());
            using var command = connection.Command($"""
                SELECT county_key, area_id, indicator, value FROM area_total
                WHERE day = @day AND {registry.Database.AnyOf("county_key", "@counties")} AND {registry.Database.AnyOf("area_id", "@areas")}
                """, ("@day", on));
            registry.Database.AddList(command, "@counties", keys);
            registry.Database.AddList(command, "@areas", ids);
            using var reader = command.ExecuteReader();
            while (reader.Read())
                totals[(new AreaKey(reader.GetInt32(0), reader.GetInt64(1)), reader.GetString(2))] = reader.GetInt64(3);
        }
        return totals;
    }
}
