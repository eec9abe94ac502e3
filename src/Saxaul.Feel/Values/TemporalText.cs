using System;
using System.Globalization;
using System.Text;

namespace Saxaul.Feel;

/// <summary>Reading and writing dates, times and durations in the forms of XML Schema that FEEL takes, with "@Zone/Name" as an alternative to an offset.</summary>
internal static class TemporalText
{
    /// <summary>A date, time, date and time or duration, by its form; null when the text is none of them. This is what an at-literal means.</summary>
    public static FeelValue Parse(string text)
    {
        var value = ParseDate(text);
        if (value.IsNull) value = ParseDateTime(text);
        if (value.IsNull) value = ParseTime(text);
        return value.IsNull ? ParseDuration(text) : value;
    }

    public static FeelValue ParseDate(ReadOnlySpan<char> text) =>
        TryReadDate(ref text, out long days) && text.IsEmpty ? FeelValue.Date(days) : default;

    /// <summary>Also takes a date alone, which means its midnight.</summary>
    public static FeelValue ParseDateTime(ReadOnlySpan<char> text)
    {
        if (!TryReadDate(ref text, out long days)) return default;
        if (text.IsEmpty) return Temporal.Combine(days, 0, null);
        if (text[0] != 'T') return default;
        text = text[1..];
        if (!TryReadClock(ref text, out long nanoseconds) || !TryReadZone(text, out var zone)) return default;
        return Temporal.Combine(days, nanoseconds, zone);
    }

