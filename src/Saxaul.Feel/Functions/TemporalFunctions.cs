using System;

namespace Saxaul.Feel.Functions;

/// <summary>Functions of dates, times and durations (DMN 1.5, 10.3.4.1 and 10.3.4.9).</summary>
internal static class TemporalFunctions
{
    private static readonly string[] Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    public static readonly (string, BuiltInBody)[] Table =
    [
        ("date(from: string|date|date and time)", (in Call call) => Date(call)),
        ("date(year: number, month: number, day: number)", (in Call call) => DateOf(call)),
        ("date and time(from: string|date and time|date)", (in Call call) => call[0].Kind switch
        {
            FeelKind.String => Or(TemporalText.ParseDateTime(call[0].Text), call),
            FeelKind.Date => Temporal.Combine(call[0].Bits, 0, null),
            _ => call[0],
        }),
        ("date and time(date: date|date and time, time: time)", (in Call call) => Temporal.Combine(Temporal.DaysOf(call[0]), call[1].Bits, call[1].Zone)),
        ("time(from: string|time|date|date and time)", (in Call call) => Time(call)),
        ("time(hour: number, minute: number, second: number, offset?: days duration|null)", (in Call call) => TimeOf(call)),
        ("duration(from: string|days duration|months duration)", (in Call call) =>
            call[0].Kind == FeelKind.String ? Or(TemporalText.ParseDuration(call[0].Text), call) : call[0]),
        ("years and months duration(from: date|date and time, to: date|date and time)", (in Call call) =>
            FeelValue.Months(Temporal.MonthsBetween(call[0], call[1]))),
        ("day of year(date: date|date and time)", (in Call call) => Calendar.DayOfYear(Temporal.DaysOf(call[0]))),
        ("day of week(date: date|date and time)", (in Call call) => Weekdays[Calendar.Weekday(Temporal.DaysOf(call[0])) - 1]),
        ("month of year(date: date|date and time)", (in Call call) => Months[Calendar.FromDays(Temporal.DaysOf(call[0])).Month - 1]),
        ("week of year(date: date|date and time)", (in Call call) => Calendar.WeekOfYear(Temporal.DaysOf(call[0]))),
    ];

    private static FeelValue Or(in FeelValue value, in Call call) => value.IsNull ? call.NoResult() : value;

    private static FeelValue Date(in Call call) => call[0].Kind switch
    {
        FeelKind.String => Or(TemporalText.ParseDate(call[0].Text), call),
        FeelKind.Date => call[0],
        _ => FeelValue.Date(Temporal.DaysOf(call[0])),
    };

    private static FeelValue DateOf(in Call call) =>
        call[0].Number.TryToInt64(out long year) && call[1].Number.TryToInt64(out long month) && call[2].Number.TryToInt64(out long day)
            && Calendar.IsValid(year, month, day)
            ? FeelValue.Date(Calendar.ToDays(year, (int)month, (int)day))
            : call.NoResult();

    private static FeelValue Time(in Call call) => call[0].Kind switch
    {
        FeelKind.String => Or(TemporalText.ParseTime(call[0].Text), call),
        FeelKind.Time => call[0],
        FeelKind.Date => FeelValue.Time(0, FeelZone.Utc),
        _ => FeelValue.Time(Temporal.NanosecondsOfDay(call[0]), call[0].Zone),
    };

    private static FeelValue TimeOf(in Call call)
    {
        if (!call[0].Number.TryToInt32(out int hour) || hour is < 0 or > 23) return call.NoResult();
        if (!call[1].Number.TryToInt32(out int minute) || minute is < 0 or > 59) return call.NoResult();
        var second = FeelNumber.Round(call[2].Number, 9, Rounding.Down);
        if (second.Sign < 0 || second >= 60 || !(second * Temporal.NanosecondsPerSecond).TryToInt64(out long nanoseconds)) return call.NoResult();
        FeelZone? zone = null;
        if (!call[3].IsNull)
        {
            zone = call[3].Extra == 0 ? FeelZone.TryOfSeconds(call[3].Bits) : null;
            if (zone is null) return call.NoResult();
        }
        return FeelValue.Time((hour * 3600L + minute * 60) * Temporal.NanosecondsPerSecond + nanoseconds, zone);
    }
}

/// <summary>The functions that read the clock, and so have no constant result.</summary>
internal static class ClockFunctions
{
    public static readonly (string, BuiltInBody)[] Table =
    [
        ("now()", (in Call call) => call.Evaluation.Time.GetLocalNow()),
        ("today()", (in Call call) => DateOnly.FromDateTime(call.Evaluation.Time.GetLocalNow().DateTime)),
    ];
}
