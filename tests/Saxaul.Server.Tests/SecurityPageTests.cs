using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Saxaul.Server.Tests;

/// <summary>What the page on security and the list of inputs name is there: a file that moves or a test that is renamed takes its name along.</summary>
public sealed partial class SecurityPageTests
{
    /// <summary>Requirements of levels 1 and 2 of ASVS 5.0.0, by chapter.</summary>
    private static readonly int[] Requirements = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];

    [Theory]
    [InlineData("docs/security.md")]
    [InlineData("docs/decisions/0021-web-hygiene.md")]
    public void Every_file_and_test_that_it_names_exists(string page)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, page));
        var tests = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).ToHashSet();
        Assert.All(NamedTest().Matches(text).Select(named => named.Value), named => Assert.Contains(named, tests));
        Assert.All(NamedFile().Matches(text).Select(named => named.Groups[1].Value), named => Assert.True(Path.Exists(Path.Combine(Repository.Root, named)), named));
        Assert.All(NamedPage().Matches(text).Select(named => named.Groups[1].Value), named => Assert.True(Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, named)), named));
    }

    [Fact]
    public void Every_requirement_stands_there_once_and_what_is_not_met_says_why()
    {
        var rows = Requirement().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "security.md"))).Select(row => (Number: row.Groups[1].Value, State: row.Groups[2].Value, Why: row.Groups[3].Value)).ToList();

        Assert.Equal(rows.Count, rows.Select(row => row.Number).Distinct().Count());
        Assert.Equal(Requirements, Enumerable.Range(1, 17).Select(chapter => rows.Count(row => row.Number.StartsWith($"{chapter}.", StringComparison.Ordinal))));
        Assert.All(rows, row => Assert.Contains(row.State, new[] { "met", "part", "no", "–" }));
        Assert.All(rows.Where(row => row.State is "part" or "no"), row => Assert.True(row.Why.Length > 5, row.Number));
    }

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+Tests\b")]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"`((?:src|tests|docs|programmes|bench|tools)/[^`\s]+|[A-Z][A-Za-z]+\.(?:md|txt))`")]
    private static partial Regex NamedFile();

    [GeneratedRegex(@"\]\(((?!https?:)[^)#]+)\)")]
    private static partial Regex NamedPage();

    [GeneratedRegex(@"^\| (\d+\.\d+\.\d+) \| [^|]+ \| ([^|]+) \| ?([^|]*) ?\|$", RegexOptions.Multiline)]
    private static partial Regex Requirement();
}
