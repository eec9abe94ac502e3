using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Saxaul.Registers;

namespace Saxaul.Calendars;

/// <summary>
/// The days on which offices work: a definition file, to which a year is added when its notice comes out. In a year that is not in it they work from Monday to Friday.
/// Every clock that runs in working days asks it.
/// </summary>
public sealed class WorkingCalendar
{
    public List<CalendarYear> Years { get; set; } = [];

    public bool IsWorkingDay(DateOnly day)
    {
        // A year's notice also speaks of the last days before it and the first after it.
        var spoken = Years.Where(year => Math.Abs(year.Year - day.Year) <= 1).ToList();
        return spoken.Exists(year => year.Works(day)) || day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !spoken.Exists(year => year.Rests(day));
    }

    /// <summary>The day on which so many working days have passed; the day from which they run does not count.</summary>
    /// <param name="workingDays">At least 0.</param>
    public DateOnly After(DateOnly from, int workingDays)
    {
        var day = from;
        for (var left = workingDays; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
                left--;
        }
        return day;
    }
}

/// <summary>One year's notice.</summary>
public sealed class CalendarYear
{
    private IReadOnlyList<(DateOnly First, DateOnly Last)>? off, on;

    public int Year { get; set; }

    /// <summary>Days of rest besides Saturdays and Sundays: each a day, as 2021-01-01, or the first and last of several, as 2021-10-01/2021-10-07.</summary>
    public List<string> Off { get; set; } = [];

    /// <summary>Saturdays and Sundays on which offices work, written alike.</summary>
    public List<string> On { get; set; } = [];

    /// <summary>The notice that says so, in both languages.</summary>
    public Labels Source { get; set; } = [];

    internal bool Rests(DateOnly day) => (off ??= [.. Off.Select(Days).OfType<(DateOnly, DateOnly)>()]).Any(days => days.First <= day && day <= days.Last);

    internal bool Works(DateOnly day) => (on ??= [.. On.Select(Days).OfType<(DateOnly, DateOnly)>()]).Any(days => days.First <= day && day <= days.Last);

    /// <returns>The first and the last day (ISO 8601, 4.4: an interval by its start and end); null when it cannot be read, or ends before it begins.</returns>
    internal static (DateOnly First, DateOnly Last)? Days(string written)
    {
        var days = written.Split('/').Select(part => DateOnly.TryParseExact(part, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null).ToList();
        return days.Count <= 2 && days[0] is { } first && days[^1] is { } last && first <= last ? (first, last) : null;
    }
}
