using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Screening;

/// <summary>What one rule says of a household, and why.</summary>
/// <param name="Figures">The values it was decided on, as JSON; <see cref="Reason"/> puts them into words.</param>
/// <param name="Missing">For an undecided rule what is unknown, by name; a member's fact as members.NAME.</param>
/// <param name="IsOfErased">Whether it is undecided only since the content of a member was erased, and would be decided of the others alone: nothing is missing then that anybody is to enter.</param>
public sealed record RuleExplained(Rule Rule, Verdict Verdict, string Figures, IReadOnlyList<string> Missing, bool IsOfErased = false);

/// <summary>What a policy says of a household.</summary>
/// <param name="Day">The day for which it was applied.</param>
public sealed record PolicyExplained(Policy Policy, DateOnly Day, IReadOnlyList<RuleExplained> Rules);

/// <summary>
/// Applies a policy to one household as true on a day and known at a moment, and says of every rule what it comes to, on which values, and what is missing where it
/// cannot be decided. Nothing is written. A held household is explained like any other.
/// </summary>
public static class ExplainHousehold
{
    /// <returns>A line for every rule, in the policy's order; none when there is no such household then.</returns>
    public static IReadOnlyList<RuleExplained> Of(Registry registry, Actor actor, FactStore facts, Policy policy, int countyKey, long householdId, DateOnly on, DateTimeOffset? known = null)
    {
        Reach.Require(registry.Database, actor, Right.ReadHouseholds, new HouseholdKey(countyKey, householdId));
        var household = (known is null ? facts.InMemory(countyKey, on) : null) ?? facts.Households(countyKey, on, HeightAt(registry, countyKey, known), [householdId]);
        if (household.RowOf(householdId) is not (>= 0 and var row))
            return [];
        var run = new PolicyRun(policy, on);
        run.Begin(household, row);
        var others = OthersThanErased(registry, policy, household, row);
        return [.. policy.Rules.Select(Explain)];

        RuleExplained Explain(Rule rule)
        {
            var verdict = run.Decide(rule);
            var isOfErased = verdict == Verdict.Undecided && others is not null && others.Decide(rule) != Verdict.Undecided;
            return new RuleExplained(rule, verdict, run.Figures(rule), verdict != Verdict.Undecided || isOfErased ? [] : [.. (others ?? run).Missing(rule)], isOfErased);
        }
    }

    /// <summary>The household as rules would see it without the members whose content was erased; null where there are none.</summary>
    private static PolicyRun? OthersThanErased(Registry registry, Policy policy, CountyFacts household, int row)
    {
        using var connection = registry.Database.OpenReader();
        var members = new List<long>();
        foreach (var person in household.MembersOf(row))
            members.Add(household.Persons[person]);
        var erased = Erasure.DaysOf(registry.Database, connection.Command, household.CountyKey, "person", members).Keys.ToHashSet();
        if (erased.Count == 0)
            return null;
        var others = new PolicyRun(policy, household.On);
        others.Begin(household, row, erased);
        return others;
    }

    /// <summary>
    /// The same by every policy that the household's county was screened with. What was screened last for an earlier day than the one asked for is explained for that
    /// day, as its warnings are.
    /// </summary>
    public static IReadOnlyList<PolicyExplained> ByPolicies(Registry registry, Actor actor, FactStore facts, Policies policies, int countyKey, long householdId, DateOnly on, DateTimeOffset? known = null)
    {
        Reach.Require(registry.Database, actor, Right.ReadHouseholds, new HouseholdKey(countyKey, householdId));
        using var connection = registry.Database.OpenReader();
        return [.. LastScreening.Days(connection, countyKey).Select(screened => (Policy: policies[screened.Policy], Day: screened.Day < on ? screened.Day : on))
            .Select(one => new PolicyExplained(one.Policy, one.Day, Of(registry, actor, facts, one.Policy, countyKey, householdId, one.Day, known)))];
    }

    /// <summary>Where the facts of a rule come from for a household: every value on its card that counts, down to file, sheet, row and column. Figures of the policy have
    /// their source in its definition (<see cref="FigureDefinition.On"/>).</summary>
    /// <param name="card">Of the day for which the policy was applied.</param>
    public static IReadOnlyList<FactSource> Sources(Policy policy, string rule, HouseholdCard card) =>
        policy.Rules.FirstOrDefault(one => one.Name == rule) is not { } bound ? [] :
        [
            .. bound.Facts.SelectMany(name => FactSources.Of(policy.Shape.Household[policy.Shape.HouseholdIndex(name)], card)),
            .. bound.MemberFacts.SelectMany(column => FactSources.Of(policy.Shape.Member[column], card)),
        ];

    private static long? HeightAt(Registry registry, int countyKey, DateTimeOffset? known)
    {
        if (known is not { } moment)
            return null;
        using var connection = registry.Database.OpenReader();
        return AsOf.HeightAt(connection, countyKey, moment);
    }
}
