namespace Saxaul.Feel;

/// <summary>
/// The proleptic Gregorian calendar for the years -999,999,999 to 999,999,999, counted in days from 1970-01-01. The arithmetic works on eras of
/// 400 years (146,097 days) that begin on 1 March, so that the leap day is the last of its year.
/// </summary>
internal static class Calendar
{
    public const int LargestYear = 999_999_999;

    /// <summary>The <see cref="System.DateOnly.DayNumber"/> of 1970-01-01.</summary>
    public const int EpochDayNumber = 719_162;

    public const int SecondsPerDay = 86_400;

    public static bool IsLeapYear(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysInMonth(long year, int month) => month switch
    {
        2 => IsLeapYear(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    public static bool IsValid(long year, long month, long day) =>
        year is >= -LargestYear and <= LargestYear && month is >= 1 and <= 12 && day >= 1 && day <= DaysInMonth(year, (int)month);

    public static long ToDays(long year, int month, int day)
    {
        if (month <= 2) year--;
        long era = FloorDiv(year, 400);
        long yearOfEra = year - era * 400;
        long dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }

    public static (long Year, int Month, int Day) FromDays(long days)
    {
        days += 719_468;
        long era = FloorDiv(days, 146_097);
        long dayOfEra = days - era * 146_097;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long shifted = (5 * dayOfYear + 2) / 153;
        int day = (int)(dayOfYear - (153 * shifted + 2) / 5 + 1);
        int month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
    }

    /// <summary>1 for Monday to 7 for Sunday (ISO 8601).</summary>
    public static int Weekday(long days) => (int)(FloorMod(days + 3, 7) + 1);

    public static int DayOfYear(long days) => (int)(days - ToDays(FromDays(days).Year, 1, 1)) + 1;

    /// <summary>The ISO 8601 week: the week with the year's first Thursday is week 1.</summary>
    public static int WeekOfYear(long days)
    {
        long thursday = days - Weekday(days) + 4;
        return (DayOfYear(thursday) - 1) / 7 + 1;
    }

    public static long FloorDiv(long a, long b) => a / b - (a % b != 0 && (a ^ b) < 0 ? 1 : 0);

    public static long FloorMod(long a, long b) => a - FloorDiv(a, b) * b;
}
