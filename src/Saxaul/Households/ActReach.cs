using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>How far an act by hand reaches.</summary>
/// <param name="Households">How many households taking it back would touch.</param>
/// <param name="MayUndo">Whether whoever asks may change all of them, and so take it back (<see cref="UndoAct"/>).</param>
public sealed record ActReach(int Households, bool MayUndo)
{
    /// <param name="batches">Of acts by hand.</param>
    /// <returns>By batch; without those that no entry bears.</returns>
    public static IReadOnlyDictionary<long, ActReach> Of(Registry registry, Actor actor, IReadOnlyCollection<long> batches)
    {
        if (batches.Count == 0)
            return new Dictionary<long, ActReach>();
        using var connection = registry.Database.OpenReader();
        var command = connection.Command($"""
            SELECT DISTINCT journal.batch_id, journal.county_key, journal.household_id FROM chain JOIN journal ON journal.county_key = chain.county_key AND {registry.Database.AnyOf("journal.batch_id", "@batches")}
            """);
        registry.Database.AddList(command, "@batches", [.. batches]);
        var touched = command.ToList(reader => (Batch: reader.GetInt64(0), CountyKey: reader.GetInt32(1), Household: reader.LongOrNull(2)));
        var reaches = touched.Select(one => one.CountyKey).Distinct().ToDictionary(county => county, county => Reach.Of(registry.Database, actor, Right.WriteHouseholds, county));
        bool Within(int county, long? household) => reaches[county] is not { } reach || (household is null or EntryHead.NoHousehold ? reach.HasPlaces : Reach.Holds(registry.Database, connection, reach, new HouseholdKey(county, household.Value)));
        return touched.GroupBy(one => one.Batch).ToDictionary(act => act.Key,
            act => new ActReach(act.Count(one => one.Household is not (null or EntryHead.NoHousehold)), act.All(one => Within(one.CountyKey, one.Household))));
    }
}
