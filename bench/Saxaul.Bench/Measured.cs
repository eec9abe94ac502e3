using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Saxaul.Bench;

/// <summary>What one run of one piece of work took, in a process of its own.</summary>
/// <param name="Rows">Rows it went through.</param>
/// <param name="Seconds">From its first file to its last, the start of the process not counted.</param>
/// <param name="ProcessorSeconds">User and system time of all its threads.</param>
/// <param name="PeakMegabytes">The most memory the process ever held (VmHWM), everything of it.</param>
/// <param name="AllocatedMegabytes">What it allocated in all, which repeats from run to run as times do not.</param>
/// <param name="PauseSeconds">How long the garbage collector held everything up.</param>
internal sealed record Measured(long Rows, double Seconds, double ProcessorSeconds, double PeakMegabytes, double AllocatedMegabytes, double PauseSeconds)
{
    /// <summary>Does the work here and writes what it took as the last line.</summary>
    public static int Here(Func<long> work)
    {
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var (allocated, paused) = (GC.GetTotalAllocatedBytes(precise: true), GC.GetTotalPauseDuration());
        var watch = Stopwatch.StartNew();
        var rows = work();
        watch.Stop();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(new Measured(rows, watch.Elapsed.TotalSeconds, (process.TotalProcessorTime - processor).TotalSeconds, Peak(),
            (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1e6, (GC.GetTotalPauseDuration() - paused).TotalSeconds)));
        return 0;
    }

    /// <summary>Does one of this program's own works in a new process.</summary>
    public static Measured InChild(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(Measured).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        var last = child.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
        child.WaitForExit();
        return child.ExitCode == 0 && last is not null
            ? JsonSerializer.Deserialize<Measured>(last)!
            : throw new InvalidOperationException($"{arguments[0]} ended with {child.ExitCode}.");
    }

    private static double Peak()
    {
        const string status = "/proc/self/status";
        if (!File.Exists(status))
            return Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
        var line = File.ReadLines(status).First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
