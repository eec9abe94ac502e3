using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Demo;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Screening;
using Saxaul.Users;

namespace Saxaul.Bench;

/// <summary>
/// What it adds to a household's page that rights are checked in places and the look is kept. Each household is read twice, one time after the other and in turn first: for somebody who may read everything, without a
/// look; and for the demo's township, with one. Besides, what writing a look costs the thread that writes them when each is waited for, which no page does. The goal is at most 3 ms for both together.
/// </summary>
internal static class RightsBench
{
    private const int Households = 1000, WarmUp = 200, SomeLooks = 500;
    private const double Goal = 3;

    /// <param name="folder">What ./saxaul demo made.</param>
    /// <returns>0 when the goal is met.</returns>
    public static int Run(string folder)
    {
        using var registry = Registry.Open(Path.Combine(folder, "demo.db"));
        var (facts, everybody) = (new FactStore(registry), Actor.Operator("bench"));
        var policies = new Policies(registry, facts);
        var township = DemoUsers.Of(registry).Select(user => user.Actor).First(actor => actor.Name == "township");
        var keys = Within(registry, township);
        using var looks = new LookLog(registry.Database);
        var (without, with) = (new List<double>(), new List<double>());
        for (var i = -WarmUp; i < Households; i++)
        {
            var key = keys[(i + WarmUp) % keys.Count];
            for (var turn = 0; turn < 2; turn++)
            {
                var limited = (i + turn) % 2 == 0;
                var began = Stopwatch.GetTimestamp();
                Show(registry, limited ? township : everybody, facts, policies, key);
                if (limited)
                    looks.Add(township, [key], LookPurpose.Card);
                if (i >= 0)
                    (limited ? with : without).Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }
        looks.Flush().Wait();
        var writing = Enumerable.Range(0, SomeLooks).Select(i =>
        {
            var began = Stopwatch.GetTimestamp();
            looks.Add(township, [keys[i % keys.Count]], LookPurpose.Card);
            looks.Flush().Wait();
            return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }).ToList();

        var added = Median(with) - Median(without) + Median(writing);
        Console.WriteLine($"{Machine.Describe()}; min / median / max of {Households} households of one township\n\n| a household's page, read | |\n|---|---|");
        Console.WriteLine($"| by somebody who may read everything, no look kept | {Machine.Spread(without, "ms")} |\n| by the township, with a look | {Machine.Spread(with, "ms")} |\n| writing a look, waited for | {Machine.Spread(writing, "ms")} |");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nadded, medians together: {added:0.000} ms (goal: at most {Goal:0} ms)"));
        return added <= Goal ? 0 : 1;
    }

    /// <summary>What the page reads.</summary>
    private static void Show(Registry registry, Actor actor, FactStore facts, Policies policies, HouseholdKey key)
    {
        var today = registry.Database.Time.Today();
        ReadHousehold.Of(registry, actor, key, today, null);
        ListWarningsToLookAt.AnswersOf(registry, actor, key);
        KeyFigures.Read(registry, actor, facts, policies, key.CountyKey, [key.Id], today, null);
        ExplainHousehold.ByPolicies(registry, actor, facts, policies, key.CountyKey, key.Id, today, null);
        ReadLooks.Of(registry, actor, key, 20);
    }

    private static List<HouseholdKey> Within(Registry registry, Actor actor)
    {
        using var connection = registry.Database.OpenReader();
        var county = actor.Grants[0].Counties!.First();
        var villages = Reach.Of(registry.Database, actor, Right.ReadHouseholds, county)!;
        return [.. connection.Command("SELECT id, village_id FROM household WHERE county_key = @county AND village_id IS NOT NULL ORDER BY id", ("@county", county))
            .ToList(reader => (Id: reader.GetInt64(0), Village: reader.GetInt64(1))).Where(one => villages.Contains(one.Village)).Select(one => new HouseholdKey(county, one.Id))];
    }

    private static double Median(IEnumerable<double> runs) => runs.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
}
