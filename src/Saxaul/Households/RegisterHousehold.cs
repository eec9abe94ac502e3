using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Journal;
using Saxaul.Privacy;

namespace Saxaul.Households;

/// <summary>A household that no roster brought is registered, with its members. Of its figures nothing is known until somebody enters them.</summary>
/// <param name="CountyKey">The county.</param>
/// <param name="VillageId">The registered village, of that county.</param>
/// <param name="Members">At least one; at most one of them the head.</param>
/// <param name="On">The day from which it is one.</param>
public sealed record RegisterHousehold(int CountyKey, long VillageId, IReadOnlyList<Newcomer> Members, DateOnly On) : FamilyAct
{
    internal const string Act = "register household";

    /// <summary>The office's own number; unique in the county.</summary>
    public string? Number { get; init; }

    public string? Phone { get; init; }

    public string? NaturalVillage { get; init; }

    public string? Reason { get; init; }

    /// <returns>The new household, and after it those its members left.</returns>
    /// <exception cref="ProblemException">4004, 4007, 4008, 4010 to 4013, 4015 to 4021, 4023, 7001.</exception>
    public override IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        var families = new Families(registry, session, On, [CountyKey, .. Members.Select(member => member.Person?.CountyKey ?? CountyKey)]);
        families.Village(CountyKey, VillageId);
        if (Members.Count == 0)
            throw new ProblemException(Problem.NobodyIn());
        var household = families.Found(CountyKey, new Household { Number = NewHousehold.Text(Number), VillageId = VillageId, PlaceId = VillageId, Phone = NewHousehold.Text(Phone), NaturalVillage = NewHousehold.Text(NaturalVillage) });
        foreach (var member in Members)
            member.Join(families, household);
        return families.Write(Act, Reason);
    }
}

/// <summary>What is said of a household that comes out of another one. What is left out is as in the old household, except number and telephone, which are none.</summary>
public sealed record NewHousehold
{
    /// <summary>The registered village, of the same county; null for the old household's.</summary>
    public long? VillageId { get; init; }

    public string? Number { get; init; }

    public string? Phone { get; init; }

    internal Family Found(Families families, Family old)
    {
        var from = old.At(families.On);
        if (VillageId is { } village)
            families.Village(old.Key.CountyKey, village);
        var stays = VillageId is null || VillageId == from.VillageId;
        var founded = families.Found(old.Key.CountyKey, new Household
        {
            Number = Text(Number), Phone = Text(Phone), VillageId = stays ? from.VillageId : VillageId, PlaceId = stays ? from.PlaceId : VillageId!.Value,
            WrittenPlace = stays ? from.WrittenPlace : null, LivingVillageId = stays ? from.LivingVillageId : null, NaturalVillage = stays ? from.NaturalVillage : null,
        });
        StateComparison.TakeAlong(families.Session, old, founded);
        return founded;
    }

    internal static string? Text(string? written) => string.IsNullOrWhiteSpace(written) ? null : written.Trim();
}
