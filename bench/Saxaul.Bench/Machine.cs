using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace Saxaul.Bench;

/// <summary>On what figures were measured.</summary>
internal static class Machine
{
    /// <summary>One line: processor, memory, system and runtime.</summary>
    public static string Describe()
    {
        var processor = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() : null;
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30);
        return string.Create(CultureInfo.InvariantCulture, $"{processor ?? RuntimeInformation.ProcessArchitecture.ToString()}, {Environment.ProcessorCount} cores, {memory} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
    }

    /// <summary>Least, median and most of several runs.</summary>
    public static string Spread(IEnumerable<double> runs, string unit)
    {
        var sorted = runs.Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{sorted[0]:0.000} / {sorted[sorted.Count / 2]:0.000} / {sorted[^1]:0.000} {unit}");
    }
}
