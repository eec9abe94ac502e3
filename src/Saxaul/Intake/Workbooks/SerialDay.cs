using System;

namespace Saxaul.Intake;

/// <summary>
/// Dates as spreadsheets count them: day 1 is 1900-01-01, and day 60 is a 29 February 1900 that never was
/// (kept by every spreadsheet since Lotus 1-2-3). Workbooks of the 1904 system count 1,462 days fewer.
/// Source: ECMA-376 part 1, 18.17.4.1.
/// </summary>
public static class SerialDay
{
    /// <summary>What to add to a serial of the 1904 system to have one of the 1900 system.</summary>
    public const int Offset1904 = 1462;

    private const double LastDay = 2958465; // 9999-12-31
    private const double DayThatNeverWas = 60;

    /// <summary>Whether a serial names a day that exists, from 1900-01-01 to 9999-12-31.</summary>
    public static bool IsDay(double serial) =>
        serial >= 1 && serial < LastDay + 0.99999 && Math.Truncate(serial) != DayThatNeverWas;

    /// <summary>The moment a serial names, to the second; only for what <see cref="IsDay"/> accepts.</summary>
    public static DateTime ToMoment(double serial)
    {
        double days = serial < DayThatNeverWas ? serial + 1 : serial;
        return DateTime.UnixEpoch.AddDays(-25569).AddSeconds(Math.Round(days * 86400));
    }

    /// <summary>The day a serial names, its time dropped; only for what <see cref="IsDay"/> accepts.</summary>
    public static DateOnly ToDay(double serial) => DateOnly.FromDateTime(ToMoment(Math.Truncate(serial)));

    /// <summary>The serial of a moment from 1900-03-01 on.</summary>
    public static double Of(DateTime moment) => moment.ToOADate();
}
