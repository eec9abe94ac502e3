using System.Collections.Generic;
using System.Linq;
using Saxaul.Facts;
using Saxaul.Indicators;
using Saxaul.Registers;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Tests.Indicators;

/// <summary>What an office may write in a file of indicators, and what it is told when it is wrong.</summary>
public sealed class IndicatorSetTests
{
    private static IndicatorSet With(string text)
    {
        var programmes = new Programmes(new Dictionary<string, string>(Programmes.Shipped.Files) { ["early-warning/indicators/office.yaml"] = text });
        using var test = new TestRegistry(DatabaseKind.Sqlite, programmes: programmes);
        return IndicatorSet.Of(test.Registry, FactShape.Of(test.Registry.Registers));
    }

    private static string One(string rest, string name = "large_families") =>
        $$"""
        indicators:
          - indicator: {{name}}
            labels: { zh: 大家庭, en: Large families }
            unit: { zh: 户, en: households }
            {{rest}}
        """;

    [Fact]
    public void The_shipped_ones_are_there_with_one_for_each_rule()
    {
        var names = With(One("counts: households")).All.Select(indicator => indicator.Name).ToList();
        Assert.Contains("exited_persons", names);
        Assert.Contains("warnings.income", names);
        Assert.Equal(12, names.Count(name => name.StartsWith("warnings.", System.StringComparison.Ordinal)));
    }

    [Fact]
    public void An_office_adds_an_indicator_without_a_programmer() =>
        Assert.NotNull(With(One("when: household_size >= 6 and relocated = true")).Find("large_families"));

    [Theory]
    [InlineData("when: houshold_size >= 6", "houshold_size")]
    [InlineData("when: household_size >= and", "condition")]
    [InlineData("when: count(warnings) > 0", "policy")]
    [InlineData("counts: warnings", "policy")]
    [InlineData("counts: families", "line")]
    public void What_cannot_be_counted_is_refused_with_file_and_sentence(string rest, string said)
    {
        var problem = Assert.Throws<ProblemException>(() => With(One(rest))).Problem;
        Assert.Equal(5001, problem.Number);
        Assert.Contains("office.yaml", problem.Zh, System.StringComparison.Ordinal);
        Assert.Contains(said, problem.En, System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_stands_once() =>
        Assert.Contains("households", Assert.Throws<ProblemException>(() => With(One("counts: households", "households"))).Problem.En, System.StringComparison.Ordinal);
}
