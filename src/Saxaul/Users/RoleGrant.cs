using Saxaul.Journal;

namespace Saxaul.Users;

/// <summary>That a user has a role, on the days on which its version holds.</summary>
/// <param name="Role">A <see cref="Users.Role.Code"/>.</param>
/// <param name="InCounty">County key; null for everywhere.</param>
/// <param name="AreaId">A township or village of the county; null for all of it.</param>
/// <param name="StandsInFor">The user for whom they stand in; null when it is their own.</param>
public sealed record RoleGrant(long UserId, string Role, int? InCounty, long? AreaId, long? StandsInFor)
{
    /// <summary>The one household of the county for which they have it; null for a role that is not given so.</summary>
    public long? HouseholdId { get; init; }

    /// <summary>The one list, by its code, that they hand in for the county; null for a role that is not given so.</summary>
    public string? List { get; init; }

    public static VersionedTable Table { get; } = new("role_grant", "user", "user_id",
        new Column("user_id", ColumnType.Integer), new Column("role", ColumnType.Text), new Column("in_county", ColumnType.Integer), new Column("area_id", ColumnType.Integer),
        new Column("stands_in_for", ColumnType.Integer), new Column("household_id", ColumnType.Integer), new Column("list", ColumnType.Text));

    public object?[] ToValues() => [UserId, Role, (long?)InCounty, AreaId, StandsInFor, HouseholdId, List];

    public static RoleGrant From(Version version)
    {
        var v = version.Values;
        return new RoleGrant((long)v[0]!, (string)v[1]!, (int?)(long?)v[2], (long?)v[3], (long?)v[4]) { HouseholdId = (long?)v[5], List = (string?)v[6] };
    }

    /// <summary>Whether two are the same role for the same thing, whoever has them.</summary>
    internal bool IsSameAs(RoleGrant other) => (Role, InCounty, AreaId, HouseholdId, List) == (other.Role, other.InCounty, other.AreaId, other.HouseholdId, other.List);
}
