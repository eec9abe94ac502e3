using System;
using CsCheck;
using Xunit;

namespace Saxaul.Feel.Tests.Values;

public class CalendarTests
{
    private static FeelValue Value(string expression, params FeelValue[] inputs)
    {
        string[] names = ["a", "b"];
        return FeelExpression.Compile(expression, names[..inputs.Length]).Evaluate(new Evaluation(), inputs);
    }

    private static readonly Gen<DateOnly> Dates = Gen.Int[0, DateOnly.MaxValue.DayNumber].Select(DateOnly.FromDayNumber);

    [Fact]
    public void Dates_agree_with_those_of_NET() => Dates.Sample(date =>
    {
        FeelValue value = date;
        Assert.True(value.TryToDate(out var back));
        return back == date
            && value.ToString() == date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
            && Value("date(a)", value.ToString()) == value
            && Value("a.weekday", value).AsNumber == ((int)date.DayOfWeek + 6) % 7 + 1
            && Value("day of year(a)", value).AsNumber == date.DayOfYear
            && Value("week of year(a)", value).AsNumber == System.Globalization.ISOWeek.GetWeekOfYear(date.ToDateTime(default));
    });

    [Fact]
    public void Adding_days_and_months_agrees_with_NET() => Gen.Select(Gen.Int[400_000, 3_000_000], Gen.Int[-300_000, 300_000], Gen.Int[-4000, 4000]).Sample((day, days, months) =>
    {
        var date = DateOnly.FromDayNumber(day);
        return Value("a + b", date, TimeSpan.FromDays(days)) == date.AddDays(days)
            && Value("a + b", date, FeelValue.Months(months)) == date.AddMonths(months)
            && Value("a - b", date.AddDays(days), date) == TimeSpan.FromDays(days);
    });

    [Fact]
    public void Moments_agree_with_those_of_NET() => Gen.Select(Gen.DateTime, Gen.Int[-14 * 60, 14 * 60]).Sample((moment, offset) =>
    {
        if (moment.Year is < 2 or > 9998) return;
        var zoned = new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Unspecified), TimeSpan.FromMinutes(offset));
        FeelValue value = zoned;
        Assert.Equal(value, Value("date and time(a)", value.ToString()));
        Assert.Equal(value, zoned.ToUniversalTime());
        Assert.Equal(TimeSpan.FromMinutes(offset), Value("a.time offset", value));
    });

    [Theory]
    [InlineData("@\"2024-07-01T12:00:00@Asia/Shanghai\" = @\"2024-07-01T04:00:00Z\"", "true")]
    [InlineData("(@\"2024-03-30T12:00:00@Europe/Paris\" + @\"P1D\").hour", "13")]
    [InlineData("@\"2024-07-01T12:00:00@Asia/Shanghai\".timezone", "\"Asia/Shanghai\"")]
    [InlineData("@\"23:30:00\" + @\"PT1H\"", "00:30:00")]
    [InlineData("@\"-0044-03-15\".year", "-44")]
    [InlineData("date(999999999, 12, 31) + @\"P1D\"", "null")]
    public void Zones_and_limits(string expression, string value) => Assert.Equal(value, Value(expression).ToLiteral());

    [Fact]
    public void Durations_are_written_as_they_are_read()
    {
        Gen.Long[-1_000_000_000_000_000, 1_000_000_000_000_000].Select(TimeSpan.FromTicks).Sample(t => Value("duration(a)", ((FeelValue)t).ToString()) == t);
        Gen.Long[-100_000, 100_000].Select(FeelValue.Months).Sample(m => Value("duration(a)", m.ToString()) == m);
    }
}
