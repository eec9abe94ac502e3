using CsCheck;
using Saxaul.Intake;
using Xunit;

namespace Saxaul.Tests.Intake;

public class MoneyTests
{
    [Theory]
    [InlineData("12300", 12_300_00)]
    [InlineData("12,300", 12_300_00)]
    [InlineData("12，300", 12_300_00)]
    [InlineData("１２３００", 12_300_00)]
    [InlineData("12300元", 12_300_00)]
    [InlineData(" 12 300 元", 12_300_00)]
    [InlineData("1.23万", 12_300_00)]
    [InlineData("1.23万元", 12_300_00)]
    [InlineData("1.4171万", 14_171_00)]
    [InlineData("0.0210万", 210_00)]
    [InlineData("¥1,200.50", 1_200_50)]
    [InlineData("￥1,200.50元", 1_200_50)]
    [InlineData("人民币3000元整", 3_000_00)]
    [InlineData("(1,200)", -1_200_00)]
    [InlineData("（1,200）", -1_200_00)]
    [InlineData("-1,200", -1_200_00)]
    [InlineData("−1200", -1_200_00)]
    [InlineData("¥-5", -5_00)]
    [InlineData("1.2E+4", 12_000_00)]
    [InlineData("1,2345", 12_345_00)]
    [InlineData("'800", 800_00)]
    [InlineData("0", 0)]
    [InlineData(".5", 50)]
    public void Amounts_as_officials_write_them(string written, long fen)
    {
        Assert.Equal(fen, Money.Read(Cell.OfText(written)).Value);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("—")]
    [InlineData("/")]
    [InlineData("无")]
    public void A_dash_says_that_there_is_none_which_is_neither_zero_nor_unknown(string written)
    {
        Assert.Equal(ReadingOutcome.WroteNone, Money.Read(Cell.OfText(written)).Outcome);
    }

    [Fact]
    public void A_blank_cell_is_blank()
    {
        Assert.Equal(ReadingOutcome.Blank, Money.Read(default).Outcome);
        Assert.Equal(ReadingOutcome.Blank, Money.Read(Cell.OfText(" \u3000")).Outcome);
    }

    [Theory]
    [InlineData(12300, 12_300_00)]
    [InlineData(1.23, 1_23)]
    [InlineData(0.1 + 0.2, 30)]
    [InlineData(1.005, 1_01)]
    [InlineData(4.35 * 100, 435_00)]
    public void A_number_cell_is_taken_by_the_digits_its_sender_sees(double number, long fen)
    {
        Assert.Equal(fen, Money.Read(Cell.OfNumber(number)).Value);
    }

    [Fact]
    public void A_column_in_ten_thousands_scales_unless_the_cell_names_its_own_unit()
    {
        Assert.Equal(12_300_00, Money.Read(Cell.OfNumber(1.23), yuanPerUnit: 10_000).Value);
        Assert.Equal(12_300_00, Money.Read(Cell.OfText("1.23"), yuanPerUnit: 10_000).Value);
        Assert.Equal(12_300_00, Money.Read(Cell.OfText("1.23万"), yuanPerUnit: 10_000).Value);
        Assert.Equal(12_300_00, Money.Read(Cell.OfText("12300元"), yuanPerUnit: 10_000).Value);
    }

    [Fact]
    public void More_than_two_decimals_are_rounded_as_in_school_and_say_so()
    {
        Reading<long> reading = Money.Read(Cell.OfText("0.125"));
        Assert.Equal(13, reading.Value);
        Assert.Equal(Money.Rounded, reading.Remark);
        Assert.True(reading.Differs);
        Assert.Null(Money.Read(Cell.OfText("0.12")).Remark);
    }

    [Fact]
    public void The_original_is_worth_keeping_only_where_it_says_more_than_the_value()
    {
        Assert.False(Money.Read(Cell.OfText("12300")).Differs);
        Assert.False(Money.Read(Cell.OfNumber(12300)).Differs);
        Assert.True(Money.Read(Cell.OfText("12,300")).Differs);
        Assert.True(Money.Read(Cell.OfText("1.23万")).Differs);
    }

    [Theory]
    [InlineData("约1000")]
    [InlineData("1000左右")]
    [InlineData("1,2")]
    [InlineData("1,200,30")]
    [InlineData("1.200,50")]
    [InlineData("1.2.3")]
    [InlineData("12300元/年")]
    [InlineData("5亩")]
    [InlineData("暂无")]
    [InlineData("=1+2")]
    [InlineData("--5")]
    [InlineData("元")]
    [InlineData("1e")]
    [InlineData("NaN")]
    public void Nothing_is_guessed(string written)
    {
        Assert.Equal(Money.NotAnAmount, Money.Read(Cell.OfText(written)).Remark);
    }

    [Fact]
    public void What_no_household_can_have_is_refused_not_overflowed()
    {
        Assert.Equal(Money.OutOfRange, Money.Read(Cell.OfText("99999999999999999999亿")).Remark);
        Assert.Equal(Money.OutOfRange, Money.Read(Cell.OfNumber(1e300)).Remark);
        Assert.Equal(Money.OutOfRange, Money.Read(Cell.OfNumber(-9e17)).Remark);
        Assert.False(Money.Read(Cell.OfText("1e999")).HasValue);
    }

    [Fact]
    public void Errors_and_formulas_without_result_are_never_zero()
    {
        Assert.Equal(Remark.ErrorValue, Money.Read(Cell.OfError("#REF!")).Remark);
        Assert.Equal(Remark.NoResult, Money.Read(Cell.WithoutResult).Remark);
        Assert.Equal(Money.NotAnAmount, Money.Read(Cell.OfDate(43922)).Remark);
        Assert.Equal(Money.NotAnAmount, Money.Read(Cell.OfTruth(true)).Remark);
    }

    [Fact]
    public void Every_amount_comes_back_from_each_way_of_writing_it()
    {
        Gen.Long[-100_000_000_00, 100_000_000_00].Sample(fen =>
        {
            decimal yuan = fen / 100m;
            string sign = fen < 0 ? "-" : "";
            Assert.Equal(fen, Money.Read(Cell.OfText(Money.InYuan(fen))).Value);
            Assert.Equal(fen, Money.Read(Cell.OfNumber((double)yuan)).Value);
            Assert.Equal(fen, Money.Read(Cell.OfText((yuan / 10_000).ToString(System.Globalization.CultureInfo.InvariantCulture) + "万元")).Value);
            Assert.Equal(fen, Money.Read(Cell.OfText(sign + "¥" + System.Math.Abs(yuan).ToString("#,0.00", System.Globalization.CultureInfo.InvariantCulture))).Value);
            Assert.False(Money.Read(Cell.OfText(Money.InYuan(fen))).Differs);
        });
    }

    [Fact]
    public void No_text_makes_it_fail()
    {
        Gen.String[Gen.Char["0123456789.,-+()万元¥eE /％１"], 0, 30].Sample(text =>
        {
            Reading<long> reading = Money.Read(Cell.OfText(text));
            Assert.True(reading.HasValue || reading.Remark is not null || reading.Outcome is ReadingOutcome.Blank or ReadingOutcome.WroteNone);
        });
    }
}
