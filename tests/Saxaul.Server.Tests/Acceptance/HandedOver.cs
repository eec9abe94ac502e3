using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace Saxaul.Server.Tests.Acceptance;

/// <summary>
/// A prefecture's hand-over with its right answers: the folder that SAXAUL_SHARED names, else "shared" beside the repository. Tests that need it are shown as
/// skipped where it is not.
/// </summary>
internal sealed class HandedOver
{
    private const string Variable = "SAXAUL_SHARED";

    private readonly string folder;

    private HandedOver(string name) => folder = Path.Combine(Root!, "handover", name);

    private static string? Root { get; } = FindRoot();

    /// <summary>Two counties, 2,058 households.</summary>
    public static HandedOver Small()
    {
        Assert.SkipWhen(Root is null, $"The hand-over is not here: name its folder in {Variable}.");
        return new HandedOver("small");
    }

    /// <summary>Nine counties, 68,600 households: only when SAXAUL_ACCEPTANCE_BIG is 1.</summary>
    public static HandedOver Big()
    {
        Assert.SkipWhen(Root is null, $"The hand-over is not here: name its folder in {Variable}.");
        Assert.SkipUnless(Environment.GetEnvironmentVariable("SAXAUL_ACCEPTANCE_BIG") == "1", "Takes minutes: set SAXAUL_ACCEPTANCE_BIG=1.");
        return new HandedOver("aksu-2020");
    }

    public string AreaCodes => Path.Combine(Root!, "areas", "aksu-2020.csv");

    public string[] Rosters => [.. Files("*户信息.xlsx")];

    public string[] Departments => [.. Files("*局-*")];

    public JsonElement Truth => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "truth.json"))).RootElement;

    /// <summary>Household and rule, sorted: from_rosters or after_departments.</summary>
    public string[] Warnings(string when) => Pairs(File.ReadAllLines(Path.Combine(folder, $"truth-warnings_{when}.csv")));

    /// <summary>Household and rule of a csv with more columns behind them.</summary>
    public static string[] Pairs(IEnumerable<string> lines) =>
        [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => string.Join(' ', line.Split(',')[..2].Select(cell => cell.Trim()))).Order(StringComparer.Ordinal)];

    private IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal);

    private static string? FindRoot()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            return named;
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (!File.Exists(Path.Combine(at.FullName, "Saxaul.slnx")))
                continue;
            for (var beside = at.Parent; beside is not null; beside = beside.Parent)
            {
                if (Directory.Exists(Path.Combine(beside.FullName, "shared", "handover")))
                    return Path.Combine(beside.FullName, "shared");
            }
        }
        return null;
    }
}
