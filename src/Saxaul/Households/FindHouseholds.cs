using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>
/// Finds households as of now: by the office's own number, by the identifier in a page's address, by a member's whole document number or its last four characters, or
/// by a part of a member's name.
/// </summary>
/// <param name="Written">What somebody typed; numbers and names are understood as in lists, with any width, dot or space.</param>
public sealed record FindHouseholds(string Written)
{
    /// <summary>More than these nobody reads: the search has to say more.</summary>
    public const int Most = 50;

    private const int LastFour = 4;

    /// <returns>In the counties that the actor may read, at most <see cref="Most"/>; none for an empty search.</returns>
    /// <exception cref="ProblemException">7001 for somebody who may read nowhere.</exception>
    public IReadOnlyList<ListedHousehold> Run(Registry registry, Actor actor)
    {
        if (!actor.MaySomewhere(Right.ReadHouseholds))
            throw new ProblemException(Problem.NotAllowed(Right.ReadHouseholds));
        var written = WrittenText.Clean(Written);
        if (written.Length == 0)
            return [];
        using var connection = registry.Database.OpenReader();
        var found = new List<ListedHousehold>();
        foreach (var countyKey in actor.Where(Right.ReadHouseholds, FactStore.Counties(connection)))
        {
            var ids = InCounty(registry.Database, connection, countyKey, written);
            if (ids.Count > 0)
                found.AddRange(ListedHousehold.Read(registry.Database, connection, countyKey, AsOf.Now, ids, Gazetteer.Read(registry.Database, [countyKey])));
            if (found.Count >= Most)
                break;
        }
        return [.. found.Take(Most)];
    }

    private static IReadOnlyCollection<long> InCounty(RegistryDatabase database, DbConnection connection, int countyKey, string written)
    {
        var found = new SortedSet<long>();
        if (database.Secrets.TryReadPublicId(written.ToLowerInvariant(), out var county, out var id) && county == countyKey)
            return [id];
        found.UnionWith(connection.Command("SELECT id FROM household WHERE county_key = @county AND number = @number", ("@county", countyKey), ("@number", written)).ToList(reader => reader.GetInt64(0)));
        var document = DocumentNumber.Read(Cell.OfText(written));
        if (document.State == DocumentState.Valid)
            OfMembers("p.number_verified AND p.number_hash = @sought", database.Secrets.Hash(document.KeptNumber!));
        else if (document.State == DocumentState.Unverified && written.Any(char.IsAsciiDigit))
            OfMembers("p.number_hash = @sought", database.Secrets.Hash(document.Number!));
        if (written.Length == LastFour && written[..3].All(char.IsAsciiDigit))
            OfMembers("p.number_last_four = @sought", database.Secrets.HashLastFour(written.ToUpperInvariant()));
        if (written.Any(char.IsLetter) && PersonName.Key(written) is { Length: > 0 } key)
            OfMembers("p.name_key LIKE @sought ESCAPE '!'", $"%{key.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%");
        return found;

        void OfMembers(string condition, object? sought) => found.UnionWith(connection.Command($"""
            SELECT DISTINCT m.household_id FROM person p JOIN membership m ON m.county_key = p.county_key AND m.person_id = p.id
            WHERE p.county_key = @county AND {condition} ORDER BY 1 LIMIT {Most}
            """, ("@county", countyKey), ("@sought", sought)).ToList(reader => reader.GetInt64(0)));
    }
}
