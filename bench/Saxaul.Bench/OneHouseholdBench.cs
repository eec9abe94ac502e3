using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Saxaul.Facts;
using Saxaul.Journal;
using Saxaul.Screening;
using Saxaul.Users;

namespace Saxaul.Bench;

/// <summary>One household's house is graded anew in a registry of a whole prefecture: how long until its warning stands or is gone.</summary>
internal static class OneHouseholdBench
{
    private const int Changes = 200;
    private const ulong Seed = 20200401;

    public static void Run(string? target)
    {
        var folder = Directory.CreateTempSubdirectory("saxaul-bench-");
        try
        {
            Registry Open() => Registry.Open(target ?? Path.Combine(folder.FullName, "bench.db"), keyFile: Path.Combine(folder.FullName, "bench.key"));
            using (var empty = Open())
                ApplyRosterBench.Fill(empty);
            // A registry measures its tables when it is opened.
            using var registry = Open();
            var actor = Actor.Operator("bench");
            var facts = new FactStore(registry);
            var policies = new Policies(registry, facts);
            var households = new Screen(registry, actor, facts, policies["acceptance"], ApplyRosterBench.On).All().Households;
            var (acts, warnings) = (new List<double>(), new List<double>());
            var random = new Numbers(Seed);
            for (var change = 0; change < Changes; change++)
            {
                var watch = Stopwatch.StartNew();
                GradeHouse(registry, actor, 1 + random.Next(ApplyRosterBench.Counties), random);
                acts.Add(watch.Elapsed.TotalMilliseconds);
                watch.Restart();
                var caughtUp = new CatchUpWarnings(registry, actor, facts, policies).Run();
                warnings.Add(watch.Elapsed.TotalMilliseconds);
                if (caughtUp.New + caughtUp.Gone != 1)
                    throw new InvalidOperationException("A changed house changed no warning.");
            }
            Console.WriteLine($"{Machine.Describe()}; min / median / max of {Changes}\n\n| households | database | the act itself | from act to warning |\n|---|---|---|---|");
            Console.WriteLine($"| {households:N0} | {registry.Database.Name} | {Machine.Spread(acts.Skip(5), "ms")} | {Machine.Spread(warnings.Skip(5), "ms")} |");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void GradeHouse(Registry registry, Actor actor, int countyKey, Numbers random)
    {
        var living = registry.Register("living");
        using var session = registry.Write(actor);
        var id = random.Next(0, session.HeightOf(countyKey));
        var version = session.Read(living.Table, countyKey, $"{living.OwnerColumn} > @id ORDER BY {living.OwnerColumn} LIMIT 1", command => Database.Commands.Add(command, "@id", id)).First();
        object?[] values = [.. version.Values];
        var grade = living.IndexOf("house_grade");
        values[grade] = (string?)values[grade] == "d" ? "a" : "d";
        var entry = session.Begin(countyKey, new EntryHead("enter facts", ApplyRosterBench.On) { HouseholdId = (long)version.Values[0]! });
        entry.Change(living.Table, version, values);
        entry.Seal();
        session.Commit();
    }
}
