using System;
using System.Collections.Generic;
using System.Linq;

namespace Saxaul.Users;

/// <summary>What a user may do on a day, by the roles they have then, their own and those in which they stand in for somebody.</summary>
public static class ReadActor
{
    /// <returns>Null when nobody has this name, or no longer.</returns>
    public static Actor? Of(Registry registry, string name, DateOnly on)
    {
        using var connection = registry.Database.OpenReader();
        var directory = registry.Users.Of(connection, User.Office);
        return directory.Find(name) is { } found ? Of(registry, directory, found.Id, found.User.Name, on) : null;
    }

    private static Actor Of(Registry registry, UserDirectory directory, long id, string name, DateOnly on) =>
        new(name, [.. directory.RolesOf(id).Where(role => role.Holds(on)).Select(role => Allowed(registry, role.Grant)).OfType<Grant>()]);

    /// <summary>Null for a role that is no longer defined: it allows nothing.</summary>
    private static Grant? Allowed(Registry registry, RoleGrant given)
    {
        if (registry.Roles.FirstOrDefault(role => role.Code == given.Role) is not { } role)
            return null;
        var grant = new Grant(role.Rights, given.InCounty is { } county ? new HashSet<int> { county } : null);
        return given is { InCounty: { } within, AreaId: { } area } ? grant with { Only = new Dictionary<int, IReadOnlySet<long>> { [within] = new HashSet<long> { area } } } : grant;
    }
}
