using Saxaul.People;
using Xunit;

namespace Saxaul.Tests.People;

public class InitialsTests
{
    [Theory]
    [InlineData("mmtyhf", "买买提牙合甫")]
    [InlineData("s", "单")]
    [InlineData("d", "单")]
    [InlineData("z", "曾")]
    [InlineData("c", "曾")]
    [InlineData("q", "仇")]
    [InlineData("x", "解")]
    [InlineData("z", "查")]
    [InlineData("o", "区")]
    [InlineData("y", "尉")]
    [InlineData("l", "〇")]
    [InlineData("lh", "\U0002B7F7华")]
    [InlineData("abd", "abdulla")]
    public void Characters_begin_with_every_letter_that_a_reading_has(string letters, string name) => Assert.True(Initials.Are(letters, name + "\n", 0));

    [Theory]
    [InlineData("mt", "买买提")]
    [InlineData("mmtm", "买买提")]
    [InlineData("a", "买")]
    [InlineData("m", "7")]
    public void And_with_no_other(string letters, string name) => Assert.False(Initials.Are(letters, name + "\n", 0));

    [Fact]
    public void Only_small_Latin_letters_can_be_initials() => Assert.Equal((true, false, false, false), (Initials.CanBe("mmt"), Initials.CanBe("m1"), Initials.CanBe("买m"), Initials.CanBe("")));
}
