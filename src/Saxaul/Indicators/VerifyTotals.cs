using System.Collections.Generic;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Facts;

namespace Saxaul.Indicators;

/// <summary>Counts every stored total again, for its day and journal height.</summary>
internal static class VerifyTotals
{
    /// <summary>A problem for each total that is not what the registry's own records give.</summary>
    public static IEnumerable<Problem> Run(Registry registry)
    {
        var shape = FactShape.Of(registry.Registers);
        var indicators = IndicatorSet.Of(registry, shape);
        using var connection = registry.Database.OpenReader();
        var states = connection.Command("""
            SELECT t.county_key, t.day, t.height, t.definitions, COALESCE(c.height, 0) FROM total_state t LEFT JOIN chain c ON c.county_key = t.county_key
            ORDER BY t.county_key, t.day
            """).ToList(reader => (CountyKey: reader.GetInt32(0), Day: reader.Day(1), Height: reader.GetInt64(2), Definitions: reader.GetString(3), Newest: reader.GetInt64(4)));
        foreach (var state in states)
        {
            // Counted by definitions that are no longer in force: nobody reads them before they are counted anew.
            if (state.Definitions != indicators.Fingerprint)
                continue;
            if (state.Height > state.Newest)
            {
                yield return Problem.TotalsAhead(CountyName(registry, state.CountyKey), state.Day);
                continue;
            }
            var counted = CountTotals.Of(LoadFacts.County(registry.Database, shape, connection, null, state.CountyKey, state.Day, state.Height), indicators.All, connection);
            var stored = StoredTotals.AllOf(connection.Command("SELECT area_id, indicator, value FROM area_total WHERE county_key = @county AND day = @day",
                ("@county", state.CountyKey), ("@day", state.Day)));
            var differing = StoredTotals.Differing(stored, counted);
            if (differing.Count == 0)
                continue;
            var gazetteer = Gazetteer.Read(registry.Database, [state.CountyKey], state.Day);
            foreach (var key in differing)
            {
                var area = gazetteer.Find(state.CountyKey, key.AreaId)?.ToString() ?? key.AreaId.ToString(System.Globalization.CultureInfo.InvariantCulture);
                yield return Problem.TotalDiffers(CountyName(registry, state.CountyKey), area, key.Indicator, state.Day, stored.GetValueOrDefault(key), counted.GetValueOrDefault(key));
            }
        }
    }

    private static string CountyName(Registry registry, int countyKey) =>
        Gazetteer.ReadCounties(registry.Database).Find(countyKey, Area.CountyId)?.Name ?? countyKey.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
