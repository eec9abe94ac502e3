using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Users;

namespace Saxaul.Demo;

/// <summary>An invented user of the demo, whom anybody there may be.</summary>
/// <param name="Place">Where they work, or for what they have the role; null for all.</param>
public sealed record DemoUser(Actor Actor, Role Role, string? Place);

/// <summary>
/// A user of each role, in the village, township and county with most households, with the rights that a real user with that role has there: two of the village, since some things take a second person.
/// </summary>
public static class DemoUsers
{
    /// <summary>How many households the demo's caseworker looks after.</summary>
    private const int Cases = 3;

    /// <summary>The list that the demo's department hands in.</summary>
    private const string List = "medical_costs";

    public static IReadOnlyList<DemoUser> Of(Registry registry)
    {
        using var connection = registry.Database.OpenReader();
        var fullest = connection.Command("SELECT county_key, village_id FROM household WHERE village_id IS NOT NULL GROUP BY county_key, village_id ORDER BY COUNT(*) DESC, county_key, village_id LIMIT 1")
            .ToList(reader => (CountyKey: reader.GetInt32(0), Id: reader.GetInt64(1)));
        if (fullest is not [var (countyKey, villageId)])
            return [];
        var village = Gazetteer.Read(registry.Database, [countyKey]).Find(countyKey, villageId)!;
        var (township, county) = (village.At(AreaLevel.Township)!, village.At(AreaLevel.County)!);
        var households = connection.Command("SELECT id, number FROM household WHERE county_key = @county AND village_id = @village AND number IS NOT NULL ORDER BY id LIMIT @most", ("@county", countyKey), ("@village", villageId), ("@most", Cases))
            .ToList(reader => (Id: reader.GetInt64(0), Number: reader.GetString(1)));
        var users = new List<DemoUser>();
        Add("team-1", "village_team", village.Path, In(village.Id));
        Add("team-2", "village_team", village.Path, In(village.Id));
        if (households.Count > 0)
            Add("caseworker", "caseworker", $"{village.Path} {string.Join(", ", households.Select(one => one.Number))}", [.. households.Select(one => In(null) with { HouseholdId = one.Id })]);
        Add("township", "township", township.Path, In(township.Id));
        Add("county", "county", county.Name, In(null));
        Add("prefecture", "prefecture", county.Parent?.Name, Everywhere);
        if (registry.Lists.FirstOrDefault(list => list.List == List) is { } handed)
            Add("department", "department", $"{county.Name} {handed.Labels.In("zh")}", In(null) with { List = handed.List });
        Add("privacy", "privacy_officer", county.Name, In(null));
        Add("auditor", "auditor", null, Everywhere);
        Add("administrator", "administrator", null, Everywhere);
        if (households.Count > 0)
            Add("household", "household", $"{village.Path} {households[0].Number}", In(null) with { HouseholdId = households[0].Id });
        return users;

        RoleGrant In(long? area) => new(0, "", countyKey, area, null);

        // A role that this registry does not define is nobody's.
        void Add(string name, string code, string? place, params IEnumerable<RoleGrant> given)
        {
            if (registry.Roles.FirstOrDefault(role => role.Code == code) is { } role)
                users.Add(new DemoUser(ReadActor.With(registry, name, given.Select(one => one with { Role = code })), role, place));
        }
    }

    private static readonly RoleGrant Everywhere = new(0, "", null, null, null);
}
