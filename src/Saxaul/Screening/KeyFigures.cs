using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Facts;
using Saxaul.Feel;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Users;

namespace Saxaul.Screening;

/// <summary>A figure by which people know a household.</summary>
/// <param name="Text">Without unit; null when unknown.</param>
public sealed record KeyFigure(DerivedDefinition Definition, string? Text);

/// <summary>
/// What the policies make of some households' facts and say is a key figure (net income, net income a head), the protections they watch over, and the groups the households belong to: of one county, true on a day, as known at a moment,
/// whatever their number in a handful of queries.
/// </summary>
public sealed class KeyFigures
{
    private readonly CountyFacts facts;
    private readonly IReadOnlyList<(PolicyRun Run, DerivedDefinition Derived)> derived;
    private readonly IReadOnlyList<(PolicyRun Run, Rule Rule)> protecting;

    private KeyFigures(CountyFacts facts, IEnumerable<Policy> policies)
    {
        this.facts = facts;
        var runs = policies.Select(policy => (Policy: policy, Run: new PolicyRun(policy, facts.On))).ToList();
        derived = [.. runs.SelectMany(one => one.Policy.Definition.Derived.Where(value => value.KeyFigure).Select(value => (one.Run, value))).DistinctBy(one => one.value.Name)];
        protecting = [.. runs.SelectMany(one => one.Policy.Rules.Where(rule => rule.Definition.Protects.Count > 0).Select(rule => (one.Run, rule))).DistinctBy(one => one.rule.Name)];
    }

    /// <param name="ids">Households of the county; those that are not there then, or are out of the actor's reach, have no figures.</param>
    /// <exception cref="ProblemException">7001</exception>
    public static KeyFigures Read(Registry registry, Actor actor, FactStore facts, Policies policies, int countyKey, IReadOnlyCollection<long> ids, DateOnly on, DateTimeOffset? known = null)
    {
        actor.RequireIn(Right.ReadHouseholds, countyKey);
        using var connection = registry.Database.OpenReader();
        if (Reach.Of(registry.Database, actor, Right.ReadHouseholds, countyKey) is { } reach)
            ids = Reach.Within(registry.Database, connection, reach, countyKey, ids);
        var height = known is { } moment ? AsOf.HeightAt(connection, countyKey, moment) : (long?)null;
        return new KeyFigures(facts.Households(countyKey, on, height, ids), policies.OfCounty(connection, countyKey));
    }

    /// <summary>The figures there are, in the policies' order.</summary>
    public IReadOnlyList<DerivedDefinition> Columns => [.. derived.Select(one => one.Derived)];

    /// <summary>The figures of a household, one for each of <see cref="Columns"/>; empty when it is not there.</summary>
    public IReadOnlyList<KeyFigure> Of(long householdId)
    {
        if (facts.RowOf(householdId) is not (>= 0 and var row))
            return [];
        foreach (var run in derived.Select(one => one.Run).Distinct())
            run.Begin(facts, row);
        return [.. derived.Select(one => new KeyFigure(one.Derived, one.Run.ValueOf(one.Derived.Name) is { Kind: FeelKind.Number } value ? Reason.Show(value.AsNumber, []) : null))];
    }

    /// <summary>The protections that the policies watch over: no when the rule that watches is met, yes when it is not, null when that cannot be decided.</summary>
    public IReadOnlyList<(Labels Protection, bool? Held)> ProtectionsOf(long householdId)
    {
        if (facts.RowOf(householdId) is not (>= 0 and var row))
            return [];
        foreach (var run in protecting.Select(one => one.Run).Distinct())
            run.Begin(facts, row);
        return [.. protecting.Select(one => (one.Rule.Definition.Protects, one.Run.Decide(one.Rule) switch { Verdict.Yes => false, Verdict.No => true, _ => (bool?)null }))];
    }

    /// <summary>The groups that a household belongs to, as its registers say (<see cref="FieldDefinition.Group"/>): the choice in words, or the field's own name where it is answered with yes.</summary>
    public IReadOnlyList<Labels> GroupsOf(long householdId) => facts.RowOf(householdId) is not (>= 0 and var row) ? [] :
    [
        .. facts.OfHouseholds.Where(column => column.Fact.Field is { Group: true })
            .Select(column => (column.Fact, Value: column[row]) switch
            {
                ({ Kind: FactKind.Choice } fact, { } choice) => fact.Field!.Choice(fact.Codes[(int)choice])?.Labels,
                ({ Kind: FactKind.YesNo } fact, 1) => fact.Labels,
                _ => null,
            }).OfType<Labels>(),
    ];
}
