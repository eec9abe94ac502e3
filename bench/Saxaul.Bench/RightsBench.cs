using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
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
/// What it adds to a household's page that rights are checked in places and the look is kept. Over real HTTP each household's page is asked for twice, one after the other and in turn first: from a process whose visitor may
/// read everything, and from the demo as its township. Both keep looks, and wait until they are written; so in process, where that can be left out, the same is read once more with a look that is not waited for and
/// without, and a look is written and waited for by itself. The goal is at most 3 ms for rights and look together, whichever way they are measured.
/// </summary>
internal static partial class RightsBench
{
    private const int Households = 1000, WarmUp = 200, SomeLooks = 500, OverHttp = 500, WarmUpOverHttp = 100;
    private const double Goal = 3;

    /// <summary>As fast as the limits let one user go on looking.</summary>
    private static readonly TimeSpan BetweenTwo = TimeSpan.FromMilliseconds(100);

    private sealed record Pair(List<double> Without, List<double> With)
    {
        public double Added => Median(With) - Median(Without);
    }

    /// <param name="folder">What ./saxaul demo made.</param>
    /// <returns>0 when the goal is met.</returns>
    public static async Task<int> Run(string folder)
    {
        List<string> addresses;
        Pair inProcess;
        List<double> writing, keys;
        using (var registry = Registry.Open(Path.Combine(folder, "demo.db")))
        {
            var township = DemoUsers.Of(registry).Select(user => user.Actor).First(actor => actor.Name == Township);
            var within = Within(registry, township);
            addresses = [.. within.Select(key => "/households/" + registry.Database.Secrets.PublicId(key.CountyKey, key.Id))];
            using var looks = new LookLog(registry.Database);
            inProcess = InProcess(registry, township, looks, within);
            writing = Repeated(i =>
            {
                looks.Add(township, [within[i % within.Count]], LookPurpose.Card);
                looks.Flush().Wait();
            });
            using var connection = registry.Database.OpenReader();
            keys = Repeated(_ => registry.Database.LookUp(connection, () => 0));
        }
        var http = await AskOverHttp(folder, addresses).ConfigureAwait(false);

        Console.WriteLine($"{Machine.Describe()}; min / median / max, {OverHttp} households of one township over HTTP, {Households} in process\n\n| a household's page | |\n|---|---|");
        Console.WriteLine($"| over HTTP, by somebody who may read everything | {Machine.Spread(http.Without, "ms")} |\n| over HTTP, by the township | {Machine.Spread(http.With, "ms")} |");
        Console.WriteLine($"| read in process, by somebody who may read everything, no look kept | {Machine.Spread(inProcess.Without, "ms")} |\n| read in process, by the township, with a look | {Machine.Spread(inProcess.With, "ms")} |");
        Console.WriteLine($"| writing a look, waited for | {Machine.Spread(writing, "ms")} |\n| asking which key is the newest | {Machine.Spread(keys, "ms")} |");
        var added = Math.Max(http.Added, inProcess.Added) + Median(writing);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\nRights add {http.Added:0.000} ms to the median over HTTP and {inProcess.Added:0.000} ms in process; with a look that is waited for, {added:0.000} ms at most (goal: at most {Goal:0} ms)."));
        return added <= Goal ? 0 : 1;
    }

    private const string Township = "township";

    private static Pair InProcess(Registry registry, Actor township, LookLog looks, List<HouseholdKey> keys)
    {
        var (facts, everybody) = (new FactStore(registry), Actor.Operator("bench"));
        var policies = new Policies(registry, facts);
        var pair = new Pair([], []);
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
                    (limited ? pair.With : pair.Without).Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }
        looks.Flush().Wait();
        return pair;
    }

    private static async Task<Pair> AskOverHttp(string folder, IReadOnlyList<string> households)
    {
        using var open = Served.Start(["serve"], Path.Combine(folder, "demo.db"), out var everybodys);
        try
        {
            using var demo = Served.Start(["demo", "--folder", folder], null, out var townships);
            try
            {
                using var everybody = new HttpClient { BaseAddress = new Uri(everybodys) };
                using var township = new HttpClient { BaseAddress = new Uri(townships) };
                await Become(township).ConfigureAwait(false);
                var pair = new Pair([], []);
                for (var i = -WarmUpOverHttp; i < OverHttp; i++)
                {
                    var address = households[(i + WarmUpOverHttp) % households.Count];
                    for (var turn = 0; turn < 2; turn++)
                    {
                        var limited = (i + turn) % 2 == 0;
                        var took = await Ask(limited ? township : everybody, address).ConfigureAwait(false);
                        if (i >= 0)
                            (limited ? pair.With : pair.Without).Add(took);
                    }
                    await Task.Delay(BetweenTwo).ConfigureAwait(false);
                }
                return pair;
            }
            finally
            {
                demo.Kill(entireProcessTree: true);
            }
        }
        finally
        {
            open.Kill(entireProcessTree: true);
        }
    }

    /// <summary>At the demo's door.</summary>
    private static async Task Become(HttpClient client)
    {
        var door = await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative)).ConfigureAwait(false);
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", FormToken().Match(door).Groups[1].Value), new("user", Township), new("to", "/")]);
        using var answer = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form).ConfigureAwait(false);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Milliseconds until all of a page is there.</summary>
    /// <exception cref="InvalidOperationException">Another page came, such as the one to sign in.</exception>
    private static async Task<double> Ask(HttpClient client, string address)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative)).ConfigureAwait(false);
        var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        answer.EnsureSuccessStatusCode();
        return answer.RequestMessage!.RequestUri!.AbsolutePath == address ? took : throw new InvalidOperationException("Another page came than the household's.");
    }

    private static List<double> Repeated(Action<int> act) => [.. Enumerable.Range(0, SomeLooks).Select(i =>
    {
        var began = Stopwatch.GetTimestamp();
        act(i);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    })];

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

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
