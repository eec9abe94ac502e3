using System;
using System.Globalization;

namespace Saxaul.Intake;

/// <summary>A day, or a month where only that was written.</summary>
public readonly record struct DayOrMonth
{
    private DayOrMonth(DateOnly first, bool isMonth)
    {
        First = first;
        IsMonth = isMonth;
    }

    /// <summary>The day; the first of the month where only a month was written.</summary>
    public DateOnly First { get; }

    /// <summary>Only a month was written: the day is not known.</summary>
    public bool IsMonth { get; }

    /// <summary>The day, or null where only a month was written.</summary>
    public DateOnly? Day => IsMonth ? null : First;

    public static DayOrMonth OfDay(DateOnly day) => new(day, isMonth: false);

    public static DayOrMonth OfMonth(int year, int month) => new(new DateOnly(year, month, 1), isMonth: true);

    /// <summary>2020-03-01, or 2020-03 for a month.</summary>
    public override string ToString() => First.ToString(IsMonth ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
