using System;
using System.Linq;
using CsCheck;
using Saxaul.Calendars;
using Saxaul.Registers;
using Xunit;

namespace Saxaul.Tests.Calendars;

/// <summary>The days on which offices work, and what is refused in their definition.</summary>
public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Shipped = Programmes.Shipped.In("calendars").Select(file => DefinitionFile.ReadCalendar(file.File, file.Text)).Single();

    [Theory]
    [InlineData("2020-04-03", 1, "2020-04-07")] // 清明: Saturday to Monday
    [InlineData("2020-04-30", 1, "2020-05-06")] // 劳动节: until Tuesday
    [InlineData("2020-05-08", 1, "2020-05-09")] // a Saturday that is worked for it
    [InlineData("2020-09-30", 2, "2020-10-10")] // 国庆、中秋: until the 8th, and Saturday the 10th is worked
    [InlineData("2021-09-17", 5, "2021-09-26")] // 中秋: Saturday the 18th, three days, Sunday the 26th
    [InlineData("2020-12-31", 1, "2021-01-04")] // 元旦 of the next year
    [InlineData("2020-01-23", 1, "2020-02-03")] // 春节, longer that year
    public void Working_days_leave_out_holidays_and_count_weekends_that_are_worked(string from, int days, string until) =>
        Assert.Equal(DateOnly.Parse(until, System.Globalization.CultureInfo.InvariantCulture), Shipped.After(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), days));

    [Fact]
    public void In_a_year_without_a_notice_offices_work_from_Monday_to_Friday()
    {
        Assert.Equal(new DateOnly(2035, 10, 8), new WorkingCalendar().After(new DateOnly(2035, 10, 1), 5));
        Assert.Equal(new DateOnly(2035, 10, 1), new WorkingCalendar().After(new DateOnly(2035, 10, 1), 0));
    }

    [Fact]
    public void Between_a_day_and_the_day_so_many_working_days_after_it_lie_just_so_many() =>
        Gen.Select(Gen.Int[0, 1_000], Gen.Int[0, 60]).Sample((day, days) =>
        {
            var from = new DateOnly(2019, 10, 1).AddDays(day);
            var until = Shipped.After(from, days);
            Assert.Equal(days, Enumerable.Range(1, until.DayNumber - from.DayNumber).Count(later => Shipped.IsWorkingDay(from.AddDays(later))));
            Assert.True(days == 0 || Shipped.IsWorkingDay(until));
        });

    [Theory]
    [InlineData("off: [2026-02-30]", "2026-02-30")]
    [InlineData("off: [2026-10-07/2026-10-01]", "2026-10-07/2026-10-01")]
    [InlineData("off: [2031-10-01]", "2031-10-01")]
    [InlineData("on: [2026-10-12]", "on")] // a Monday
    [InlineData("off: [2026-10-10], on: [2026-10-10]", "on")]
    public void What_cannot_be_meant_is_refused_in_both_languages(string days, string named)
    {
        var refused = Assert.Throws<ProblemException>(() => DefinitionFile.ReadCalendar("office.yaml", $"years: [{{ year: 2026, {days}, source: {{ zh: 通知, en: notice }} }}]")).Problem;
        Assert.Contains(named, refused.Zh, StringComparison.Ordinal);
        Assert.Contains(named, refused.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_year_stands_once_and_names_its_notice()
    {
        Assert.Contains("source", Assert.Throws<ProblemException>(() => DefinitionFile.ReadCalendar("office.yaml", "years: [{ year: 2026, off: [2026-10-01] }]")).Problem.En, StringComparison.Ordinal);
        Assert.Contains("twice", Assert.Throws<ProblemException>(() => DefinitionFile.ReadCalendar("office.yaml", "years: [{ year: 2026, source: { zh: 一, en: one } }, { year: 2026, source: { zh: 二, en: two } }]")).Problem.En, StringComparison.Ordinal);
    }
}
