using System;
using System.Collections.Generic;
using Saxaul.Journal;

namespace Saxaul.Households;

/// <summary>A household gets a new head. The members' relations were to the old one: they are unknown from that day unless they are given.</summary>
/// <param name="PersonId">A member on that day.</param>
/// <param name="On">The first day as head. When a later head is known already, this one is the head until then.</param>
public sealed record NameHead(HouseholdKey Household, long PersonId, DateOnly On) : FamilyAct
{
    internal const string Act = "name head";

    /// <summary>Relations of the other members to the new head, by person.</summary>
    public IReadOnlyDictionary<long, string?> Relations { get; init; } = new Dictionary<long, string?>();

    public string? Reason { get; init; }

    /// <returns>The household.</returns>
    /// <exception cref="ProblemException">4001, 4003 to 4006, 4008, 4009, 4013, 7001.</exception>
    public override IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        var families = new Families(registry, session, On, Household.CountyKey);
        families.Of(Household).NameHead(families.Checked(new NewHead(PersonId) { Relations = Relations }), On);
        return families.Write(Act, Reason);
    }
}
