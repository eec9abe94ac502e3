using System;
using System.Linq;
using System.Text.RegularExpressions;
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

    private static string Values(string words) => string.Join(' ', Places().Matches(words).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{(\w+)")]
    private static partial Regex Places();
}
