using System;

namespace Saxaul.Journal;

/// <summary>Instants as the database keeps them, and the legal day they fall on.</summary>
public static class Instant
{
    /// <summary>China has kept one offset, without summer time, since 1991; legal days are counted by it.</summary>
    public static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    public static long ToMicroseconds(DateTimeOffset moment) => (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>The day in Asia/Shanghai.</summary>
    public static DateOnly LegalDay(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(Shanghai).DateTime);

    /// <summary>The moment at which a day begins in Asia/Shanghai.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Shanghai);

    public static DateOnly Today(this TimeProvider time) => LegalDay(time.GetUtcNow());
}