    public static FeelValue ParseTime(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("T")) text = text[1..];
        return TryReadClock(ref text, out long nanoseconds) && TryReadZone(text, out var zone)
            ? FeelValue.Time(nanoseconds % Temporal.NanosecondsPerDay, zone)
            : default;
    }

    private static bool TryReadDate(ref ReadOnlySpan<char> text, out long days)
    {
        days = 0;
        bool negative = text.StartsWith("-");
        var rest = negative ? text[1..] : text;
        int digits = 0;
        while (digits < rest.Length && char.IsAsciiDigit(rest[digits])) digits++;
        // Four digits at least, and no leading zero when there are more; there is no year 0.
        if (digits is < 4 or > 9 || (digits > 4 && rest[0] == '0')) return false;
        long year = long.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
        rest = rest[digits..];
        if (year == 0 || !TryReadTwo(ref rest, '-', out int month) || !TryReadTwo(ref rest, '-', out int day)) return false;
        if (negative) year = -year;
        if (!Calendar.IsValid(year, month, day)) return false;
        days = Calendar.ToDays(year, month, day);
        text = rest;
        return true;
    }

    private static bool TryReadTwo(ref ReadOnlySpan<char> text, char before, out int value)
    {
        value = 0;
        if (before != '\0')
        {
            if (text.IsEmpty || text[0] != before) return false;
            text = text[1..];
        }
        if (text.Length < 2 || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[1])) return false;
        value = (text[0] - '0') * 10 + (text[1] - '0');
        text = text[2..];
        return true;
    }

    private static bool TryReadClock(ref ReadOnlySpan<char> text, out long nanoseconds)
    {
        nanoseconds = 0;
        if (!TryReadTwo(ref text, '\0', out int hour) || !TryReadTwo(ref text, ':', out int minute) || !TryReadTwo(ref text, ':', out int second)) return false;
        if (hour > 24 || minute > 59 || second > 59) return false;
        nanoseconds = ((hour * 60L + minute) * 60 + second) * Temporal.NanosecondsPerSecond;
        if (text.StartsWith("."))
        {
            int digits = 0;
            long unit = Temporal.NanosecondsPerSecond;
            for (text = text[1..]; !text.IsEmpty && char.IsAsciiDigit(text[0]); text = text[1..])
            {
                unit /= 10;
                nanoseconds += (text[0] - '0') * unit;
                digits++;
            }
            if (digits == 0) return false;
        }
        return nanoseconds <= Temporal.NanosecondsPerDay;
    }

    private static bool TryReadZone(ReadOnlySpan<char> text, out FeelZone? zone)
    {
        zone = null;
        if (text.IsEmpty) return true;
        if (text is "Z" or "z") zone = FeelZone.Utc;
        else if (text[0] == '@') zone = FeelZone.Find(text[1..].ToString());
        else if (text[0] is '+' or '-')
        {
            int sign = text[0] == '-' ? -1 : 1, seconds = 0;
            text = text[1..];
            if (!TryReadTwo(ref text, '\0', out int hours) || !TryReadTwo(ref text, ':', out int minutes)) return false;
            if (!text.IsEmpty && !TryReadTwo(ref text, ':', out seconds)) return false;
            if (text.IsEmpty && minutes < 60 && seconds < 60) zone = FeelZone.TryOfSeconds(sign * (hours * 3600 + minutes * 60 + seconds));
        }
        return zone is not null;
    }

    /// <summary>PnYnM or PnDTnHnMn.nS with an optional sign; null for anything else, also for a mixture of the two.</summary>
    public static FeelValue ParseDuration(ReadOnlySpan<char> text)
    {
        int sign = 1;
        if (text.StartsWith("-"))
        {
            sign = -1;
            text = text[1..];
        }
        if (!text.StartsWith("P")) return default;
        text = text[1..];
        Int128 months = 0, nanoseconds = 0;
        bool hasMonths = false, hasDays = false, inTime = false;
        string expected = "YMD";
        while (!text.IsEmpty)
        {
            if (text[0] == 'T' && !inTime)
            {
                inTime = true;
                expected = "HMS";
                text = text[1..];
                if (text.IsEmpty) return default;
                continue;
            }
            int digits = 0;
            while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] == '.')) digits++;
            if (digits is 0 or > 28 || digits == text.Length || !FeelNumber.TryParse(text[..digits].TrimEnd('.'), out var amount)) return default;
            char unit = text[digits];
            int order = expected.IndexOf(unit);
            if (order < 0 || (unit != 'S' && text[..digits].Contains('.'))) return default;
            expected = expected[(order + 1)..];
            text = text[(digits + 1)..];
            if (!inTime && unit != 'D')
            {
                if (!amount.TryToInt64(out long count)) return default;
                months += (Int128)count * (unit == 'Y' ? 12 : 1);
                hasMonths = true;
            }
            else
            {
                long seconds = unit switch { 'D' => Calendar.SecondsPerDay, 'H' => 3600, 'M' => 60, _ => 1 };
                var exact = FeelNumber.Round(amount * seconds, 9, Rounding.Down);
                nanoseconds += ToInt128(exact * Temporal.NanosecondsPerSecond);
                hasDays = true;
            }
        }
        if (hasMonths == hasDays) return default;
        if (hasDays) return Temporal.DurationOf(nanoseconds * sign);
        months *= sign;
        return months == (long)months ? FeelValue.Months((long)months) : default;
    }

    private static Int128 ToInt128(FeelNumber whole)
    {
        var value = whole.Normalized();
        var result = value.Coefficient;
        for (int i = 0; i < value.Exponent; i++) result *= 10;
        return result;
    }

    public static string OfDate(long days)
    {
        var (year, month, day) = Calendar.FromDays(days);
        return string.Create(CultureInfo.InvariantCulture, $"{(year < 0 ? "-" : "")}{System.Math.Abs(year):0000}-{month:00}-{day:00}");
    }

    public static string OfClock(long nanoseconds)
    {
        long seconds = nanoseconds / Temporal.NanosecondsPerSecond;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}{Fraction(nanoseconds % Temporal.NanosecondsPerSecond)}");
    }

    private static string Fraction(long nanoseconds) =>
        nanoseconds == 0 ? "" : "." + nanoseconds.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');

    public static string OfMonths(long months)
    {
        if (months == 0) return "P0M";
        var text = new StringBuilder(months < 0 ? "-P" : "P");
        Int128 size = Int128.Abs(months);
        if (size / 12 != 0) text.Append(CultureInfo.InvariantCulture, $"{size / 12}Y");
        if (size % 12 != 0) text.Append(CultureInfo.InvariantCulture, $"{size % 12}M");
        return text.ToString();
    }

    public static string OfDuration(in FeelValue duration)
    {
        var nanoseconds = Temporal.Nanoseconds(duration);
        if (nanoseconds == 0) return "PT0S";
        var text = new StringBuilder(nanoseconds < 0 ? "-P" : "P");
        nanoseconds = Int128.Abs(nanoseconds);
        var (seconds, fraction) = ((long)(nanoseconds / Temporal.NanosecondsPerSecond), (long)(nanoseconds % Temporal.NanosecondsPerSecond));
        if (seconds >= Calendar.SecondsPerDay) text.Append(CultureInfo.InvariantCulture, $"{seconds / Calendar.SecondsPerDay}D");
        seconds %= Calendar.SecondsPerDay;
        if (seconds == 0 && fraction == 0) return text.ToString();
        text.Append('T');
        if (seconds >= 3600) text.Append(CultureInfo.InvariantCulture, $"{seconds / 3600}H");
        if (seconds / 60 % 60 != 0) text.Append(CultureInfo.InvariantCulture, $"{seconds / 60 % 60}M");
        if (seconds % 60 != 0 || fraction != 0) text.Append(CultureInfo.InvariantCulture, $"{seconds % 60}{Fraction(fraction)}S");
        return text.ToString();
    }
}
