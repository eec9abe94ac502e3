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
/// The part of a county in which somebody's right holds, as areas lie now: what <see cref="Actor.PlacesIn"/> names, all that lies in it, and what was joined to it, since
/// households keep their village's key; and the single households that <see cref="Actor.HouseholdsIn"/> names, wherever they are. A household is within reach of a place where it is registered, or held, or lives.
/// </summary>
public sealed class Reach
{
    private static readonly IReadOnlySet<long> None = new HashSet<long>();
    private static readonly Reach Nowhere = new(None, None);
    private readonly IReadOnlySet<long> places;
    private readonly IReadOnlySet<long> households;

    private Reach(IReadOnlySet<long> places, IReadOnlySet<long> households) => (this.places, this.households) = (places, households);

    /// <summary>Some places as a reach of their own.</summary>
    internal static Reach In(IReadOnlySet<long> places) => new(places, None);

    /// <summary>Whether there is any place in it, and not single households alone.</summary>
    public bool HasPlaces => places.Count > 0;

    /// <summary>Whether a township or village is in it.</summary>
    public bool Contains(long areaId) => places.Contains(areaId);

    /// <summary>Whether a household is in it.</summary>
    /// <param name="placeId">Where it is registered or held.</param>
    /// <param name="livingId">The village it lives in, when that is another one.</param>
    internal bool Holds(long householdId, long placeId, long? livingId) =>
        places.Contains(placeId) || livingId is { } living && places.Contains(living) || households.Contains(householdId);

    /// <returns>Null for the whole county.</returns>
    public static Reach? Of(RegistryDatabase database, Actor actor, Right right, int countyKey)
    {
        if (actor.May(right, countyKey))
            return null;
        if (!actor.MayIn(right, countyKey))
            return Nowhere;
        var households = actor.HouseholdsIn(right, countyKey);
        if (actor.PlacesIn(right, countyKey) is not { Count: > 0 } places)
            return Nowhere.And(households);
        // A page asks many times, for each household and place that it shows: the areas are read once, until they change.
        return database.Gazetteers.Get($"lie {countyKey}", [countyKey], null, () =>
        {
            using var connection = database.OpenReader();
            return new Lying(connection, null, countyKey);
        }).Of(places).And(households);
    }

    private Reach And(IReadOnlySet<long> alsoHouseholds) => alsoHouseholds.Count == 0 ? this : new Reach(places, alsoHouseholds);

    /// <summary>The same for somebody whose right holds in parts of the county only, as a transaction sees it.</summary>
    internal static Reach Of(DbConnection connection, DbTransaction? transaction, Actor actor, Right right, int countyKey) =>
        (actor.PlacesIn(right, countyKey) is { Count: > 0 } places ? new Lying(connection, transaction, countyKey).Of(places) : Nowhere).And(actor.HouseholdsIn(right, countyKey));

    /// <summary>How the areas of a county lie in each other now.</summary>
    private sealed class Lying
    {
        private readonly ILookup<long, long> children;
        private readonly JoinedAreas joined;
        private readonly ConcurrentDictionary<string, Reach> reaches = new();

        public Lying(DbConnection connection, DbTransaction? transaction, int countyKey)
        {
            var command = connection.Command("SELECT id, parent_id FROM area WHERE county_key = @county AND parent_id IS NOT NULL", ("@county", countyKey));
            command.Transaction = transaction;
            children = command.ToList(reader => (Id: reader.GetInt64(0), Parent: reader.GetInt64(1))).ToLookup(area => area.Parent, area => area.Id);
            joined = JoinedAreas.Read(connection, transaction, AsOf.Now, countyKey);
        }

        public Reach Of(IReadOnlySet<long> places) => reaches.GetOrAdd(string.Join(' ', places.Order()), _ =>
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
            return In(joined.With(all));
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
        if (reach.households.Contains(household.Id))
            return true;
        if (!reach.HasPlaces)
            return false;
        using var connection = database.OpenReader();
        return Holds(database, connection, reach, household);
    }

    /// <summary>Whether a household is within reach, where it is now; where it last was, when it has ended.</summary>
    internal static bool Holds(RegistryDatabase database, DbConnection connection, Reach reach, HouseholdKey household) =>
        Within(database, connection, reach, household.CountyKey, [household.Id]).Count > 0;

    /// <summary>Those of some households of a county that are within reach.</summary>
    internal static IReadOnlySet<long> Within(RegistryDatabase database, DbConnection connection, Reach reach, int countyKey, IReadOnlyCollection<long> ids)
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
        return now.Concat(ended).Where(one => reach.Holds(one.Id, one.Place, one.Living)).Select(one => one.Id).ToHashSet();
    }
}
