using System;
using System.Collections.Concurrent;
using System.Globalization;

namespace Saxaul.Feel;

/// <summary>Where a time holds: a fixed offset from UTC, or a zone of the IANA database whose offset depends on the date.</summary>
public sealed record FeelZone
{
    private const int LargestOffset = 18 * 3600;
    private static readonly ConcurrentDictionary<string, FeelZone?> Named = new(StringComparer.Ordinal);

    private readonly TimeZoneInfo? _zone;
    private readonly int _offset;

    private FeelZone(int offset, string? id, TimeZoneInfo? zone)
    {
        _offset = offset;
        Id = id;
        _zone = zone;
    }

    public static FeelZone Utc { get; } = new(0, null, null);

    /// <summary>The name of the zone, such as Asia/Shanghai; null for a fixed offset.</summary>
    public string? Id { get; }

    internal static FeelZone OfSeconds(int offset) => offset == 0 ? Utc : new(offset, null, null);

    /// <summary>The fixed offset of so many seconds; null when it is beyond 18 hours.</summary>
    internal static FeelZone? TryOfSeconds(long offset) => offset is >= -LargestOffset and <= LargestOffset ? OfSeconds((int)offset) : null;

    /// <summary>The zone of that name; null when this machine's zone database does not know it.</summary>
    public static FeelZone? Find(string id)
    {
        // A name with other characters is no zone, and what is remembered must not grow with what somebody types.
        if (id.Length is 0 or > 64 || !char.IsAsciiLetter(id[0])) return null;
        if (Named.TryGetValue(id, out var known)) return known;
        var found = TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId && zone.Id == id ? new FeelZone(0, id, zone) : null;
        return found is null ? null : Named.GetOrAdd(id, found);
    }

    /// <summary>The offset in seconds that holds when the local clock shows so many seconds since 1970-01-01T00:00:00.</summary>
    internal int OffsetAt(long localSeconds)
    {
        if (_zone is null) return _offset;
        // The zone database covers the years 1 to 9999; beyond them its first and last rules hold.
        long ticks = Math.Clamp(localSeconds, DateTime.MinValue.Ticks / TimeSpan.TicksPerSecond - EpochSeconds, 253_402_300_799) + EpochSeconds;
        return (int)_zone.GetUtcOffset(new DateTime(ticks * TimeSpan.TicksPerSecond, DateTimeKind.Unspecified)).TotalSeconds;
    }

    private const long EpochSeconds = (long)Calendar.EpochDayNumber * Calendar.SecondsPerDay;

    public bool Equals(FeelZone? other) => other is not null && _offset == other._offset && Id == other.Id;

    public override int GetHashCode() => HashCode.Combine(_offset, Id);

    /// <summary>"Z", "+08:00" or "@Asia/Shanghai", as it stands after a time.</summary>
    public override string ToString()
    {
        if (Id is not null) return "@" + Id;
        if (_offset == 0) return "Z";
        int size = Math.Abs(_offset);
        string seconds = size % 60 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{size % 60:00}");
        return string.Create(CultureInfo.InvariantCulture, $"{(_offset < 0 ? '-' : '+')}{size / 3600:00}:{size / 60 % 60:00}{seconds}");
    }
}
