using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.People;

namespace Saxaul.Bench;

/// <summary>
/// The pages of a demo, served by a process of its own over real HTTP, each kind asked for a fixed number of times a second however long the answers take. A page's time
/// counts from the moment it was to be asked for, so that waiting in a queue counts too. Beside them the same server's plain answer, a small file.
/// </summary>
internal static class PagesBench
{
    private const int PerSecond = 200, Seconds = 10, WarmUpSeconds = 5, Households = 2000, Searches = 500;

    private sealed record Kind(string Name, IReadOnlyList<string> Addresses);

    private sealed record Answered(double Median, double NinetyNine, double Most, double PerSecond, int Failed);

    /// <param name="folder">What ./saxaul demo made.</param>
    public static async Task Run(string folder)
    {
        var kinds = Kinds(folder);
        using var server = Served.Start(["serve"], Path.Combine(folder, "demo.db"), out var address);
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(1) };
            client.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");
            foreach (var kind in kinds)
                await Ask(client, kind, WarmUpSeconds).ConfigureAwait(false);
            Console.WriteLine($"{Machine.Describe()}; {PerSecond} requests/s for {Seconds} s each, after {WarmUpSeconds} s of the same\n");
            Console.WriteLine("| page | addresses | ms median | ms p99 | ms max | answered/s | failed | server's processor |\n|---|---|---|---|---|---|---|---|");
            foreach (var kind in kinds)
            {
                var before = server.TotalProcessorTime;
                var watch = Stopwatch.StartNew();
                var answered = await Ask(client, kind, Seconds).ConfigureAwait(false);
                server.Refresh();
                var share = (server.TotalProcessorTime - before) / watch.Elapsed;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {kind.Name} | {kind.Addresses.Count} | {answered.Median:0.0} | {answered.NinetyNine:0.0} | {answered.Most:0.0} | {answered.PerSecond:0} | {answered.Failed} | {share:0.00} cores |"));
            }
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    private static List<Kind> Kinds(string folder)
    {
        using var registry = Registry.Open(Path.Combine(folder, "demo.db"));
        var secrets = registry.Database.Secrets;
        using var connection = registry.Database.OpenReader();
        var random = new Numbers(20200401);
        var all = connection.Command("SELECT county_key, id, number FROM household").ToList(reader => (County: reader.GetInt32(0), Id: reader.GetInt64(1), Number: reader.TextOrNull(2)));
        var people = connection.Command("SELECT name, number FROM person WHERE number_verified AND name IS NOT NULL LIMIT 100000").ToList(reader => (Name: reader.GetString(0), Number: secrets.Open(reader.GetFieldValue<byte[]>(1))));
        var gazetteer = Gazetteer.Read(registry.Database);
        List<string> Areas(AreaLevel level) => [.. gazetteer.All.Where(place => place.Level == level).OrderBy(_ => random.Next(int.MaxValue)).Select(place => "/areas/" + place.Code)];
        List<string> Words(Func<string> words) => [.. Enumerable.Range(0, Searches).Select(_ => "/search?for=" + FindPeople.Hide(secrets, words()))];
        T Of<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
        var villages = gazetteer.All.Where(place => place.Level == AreaLevel.Village).ToList();
        string Part(string name) => Of(name.Split('·'));
        return
        [
            new("plain answer", ["/saxaul.svg"]),
            new("area: prefecture", Areas(AreaLevel.Prefecture)), new("area: counties", Areas(AreaLevel.County)), new("area: townships", Areas(AreaLevel.Township)), new("area: villages", Areas(AreaLevel.Village)),
            new("search: whole name", Words(() => Of(people).Name)), new("search: part of a name", Words(() => Part(Of(people).Name))), new("search: two characters", Words(() => Part(Of(people).Name)[..2])),
            new("search: initials", Words(() => Of(new[] { "mmt", "aygl", "kdeal", "ys", "yal", "rhmtex" }))), new("search: household number", Words(() => Of(all).Number ?? "0")),
            new("search: document number", Words(() => Of(people).Number)), new("search: last four", Words(() => Of(people).Number[^4..])),
            new("search: village", Words(() => Of(villages).Name)), new("search: name and village", Words(() => $"{Part(Of(people).Name)} {Of(villages).Name}")), new("search: relation and name", Words(() => $"户主 {Part(Of(people).Name)}")),
            new("household card", [.. Enumerable.Range(0, Households).Select(_ => Of(all)).Select(one => "/households/" + secrets.PublicId(one.County, one.Id))]),
        ];
    }

    private static async Task<Answered> Ask(HttpClient client, Kind kind, int seconds)
    {
        var count = PerSecond * seconds;
        var (milliseconds, tasks, failed) = (new double[count], new Task[count], 0);
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var watch = Stopwatch.StartNew();
        for (var at = 0; at < count; at++)
        {
            var due = TimeSpan.FromSeconds((double)at / PerSecond);
            while (watch.Elapsed < due)
                await clock.WaitForNextTickAsync().ConfigureAwait(false);
            tasks[at] = One(at, due);
        }
        await Task.WhenAll(tasks).ConfigureAwait(false);
        var took = watch.Elapsed.TotalSeconds;
        Array.Sort(milliseconds);
        return new Answered(milliseconds[count / 2], milliseconds[count * 99 / 100], milliseconds[^1], count / took, failed);

        async Task One(int at, TimeSpan due)
        {
            using var answer = await client.GetAsync(new Uri(kind.Addresses[at % kind.Addresses.Count], UriKind.Relative)).ConfigureAwait(false);
            milliseconds[at] = (watch.Elapsed - due).TotalMilliseconds;
            if (!answer.IsSuccessStatusCode)
                Interlocked.Increment(ref failed);
        }
    }
}
