using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Users;

/// <summary>That somebody opened a household out of their reach, or tried to, and why; kept by the household's county.</summary>
/// <param name="HouseholdId">0 for a number that no household of the county bears: an attempt.</param>
/// <param name="UserName">Sign-in name.</param>
/// <param name="OpenedAt">The moment, in microseconds since 1970.</param>
/// <param name="SeenBy">The second person who has looked at it; null until then.</param>
public sealed record EmergencyAccess(long HouseholdId, string UserName, long OpenedAt, string Reason, string? SeenBy)
{
    /// <summary>As what the looks of those hours are kept: no role that anybody is given.</summary>
    public const string AsRole = "emergency";

    /// <summary>How long it stays open.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(4);

    /// <summary>How many a user may open on a day, attempts counted.</summary>
    public const int MostADay = 5;

    public static VersionedTable Table { get; } = new("emergency_access", "household", "household_id",
        new Column("household_id", ColumnType.Integer), new Column("user_name", ColumnType.Text), new Column("opened_at", ColumnType.Integer), new Column("reason", ColumnType.Secret), new Column("seen_by", ColumnType.Text));

    public object?[] ToValues() => [HouseholdId, UserName, OpenedAt, Reason, SeenBy];

    public static EmergencyAccess From(Journal.Version version)
    {
        var v = version.Values;
        return new EmergencyAccess((long)v[0]!, (string)v[1]!, (long)v[2]!, (string?)v[3] ?? "", (string?)v[4]);
    }

    /// <summary>The same actor, who may also read, for what is left of their hours, the households that they opened in an emergency.</summary>
    public static Actor With(Registry registry, Actor actor)
    {
        if (!actor.MaySomewhere(Right.OpenInEmergency))
            return actor;
        var since = Instant.ToMicroseconds(registry.Database.Time.GetUtcNow() - Lasts);
        using var connection = registry.Database.OpenReader();
        var open = connection.Command("SELECT county_key, household_id FROM emergency_access WHERE user_name = @name AND opened_at > @since AND household_id <> 0", ("@name", actor.Name), ("@since", since))
            .ToList(reader => (CountyKey: reader.GetInt32(0), Id: reader.GetInt64(1)));
        return open.Count == 0 ? actor : actor with { Grants = [.. actor.Grants, .. open.GroupBy(one => one.CountyKey).Select(county => Reading(county.Key, county.Select(one => one.Id).ToHashSet()))] };
    }

    private static Grant Reading(int countyKey, IReadOnlySet<long> households) => new(new HashSet<Right> { Right.ReadHouseholds }, new HashSet<int> { countyKey })
    {
        Households = new Dictionary<int, IReadOnlySet<long>> { [countyKey] = households }, Role = AsRole,
    };
}
