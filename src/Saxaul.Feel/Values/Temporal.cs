using System;

namespace Saxaul.Feel;

/// <summary>What dates, times and durations consist of, and arithmetic with them (DMN 1.5, 10.3.2.3.3 to 10.3.2.3.8 and table 55).</summary>
internal static class Temporal
{
    public const long NanosecondsPerSecond = 1_000_000_000;
    public const long NanosecondsPerDay = Calendar.SecondsPerDay * NanosecondsPerSecond;

    private const long LargestLocalSecond = (365_243L * Calendar.LargestYear / 1000 + 366) * Calendar.SecondsPerDay;

    /// <summary>The moment of a date and time in seconds since 1970 UTC; the local clock when it has no zone.</summary>
    public static long SecondsUtc(in FeelValue dateTime) => dateTime.Bits - (dateTime.Zone?.OffsetAt(dateTime.Bits) ?? 0);

    public static long NanosecondsUtc(in FeelValue time) => time.Bits - OffsetOf(time) * NanosecondsPerSecond;

    /// <summary>The offset of a time or date and time in seconds, 0 without a zone. A time has no date: its zone counts as on 1970-01-01.</summary>
    public static int OffsetOf(in FeelValue value) =>
        value.Zone?.OffsetAt(value.Kind == FeelKind.DateTime ? value.Bits : value.Bits / NanosecondsPerSecond) ?? 0;

    public static long DaysOf(in FeelValue dateOrDateTime) =>
        dateOrDateTime.Kind == FeelKind.Date ? dateOrDateTime.Bits : Calendar.FloorDiv(dateOrDateTime.Bits, Calendar.SecondsPerDay);

    /// <summary>Nanoseconds since midnight of a time or of a date and time.</summary>
    public static long NanosecondsOfDay(in FeelValue value) => value.Kind == FeelKind.Time
        ? value.Bits
        : Calendar.FloorMod(value.Bits, Calendar.SecondsPerDay) * NanosecondsPerSecond + value.Extra;

    /// <summary>A date as the date and time at midnight UTC, which is how FEEL counts with it; other values as they are.</summary>
    public static FeelValue AtMidnight(in FeelValue value) =>
        value.Kind == FeelKind.Date ? FeelValue.DateAndTime(value.Bits * Calendar.SecondsPerDay, 0, FeelZone.Utc) : value;

    public static FeelValue Combine(long days, long nanosecondsOfDay, FeelZone? zone) =>
        FeelValue.DateAndTime(
            days * Calendar.SecondsPerDay + nanosecondsOfDay / NanosecondsPerSecond, (int)(nanosecondsOfDay % NanosecondsPerSecond), zone);

    public static Int128 Nanoseconds(in FeelValue duration) => (Int128)duration.Bits * NanosecondsPerSecond + duration.Extra;

    /// <summary>A days and time duration; null beyond 64 bits of seconds.</summary>
    public static FeelValue DurationOf(Int128 nanoseconds)
    {
        var seconds = nanoseconds / NanosecondsPerSecond;
        var rest = nanoseconds % NanosecondsPerSecond;
        if (rest < 0)
        {
            rest += NanosecondsPerSecond;
            seconds--;
        }
        return seconds == (long)seconds ? FeelValue.Duration((long)seconds, (int)rest) : default;
    }

    /// <summary>The length of a duration as a number of seconds or of months.</summary>
    public static FeelNumber Length(in FeelValue duration)
    {
        if (duration.Kind == FeelKind.MonthsDuration) return duration.Bits;
        return duration.Extra == 0 ? duration.Bits : FeelNumber.From(Nanoseconds(duration), -9).Normalized();
    }

