using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Users;

/// <summary>A user, with the roles they have, had their last day set for, or will have.</summary>
public sealed record ListedUser(string Name, string? FullName, IReadOnlyList<ListedRole> Roles);

/// <summary>A role of a user, in words.</summary>
/// <param name="GrantId">What <see cref="TakeRole"/> takes.</param>
/// <param name="Place">The area's path; null for everywhere.</param>
/// <param name="Of">The household's number or the list's code, for a role that is given for one; null otherwise.</param>
/// <param name="StandsInFor">The colleague's sign-in name; null when it is their own.</param>
public sealed record ListedRole(long GrantId, string Role, Labels Labels, string? Place, string? Of, string? StandsInFor, DateOnly From, DateOnly? Until);

/// <summary>All users, for who looks after them.</summary>
public static class ListUsers
{
    /// <summary>Whether anybody signs in at all.</summary>
    public static bool Any(Registry registry)
    {
        using var connection = registry.Database.OpenReader();
        return registry.Users.Of(connection, User.Office).All.Any();
    }

    /// <returns>By name; roles that ended are left out.</returns>
    /// <exception cref="ProblemException">7001.</exception>
    public static IReadOnlyList<ListedUser> Of(Registry registry, Actor actor)
    {
        actor.RequireEverywhere(Right.WriteUsers);
        using var connection = registry.Database.OpenReader();
        var directory = registry.Users.Of(connection, User.Office);
        var names = directory.All.ToDictionary(user => user.Id, user => user.User.Name);
        var gazetteer = Gazetteer.Read(registry.Database);
        var today = registry.Database.Time.Today();
        return [.. directory.All.Select(user => new ListedUser(user.User.Name, user.User.FullName, [.. directory.RolesOf(user.Id).Where(role => !(role.Until <= today)).OrderBy(role => role.From).ThenBy(role => role.Id)
            .Select(role => new ListedRole(role.Id, role.Grant.Role, registry.Roles.FirstOrDefault(one => one.Code == role.Grant.Role)?.Labels ?? [], PlaceOf(gazetteer, role.Grant), role.Grant.List ?? NumberOf(connection, role.Grant),
                role.Grant.StandsInFor is { } colleague ? names.GetValueOrDefault(colleague, "?") : null, role.From, role.Until))]))];
    }

    /// <summary>Its last one, when it has ended.</summary>
    private static string? NumberOf(DbConnection connection, RoleGrant grant) => grant is not { InCounty: { } county, HouseholdId: { } household } ? null
        : connection.Command("""
            SELECT number, 1 FROM household WHERE county_key = @county AND id = @id
            UNION ALL SELECT number, 0 FROM household_history WHERE county_key = @county AND id = @id AND known_to IS NULL ORDER BY 2 DESC
            """, ("@county", county), ("@id", household)).ToList(reader => reader.TextOrNull(0)).OfType<string>().FirstOrDefault();

    private static string? PlaceOf(Gazetteer gazetteer, RoleGrant grant) => grant.InCounty is not { } county ? null
        : (grant.AreaId is { } area ? gazetteer.Find(county, area) : gazetteer.Counties.FirstOrDefault(one => one.CountyKey == county))?.Path;
}
