using System;
using System.Collections.Generic;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Households;

/// <summary>A household's registration moves to another village of its county; a household that was held is so no longer.</summary>
/// <param name="VillageId">The new registered village.</param>
/// <param name="On">The first day there.</param>
public sealed record MoveHousehold(HouseholdKey Household, long VillageId, DateOnly On) : FamilyAct
{
    internal const string Act = "move household";

    /// <summary>The natural village there; unknown when left out.</summary>
    public string? NaturalVillage { get; init; }

    public string? Reason { get; init; }

    /// <returns>The household.</returns>
    /// <exception cref="ProblemException">4001, 4003, 4004, 4011, 4031, 7001.</exception>
    public override IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        var families = new Families(registry, session, On, Household.CountyKey);
        var household = families.Of(Household);
        families.Village(Household.CountyKey, VillageId);
        if (household.At(On).VillageId == VillageId)
            throw new ProblemException(Problem.ThereAlready());
        var livesThere = household.At(On).LivingVillageId == VillageId;
        household.Set("village_id", VillageId, On);
        household.Set("place_id", VillageId, On);
        household.Set("written_place", null, On);
        household.Set("natural_village", NewHousehold.Text(NaturalVillage), On);
        if (livesThere)
            household.Set("living_village_id", null, On);
        household.Close(finding => finding is { Kind: FindingKind.PutRightByHand, Field: WellKnown.Village });
        return families.Write(Act, Reason);
    }
}
