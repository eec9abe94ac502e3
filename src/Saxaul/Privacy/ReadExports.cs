using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Users;

namespace Saxaul.Privacy;

/// <summary>The exports that a household was in, or may have been in.</summary>
public static class ReadExports
{
    /// <summary>Prints and files of which it was part, and the lists of warnings of areas in which it lies, which may have held it: those name a household while it is warned, and nobody keeps which they named.</summary>
    /// <returns>The newest first.</returns>
    /// <exception cref="ProblemException">7001, 7002.</exception>
    public static IReadOnlyList<Export> Of(Registry registry, Actor actor, HouseholdCard card)
    {
        Reach.Require(registry.Database, actor, Right.ReadHouseholds, card.Key);
        using var connection = registry.Database.OpenReader();
        var areas = card.Place.Select(area => area.Code).ToHashSet();
        return [.. connection.Command("""
            SELECT mark, made_at, actor, what, area, households, purpose FROM export
            WHERE county_key IN (0, @county) AND (what = 'Warnings' OR mark IN (SELECT export FROM look WHERE county_key = @county AND household_id = @household AND export IS NOT NULL))
            ORDER BY made_at DESC, mark
            """, ("@county", card.Key.CountyKey), ("@household", card.Key.Id)).ToList(ListExports.Read).Where(export => export.What != ExportKind.Warnings || export.Area is null || areas.Contains(export.Area))];
    }
}
