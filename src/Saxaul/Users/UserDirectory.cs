using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Users;

/// <summary>All users and the roles they have on any day, as they are known now. Kept in memory: each request asks what its user may do.</summary>
internal sealed class UserDirectory
{
    private readonly Dictionary<string, (long Id, User User, DateOnly From)> byName;
    private readonly Dictionary<long, User> byId;
    private readonly ILookup<long, GivenRole> byUser;

    private UserDirectory(Dictionary<string, (long Id, User User, DateOnly From)> byName, ILookup<long, GivenRole> byUser)
    {
        this.byName = byName;
        byId = byName.Values.ToDictionary(user => user.Id, user => user.User);
        this.byUser = byUser;
    }

    public static UserDirectory Read(DbConnection connection, int office)
    {
        var users = connection.Command("SELECT id, name, full_name, true_from FROM app_user WHERE county_key = @office", ("@office", office))
            .ToList(reader => (Id: reader.GetInt64(0), User: new User(reader.GetString(1), reader.TextOrNull(2)), From: reader.Day(3)));
        const string columns = "id, user_id, role, in_county, area_id, stands_in_for, household_id, list, true_from";
        var grants = connection.Command($"""
            SELECT {columns}, NULL FROM role_grant WHERE county_key = @office
            UNION ALL
            SELECT {columns}, true_to FROM role_grant_history WHERE county_key = @office AND known_to IS NULL
            """, ("@office", office)).ToList(reader => new GivenRole(reader.GetInt64(0),
                new RoleGrant(reader.GetInt64(1), reader.GetString(2), reader.IntOrNull(3), reader.LongOrNull(4), reader.LongOrNull(5)) { HouseholdId = reader.LongOrNull(6), List = reader.TextOrNull(7) },
                reader.Day(8), reader.DayOrNull(9)));
        return new UserDirectory(users.ToDictionary(user => user.User.Name, StringComparer.Ordinal), grants.ToLookup(grant => grant.Grant.UserId));
    }

    public (long Id, User User)? Find(string name) => byName.TryGetValue(name, out var found) ? (found.Id, found.User) : null;

    public User? Find(long id) => byId.GetValueOrDefault(id);

    public IEnumerable<(long Id, User User)> All => byName.Values.Select(user => (user.Id, user.User)).OrderBy(user => user.User.Name, StringComparer.Ordinal);

    public IEnumerable<GivenRole> RolesOf(long userId) => byUser[userId];
}

/// <summary>A role that a user has from a day, until a day.</summary>
/// <param name="Until">The first day on which they no longer have it; null while none is set.</param>
public sealed record GivenRole(long Id, RoleGrant Grant, DateOnly From, DateOnly? Until)
{
    public bool Holds(DateOnly on) => From <= on && !(Until <= on);

    /// <summary>Those whose last day is set, as a session sees them.</summary>
    /// <param name="condition">Which; on role_grant_history.</param>
    internal static List<Journal.Version> Dated(WriteSession session, string condition, long value) =>
        session.Writer.Command($"SELECT {RoleGrant.Table.SelectList(history: true)} FROM {RoleGrant.Table.HistoryName} WHERE county_key = @office AND {condition} = @value AND known_to IS NULL ORDER BY id, true_from",
            ("@office", User.Office), ("@value", value)).ToList(reader => RoleGrant.Table.Read(reader, session.Database.Secrets));
}
