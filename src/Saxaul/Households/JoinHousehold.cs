using System;
using System.Collections.Generic;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>
/// Somebody joins a household: by marriage, on return, or because a list had left them out. Whom the registry knows as a member of another household leaves that one on
/// the same day, also in another county; whose number turns out to be known becomes a member of both until somebody decides.
/// </summary>
/// <param name="On">The first day as a member.</param>
public sealed record JoinHousehold(HouseholdKey Household, Newcomer Member, DateOnly On)
{
    internal const string Act = "join household";

    public string? Reason { get; init; }

    /// <summary>In a transaction of its own.</summary>
    /// <returns>The household, and after it the one the person left.</returns>
    /// <exception cref="ProblemException">4001, 4003 to 4008, 4010, 4013, 4015 to 4021, 7001.</exception>
    public IReadOnlyList<HouseholdKey> Run(Registry registry, Actor actor)
    {
        using var session = registry.Write(actor);
        var touched = Apply(registry, session);
        session.Commit();
        return touched;
    }

    /// <summary>Within the caller's transaction.</summary>
    public IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        var families = new Families(registry, session, On, Household.CountyKey, Member.Person?.CountyKey ?? Household.CountyKey);
        Member.Join(families, families.Of(Household));
        return families.Write(Act, Reason);
    }
}
