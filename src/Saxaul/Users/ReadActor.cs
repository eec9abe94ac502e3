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
        return directory.Find(name) is { } found ? With(registry, found.User.Name, directory.RolesOf(found.Id).Where(role => role.Holds(on) && HasColleague(directory, role.Grant, on)).Select(role => role.Grant)) : null;
    }

    /// <summary>Whoever stands in has a role only as long as the colleague has it.</summary>
    internal static bool HasColleague(UserDirectory directory, RoleGrant given, DateOnly on) => given.StandsInFor is not { } colleague
        || directory.RolesOf(colleague).Any(own => own.Holds(on) && own.Grant == given with { UserId = colleague, StandsInFor = null });

    /// <summary>In which roles of colleagues somebody stands in on a day.</summary>
    /// <returns>Each colleague by sign-in name, the role, unless it is no longer defined, and the last day.</returns>
    public static IReadOnlyList<(string For, Role? Role, DateOnly Last)> StandingIn(Registry registry, string name, DateOnly on)
    {
        using var connection = registry.Database.OpenReader();
        var directory = registry.Users.Of(connection, User.Office);
        if (directory.Find(name) is not { } found)
            return [];
        return [.. directory.RolesOf(found.Id).Where(role => role.Holds(on) && role.Grant.StandsInFor is not null && role.Until is not null && HasColleague(directory, role.Grant, on))
            .Select(role => (directory.All.FirstOrDefault(user => user.Id == role.Grant.StandsInFor).User?.Name ?? "?", registry.Roles.FirstOrDefault(one => one.Code == role.Grant.Role), role.Until!.Value.AddDays(-1)))];
    }

    /// <summary>Somebody who has these roles.</summary>
    internal static Actor With(Registry registry, string name, IEnumerable<RoleGrant> roles) => new(name, [.. roles.Select(role => Allowed(registry, role)).OfType<Grant>()]);

    /// <summary>Null for a role that is no longer defined: it allows nothing.</summary>
    private static Grant? Allowed(Registry registry, RoleGrant given)
    {
        if (registry.Roles.FirstOrDefault(role => role.Code == given.Role) is not { } role)
            return null;
        var grant = new Grant(role.Rights, given.InCounty is { } county ? new HashSet<int> { county } : null) { Role = role.Code };
        if (given is { InCounty: { } within, AreaId: { } area })
            grant = grant with { Only = new Dictionary<int, IReadOnlySet<long>> { [within] = new HashSet<long> { area } } };
        if (given is { InCounty: { } of, HouseholdId: { } household })
            grant = grant with { Households = new Dictionary<int, IReadOnlySet<long>> { [of] = new HashSet<long> { household } } };
        return given.List is { } list ? grant with { Lists = new HashSet<string> { list } } : grant;
    }
}
