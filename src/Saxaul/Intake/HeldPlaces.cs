using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>A place that lists write and nobody knows: what a person is asked, once for all households that wait for it. <see cref="AnswerHeldPlace"/> answers it.</summary>
public sealed record HeldPlaceQuestion
{
    /// <summary>Where it is sought: the township of a village, the county of a township.</summary>
    public required Place Within { get; init; }

    /// <summary>As the lists write it; "" when they write no place at all, which no answer can settle.</summary>
    public required string Written { get; init; }

    /// <summary>What the answer must be: a township, or a village.</summary>
    public required AreaLevel Level { get; init; }

    /// <summary>Households that wait.</summary>
    public required int Households { get; init; }

    /// <summary>Their members.</summary>
    public required int Persons { get; init; }

    /// <summary>The file in which it was first met, with sheet and row; null when that file was undone.</summary>
    public string? File { get; init; }

    public long? FileId { get; init; }

    public string? Sheet { get; init; }

    public int? Row { get; init; }

    /// <summary>The most alike first, at most five.</summary>
    public required IReadOnlyList<PlaceSuggestion> Suggestions { get; init; }
}

/// <summary>The places that wait for an answer, in the places that the actor may read.</summary>
/// <example><code>
/// foreach (var question in HeldPlaces.Of(registry, actor))
///     Console.WriteLine($"{question.Within.Path} {question.Written}: {question.Households} households; {question.Suggestions.FirstOrDefault()?.Place.Name}?");
/// </code></example>
public static class HeldPlaces
{
    /// <param name="countyKeys">Which counties; null for all.</param>
    /// <returns>By county and area; within one, those that hold most households first.</returns>
    public static IReadOnlyList<HeldPlaceQuestion> Of(Registry registry, Actor actor, IReadOnlyCollection<int>? countyKeys = null)
    {
        using var connection = registry.Database.OpenReader();
        return [.. (countyKeys ?? FactStore.Counties(connection)).SelectMany(countyKey => Reach.Of(registry.Database, actor, Right.ReadHouseholds, countyKey) is not { } reach
            ? OfCounty(registry.Database, connection, countyKey)
            : !reach.HasPlaces ? [] : OfCounty(registry.Database, connection, countyKey).Where(question => reach.Contains(question.Within.Id)))];
    }

    private static IEnumerable<HeldPlaceQuestion> OfCounty(RegistryDatabase database, DbConnection connection, int countyKey)
    {
        if (Persons(connection, countyKey) is not { Count: > 0 } persons)
            return [];
        var gazetteer = Gazetteer.Read(database, [countyKey]);
        var findings = Findings(connection, countyKey);
        return HeldHousehold.Read(database, connection, null, gazetteer, countyKey).Where(held => !held.Place.IsCertain || held.Place.Village is null).GroupBy(held => held.Question)
            .Select(group =>
            {
                var place = group.First().Place;
                var found = findings.FirstOrDefault(finding => finding.Question == group.Key);
                return new HeldPlaceQuestion
                {
                    Within = place.Within ?? gazetteer.Counties[0],
                    Written = place.Unknown ?? "",
                    Level = place.UnknownLevel ?? AreaLevel.Village,
                    Households = group.Count(),
                    Persons = group.Sum(held => persons.GetValueOrDefault(held.Version.Id)),
                    File = found?.File,
                    FileId = found?.FileId,
                    Sheet = found?.Sheet,
                    Row = found?.Row,
                    // A village of the same name elsewhere is no answer: then the list writes the wrong township.
                    Suggestions = [.. place.Suggestions.Where(suggestion => place.Within is null || suggestion.Place.LiesIn(place.Within))],
                };
            })
            .OrderBy(question => question.Within.Code, StringComparer.Ordinal).ThenByDescending(question => question.Households).ThenBy(question => question.Written, StringComparer.Ordinal);
    }

    /// <summary>Members of each held household; none when the county holds none.</summary>
    private static Dictionary<long, int> Persons(DbConnection connection, int countyKey) =>
        connection.Command("""
            SELECT household.id, COUNT(membership.id) FROM household
            LEFT JOIN membership ON membership.county_key = household.county_key AND membership.household_id = household.id
            WHERE household.county_key = @county AND household.village_id IS NULL GROUP BY household.id
            """, ("@county", countyKey)).ToList(reader => (reader.GetInt64(0), reader.GetInt32(1))).ToDictionary();

    private sealed record FirstMet(HeldKey Question, string? File, long? FileId, string? Sheet, int? Row);

    private static List<FirstMet> Findings(DbConnection connection, int countyKey) =>
        connection.Command("""
            SELECT finding.area_id, finding.details, handed_file.name, finding.file_id, finding.sheet, finding.source_row FROM finding
            LEFT JOIN handed_file ON handed_file.county_key = 0 AND handed_file.id = finding.file_id
            WHERE finding.county_key = @county AND finding.kind = @kind ORDER BY finding.id
            """, ("@county", countyKey), ("@kind", FindingKind.UnresolvedPlace))
            .ToList(reader => new FirstMet(HeldKey.Of(reader.LongOrNull(0) ?? 0, reader.TextOrNull(1) ?? ""), reader.TextOrNull(2), reader.LongOrNull(3), reader.TextOrNull(4), reader.IntOrNull(5)));
}
