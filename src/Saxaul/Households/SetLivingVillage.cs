using System;
using System.Collections.Generic;
using Saxaul.Journal;

namespace Saxaul.Households;

/// <summary>
/// A household lives in another village than it is registered in: it is visited there and counted where it is registered, once. Only a village of the same county can be
/// named; who lives farther away is away for work, or moves county.
/// </summary>
/// <param name="VillageId">Where it lives; null, or the registered village, when it lives where it is registered.</param>
/// <param name="On">The first day there.</param>
public sealed record SetLivingVillage(HouseholdKey Household, long? VillageId, DateOnly On) : FamilyAct
{
    internal const string Act = "set living village";

    public string? Reason { get; init; }

    /// <returns>The household.</returns>
    /// <exception cref="ProblemException">4001, 4003, 4004, 4011, 7001.</exception>
    public override IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        var families = new Families(registry, session, On, Household.CountyKey);
        var household = families.Of(Household);
        if (VillageId is { } village)
            families.Village(Household.CountyKey, village);
        household.Set("living_village_id", VillageId == household.At(On).VillageId ? null : VillageId, On);
        return families.Write(Act, Reason);
    }
}
