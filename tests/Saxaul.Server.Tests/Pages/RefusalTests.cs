using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>What a page does with a refusal, the refusal says where it is defined: its kind, and what a form asks for besides.</summary>
public sealed class RefusalTests
{
    /// <summary>Whoever adds a refusal would not know of it, and so the next one was answered with the wrong page.</summary>
    [Fact]
    public void Nothing_asks_for_the_bare_number_of_a_refusal() => Assert.Empty(new[] { "*.cs", "*.razor" }.SelectMany(kind => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), kind, SearchOption.AllDirectories))
        .SelectMany(file => File.ReadLines(file).Where(line => Regex.IsMatch(line, @"\bNumber\b\s*(is|==|!=|/|:|>|<)[^;]*\b\d{4}\b|Problem\.Number\s*(is|==|!=|/|>|<)|(==|!=)\s*Problem\.[A-Z]")).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}")));
}
