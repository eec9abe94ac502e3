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

/// <summary>Finds households by the office's number, by a member's whole document number, or by a part of a member's name, as of now.</summary>
/// <param name="Written">What somebody typed.</param>
public sealed record FindHouseholds(string Written)
{
    /// <summary>More than these nobody reads: the search has to say more.</summary>
    public const int Most = 50;

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

    private static List<long> InCounty(RegistryDatabase database, DbConnection connection, int countyKey, string written)
    {
        if (written.Any(char.IsAsciiDigit))
        {
            return connection.Command("""
                SELECT id FROM household WHERE county_key = @county AND number = @number
                UNION
                SELECT household_id FROM membership m JOIN person p ON p.county_key = m.county_key AND p.id = m.person_id
                WHERE p.number_verified AND p.number_hash = @hash AND m.county_key = @county
                """, ("@county", countyKey), ("@number", written), ("@hash", database.Secrets.Hash(written.ToUpperInvariant()))).ToList(reader => reader.GetInt64(0));
        }
        var key = PersonName.Key(written);
        return key.Length == 0 ? [] : connection.Command($"""
            SELECT DISTINCT m.household_id FROM person p JOIN membership m ON m.county_key = p.county_key AND m.person_id = p.id
            WHERE p.county_key = @county AND p.name_key LIKE @name ESCAPE '!' ORDER BY 1 LIMIT {Most}
            """, ("@county", countyKey), ("@name", $"%{key.Replace("!", "!!").Replace("%", "!%").Replace("_", "!_")}%")).ToList(reader => reader.GetInt64(0));
    }
}
