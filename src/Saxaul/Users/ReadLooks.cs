using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Privacy;

namespace Saxaul.Users;

/// <summary>That somebody looked at a household on a day.</summary>
/// <param name="Purpose">On what kind of page.</param>
/// <param name="Last">The last time on that day.</param>
/// <param name="Times">How often.</param>
/// <param name="Sensitive">Whether values that are otherwise covered were shown.</param>
/// <param name="For">What they had been asked for.</param>
/// <param name="Role">The code of the role by which they read it, or <see cref="EmergencyAccess.AsRole"/>; null for whoever has rights without one.</param>
/// <param name="Export">The mark of the file or print of which it was part; null when nothing left the registry.</param>
public sealed record LookedAt(DateOnly Day, string Actor, LookPurpose Purpose, DateTimeOffset Last, int Times, bool Sensitive, AskedFor? For, string? Export, string? Role)
{
    /// <summary>What that file or print left for, a code of <see cref="ExportRules.Purposes"/>; null when nothing left.</summary>
    public string? LeftFor { get; init; }
}

/// <summary>Who looked at a household, for whoever may read it, the household itself above all.</summary>
public static class ReadLooks
{
    /// <param name="take">At most so many days, persons and purposes.</param>
    /// <returns>The newest first.</returns>
    /// <exception cref="ProblemException">7001, 7002.</exception>
    public static IReadOnlyList<LookedAt> Of(Registry registry, Actor actor, HouseholdKey household, int take)
    {
        Reach.Require(registry.Database, actor, Right.ReadHouseholds, household);
        using var connection = registry.Database.OpenReader();
        return [.. connection.Command("""
                SELECT look.actor, look.purpose, looked_at, sensitive, asked_for, words, export, role, export.purpose FROM look
                LEFT JOIN export ON export.county_key IN (0, look.county_key) AND export.mark = look.export
                WHERE look.county_key = @county AND household_id = @household ORDER BY looked_at DESC LIMIT @most
                """, ("@county", household.CountyKey), ("@household", household.Id), ("@most", MostRead))
            .ToList(reader => (Actor: reader.GetString(0), Purpose: Enum.Parse<LookPurpose>(reader.GetString(1)), At: Instant.FromMicroseconds(reader.GetInt64(2)), Sensitive: reader.GetBoolean(3),
                For: reader.TextOrNull(4) is { } purpose ? new AskedFor(purpose, reader.BytesOrNull(5) is { } words ? registry.Database.Secrets.Open(words) : null) : null, Export: reader.TextOrNull(6), Role: reader.TextOrNull(7), LeftFor: reader.TextOrNull(8)))
            .GroupBy(look => (Day: Instant.LegalDay(look.At), look.Actor, look.Purpose, look.Sensitive, look.For, look.Export, look.Role, look.LeftFor))
            .Select(looks => new LookedAt(looks.Key.Day, looks.Key.Actor, looks.Key.Purpose, looks.First().At, looks.Count(), looks.Key.Sensitive, looks.Key.For, looks.Key.Export, looks.Key.Role) { LeftFor = looks.Key.LeftFor }).Take(take)];
    }

    /// <summary>Enough for any page; who opens a household more often is seen anyway.</summary>
    private const int MostRead = 1_000;
}
