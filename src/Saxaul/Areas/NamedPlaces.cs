using System;
using System.Collections.Generic;
using System.Linq;

namespace Saxaul.Areas;

/// <summary>The areas of one level whose whole names a title, a sheet's name or a file's name may hold.</summary>
/// <param name="within">Only those that lie in it; all when null.</param>
internal sealed class NamedPlaces(Gazetteer gazetteer, AreaLevel level, Place? within = null)
{
    private readonly List<(Place Place, string Name)> names =
        [.. gazetteer.All.Where(place => place.Level == level && (within is null || place.LiesIn(within))).Select(place => (place, PlaceName.Of(level, place.Name).Plain)).Where(one => one.Plain.Length > 2)];

    /// <summary>Those that a text names; where one name holds another the longer counts.</summary>
    public IReadOnlyList<Place> In(string text)
    {
        var found = names.Where(one => text.Contains(one.Name, StringComparison.Ordinal)).ToList();
        return [.. found.Where(one => !found.Exists(other => other.Name.Length > one.Name.Length && other.Name.Contains(one.Name, StringComparison.Ordinal))).Select(one => one.Place)];
    }
}
