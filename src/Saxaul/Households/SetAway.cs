using System;
using System.Collections.Generic;
using Saxaul.Journal;

namespace Saxaul.Households;

/// <summary>
/// A household says that somebody of it lives away for a while, for work, school or care, or is back. They stay a member and are counted; where they went is not asked and
/// not kept.
/// </summary>
/// <param name="Why">A choice of the register's field "why", or a word for it; null when they are back.</param>
/// <param name="On">The first day away, or back.</param>
public sealed record SetAway(HouseholdKey Household, long PersonId, string? Why, DateOnly On) : FamilyAct
{
    internal const string Act = "set away";

    /// <summary>The register that keeps it.</summary>
    public const string Register = "away";

    private const string WhyField = "why";

    public string? Reason { get; init; }

    /// <returns>The household.</returns>
    /// <exception cref="ProblemException">4001, 4003 to 4006, 4032, 4055, 4056, 7001.</exception>
    public override IReadOnlyList<HouseholdKey> Apply(Registry registry, WriteSession session)
    {
        var families = new Families(registry, session, On, Household.CountyKey);
        var household = families.Of(Household);
        _ = household.MembershipOn(PersonId, On);
        _ = families.Person(new PersonKey(Household.CountyKey, PersonId));
        var register = registry.Register(Register);
        var away = Timeline.Read(session, register.Table, Household.CountyKey, register.OwnerColumn, PersonId) is [var known] ? known : null;
        if (Why is null)
        {
            if (away?.At(On) is null)
                throw new ProblemException(Problem.NotAway());
            away.End(On);
            household.Also(away.WriteTo);
            return families.Write(Act, Reason);
        }
        var field = register.Field(WhyField);
        var why = ReadField.Of(field, Why) ?? throw new ProblemException(Problem.ValueUnreadable(field.Labels));
        if (away is { To: null } && away.From <= On)
        {
            away.Set(WhyField, why, On);
            household.Also(away.WriteTo);
            return families.Write(Act, Reason);
        }
        if (away is { To: { } until } && until > On)
            throw new ProblemException(Problem.AwayAlready(until));
        if (away is { To: null })
            throw new ProblemException(Problem.AwayAlready(away.From));
        var row = new object?[1 + register.Fields.Count];
        (row[0], row[register.IndexOf(WhyField)]) = (PersonId, why);
        household.Also(entry => entry.Add(register.Table, row, from: On));
        return families.Write(Act, Reason);
    }
}
