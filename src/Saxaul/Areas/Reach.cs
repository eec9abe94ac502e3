using System.Collections.Concurrent;
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
        // A page asks many times, for each household and place that it shows: the areas are read once, until they change.
        return database.Gazetteers.Get($"lie {countyKey}", [countyKey], null, () =>
        {
            using var connection = database.OpenReader();
            return new Lying(connection, null, countyKey);
        }).Of(actor.PlacesIn(right, countyKey));
    }

    /// <summary>The same for somebody whose right holds in parts of the county only, as a transaction sees it.</summary>
    internal static IReadOnlySet<long> Of(DbConnection connection, DbTransaction? transaction, Actor actor, Right right, int countyKey) => new Lying(connection, transaction, countyKey).Of(actor.PlacesIn(right, countyKey));

    /// <summary>How the areas of a county lie in each other now.</summary>
    private sealed class Lying
    {
        private readonly ILookup<long, long> children;
        private readonly JoinedAreas joined;
        private readonly ConcurrentDictionary<string, IReadOnlySet<long>> reaches = new();

        public Lying(DbConnection connection, DbTransaction? transaction, int countyKey)
        {
            var command = connection.Command("SELECT id, parent_id FROM area WHERE county_key = @county AND parent_id IS NOT NULL", ("@county", countyKey));
            command.Transaction = transaction;
            children = command.ToList(reader => (Id: reader.GetInt64(0), Parent: reader.GetInt64(1))).ToLookup(area => area.Parent, area => area.Id);
            joined = JoinedAreas.Read(connection, transaction, AsOf.Now, countyKey);
        }

        public IReadOnlySet<long> Of(IReadOnlySet<long> places) => reaches.GetOrAdd(string.Join(' ', places.Order()), _ =>
        {
            var all = new HashSet<long>();
            var next = new Stack<long>(places.Select(joined.Meant));
            while (next.TryPop(out var id))
            {
                if (all.Add(id))
                {
                    foreach (var child in children[id])
                        next.Push(child);
                }
            }
            return joined.With(all);
        });
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
        if (Of(database, actor, right, household.CountyKey) is not { } reach)
            return true;
        using var connection = database.OpenReader();
        return Holds(database, connection, reach, household);
    }

    /// <summary>Whether a household is within reach, where it is now; where it last was, when it has ended.</summary>
    internal static bool Holds(RegistryDatabase database, DbConnection connection, IReadOnlySet<long> reach, HouseholdKey household) =>
        Within(database, connection, reach, household.CountyKey, [household.Id]).Count > 0;

    /// <summary>Those of some households of a county that are within reach.</summary>
    internal static IReadOnlySet<long> Within(RegistryDatabase database, DbConnection connection, IReadOnlySet<long> reach, int countyKey, IReadOnlyCollection<long> ids)
    {
        List<(long Id, long Place, long? Living)> Read(string states, IReadOnlyCollection<long> among)
        {
            if (among.Count == 0)
                return [];
            var command = connection.Command($"SELECT id, place_id, living_village_id FROM {states} AND county_key = @county AND {database.AnyOf("id", "@ids")} ORDER BY id, true_from", ("@county", countyKey));
            database.AddList(command, "@ids", among);
            return command.ToList(reader => (reader.GetInt64(0), reader.GetInt64(1), reader.LongOrNull(2)));
        }

        var now = Read("household WHERE 1 = 1", ids);
        var present = now.Select(one => one.Id).ToHashSet();
        var ended = Read("household_history WHERE known_to IS NULL", [.. ids.Where(id => !present.Contains(id))]).GroupBy(one => one.Id).Select(states => states.Last());
        return now.Concat(ended).Where(one => reach.Contains(one.Place) || one.Living is { } living && reach.Contains(living)).Select(one => one.Id).ToHashSet();
    }
}
