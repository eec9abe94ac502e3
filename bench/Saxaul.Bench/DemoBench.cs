using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;

namespace Saxaul.Bench;

/// <summary>
/// From starting the built product to the first page of its demo, the first time (inventing, importing and screening 68,600 households) and when it is there already. The process is new each time and
/// the page is fetched over HTTP.
/// </summary>
internal static class DemoBench
{
    private const int Runs = 3;

    public static async Task Run()
    {
        var (first, second, processor) = (new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            var folder = Directory.CreateTempSubdirectory("saxaul-bench-");
            var demo = Path.Combine(folder.FullName, "demo");
            var (seconds, cores) = await FirstPage(demo).ConfigureAwait(false);
            first.Add(seconds);
            processor.Add(cores);
            second.Add((await FirstPage(demo).ConfigureAwait(false)).Seconds);
            folder.Delete(recursive: true);
        }
        Console.WriteLine($"{Machine.Describe()}; {Runs} runs, min / median / max\n");
        Console.WriteLine("| start of ./saxaul demo | to the first page | processor |\n|---|---|---|");
        Console.WriteLine($"| first | {Machine.Spread(first, "s")} | {Machine.Spread(processor, "s")} |\n| next | {Machine.Spread(second, "s")} | |");
    }

    private static async Task<(double Seconds, double Processor)> FirstPage(string folder)
    {
        var watch = Stopwatch.StartNew();
        using var server = Served.Start(["demo", "--folder", folder], null, out var address);
        try
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(1) };
            using var page = await client.GetAsync(new Uri(address)).ConfigureAwait(false);
            page.EnsureSuccessStatusCode();
            var seconds = watch.Elapsed.TotalSeconds;
            server.Refresh();
            return (seconds, server.TotalProcessorTime.TotalSeconds);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync().ConfigureAwait(false);
        }
    }
}
