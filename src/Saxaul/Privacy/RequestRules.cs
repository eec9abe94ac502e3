using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Saxaul.Calendars;
using Saxaul.Registers;

namespace Saxaul.Privacy;

/// <summary>By when a request has to be answered, and where to turn to with an answer that one does not accept.</summary>
public sealed class RequestRules
{
    /// <summary>The working days that there are for an answer, from a day on; the earliest also holds before its day.</summary>
    public List<AnswerTime> AnswerWithin { get; set; } = [];

    /// <summary>In both languages, printed below each answer.</summary>
    public Labels Appeal { get; set; } = [];

    /// <summary>What holds for a request that came on a day; null when nothing is set.</summary>
    public AnswerTime? On(DateOnly day) => AnswerWithin.Where(time => time.FromDay <= day).MaxBy(time => time.FromDay) ?? AnswerWithin.MinBy(time => time.FromDay);

    /// <summary>The last day on which an answer is in time: the day of receipt does not count.</summary>
    public DateOnly DueOn(DateOnly received, WorkingCalendar calendar) => calendar.After(received, On(received)?.WorkingDays ?? 0);
}

/// <summary>How long there is for an answer, with its source.</summary>
public sealed class AnswerTime
{
    /// <summary>The first day, as 2021-11-01.</summary>
    public string From { get; set; } = "";

    public int WorkingDays { get; set; }

    public Labels Source { get; set; } = [];

    internal DateOnly FromDay => DateOnly.TryParseExact(From, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : DateOnly.MinValue;
}