    /// <summary>A point in time plus (or minus, with sign -1) a duration; null when there is no such sum.</summary>
    public static FeelValue Add(in FeelValue point, in FeelValue duration, int sign)
    {
        if (duration.Kind == FeelKind.MonthsDuration) return AddMonths(point, (Int128)duration.Bits * sign);
        var nanoseconds = Nanoseconds(duration) * sign;
        switch (point.Kind)
        {
            case FeelKind.Date:
                // A date counts as midnight; the result is the day in which the moment lies.
                var moment = (Int128)point.Bits * NanosecondsPerDay + nanoseconds;
                var days = moment / NanosecondsPerDay - (moment % NanosecondsPerDay < 0 ? 1 : 0);
                return IsDay(days) ? FeelValue.Date((long)days) : default;
            case FeelKind.Time:
                long rest = (long)((point.Bits + nanoseconds) % NanosecondsPerDay);
                return FeelValue.Time(rest < 0 ? rest + NanosecondsPerDay : rest, point.Zone);
            case FeelKind.DateTime:
                return AddToDateTime(point, nanoseconds);
            default:
                return default;
        }
    }

    private static FeelValue AddToDateTime(in FeelValue point, Int128 nanoseconds)
    {
        // In a named zone time flows in UTC: the clock may jump between the two moments.
        var zone = point.Zone;
        bool named = zone?.Id is not null;
        var sum = DurationOf((Int128)(named ? SecondsUtc(point) : point.Bits) * NanosecondsPerSecond + point.Extra + nanoseconds);
        if (sum.IsNull || sum.Bits is < -LargestLocalSecond or > LargestLocalSecond) return default;
        long local = sum.Bits;
        if (named)
        {
            int guess = zone!.OffsetAt(local);
            local += zone.OffsetAt(local + guess);
        }
        return FeelValue.DateAndTime(local, sum.Extra, zone);
    }

    private static FeelValue AddMonths(in FeelValue point, Int128 months)
    {
        if (point.Kind is not (FeelKind.Date or FeelKind.DateTime)) return default;
        var (year, month, day) = Calendar.FromDays(DaysOf(point));
        var total = (Int128)year * 12 + (month - 1) + months;
        var newYear = total / 12 - (total % 12 < 0 ? 1 : 0);
        if (newYear < -Calendar.LargestYear || newYear > Calendar.LargestYear) return default;
        int newMonth = (int)(total - newYear * 12) + 1;
        // 31 January plus one month is the last day of February.
        long days = Calendar.ToDays((long)newYear, newMonth, Math.Min(day, Calendar.DaysInMonth((long)newYear, newMonth)));
        return point.Kind == FeelKind.Date ? FeelValue.Date(days) : Combine(days, NanosecondsOfDay(point), point.Zone);
    }

    private static bool IsDay(Int128 days) =>
        days >= Calendar.ToDays(-Calendar.LargestYear, 1, 1) && days <= Calendar.ToDays(Calendar.LargestYear, 12, 31);

    /// <summary>The duration from <paramref name="b"/> to <paramref name="a"/>; null when only one of them has a zone or they are not of one kind.</summary>
    public static FeelValue Difference(in FeelValue a, in FeelValue b)
    {
        if (a.Kind == FeelKind.Time && b.Kind == FeelKind.Time)
            return a.Zone is null == b.Zone is null ? DurationOf(NanosecondsUtc(a) - NanosecondsUtc(b)) : default;
        if (a.Kind == FeelKind.Date && b.Kind == FeelKind.Date) return FeelValue.Duration((a.Bits - b.Bits) * Calendar.SecondsPerDay, 0);
        if (a.Kind is not (FeelKind.Date or FeelKind.DateTime) || b.Kind is not (FeelKind.Date or FeelKind.DateTime)) return default;
        FeelValue x = AtMidnight(a), y = AtMidnight(b);
        if (x.Zone is null != y.Zone is null) return default;
        return DurationOf((Int128)(SecondsUtc(x) - SecondsUtc(y)) * NanosecondsPerSecond + x.Extra - y.Extra);
    }

    /// <summary>Whole months from one date to another, rounded towards zero; the time of the day does not count.</summary>
    public static long MonthsBetween(in FeelValue from, in FeelValue to)
    {
        var (fromYear, fromMonth, fromDay) = Calendar.FromDays(DaysOf(from));
        var (toYear, toMonth, toDay) = Calendar.FromDays(DaysOf(to));
        long months = (toYear - fromYear) * 12 + toMonth - fromMonth;
        if (months > 0 && toDay < fromDay) months--;
        if (months < 0 && toDay > fromDay) months++;
        return months;
    }
}
