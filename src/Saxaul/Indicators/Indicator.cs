using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Saxaul.Facts;
using Saxaul.Feel;
using Saxaul.Registers;
using Saxaul.Screening;

namespace Saxaul.Indicators;

/// <summary>An indicator ready to be counted.</summary>
/// <param name="Name">For example exited_households, or warnings.income.</param>
/// <param name="Unit">In words of both languages.</param>
/// <param name="Held">Counts held households instead of all others.</param>
/// <param name="Policy">The policy whose warnings it looks at; null when it does not.</param>
/// <param name="Rule">For warnings by rule: the rule.</param>
public sealed record Indicator(string Name, Labels Labels, Labels Unit, Counted Counts, bool Held, string? Policy, string? Rule)
{
    internal FeelExpression? When { get; init; }
}

/// <summary>The indicators in force, checked against the facts and policies there are.</summary>
public sealed class IndicatorSet
{
    /// <summary>Names that a condition may use besides the household's facts.</summary>
    public const string HouseholdSize = "household_size";
    public const string Warnings = "warnings";

    /// <summary>The indicator of every registered household.</summary>
    public const string Households = "households";

    private readonly ConditionalWeakTable<CountyFacts, ConcurrentDictionary<string, IReadOnlyList<(int Row, long PlaceId)>>> counted = [];

    private IndicatorSet(IReadOnlyList<Indicator> all, string fingerprint)
    {
        All = all;
        Fingerprint = fingerprint;
    }

    /// <summary>In the order of the files.</summary>
    public IReadOnlyList<Indicator> All { get; }

    /// <summary>Differs as soon as a stored total could mean something else.</summary>
    internal string Fingerprint { get; }

    /// <summary>The households that an indicator counts, see <see cref="CountTotals.Households"/>: counted once for the same facts, which never change.</summary>
    internal IReadOnlyList<(int Row, long PlaceId)> HouseholdsOf(CountyFacts facts, Indicator indicator, DbConnection connection) =>
        counted.GetOrCreateValue(facts).GetOrAdd(indicator.Name, _ => CountTotals.Households(facts, indicator, connection));

    public Indicator? Find(string name) => All.FirstOrDefault(one => one.Name == name);

    /// <summary>The indicators of a registry.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.BadDefinition"/>: an unknown fact, FEEL that cannot be read, a name twice; <see cref="Problem.NoSuchPolicy"/>.</exception>
    public static IndicatorSet Of(Registry registry, FactShape shape)
    {
        var all = new List<Indicator>();
        var policies = new Dictionary<string, Policy>();
        foreach (var (file, content) in registry.Indicators)
        {
            if (content.Policy is { } name && !policies.ContainsKey(name))
                policies[name] = Policy.Load(registry, shape, name);
            foreach (var definition in content.Indicators)
            {
                foreach (var indicator in Create(file, definition, content.Policy is null ? null : policies[content.Policy], shape))
                {
                    if (all.Exists(other => other.Name == indicator.Name))
                        throw Wrong(file, $"指标 {indicator.Name} 出现了两次，请改名或删去一个。", $"indicator {indicator.Name} stands twice; rename or remove one.");
                    all.Add(indicator);
                }
            }
        }
        return new IndicatorSet(all, FingerprintOf(all, shape));
    }

    private static IEnumerable<Indicator> Create(string file, IndicatorDefinition definition, Policy? policy, FactShape shape)
    {
        if (definition.Counts != Counted.Warnings)
        {
            var when = definition.When is null ? null : Compile(file, definition, policy is not null, shape);
            yield return new Indicator(definition.Indicator, definition.Labels, definition.Unit, definition.Counts, definition.Held,
                when is not null && when.Uses.Contains(Warnings) ? policy!.Name : null, null) { When = when };
            yield break;
        }
        if (policy is null)
            throw Wrong(file, $"指标 {definition.Indicator} 统计预警，请在文件中写明 policy。", $"indicator {definition.Indicator} counts warnings; name their policy in the file.");
        if (definition.When is not null || definition.Held)
            throw Wrong(file, $"指标 {definition.Indicator} 按规则统计预警，不能再写 when 或 held。", $"indicator {definition.Indicator} counts warnings by rule and takes neither when nor held.");
        foreach (var rule in policy.Rules)
            yield return new Indicator($"{definition.Indicator}.{rule.Name}", rule.Definition.Labels, definition.Unit, Counted.Warnings, false, policy.Name, rule.Name);
    }

    /// <param name="knowsPolicy">Whether the file names the policy whose warnings it looks at.</param>
    /// <param name="more">Further names, of what a condition may not read: known, so that it can be said.</param>
    internal static FeelExpression Compile(string file, IndicatorDefinition definition, bool knowsPolicy, FactShape shape, params IReadOnlyList<string> more)
    {
        var known = shape.Household.Select(fact => fact.Name).Concat([HouseholdSize, Warnings]).Concat(more).Distinct();
        // Only the names that the text can mean, so that no other fact is fetched for every household.
        var when = FeelExpression.Compile(definition.When!, [.. known.Where(name => definition.When!.Contains(name, StringComparison.Ordinal))]);
        if (when.Problems.FirstOrDefault(problem => problem.Severity == FeelSeverity.Error) is { } wrong)
            throw Wrong(file, $"指标 {definition.Indicator} 的条件有误（{wrong.Zh}）：{definition.When}。条件只能用户的事实、household_size 和 warnings。", $"the condition of indicator {definition.Indicator} is wrong ({wrong.En}): {definition.When} - it can use the facts of a household, household_size and warnings.");
        if (when.Uses.Contains(Warnings) && !knowsPolicy)
            throw Wrong(file, $"指标 {definition.Indicator} 用到预警，请在文件中写明 policy。", $"indicator {definition.Indicator} looks at warnings; name their policy in the file.");
        return when;
    }

    private static string FingerprintOf(IEnumerable<Indicator> all, FactShape shape)
    {
        var text = string.Join('\n', all.Select(one => $"{one.Name} {one.Counts} {one.Held} {one.Policy} {one.Rule} {one.When?.Text}").Prepend(shape.Fingerprint));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static ProblemException Wrong(string file, string zh, string en) => new(Problem.BadDefinition(file, 1, zh, en));
}
