using CsCheck;
using Saxaul.Intake;
using Xunit;

namespace Saxaul.Tests.Intake;

public class MeasureTests
{
    [Theory]
    [InlineData("3", 3)]
    [InlineData("3人", 3)]
    [InlineData("６个月", 6)]
    [InlineData("12 户", 12)]
    [InlineData("1,200只", 1200)]
    [InlineData("3.0", 3)]
    public void Whole_numbers_with_or_without_a_counting_word(string written, long number)
    {
        Assert.Equal(number, Measure.ReadWhole(Cell.OfText(written)).Value);
    }

    [Fact]
    public void Half_a_person_is_a_mistake_and_not_rounded()
    {
        Assert.Equal(Measure.NotWhole, Measure.ReadWhole(Cell.OfNumber(2.5)).Remark);
        Assert.Equal(Measure.NotWhole, Measure.ReadWhole(Cell.OfText("2.5人")).Remark);
    }

    [Fact]
    public void Land_is_kept_in_hundredths_of_a_mu()
    {
        Assert.Equal(125, Measure.Read(Cell.OfText("1.25亩"), 2, "亩").Value);
        Assert.Equal(125, Measure.Read(Cell.OfNumber(1.25), 2, "亩").Value);
        Reading<long> rounded = Measure.Read(Cell.OfNumber(1.255), 2, "亩");
        Assert.Equal(126, rounded.Value);
        Assert.Equal(Measure.Rounded, rounded.Remark);
    }

    [Fact]
    public void Another_unit_is_refused_rather_than_taken_for_this_one()
    {
        Assert.Equal(Measure.OtherUnit, Measure.Read(Cell.OfText("3公顷"), 2, "亩").Remark);
        Assert.Equal(Measure.OtherUnit, Measure.ReadWhole(Cell.OfText("3万")).Remark);
    }

    [Theory]
    [InlineData("三人")]
    [InlineData("3-4人")]
    [InlineData("多")]
    [InlineData("2020-03")]
    public void Nothing_is_guessed(string written)
    {
        Assert.False(Measure.ReadWhole(Cell.OfText(written)).HasValue);
    }

    [Fact]
    public void Blank_dash_error_and_absurd_numbers_each_say_what_they_are()
    {
        Assert.Equal(ReadingOutcome.Blank, Measure.ReadWhole(default).Outcome);
        Assert.Equal(ReadingOutcome.WroteNone, Measure.ReadWhole(Cell.OfText("/")).Outcome);
        Assert.Equal(Remark.ErrorValue, Measure.ReadWhole(Cell.OfError("#N/A")).Remark);
        Assert.Equal(Measure.OutOfRange, Measure.ReadWhole(Cell.OfNumber(1e17)).Remark);
        Assert.Equal(Measure.NotANumber, Measure.ReadWhole(Cell.OfDate(43922)).Remark);
    }

    [Fact]
    public void Every_whole_number_comes_back()
    {
        Gen.Long[-1_000_000, 1_000_000].Sample(number =>
        {
            Assert.Equal(number, Measure.ReadWhole(Cell.OfNumber(number)).Value);
            Assert.Equal(number, Measure.ReadWhole(Cell.OfText($"{number}人")).Value);
        });
    }
}
