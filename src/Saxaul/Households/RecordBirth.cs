using System;
using System.Collections.Generic;
using Saxaul.Journal;

namespace Saxaul.Households;

/// <summary>A child is born into a household. It counts from that day, without a number and, if it has none yet, without a name; both are asked for until they are given.</summary>
/// <param name="Child">What is known of it; the birth date is the act's day.</param>
/// <param name="On">The day of birth.</param>
public sealed record RecordBirth(HouseholdKey Household, Newcomer Child, DateOnly On) : FamilyAct
{
    internal const string Act = "record birth";

    private const int GrownUp = 18;

    public string? Reason { get; init; }

    /// <returns>The household.</returns>
    /// <exception cref="ProblemException">4001, 4003, 4004, 4008, 4013, 4015 to 4018, 4021, 4077, 7001.</exception>
    public override IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        var families = new Families(registry, session, On, Household.CountyKey);
        // Who is grown up was not born now: they came, or a list left them out.
        if (On.AddYears(GrownUp) < families.Today)
            throw new ProblemException(Problem.NotABirth(GrownUp));
        if (Child.BirthDate is { } written && written != On)
            throw new ProblemException(Problem.BornLater());
        (Child with { Person = null, BirthDate = On }).Join(families, families.Of(Household));
        return families.Write(Act, Reason);
    }
}
