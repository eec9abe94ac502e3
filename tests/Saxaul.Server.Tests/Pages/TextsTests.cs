using System;
using System.Linq;
using System.Text.RegularExpressions;
using Saxaul.Registers;
using Saxaul.Server.Pages;
using Xunit;

namespace Saxaul.Server.Tests.Pages;

/// <summary>The words of the pages are complete in both languages.</summary>
public sealed partial class TextsTests
{
    [Fact]
    public void Every_text_is_there_in_both_languages_and_asks_for_the_same_values() => Assert.All(Texts.All, text =>
    {
        Assert.Equal(["en", "zh"], text.Value.Keys.Order(StringComparer.Ordinal));
        Assert.All(text.Value.Values, words => Assert.NotEmpty(words));
        Assert.Equal(Values(text.Value["zh"]), Values(text.Value["en"]));
    });

    [Theory]
    [InlineData(1, "1 household")]
    [InlineData(2, "2 households")]
    [InlineData(68600, "68,600 households")]
    public void A_number_takes_the_word_that_fits_it(int n, string said) =>
        Assert.StartsWith("This total counts " + said, Texts.Say("counted.sentence", "en", ("n", n)), StringComparison.Ordinal);

    [Theory]
    [InlineData("en", "1", "household")]
    [InlineData("en", "0", "households")]
    [InlineData("en", "1,001", "households")]
    [InlineData("en", null, "households")]
    [InlineData("zh-CN", "1", "户")]
    public void A_unit_fits_the_number_it_stands_behind(string language, string? number, string unit) =>
        Assert.Equal(unit, new Labels { ["zh"] = "户", ["en"] = "household|households" }.UnitIn(language, number));

    private static string Values(string words) => string.Join(' ', Places().Matches(words).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{(\w+)")]
    private static partial Regex Places();
}
