using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;

namespace Saxaul.Intake;

/// <summary>A household that waits for somebody to say where it is, looked up anew.</summary>
/// <param name="Place">What its written place is by the areas and answers of now: certain once somebody has answered.</param>
internal sealed record HeldHousehold(Journal.Version Version, Household Household, ResolvedPlace Place, HeldKey Question)
{
    /// <summary>The held households of one county.</summary>
    /// <param name="gazetteer">Of this county alone.</param>
    public static List<HeldHousehold> Read(RegistryDatabase database, DbConnection connection, DbTransaction? transaction, Gazetteer gazetteer, int countyKey)
    {
        if (gazetteer.Counties is not [var county])
            return [];
        var resolve = new ResolvePlace(gazetteer);
        var places = new Dictionary<string, ResolvedPlace>();
        // One whose village is known waits for another answer: whether it is a household that was erased.
        return [.. AsOf.Now.Read(database, connection, Household.Table, countyKey, "village_id IS NULL", transaction: transaction).Where(version => gazetteer.Find(countyKey, Household.From(version).PlaceId)?.Level != AreaLevel.Village).Select(version =>
        {
            var household = Household.From(version);
            var written = household.WrittenPlace ?? "";
            if (!places.TryGetValue(written, out var place))
            {
                var (township, village) = HeldPlace.Split(written);
                places[written] = place = resolve.Of(county.Name, township, village);
            }
            return new HeldHousehold(version, household, place, HeldKey.Of((place.Within ?? county).Id, place.Unknown ?? ""));
        })];
    }
}

/// <summary>What one answer settles: a name that is not known within an area.</summary>
/// <param name="Written">As <see cref="PlaceName.Exact"/> compares it.</param>
internal readonly record struct HeldKey(long WithinId, string Written)
{
    public static HeldKey Of(long withinId, string written) => new(withinId, PlaceName.Of(AreaLevel.Village, written).Exact);
}
