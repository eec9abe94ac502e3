using CsCheck;
using Saxaul.Intake;
using Xunit;

namespace Saxaul.Tests.Intake;

public class WrittenTextTests
{
    [Theory]
    [InlineData("ＡＢＣ１２３（元）", "ABC123(元)")]
    [InlineData("\u3000喀孜干村\u00A0", "喀孜干村")]
    [InlineData("喀孜\u200B干村\uFEFF", "喀孜干村")]
    [InlineData("第一行\r\n第二行", "第一行 第二行")]
    [InlineData("a \t  b", "a b")]
    [InlineData("'00123", "00123")]
    [InlineData("‘00123", "00123")]
    [InlineData("", "")]
    [InlineData("\u3000 ", "")]
    public void What_keyboards_do_differently_becomes_the_same(string written, string clean) => Assert.Equal(clean, WrittenText.Clean(written));

    [Fact]
    public void Clean_text_is_the_same_string_and_costs_nothing()
    {
        const string name = "阿合雅镇";
        Assert.Same(name, WrittenText.Clean(name));
        Assert.Same(name, WrittenText.Key(name));
    }

    [Fact]
    public void A_joiner_between_Arabic_letters_is_spelling_and_stays()
    {
        Assert.Equal("مى\u200Cم", WrittenText.Clean("مى\u200Cم"));
        Assert.Equal("张三", WrittenText.Clean("张\u200C三"));
    }

    [Fact]
    public void The_key_ignores_spaces_and_case() => Assert.Equal("id号码", WrittenText.Key(" ID 号 码"));

    [Fact]
    public void Cleaning_twice_is_cleaning_once()
    {
        Gen.String[Gen.Char["a张 '\u3000\u200B\u200C１（\t\nم\u00AD"], 0, 20].Sample(text =>
        {
            string once = WrittenText.Clean(text);
            Assert.Equal(once, WrittenText.Clean(once));
        });
    }
}
