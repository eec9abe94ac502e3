using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>A finding that waits, with the cell it was found in.</summary>
/// <param name="HouseholdId">Null when it is about no household that is known.</param>
/// <param name="HouseholdNumber">The office's own number.</param>
/// <param name="Person">The name of whom it is about, of a row that may mean several as the row writes it; null when it is about nobody.</param>
/// <param name="File">The file's name; null when somebody entered the value by hand or the file was undone.</param>
/// <param name="Row">The row in the sheet.</param>
/// <param name="Column">The column's letter; null when the whole row is meant.</param>
/// <param name="Since">The day it was found.</param>
public sealed record ListedFinding(int CountyKey, long Id, string Kind, long? HouseholdId, string? HouseholdNumber, string? Person, string? File, string? Sheet, int? Row, string? Column, DateOnly Since);

/// <summary>Findings of an area that wait for somebody.</summary>
/// <param name="Counts">How many of each kind, the most frequent first.</param>
/// <param name="Findings">Some of them, in the order of files, sheets and rows.</param>
public sealed record OpenFindings(Place Area, IReadOnlyList<(string Kind, int Count)> Counts, IReadOnlyList<ListedFinding> Findings)
{
    public int Count => Counts.Sum(one => one.Count);
}

/// <summary>How many findings of a kind wait at a place.</summary>
/// <param name="AreaId">The area they are about.</param>
/// <param name="PlaceId">Where the household is that they are about.</param>
internal sealed record FindingCount(string Kind, long? AreaId, long? PlaceId, int Count)
{
    public static IReadOnlyList<FindingCount> Read(DbConnection connection, int countyKey) => connection.Command("""
        SELECT f.kind, f.area_id, h.place_id, COUNT(*) FROM finding f
        LEFT JOIN household h ON h.county_key = f.county_key AND h.id = f.household_id
        WHERE f.county_key = @county GROUP BY f.kind, f.area_id, h.place_id
        """, ("@county", countyKey)).ToList(reader => new FindingCount(reader.GetString(0), reader.LongOrNull(1), reader.LongOrNull(2), reader.GetInt32(3)));
}

/// <summary>Lists what waits about the quality of data in an area, as of now. What was written stays out, but for a name: it may hold a person's number.</summary>
/// <param name="Code">Statistical code of the area.</param>
/// <param name="Kind">Only this kind; null for all.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many to list at most; with 0 only the counts are read.</param>
public sealed record ListFindings(string Code, string? Kind, int Skip, int Take)
{
    /// <exception cref="ProblemException"><see cref="Problem.NoAreaWithCode"/>; 7001.</exception>
    public OpenFindings Run(Registry registry, Actor actor)
    {
        var area = FindArea.ToRead(registry.Database, actor, Code, null, null);
        using var connection = registry.Database.OpenReader();
        var counts = Count(registry, actor, connection, area);
        if (Take == 0)
            return new OpenFindings(area, counts, []);
        var command = Command(registry.Database, connection, area,
            "SELECT f.county_key, f.id, f.kind, f.household_id, h.number, p.name, file.name, f.sheet, f.source_row, f.column_letter, f.true_from, CASE WHEN f.kind = @match THEN f.written END",
            "AND f.kind <> @untold AND (@kind = '' OR f.kind = @kind) ORDER BY f.county_key, f.file_id, f.sheet, f.source_row, f.id LIMIT @take OFFSET @skip");
        command.Add("@kind", Kind ?? "");
        command.Add("@match", FindingKind.MatchForReview);
        command.Add("@untold", FindingKind.NotToldTo(actor));
        command.Add("@take", Take);
        command.Add("@skip", Skip);
        return new OpenFindings(area, counts, command.ToList(reader => new ListedFinding(
            reader.GetInt32(0), reader.GetInt64(1), reader.GetString(2), reader.LongOrNull(3), reader.TextOrNull(4),
            // Whom a row means is asked by the name that it writes, which stands before the number.
            reader.TextOrNull(5) ?? (reader.BytesOrNull(11) is { } written ? registry.Database.Secrets.Open(written).Split(MatchQuestions.BeforeNumber)[0] : null), reader.TextOrNull(6), reader.TextOrNull(7), reader.IntOrNull(8),
            reader.TextOrNull(9), reader.Day(10))));
    }

    private static List<(string Kind, int Count)> Count(Registry registry, Actor actor, DbConnection connection, Place area)
    {
        var untold = FindingKind.NotToldTo(actor);
        var within = area.Level > AreaLevel.County ? Gazetteer.IdsWithin(registry.Database, area) : null;
        var counts = new Dictionary<string, int>();
        foreach (var one in FindArea.CountiesOf(area).SelectMany(county => registry.FindingCounts.Of(connection, county)).Where(one => one.Kind != untold))
        {
            if (within is null || one.AreaId is { } itself && within.Contains(itself) || one.PlaceId is { } place && within.Contains(place))
                counts[one.Kind] = counts.GetValueOrDefault(one.Kind) + one.Count;
        }
        return [.. counts.OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => (kind.Key, kind.Value))];
    }

    private static DbCommand Command(RegistryDatabase database, DbConnection connection, Place area, string select, string rest)
    {
        var within = area.Level > AreaLevel.County ? $" AND ({database.AnyOf("f.area_id", "@areas")} OR {database.AnyOf("h.place_id", "@areas")})" : "";
        var command = connection.Command($"""
            {select} FROM finding f
            LEFT JOIN household h ON h.county_key = f.county_key AND h.id = f.household_id
            LEFT JOIN person p ON p.county_key = f.county_key AND p.id = f.person_id
            LEFT JOIN handed_file file ON file.county_key = 0 AND file.id = f.file_id
            WHERE {database.AnyOf("f.county_key", "@counties")}{within} {rest}
            """);
        database.AddList(command, "@counties", [.. FindArea.CountiesOf(area).Select(key => (long)key)]);
        if (within.Length > 0)
            database.AddList(command, "@areas", [.. Gazetteer.IdsWithin(database, area)]);
        return command;
    }
}
