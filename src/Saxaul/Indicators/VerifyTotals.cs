using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Journal;

namespace Saxaul.Indicators;

/// <summary>Counts every stored total again, for its day and journal height, and adds up the parts of each area that has any.</summary>
internal static class VerifyTotals
{
    /// <summary>A problem for each total that is not what the registry's own records give, and for each that is not the sum of those of the areas in it.</summary>
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
            var uneven = Uneven(connection, new AsOf(state.Day, state.Height), state.CountyKey, indicators, counted);
            if (differing.Count == 0 && uneven.Count == 0)
                continue;
            var gazetteer = Gazetteer.Read(registry.Database, [state.CountyKey], state.Day);
            string NameOf(long areaId) => gazetteer.Find(state.CountyKey, areaId)?.ToString() ?? areaId.ToString(System.Globalization.CultureInfo.InvariantCulture);
            foreach (var key in differing)
                yield return Problem.TotalDiffers(CountyName(registry, state.CountyKey), NameOf(key.AreaId), key.Indicator, state.Day, stored.GetValueOrDefault(key), counted.GetValueOrDefault(key));
            foreach (var (areaId, indicator, parts) in uneven)
                yield return Problem.PartsDiffer(CountyName(registry, state.CountyKey), NameOf(areaId), indicator, state.Day, counted.GetValueOrDefault((areaId, indicator)), parts);
        }
    }

    /// <summary>
    /// Counties and townships whose total is another than the sum of those of the areas that lie in them on the day, which are what a page shows below it. Held households
    /// count in the area they are held in and in no part of it, so their indicators are passed over.
    /// </summary>
    private static List<(long AreaId, string Indicator, long Parts)> Uneven(
        DbConnection connection, AsOf asOf, int countyKey, IndicatorSet indicators, Dictionary<(long AreaId, string Indicator), long> totals)
    {
        var command = connection.Command(asOf.Select(Area.Table, "id, parent_id, level"));
        asOf.AddTo(command, countyKey);
        var areas = command.ToList(reader => (Id: reader.GetInt64(0), Parent: reader.LongOrNull(1), Level: reader.GetString(2)));
        // A county's own parent is an id above the counties, which may be a township's here.
        var parts = areas.Where(area => area.Id != Area.CountyId).ToLookup(area => area.Parent, area => area.Id);
        var uneven = new List<(long, string, long)>();
        foreach (var area in areas.Where(area => area.Level is "county" or "township").OrderBy(area => area.Id))
        {
            foreach (var indicator in indicators.All.Where(indicator => !indicator.Held))
            {
                var sum = parts[area.Id].Sum(part => totals.GetValueOrDefault((part, indicator.Name)));
                if (sum != totals.GetValueOrDefault((area.Id, indicator.Name)))
                    uneven.Add((area.Id, indicator.Name, sum));
            }
        }
        return uneven;
    }

    private static string CountyName(Registry registry, int countyKey) =>
        Gazetteer.ReadCounties(registry.Database).Find(countyKey, Area.CountyId)?.Name ?? countyKey.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
