using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Journal;

namespace Saxaul.Users;

/// <summary>A household that somebody opened in an emergency, for reading.</summary>
/// <param name="Number">The household's own number; null for an attempt on a number that is nobody's.</param>
/// <param name="Place">Where the household is; the county for an attempt.</param>
public sealed record ListedEmergency(HouseholdKey Household, long Id, string? Number, string? Place, string UserName, DateTimeOffset OpenedAt, string Reason, string? SeenBy)
{
    public DateTimeOffset Until => OpenedAt + EmergencyAccess.Lasts;
}

/// <summary>Reads what was opened in emergencies.</summary>
public static class ReadEmergencies
{
    /// <summary>Of a household, the newest first.</summary>
    /// <exception cref="ProblemException">7001, 7002</exception>
    public static IReadOnlyList<ListedEmergency> Of(Registry registry, Actor actor, HouseholdKey household)
    {
        Reach.Require(registry.Database, actor, Right.ReadHouseholds, household);
        using var connection = registry.Database.OpenReader();
        return Read(registry, connection, household.CountyKey, "household_id = @value", household.Id);
    }

    /// <summary>What somebody opened themselves and still has open.</summary>
    public static IReadOnlyList<ListedEmergency> Own(Registry registry, Actor actor)
    {
        var since = Instant.ToMicroseconds(registry.Database.Time.GetUtcNow() - EmergencyAccess.Lasts);
        using var connection = registry.Database.OpenReader();
        return [.. FactStore.Counties(connection).Where(county => actor.MayIn(Right.ReadHouseholds, county)).SelectMany(county => Read(registry, connection, county, "opened_at > @value", since))
            .Where(one => one.UserName == actor.Name && one.Number is not null)];
    }

    /// <summary>Those of the places where the actor is the second person for what others enter: the level above, and the place itself. Attempts are told to the county.</summary>
    /// <param name="most">At most so many, the newest first; those that nobody has looked at come before all others.</param>
    public static IReadOnlyList<ListedEmergency> ToLookAt(Registry registry, Actor actor, int most)
    {
        using var connection = registry.Database.OpenReader();
        return [.. FactStore.Counties(connection).Where(county => actor.MayIn(Right.ConfirmCorrections, county)).SelectMany(county =>
            {
                var all = Read(registry, connection, county, "opened_at > @value", 0);
                if (Reach.Of(registry.Database, actor, Right.ConfirmCorrections, county) is not { } reach)
                    return all;
                var within = Reach.Within(registry.Database, connection, reach, county, [.. all.Select(one => one.Household.Id)]);
                return all.FindAll(one => within.Contains(one.Household.Id));
            }).OrderBy(one => one.SeenBy is not null).ThenByDescending(one => one.OpenedAt).Take(most)];
    }

    private static List<ListedEmergency> Read(Registry registry, DbConnection connection, int countyKey, string condition, long value)
    {
        var found = AsOf.Now.Read(registry.Database, connection, EmergencyAccess.Table, countyKey, condition, command => command.Add("@value", value)).ConvertAll(version => (version.Id, Access: EmergencyAccess.From(version)));
        if (found.Count == 0)
            return [];
        var gazetteer = Gazetteer.Read(registry.Database, [countyKey]);
        var households = ListedHousehold.Read(registry.Database, connection, countyKey, AsOf.Now, [.. found.Select(one => one.Access.HouseholdId).Where(id => id != EntryHead.NoHousehold).Distinct()], gazetteer).ToDictionary(one => one.Id);
        return [.. found.OrderByDescending(one => one.Access.OpenedAt).Select(one => new ListedEmergency(new HouseholdKey(countyKey, one.Access.HouseholdId), one.Id,
            one.Access.HouseholdId == EntryHead.NoHousehold ? null : households.GetValueOrDefault(one.Access.HouseholdId)?.Number ?? "?",
            (households.GetValueOrDefault(one.Access.HouseholdId)?.Place ?? gazetteer.Counties.FirstOrDefault())?.Path, one.Access.UserName, Instant.FromMicroseconds(one.Access.OpenedAt), one.Access.Reason, one.Access.SeenBy))];
    }
}
