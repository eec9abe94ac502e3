using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Privacy;

/// <summary>What left the registry, for whoever may read the whole county.</summary>
/// <param name="Area">Statistical code of the county, or of an area above it.</param>
public sealed record ListExports(string Area, int Skip, int Take)
{
    /// <returns>The newest first; also what is of several counties, for who may read all of them.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.NoAreaWithCode"/>; 7001 for who may not read the whole of it.</exception>
    public (Place Area, int Count, IReadOnlyList<(Export Export, string? Area)> Exports) Run(Registry registry, Actor actor)
    {
        var place = FindArea.ToRead(registry.Database, actor, Area, null, null);
        var counties = FindArea.CountiesOf(place);
        foreach (var county in counties)
            actor.Require(Right.ReadHouseholds, county);
        IReadOnlyCollection<long> keys = [.. counties.Select(county => (long)county), .. actor.Grants.Any(grant => grant.HoldsEverywhere(Right.ReadHouseholds)) ? (long[])[User.Office] : []];
        using var connection = registry.Database.OpenReader();
        var any = registry.Database.AnyOf("county_key", "@keys");
        using var counting = connection.Command($"SELECT COUNT(*) FROM export WHERE {any}");
        registry.Database.AddList(counting, "@keys", keys);
        var count = Convert.ToInt32(counting.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        using var command = connection.Command($"SELECT mark, made_at, actor, what, area, households, purpose FROM export WHERE {any} ORDER BY made_at DESC, mark LIMIT @take OFFSET @skip", ("@take", Take), ("@skip", Skip));
        registry.Database.AddList(command, "@keys", keys);
        var gazetteer = Gazetteer.Read(registry.Database, [.. counties]);
        return (place, count, [.. command.ToList(Read).Select(export => (export, export.Area is { } code ? gazetteer.ByCode(code)?.Path ?? code : null))]);
    }

    internal static Export Read(System.Data.Common.DbDataReader reader) => new(reader.GetString(0), Instant.FromMicroseconds(reader.GetInt64(1)), reader.GetString(2), Enum.Parse<ExportKind>(reader.GetString(3)),
        reader.TextOrNull(4), reader.GetInt32(5), reader.GetString(6));
}
