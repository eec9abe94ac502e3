using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saxaul.Feel.Tck;
using Xunit;

namespace Saxaul.Feel.Tests.Tck;

/// <summary>
/// The cases of the DMN Technology Compatibility Kit. <c>passing.txt</c> says how many of each file pass; the number may grow, and never shrinks.
/// The kit stands beside the checkout in shared/dmn-tck, or in the folder that SAXAUL_SHARED names; where it is missing, these tests are skipped.
/// </summary>
public class CompatibilityTests
{
    private static string? Folder()
    {
        var candidates = new List<string>();
        if (Environment.GetEnvironmentVariable("SAXAUL_SHARED") is { Length: > 0 } shared) candidates.Add(Path.Combine(shared, "dmn-tck"));
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Saxaul.slnx"))) candidates.Add(Path.Combine(directory.FullName, "..", "shared", "dmn-tck"));
        }
        return candidates.Find(Directory.Exists);
    }

    private static Dictionary<string, int> Committed()
    {
        using var stream = typeof(CompatibilityTests).Assembly.GetManifestResourceStream("passing.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').Select(l => l.Split(' '))
            .ToDictionary(p => p[0], p => int.Parse(p[1], System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    [Fact]
    public void No_case_that_passed_fails()
    {
        string? folder = Folder();
        if (folder is null) Assert.Skip("The compatibility kit is not beside the checkout.");
        var outcomes = TckRunner.Run(folder).ToList();
        var passed = outcomes.Where(o => o.Passed).GroupBy(o => o.File.Replace('\\', '/')).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var lost = Committed().Where(c => passed.GetValueOrDefault(c.Key) < c.Value).Select(c => c.Key).ToHashSet();
        var failures = outcomes.Where(o => !o.Passed && lost.Contains(o.File.Replace('\\', '/')));
        Assert.True(lost.Count == 0, string.Join('\n', failures.Select(o => $"{o.File} {o.Case} {o.Result}: expected {o.Expected}, got {o.Got} {o.Problem}")));
    }
}
