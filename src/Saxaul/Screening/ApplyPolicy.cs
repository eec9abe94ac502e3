using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Saxaul.Facts;

namespace Saxaul.Screening;

/// <summary>A warning as the policy gives it now.</summary>
internal readonly record struct Fired(long HouseholdId, string Rule, string Figures);

/// <summary>Applies a policy to the facts of many households: in memory, on all processors, nothing is written.</summary>
internal static class ApplyPolicy
{
    /// <summary>Fewer households than this a processor are not worth another thread.</summary>
    private const int LeastPart = 500;

    /// <summary>What fires for every household of the facts, in order of household and rule, and what that counts to.</summary>
    public static (List<Fired> Fired, ScreenReport Counted) To(CountyFacts facts, Policy policy)
    {
        var parts = Math.Clamp(facts.Households.Length / LeastPart, 1, Environment.ProcessorCount);
        var results = new (List<Fired> Fired, ScreenReport Counted)[parts];
        int From(int part) => (int)((long)facts.Households.Length * part / parts);
        if (parts == 1)
            results[0] = ToRows(facts, policy, 0, facts.Households.Length);
        else
            Parallel.For(0, parts, part => results[part] = ToRows(facts, policy, From(part), From(part + 1)));
        var counted = ScreenReport.Of(policy);
        foreach (var result in results)
            counted.Add(result.Counted);
        return ([.. results.SelectMany(result => result.Fired)], counted);
    }

    private static (List<Fired>, ScreenReport) ToRows(CountyFacts facts, Policy policy, int from, int to)
    {
        var run = new PolicyRun(policy, facts.On);
        var (fired, counted) = (new List<Fired>(), ScreenReport.Of(policy));
        for (var row = from; row < to; row++)
        {
            run.Begin(facts, row);
            var held = facts.VillageOf(row) == 0;
            var before = fired.Count;
            foreach (var rule in policy.Rules)
            {
                var verdict = run.Decide(rule);
                if (verdict == Verdict.Yes)
                    fired.Add(new Fired(facts.Households[row], rule.Name, run.Figures(rule)));
                if (held || verdict == Verdict.No)
                    continue;
                if (verdict == Verdict.Yes)
                    counted.Flagged[rule.Name]++;
                else
                    CountMissing(run, rule, counted);
            }
            if (held)
                counted.Held = new HeldScreened(counted.Held.Households + 1, counted.Held.Warnings + fired.Count - before);
            else
                counted.Households++;
        }
        return (fired, counted);
    }

    private static void CountMissing(PolicyRun run, Rule rule, ScreenReport counted)
    {
        counted.Undecided[rule.Name]++;
        var missing = counted.MissingFor(rule.Name);
        foreach (var fact in run.Missing(rule))
            missing[fact] = missing.GetValueOrDefault(fact) + 1;
    }
}
