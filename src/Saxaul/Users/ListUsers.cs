using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Users.SigningIn;

namespace Saxaul.Users;

/// <summary>A user, with the roles they have, had their last day set for, or will have; those they had too, where it was asked.</summary>
/// <param name="WaysIn">How they come in.</param>
/// <param name="EndedOn">The first day on which they were no user any more; null while they are one.</param>
public sealed record ListedUser(string Name, string? FullName, IReadOnlyList<ListedRole> Roles, WaysIn WaysIn, DateOnly? EndedOn);

/// <summary>A role of a user, in words.</summary>
/// <param name="GrantId">What <see cref="TakeRole"/> takes.</param>
/// <param name="Place">The area's path; null for everywhere.</param>
/// <param name="Of">The household's number or the list's code, for a role that is given for one; null otherwise.</param>
/// <param name="StandsInFor">The colleague's sign-in name; null when it is their own.</param>
public sealed record ListedRole(long GrantId, string Role, Labels Labels, string? Place, string? Of, string? StandsInFor, DateOnly From, DateOnly? Until)
{
    /// <summary>Whether it allows nothing, since the colleague no longer has the role.</summary>
    public bool Rests { get; init; }

    /// <summary>Whether it is over.</summary>
    public bool HasEnded(DateOnly today) => Until <= today;
}

/// <summary>All users, for who looks after them, and for who checks what happened.</summary>
public static class ListUsers
{
    /// <summary>Whether anybody signs in at all.</summary>
    public static bool Any(Registry registry)
    {
        using var connection = registry.Database.OpenReader();
        return registry.Users.Of(connection, User.Office).All.Any();
    }

    /// <param name="past">Also users and roles that ended.</param>
    /// <returns>By name; those who ended last.</returns>
    /// <exception cref="ProblemException">7001.</exception>
    public static IReadOnlyList<ListedUser> Of(Registry registry, Actor actor, bool past = false)
    {
        if (!actor.Grants.Any(grant => grant.HoldsEverywhere(Right.Verify)))
            actor.RequireEverywhere(Right.WriteUsers);
        using var connection = registry.Database.OpenReader();
        var directory = registry.Users.Of(connection, User.Office);
        var ended = Ended(connection);
        var names = directory.All.Concat(ended.Select(one => (one.Id, one.User))).ToDictionary(user => user.Id, user => user.User.Name);
        var waysIn = WaysIn.OfAll(connection, registry.Database.Time.GetUtcNow());
        var gazetteer = Gazetteer.Read(registry.Database);
        var today = registry.Database.Time.Today();
        var sameDay = past ? TakenAtOnce(connection).ToLookup(role => role.Grant.UserId) : null;
        var users = directory.All.Select(one => (one.Id, one.User, On: (DateOnly?)null)).Concat(past ? ended.Select(one => (one.Id, one.User, On: (DateOnly?)one.On)) : []);
        return [.. users.Select(user => new ListedUser(user.User.Name, user.User.FullName, [.. Roles(user.Id).OrderBy(role => role.From).ThenBy(role => role.Id).Select(Listed)], waysIn(user.Id), user.On))];

        IEnumerable<GivenRole> Roles(long user) => sameDay is null ? directory.RolesOf(user).Where(role => !(role.Until <= today)) : directory.RolesOf(user).Concat(sameDay[user]);

        ListedRole Listed(GivenRole role) => new(role.Id, role.Grant.Role, registry.Roles.FirstOrDefault(one => one.Code == role.Grant.Role)?.Labels ?? [], PlaceOf(gazetteer, role.Grant), role.Grant.List ?? NumberOf(connection, role.Grant),
            role.Grant.StandsInFor is { } colleague ? names.GetValueOrDefault(colleague, "?") : null, role.From, role.Until)
        {
            Rests = !(role.Until <= today) && !ReadActor.HasColleague(directory, role.Grant, role.From > today ? role.From : today),
        };
    }

    /// <summary>Users who ended, and the first day on which they were none; who ended on the day they were made, that day.</summary>
    private static List<(long Id, User User, DateOnly On)> Ended(DbConnection connection) =>
        [.. Last(connection, "app_user", "name, full_name", reader => (Id: reader.GetInt64(3), User: new User(reader.GetString(4), reader.TextOrNull(5)), On: reader.DayOrNull(1) ?? reader.Day(0))).OrderBy(one => one.User.Name, StringComparer.Ordinal)];

    /// <summary>Roles that were taken on the day they began: of no day by the journal, though somebody may have had them for hours.</summary>
    private static IEnumerable<GivenRole> TakenAtOnce(DbConnection connection) =>
        Last(connection, "role_grant", "user_id, role, in_county, area_id, stands_in_for, household_id, list", reader => (HasDays: reader.DayOrNull(1) is not null, Role: new GivenRole(reader.GetInt64(3),
            new RoleGrant(reader.GetInt64(4), reader.GetString(5), reader.IntOrNull(6), reader.LongOrNull(7), reader.LongOrNull(8)) { HouseholdId = reader.LongOrNull(9), List = reader.TextOrNull(10) }, reader.Day(0), reader.Day(0))))
            .Where(one => !one.HasDays).Select(one => one.Role);

    /// <summary>What became last of everything in a table that is not there any more.</summary>
    private static IEnumerable<T> Last<T>(DbConnection connection, string table, string columns, Func<DbDataReader, T> read) =>
        connection.Command($"SELECT true_from, true_to, known_to, id, {columns} FROM {table}_history WHERE county_key = @office AND id NOT IN (SELECT id FROM {table} WHERE county_key = @office)", ("@office", User.Office))
            .ToList(reader => (Id: reader.GetInt64(3), KnownTo: reader.LongOrNull(2) ?? long.MaxValue, From: reader.Day(0), Read: read(reader)))
            .GroupBy(one => one.Id).Select(states => states.OrderBy(one => one.KnownTo).ThenBy(one => one.From).Last().Read);

    /// <summary>Its last one, when it has ended.</summary>
    private static string? NumberOf(DbConnection connection, RoleGrant grant) => grant is not { InCounty: { } county, HouseholdId: { } household } ? null
        : connection.Command("""
            SELECT number, 1 FROM household WHERE county_key = @county AND id = @id
            UNION ALL SELECT number, 0 FROM household_history WHERE county_key = @county AND id = @id AND known_to IS NULL ORDER BY 2 DESC
            """, ("@county", county), ("@id", household)).ToList(reader => reader.TextOrNull(0)).OfType<string>().FirstOrDefault();

    private static string? PlaceOf(Gazetteer gazetteer, RoleGrant grant) => grant.InCounty is not { } county ? null
        : (grant.AreaId is { } area ? gazetteer.Find(county, area) : gazetteer.Counties.FirstOrDefault(one => one.CountyKey == county))?.Path;
}
