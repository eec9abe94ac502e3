using System;
using System.Collections.Generic;

namespace Saxaul.Screening;

/// <summary>
/// What a screening counted. Held households, whose village nobody has said yet, are screened like others and left out of every count but <see cref="Held"/>.
/// </summary>
public sealed class ScreenReport
{
    /// <summary>Households screened.</summary>
    public int Households { get; set; }

    /// <summary>What waits until somebody says where it is.</summary>
    public HeldScreened Held { get; set; } = new(0, 0);

    /// <summary>Warnings by rule.</summary>
    public SortedDictionary<string, int> Flagged { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Households by rule that could not be decided for lack of a fact.</summary>
    public SortedDictionary<string, int> Undecided { get; init; } = new(StringComparer.Ordinal);

    /// <summary>By rule and fact the households that could not be decided and whose fact is missing; a member's fact as members.NAME.</summary>
    public SortedDictionary<string, SortedDictionary<string, int>> Missing { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Warnings seen for the first time.</summary>
    public int New { get; set; }

    /// <summary>Warnings that are gone again.</summary>
    public int Gone { get; set; }

    /// <summary>Nothing counted yet, with a line for every rule.</summary>
    internal static ScreenReport Of(Policy policy)
    {
        var report = new ScreenReport();
        foreach (var rule in policy.Rules)
            (report.Flagged[rule.Name], report.Undecided[rule.Name]) = (0, 0);
        return report;
    }

    /// <summary>Adds another count, or takes it away with a sign of -1.</summary>
    internal void Add(ScreenReport other, int sign = 1)
    {
        Households += sign * other.Households;
        Held = new HeldScreened(Held.Households + sign * other.Held.Households, Held.Warnings + sign * other.Held.Warnings);
        AddTo(Flagged, other.Flagged, sign);
        AddTo(Undecided, other.Undecided, sign);
        foreach (var (rule, facts) in other.Missing)
        {
            var here = MissingFor(rule);
            AddTo(here, facts, sign);
            foreach (var (fact, _) in facts)
            {
                if (here[fact] == 0)
                    here.Remove(fact);
            }
            if (here.Count == 0)
                Missing.Remove(rule);
        }
        New += sign * other.New;
        Gone += sign * other.Gone;
    }

    internal SortedDictionary<string, int> MissingFor(string rule)
    {
        if (!Missing.TryGetValue(rule, out var facts))
            Missing[rule] = facts = new(StringComparer.Ordinal);
        return facts;
    }

    private static void AddTo(SortedDictionary<string, int> counts, SortedDictionary<string, int> other, int sign)
    {
        foreach (var (name, count) in other)
            counts[name] = counts.GetValueOrDefault(name) + sign * count;
    }
}

/// <summary>Held households that were screened, and the warnings that will show once somebody says where they are.</summary>
public sealed record HeldScreened(int Households, int Warnings);
