using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Areas;

/// <summary>
/// The places of a county in which somebody's right holds, as areas lie now: what <see cref="Actor.PlacesIn"/> names, all that lies in it, and what was joined to it, since
/// households keep their village's key. A household is within reach where it is registered, or held, or lives.
/// </summary>
public static class Reach
{
    private static readonly IReadOnlySet<long> Nowhere = new HashSet<long>();

    /// <returns>Ids of areas; null for the whole county; empty for nowhere.</returns>
    public static IReadOnlySet<long>? Of(RegistryDatabase database, Actor actor, Right right, int countyKey)
    {
        if (actor.May(right, countyKey))
            return null;
        if (!actor.MayIn(right, countyKey))
            return Nowhere;
        using var connection = database.OpenReader();
        return Of(connection, null, actor, right, countyKey);
    }

    /// <summary>The same for somebody whose right holds in parts of the county only.</summary>
    internal static IReadOnlySet<long> Of(DbConnection connection, DbTransaction? transaction, Actor actor, Right right, int countyKey)
    {
        var command = connection.Command("SELECT id, parent_id FROM area WHERE county_key = @county AND parent_id IS NOT NULL", ("@county", countyKey));
        command.Transaction = transaction;
        var children = command.ToList(reader => (Id: reader.GetInt64(0), Parent: reader.GetInt64(1))).ToLookup(area => area.Parent, area => area.Id);
        var joined = JoinedAreas.Read(connection, transaction, AsOf.Now, countyKey);
        var all = new HashSet<long>();
        var next = new Stack<long>(actor.PlacesIn(right, countyKey).Select(joined.Meant));
        while (next.TryPop(out var id))
        {
            if (all.Add(id))
            {
                foreach (var child in children[id])
                    next.Push(child);
            }
        }
        return joined.With(all);
    }

    /// <summary>Refuses a household out of reach.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/>, <see cref="Problem.OutOfReach"/></exception>
    public static void Require(RegistryDatabase database, Actor actor, Right right, HouseholdKey household)
    {
        actor.RequireIn(right, household.CountyKey);
        if (!May(database, actor, right, household))
            throw new ProblemException(Problem.OutOfReach());
    }

    /// <summary>Whether a right holds for a household.</summary>
    public static bool May(RegistryDatabase database, Actor actor, Right right, HouseholdKey household)
    {
        if (actor.May(right, household.CountyKey) || !actor.MayIn(right, household.CountyKey))
            return actor.May(right, household.CountyKey);
        using var connection = database.OpenReader();
        return Holds(connection, Of(connection, null, actor, right, household.CountyKey), household);
    }

    /// <summary>Whether a household is within reach, where it is now; where it last was, when it has ended.</summary>
    internal static bool Holds(DbConnection connection, IReadOnlySet<long> reach, HouseholdKey household)
    {
        (string, object?)[] key = [("@county", household.CountyKey), ("@id", household.Id)];
        var places = connection.Command("SELECT place_id, living_village_id FROM household WHERE county_key = @county AND id = @id", key).ToList(Places);
        if (places.Count == 0)
            places = connection.Command("SELECT place_id, living_village_id FROM household_history WHERE county_key = @county AND id = @id AND known_to IS NULL ORDER BY true_from DESC LIMIT 1", key).ToList(Places);
        return places.Exists(one => reach.Contains(one.Place) || one.Living is { } living && reach.Contains(living));

        static (long Place, long? Living) Places(DbDataReader reader) => (reader.GetInt64(0), reader.LongOrNull(1));
    }
}
