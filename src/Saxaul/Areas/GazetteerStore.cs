using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Facts;

namespace Saxaul.Areas;

/// <summary>
/// Gazetteers, and what else follows from areas alone, as we know them now: kept in memory while the journal says nothing new of areas. Every process asks the journal each time, so several agree. What was known at
/// an earlier moment is read each time. Safe for several threads.
/// </summary>
internal sealed class GazetteerStore(RegistryDatabase database)
{
    /// <summary>Days that nobody asks for any more are forgotten with all others.</summary>
    private const int Most = 100;

    private readonly ConcurrentDictionary<(string Counties, DateOnly? On), Slot> slots = new();

    private sealed class Slot
    {
        public object? Value { get; set; }

        /// <summary>The journal heights up to which it is known to hold; a county that began later is not among them.</summary>
        public Dictionary<int, long> Heights { get; set; } = [];
    }

    /// <param name="counties">What is read, as a key of its own.</param>
    /// <param name="read">Reads it; what it gives must not change any more.</param>
    /// <param name="countyKeys">The counties on whose journals it hangs, besides the office above them; null for all.</param>
    public T Get<T>(string counties, IReadOnlyCollection<int>? countyKeys, DateOnly? on, Func<T> read) where T : class
    {
        if (slots.Count > Most)
            slots.Clear();
        var slot = slots.GetOrAdd((counties, on), _ => new Slot());
        lock (slot)
        {
            var heights = Heights(countyKeys);
            if (slot.Value is null || !IsStill(slot.Heights, heights))
                slot.Value = read();
            slot.Heights = heights;
            return (T)slot.Value;
        }
    }

    private Dictionary<int, long> Heights(IReadOnlyCollection<int>? countyKeys)
    {
        using var connection = database.OpenReader();
        if (countyKeys is { Count: 1 })
            return countyKeys.Append(0).Distinct().ToDictionary(key => key, key => FactStore.HeightOf(connection, key));
        var all = connection.Command("SELECT county_key, height FROM chain").ToList(reader => (County: reader.GetInt32(0), Height: reader.GetInt64(1))).ToDictionary(one => one.County, one => one.Height);
        return countyKeys is null ? all : countyKeys.Append(0).Distinct().ToDictionary(key => key, key => all.GetValueOrDefault(key));
    }

    private bool IsStill(Dictionary<int, long> before, Dictionary<int, long> now) =>
        before.Count == now.Count && now.All(county => before.TryGetValue(county.Key, out var height) && (height == county.Value || height < county.Value && !AreasChanged(county.Key, height)));

    /// <summary>Entries about one household change no area.</summary>
    private bool AreasChanged(int countyKey, long since)
    {
        using var connection = database.OpenReader();
        using var command = connection.Command("SELECT 1 FROM journal WHERE county_key = @county AND height > @since AND (household_id IS NULL OR area_id IS NOT NULL) LIMIT 1", ("@county", countyKey), ("@since", since));
        return command.ExecuteScalar() is not null;
    }
}
