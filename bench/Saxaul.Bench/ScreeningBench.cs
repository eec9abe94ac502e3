using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Saxaul.Facts;
using Saxaul.Registers;
using Saxaul.Screening;

namespace Saxaul.Bench;

/// <summary>
/// Invented households in memory, screened by the acceptance policy and by the same twelve predicates in DuckDB, in the same run and with equal counts. Ours also
/// makes the figures of each warning and counts what is missing where a rule is undecided; DuckDB only counts.
/// </summary>
internal static class ScreeningBench
{
    private const ulong Seed = 20200401;

    public static void Run()
    {
        var programmes = Programmes.Shipped;
        var shape = FactShape.Of(programmes.In("registers").Select(file => DefinitionFile.ReadRegister(file.File, file.Text)));
        const string folder = "early-warning/policies/acceptance/";
        var policy = Policy.Create("policy.yaml", DefinitionFile.Read<PolicyDefinition>("policy.yaml", programmes.Files[folder + "policy.yaml"]), "acceptance.dmn", programmes.Files[folder + "acceptance.dmn"], shape);
        Console.WriteLine($"{Machine.Describe()}; min / median / max\n\n| households | members | warnings | Saxaul, interpreted | processor | DuckDB | processor | peak MB |\n|---|---|---|---|---|---|---|---|");
        // A first round so that both have compiled what they run.
        Compare(policy, shape, 20_000, runs: 3, print: false);
        Compare(policy, shape, 68_600, runs: 9, print: true);
        Compare(policy, shape, 3_300_000, runs: 3, print: true);
    }

    private static void Compare(Policy policy, FactShape shape, int households, int runs, bool print)
    {
        var counties = GeneratedCounties.Of(shape, households, Seed);
        using var duckDb = new DuckDbScreening(shape, counties);
        var (ours, oursProcessor, theirs, theirsProcessor) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var flagged = new Dictionary<string, int>();
        for (var run = 0; run < runs; run++)
        {
            var report = ScreenReport.Of(policy);
            Measure(ours, oursProcessor, () =>
            {
                foreach (var county in counties)
                    report.Add(ApplyPolicy.To(county, policy).Counted);
            });
            IReadOnlyDictionary<string, int> counts = flagged;
            Measure(theirs, theirsProcessor, () => counts = duckDb.Count());
            flagged = new(report.Flagged);
            if (flagged.Any(rule => counts[rule.Key] != rule.Value))
                throw new InvalidOperationException(string.Join('\n', flagged.Select(rule => $"{rule.Key}: {rule.Value}, DuckDB {counts[rule.Key]}")));
        }
        if (!print)
            return;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"| {households:N0} | {counties.Sum(county => county.Persons.Length):N0} | {flagged.Values.Sum():N0} | {Machine.Spread(ours, "s")} | {Machine.Spread(oursProcessor, "s")} | {Machine.Spread(theirs, "s")} ({duckDb.Version}, {Environment.ProcessorCount} threads) | {Machine.Spread(theirsProcessor, "s")} | {process.PeakWorkingSet64 / 1_000_000:N0} |");
    }

    /// <summary>Time on the clock, and what all processors together spent.</summary>
    private static void Measure(List<double> clock, List<double> processor, Action work)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        work();
        clock.Add(watch.Elapsed.TotalSeconds);
        process.Refresh();
        processor.Add((process.TotalProcessorTime - before).TotalSeconds);
    }
}
