using System;
using System.Globalization;
using CsCheck;
using Saxaul.Intake;
using Xunit;

namespace Saxaul.Tests.Intake;

public class WrittenDateTests
{
    [Theory]
    [InlineData("2020-03-01")]
    [InlineData("2020.3.1")]
    [InlineData("2020．3．1")]
    [InlineData("2020/3/1")]
    [InlineData("2020/03/01")]
    [InlineData("20200301")]
    [InlineData("2020年3月1日")]
    [InlineData("2020 年 3 月 1 日")]
    [InlineData("2020年03月01号")]
    [InlineData("2020-03-01 08:30:00")]
    [InlineData("2020-03-01T08:30:00Z")]
    [InlineData("2020年3月1日 8时30分")]
    [InlineData("2020年3月1日8:30")]
    [InlineData("2020/3/1 下午3:00")]
    [InlineData("43891")]
    public void The_first_of_March_2020_however_written(string written)
    {
        Assert.Equal(new DateOnly(2020, 3, 1), WrittenDate.Read(Cell.OfText(written)).Value.Day);
    }

    [Theory]
    [InlineData("2020年3月")]
    [InlineData("2020-03")]
    [InlineData("2020.3")]
    [InlineData("2020/3月")]
    [InlineData("202003")]
    public void A_month_stays_a_month(string written)
    {
        DayOrMonth march = WrittenDate.Read(Cell.OfText(written)).Value;
        Assert.True(march.IsMonth);
        Assert.Null(march.Day);
        Assert.Equal("2020-03", march.ToString());
    }

    [Fact]
    public void A_spreadsheet_date_is_its_day_and_loses_only_its_time()
    {
        Assert.Equal("2020-04-01", WrittenDate.Read(Cell.OfDate(43922)).Value.ToString());
        Assert.False(WrittenDate.Read(Cell.OfDate(43922)).Differs);
        Assert.Equal("2020-04-01", WrittenDate.Read(Cell.OfDate(43922.75)).Value.ToString());
        Assert.True(WrittenDate.Read(Cell.OfDate(43922.75)).Differs);
        Assert.Equal("1900-01-01", WrittenDate.Read(Cell.OfDate(1)).Value.ToString());
        Assert.Equal("1900-02-28", WrittenDate.Read(Cell.OfDate(59)).Value.ToString());
        Assert.Equal("1900-03-01", WrittenDate.Read(Cell.OfDate(61)).Value.ToString());
    }

    [Fact]
    public void A_number_that_lost_its_date_format_is_still_that_day()
    {
        Assert.Equal("2020-04-01", WrittenDate.Read(Cell.OfNumber(43922)).Value.ToString());
        Assert.Equal("2020-03-01", WrittenDate.Read(Cell.OfNumber(20200301)).Value.ToString());
        Assert.Equal("2020-03", WrittenDate.Read(Cell.OfNumber(202003)).Value.ToString());
        Assert.Equal("2020-03", WrittenDate.Read(Cell.OfNumber(2020.3)).Value.ToString());
        Assert.Equal("2020-12", WrittenDate.Read(Cell.OfNumber(2020.12)).Value.ToString());
    }

    [Fact]
    public void October_written_as_a_number_looks_like_January_and_is_asked_back()
    {
        Assert.Equal(WrittenDate.MonthLostItsZero, WrittenDate.Read(Cell.OfNumber(2020.10)).Remark);
        Assert.Equal("2020-10", WrittenDate.Read(Cell.OfText("2020.10")).Value.ToString());
        Assert.Equal("2020-01", WrittenDate.Read(Cell.OfText("2020.1")).Value.ToString());
    }

    public static TheoryData<string, Remark> Doubtful => new()
    {
        { "20.3.1", WrittenDate.TwoDigitYear },
        { "98年3月", WrittenDate.TwoDigitYear },
        { "85-03-01", WrittenDate.TwoDigitYear },
        { "3/1/2020", WrittenDate.OrderUnclear },
        { "2019", WrittenDate.OnlyAYear },
        { "2019年", WrittenDate.OnlyAYear },
        { "2020-02-30", WrittenDate.NoSuchDay },
        { "2019年2月29日", WrittenDate.NoSuchDay },
        { "20201301", WrittenDate.NoSuchDay },
        { "1020-01-01", WrittenDate.YearOutOfRange },
        { "去年三月", WrittenDate.NotADate },
        { "2020-03-01至2020-04-01", WrittenDate.NotADate },
        { "12", WrittenDate.NotADate },
        { "99999999999999999999", WrittenDate.NotADate },
    };

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void Where_there_is_doubt_there_is_no_date(string written, Remark why)
    {
        Assert.Equal(why, WrittenDate.Read(Cell.OfText(written)).Remark);
    }

    [Fact]
    public void A_year_in_a_number_cell_is_not_a_day_in_1905()
    {
        Assert.Equal(WrittenDate.OnlyAYear, WrittenDate.Read(Cell.OfNumber(2019)).Remark);
    }

    [Fact]
    public void Blank_dash_and_error_are_told_apart()
    {
        Assert.Equal(ReadingOutcome.Blank, WrittenDate.Read(default).Outcome);
        Assert.Equal(ReadingOutcome.WroteNone, WrittenDate.Read(Cell.OfText("/")).Outcome);
        Assert.Equal(Remark.ErrorValue, WrittenDate.Read(Cell.OfError("#VALUE!")).Remark);
        Assert.Equal(WrittenDate.NotADate, WrittenDate.Read(Cell.OfTruth(true)).Remark);
        Assert.Equal(WrittenDate.NotADate, WrittenDate.Read(Cell.OfNumber(-5)).Remark);
    }

    [Fact]
    public void Every_day_comes_back_from_each_way_of_writing_it()
    {
        string[] forms = ["yyyy-MM-dd", "yyyy.M.d", "yyyy/M/d", "yyyyMMdd", "yyyy'年'M'月'd'日'", "yyyy-MM-dd HH:mm:ss"];
        Gen.Int[new DateOnly(1911, 1, 1).DayNumber, new DateOnly(2100, 12, 31).DayNumber].Sample(number =>
        {
            DateOnly day = DateOnly.FromDayNumber(number);
            DateTime moment = day.ToDateTime(TimeOnly.MinValue);
            foreach (string form in forms) Assert.Equal(day, WrittenDate.Read(Cell.OfText(moment.ToString(form, CultureInfo.InvariantCulture))).Value.Day);
            Assert.Equal(day, WrittenDate.Read(Cell.OfDate(SerialDay.Of(moment))).Value.Day);
            Assert.Equal(day, WrittenDate.Read(Cell.OfNumber(SerialDay.Of(moment))).Value.Day);
        });
    }

    [Fact]
    public void No_text_or_number_makes_it_fail()
    {
        Gen.String[Gen.Char["0123456789.-/年月日: T"], 0, 20].Sample(text => Assert.NotNull(WrittenDate.Read(Cell.OfText(text)).ToString()));
        Gen.Double.Sample(number => Assert.NotNull(WrittenDate.Read(Cell.OfDate(number)).ToString()));
    }
}
