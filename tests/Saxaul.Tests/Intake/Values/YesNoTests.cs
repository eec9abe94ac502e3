using Saxaul.Intake;
using Xunit;

namespace Saxaul.Tests.Intake;

public class YesNoTests
{
    [Theory]
    [InlineData("是")]
    [InlineData(" 是 ")]
    [InlineData("有")]
    [InlineData("√")]
    [InlineData("Y")]
    [InlineData("ｙ")]
    [InlineData("1")]
    public void Ways_to_say_yes(string written) => Assert.True(YesNo.Read(Cell.OfText(written)).Value);

    [Theory]
    [InlineData("否")]
    [InlineData("无")]
    [InlineData("没有")]
    [InlineData("×")]
    [InlineData("X")]
    [InlineData("N")]
    [InlineData("0")]
    public void Ways_to_say_no(string written) => Assert.False(YesNo.Read(Cell.OfText(written)).Value);

    [Fact]
    public void Numbers_and_truth_values_answer_too()
    {
        Assert.True(YesNo.Read(Cell.OfNumber(1)).Value);
        Assert.False(YesNo.Read(Cell.OfNumber(0)).Value);
        Assert.True(YesNo.Read(Cell.OfTruth(true)).Value);
    }

    [Theory]
    [InlineData("基本安全")]
    [InlineData("2")]
    [InlineData("是/否")]
    [InlineData("？")]
    public void Anything_else_is_no_answer(string written) => Assert.Equal(YesNo.NotYesOrNo, YesNo.Read(Cell.OfText(written)).Remark);

    [Fact]
    public void Blank_is_not_no()
    {
        Assert.Equal(ReadingOutcome.Blank, YesNo.Read(default).Outcome);
        Assert.Equal(ReadingOutcome.WroteNone, YesNo.Read(Cell.OfText("/")).Outcome);
        Assert.Equal(Remark.ErrorValue, YesNo.Read(Cell.OfError("#N/A")).Remark);
    }

    [Fact]
    public void The_original_is_kept_where_other_words_were_used()
    {
        Assert.False(YesNo.Read(Cell.OfText("是")).Differs);
        Assert.True(YesNo.Read(Cell.OfText("有")).Differs);
    }
}
