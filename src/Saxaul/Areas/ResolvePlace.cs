using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Intake;

namespace Saxaul.Areas;

/// <summary>A place that a written name may mean, for a person to choose.</summary>
/// <param name="Likeness">From 0 to 1; 1 is the same name, elsewhere or several times.</param>
public sealed record PlaceSuggestion(Place Place, double Likeness);

/// <summary>What a written place is, or what is known of it.</summary>
/// <param name="Area">The one area it is: the village when one was written, else the township, else the county; null when that is not certain.</param>
/// <param name="Within">The lowest area that is certain; <paramref name="Area"/> itself when there is one; null when not even the county is.</param>
/// <param name="Unknown">The written name that is not certain; null when all is.</param>
/// <param name="UnknownLevel">The level of that name: what a person's answer must be.</param>
/// <param name="Suggestions">The most alike first, at most five.</param>
public sealed record ResolvedPlace(Place? Area, Place? Within, string? Unknown, AreaLevel? UnknownLevel, IReadOnlyList<PlaceSuggestion> Suggestions)
{
    public bool IsCertain => Area is not null;

    /// <summary>The village, when one was written and is certain.</summary>
    public Place? Village => Area?.Level == AreaLevel.Village ? Area : null;
}

/// <summary>
/// Finds the area that a list's words for county, township and village mean. Ways of writing that mean the same are understood (村, 村委会, 村民委员会 or nothing;
/// full-width signs; the township's name before the village's; a code instead of a name; what a person answered before), but nothing is ever guessed: what
/// is not certain comes back with the lowest area that is, and suggestions.
/// </summary>
/// <example>
/// <code>
/// var resolve = new ResolvePlace(Gazetteer.ReadUnder(registry.Database, "6529", on));
/// var place = resolve.Of("库车市", "哈尼喀塔木乡", "英买里");
/// var (village, held) = (place.Village?.Id, place.Within?.Id);
/// </code>
/// </example>
public sealed class ResolvePlace(Gazetteer gazetteer)
{
    private const int MostSuggestions = 5;
    private const double LeastLikeness = 0.4;

    /// <summary>A wrong township is a likelier slip than a wrong village of the right one only when the name is really the same.</summary>
    private const double Elsewhere = 0.85;

    /// <summary>The place that these words mean.</summary>
    /// <param name="county">Null or blank when the list does not say: then everything the gazetteer holds is searched.</param>
    /// <param name="township">Null or blank when the list does not say.</param>
    /// <param name="village">Null or blank when only a township or county is meant.</param>
    public ResolvedPlace Of(string? county, string? township, string? village)
    {
        (county, township, village) = (Words(county), Words(township), Words(village));
        IReadOnlySet<Place> counties = gazetteer.Counties.ToHashSet();
        if (county is not null)
        {
            var found = Find(AreaLevel.County, county, Parents(counties));
            if (found.Count != 1)
                return Uncertain(null, county, AreaLevel.County, found, gazetteer.Counties);
            counties = found.ToHashSet();
        }
        var known = counties.Count == 1 ? counties.First() : null;
        if (township is null && village is null)
            return known is null ? new ResolvedPlace(null, null, null, AreaLevel.County, []) : Certain(known);

        IReadOnlySet<Place> townships = counties.SelectMany(one => one.Children).ToHashSet();
        if (township is not null)
        {
            var found = FindTownship(township, counties);
            if (found.Count == 0 || found.Count > 1 && village is null)
                return Uncertain(known, township, AreaLevel.Township, found, townships, village);
            townships = found.ToHashSet();
            known = townships.Count == 1 ? townships.First() : known;
        }
        if (village is null)
            return Certain(townships.First());

        var villages = FindVillage(village, townships, township is null ? counties : new HashSet<Place>());
        return villages.Count == 1 ? Certain(villages[0]) : Uncertain(known, village, AreaLevel.Village, villages, townships.SelectMany(one => one.Children));
    }

    private List<Place> FindTownship(string written, IReadOnlySet<Place> counties)
    {
        var exact = PlaceName.Of(AreaLevel.Township, written).Exact;
        var remembered = counties.Select(county => gazetteer.Alias(county, exact)).OfType<Place>().Where(place => place.Level == AreaLevel.Township).ToList();
        return remembered.Count > 0 ? remembered : Find(AreaLevel.Township, written, counties);
    }

