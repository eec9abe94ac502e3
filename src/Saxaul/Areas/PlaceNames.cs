using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Intake;

namespace Saxaul.Areas;

/// <summary>The names of a gazetteer's counties, townships and villages, found by their bare form: what every way of writing them has in common.</summary>
internal sealed class PlaceNames
{
    private readonly Dictionary<(AreaLevel, string Bare), List<Entry>> byBareName = [];

    /// <param name="WithoutPrefix">The name stands here without what it lies in: 哈德墩镇 for 沙雅县哈德墩镇.</param>
    internal readonly record struct Entry(Place Place, PlaceName Name, bool WithoutPrefix);

    public PlaceNames(Gazetteer gazetteer)
    {
        foreach (var place in gazetteer.All.Where(place => place.Level >= AreaLevel.County))
        {
            var name = PlaceName.Of(place.Level, place.Name);
            Add(new Entry(place, name, false));
            if (WithoutPrefix(place, name.Exact) is { } rest)
                Add(new Entry(place, PlaceName.Of(place.Level, rest), true));
        }
    }

    /// <summary>
    /// The places under the parents that are written so. Within one parent the most precise degree in which names agree decides; what another parent holds
    /// counts as much, however precisely. Kinds that contradict each other (村 and 社区) are never the same.
    /// </summary>
    public List<Place> Find(AreaLevel level, string written, IReadOnlySet<Place> parents)
    {
        var name = PlaceName.Of(level, written);
        var found = new List<Place>();
        if (!byBareName.TryGetValue((level, name.Bare), out var entries))
            return found;
        foreach (var ofParent in entries.Where(entry => entry.Place.Parent is { } parent && parents.Contains(parent)).GroupBy(entry => entry.Place.Parent))
        {
            var best = ofParent.Select(entry => (entry.Place, Degree: Degree(name, entry))).Where(hit => hit.Degree < int.MaxValue).ToList();
            if (best.Count > 0)
                found.AddRange(best.Where(hit => hit.Degree == best.Min(other => other.Degree)).Select(hit => hit.Place).Distinct());
        }
        return found;
    }

    /// <summary>Every place of a level that is written so, wherever it lies and in whatever degree the names agree.</summary>
    public IEnumerable<Place> Find(AreaLevel level, string written)
    {
        var name = PlaceName.Of(level, written);
        return byBareName.TryGetValue((level, name.Bare), out var entries) ? entries.Where(entry => Degree(name, entry) < int.MaxValue).Select(entry => entry.Place).Distinct() : [];
    }

    /// <summary>The places under the parents with this name but of another kind: 乡 where the list has 镇.</summary>
    public List<Place> FindOfAnotherKind(AreaLevel level, string written, IReadOnlySet<Place> parents)
    {
        var name = PlaceName.Of(level, written);
        return name.Kind is null || !byBareName.TryGetValue((level, name.Bare), out var entries)
            ? []
            : [.. entries.Where(entry => entry.Name.Kind is { } kind && kind != name.Kind && entry.Place.Parent is { } parent && parents.Contains(parent)).Select(entry => entry.Place).Distinct()];
    }

    /// <summary>Whether any place of this level, wherever it lies, has exactly this name.</summary>
    public bool Exists(AreaLevel level, string written)
    {
        var name = PlaceName.Of(level, written);
        return byBareName.TryGetValue((level, name.Bare), out var entries) && entries.Any(entry => entry.Name.WithoutOffice == name.WithoutOffice);
    }

    /// <summary>What is left of a name that begins with the whole name of something it lies in (沙雅镇向阳村 in 沙雅镇); null when it does not.</summary>
    public static string? WithoutPrefix(Place place, string exact) => place.Parent is { } parent ? WithoutPrefixOf(parent, exact) : null;

    /// <summary>The same for a name written under this place: 库车市牙哈镇英买里村 in 牙哈镇.</summary>
    public static string? WithoutPrefixOf(Place within, string exact)
    {
        var rest = exact;
        foreach (var above in within.FromTheTop())
        {
            var prefix = WrittenText.Key(above.Name);
            if (rest.Length > prefix.Length + 1 && rest.StartsWith(prefix, StringComparison.Ordinal))
                rest = rest[prefix.Length..];
        }
        return rest.Length < exact.Length ? rest : null;
    }

    private void Add(Entry entry)
    {
        var key = (entry.Place.Level, entry.Name.Bare);
        if (!byBareName.TryGetValue(key, out var entries))
            byBareName[key] = entries = [];
        entries.Add(entry);
    }

    private static int Degree(PlaceName written, Entry entry) =>
        written.Agreement(entry.Name) is not { } degree ? int.MaxValue : entry.WithoutPrefix ? degree + 4 : degree;
}
