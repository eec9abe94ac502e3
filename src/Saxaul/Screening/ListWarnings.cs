using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Screening;

/// <summary>A warning for reading.</summary>
/// <param name="Number">The household's own number; null when it has none.</param>
/// <param name="FirstSeen">The day it was first seen.</param>
public sealed record ListedWarning(int CountyKey, long HouseholdId, string? Number, Warning Warning, DateOnly FirstSeen);

/// <summary>The warnings that stand on a day, as known at a moment, in the counties that the actor may read.</summary>
public static class ListWarnings
{
    /// <param name="on">The day.</param>
    /// <param name="known">The moment; null for now.</param>
    public static IEnumerable<ListedWarning> Of(Registry registry, Actor actor, DateOnly on, DateTimeOffset? known = null)
    {
        using var connection = registry.Database.OpenReader();
        var countyKeys = connection.Command("SELECT county_key FROM chain WHERE county_key > 0 ORDER BY county_key").ToList(reader => reader.GetInt32(0));
        foreach (var countyKey in actor.Where(Right.ReadHouseholds, countyKeys))
        {
            var asOf = new AsOf(on, known is { } moment ? AsOf.HeightAt(connection, countyKey, moment) : null);
            var warnings = asOf.Read(registry.Database, connection, Warning.Table, countyKey);
            var numbers = asOf.Read(registry.Database, connection, Household.Table, countyKey).ToDictionary(version => version.Id, version => Household.From(version).Number);
            foreach (var version in warnings.OrderBy(version => Warning.From(version).HouseholdId).ThenBy(version => Warning.From(version).Rule, StringComparer.Ordinal))
            {
                var warning = Warning.From(version);
                yield return new ListedWarning(countyKey, warning.HouseholdId, numbers.GetValueOrDefault(warning.HouseholdId), warning, version.TrueFrom);
            }
        }
    }
}
