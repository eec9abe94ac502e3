using System;
using System.Collections.Concurrent;
using System.Data.Common;
using Saxaul.Facts;

namespace Saxaul.Journal;

/// <summary>
/// Something read from one county's tables, kept in memory while the county's journal has no new entry. Every process asks the journal each time, so several agree. Safe for
/// several threads.
/// </summary>
/// <param name="read">Reads it as of now; what it gives must not change any more.</param>
internal sealed class KeptByHeight<T>(Func<DbConnection, int, T> read) where T : class
{
    private readonly ConcurrentDictionary<int, Slot> counties = new();

    private sealed class Slot
    {
        public long Height { get; set; } = -1;

        public T? Value { get; set; }
    }

    public T Of(DbConnection connection, int countyKey)
    {
        var slot = counties.GetOrAdd(countyKey, _ => new Slot());
        lock (slot)
        {
            // Asked before it is read: what is written meanwhile is read again the next time.
            var height = FactStore.HeightOf(connection, countyKey);
            if (slot.Value is null || slot.Height != height)
                (slot.Value, slot.Height) = (read(connection, countyKey), height);
            return slot.Value;
        }
    }
}