    private List<Place> FindVillage(string written, IReadOnlySet<Place> townships, IReadOnlySet<Place> countiesAlone)
    {
        var exact = PlaceName.Of(AreaLevel.Village, written).Exact;
        var remembered = townships.Concat(countiesAlone).Select(within => gazetteer.VillageAlias(within, exact)).OfType<Place>()
            .Where(place => place.Level == AreaLevel.Village).Distinct().ToList();
        return remembered.Count > 0 ? remembered : Find(AreaLevel.Village, written, townships);
    }

    private List<Place> Find(AreaLevel level, string written, IReadOnlySet<Place> parents)
    {
        if (IsCode(level, written))
            return gazetteer.ByCode(written) is { } place && place.Level == level && place.Parent is { } parent && parents.Contains(parent) ? [place] : [];
        var found = gazetteer.Names.Find(level, written, parents);
        if (found.Count > 0)
            return found;
        var withPrefix = FindAfterPrefix(level, written, parents);
        return withPrefix.Count > 0 ? withPrefix : FindOfAnotherKind(level, written, parents);
    }

    /// <summary>沙雅镇向阳村: the parents whose own name the written one begins with.</summary>
    private List<Place> FindAfterPrefix(AreaLevel level, string written, IReadOnlySet<Place> parents)
    {
        var exact = WrittenText.Key(written);
        return [.. parents.Select(parent => (Parent: parent, Name: PlaceNames.WithoutPrefixOf(parent, exact))).Where(one => one.Name is not null)
            .SelectMany(one => gazetteer.Names.Find(level, one.Name!, new HashSet<Place> { one.Parent })).Distinct()];
    }

    /// <summary>
    /// A township that became a town, a county that became a city: lists lag behind. Only when it is the one of that name in the one parent given, and
    /// nothing anywhere in the gazetteer is called exactly what was written (塔木托格拉克乡 and 塔木托格拉克镇 are two). Villages and communities of one name stand
    /// side by side too often for this.
    /// </summary>
    private List<Place> FindOfAnotherKind(AreaLevel level, string written, IReadOnlySet<Place> parents)
    {
        if (level == AreaLevel.Village || parents.Count != 1 || gazetteer.Names.Exists(level, written))
            return [];
        var others = gazetteer.Names.FindOfAnotherKind(level, written, parents);
        return others.Count == 1 ? others : [];
    }

    private static ResolvedPlace Certain(Place place) => new(place, place, null, null, []);

    private ResolvedPlace Uncertain(Place? known, string written, AreaLevel level, List<Place> severalFit, IEnumerable<Place> candidates, string? village = null)
    {
        if (severalFit.Count > 0)
            return new ResolvedPlace(null, known, written, level, [.. severalFit.Take(MostSuggestions).Select(place => new PlaceSuggestion(place, 1))]);
        var name = PlaceName.Of(level, written);
        var near = candidates.ToHashSet();
        var elsewhere = level == AreaLevel.Village && known?.At(AreaLevel.County) is { } county
            ? gazetteer.Names.Find(level, written, county.Children.ToHashSet()).Where(place => !near.Contains(place)).Select(place => new PlaceSuggestion(place, Elsewhere))
            : [];
        var suggestions = near.Select(place => new PlaceSuggestion(place, Likeness(name, place, village))).Where(one => one.Likeness >= LeastLikeness).Concat(elsewhere)
            .OrderByDescending(one => one.Likeness).ThenBy(one => one.Place.Code, StringComparer.Ordinal).Take(MostSuggestions);
        return new ResolvedPlace(null, known, written, level, [.. suggestions]);
    }

    /// <summary>How alike two names look or sound; a township that holds the village written beside it is likelier.</summary>
    private double Likeness(PlaceName written, Place place, string? village)
    {
        var name = PlaceName.Of(place.Level, PlaceNames.WithoutPrefix(place, WrittenText.Key(place.Name)) ?? place.Name);
        var looks = Similarity.Of(written.Plain, name.Plain);
        var sounds = 0.97 * Similarity.Of(written.Sound(), name.Sound());
        var likeness = Math.Max(looks, sounds);
        return village is not null && gazetteer.Names.Find(AreaLevel.Village, village, new HashSet<Place> { place }).Count > 0 ? (likeness + 1) / 2 : likeness;
    }

    private static IReadOnlySet<Place> Parents(IEnumerable<Place> places) => places.Select(place => place.Parent).OfType<Place>().ToHashSet();

    private static bool IsCode(AreaLevel level, string written) =>
        written.Length == (level switch { AreaLevel.County => 6, AreaLevel.Township => 9, _ => 12 }) && written.All(char.IsAsciiDigit);

    private static string? Words(string? text) => text is null || WrittenText.Clean(text) is not { Length: > 0 } clean ? null : clean;
}
