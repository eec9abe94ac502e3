using System;

namespace Saxaul.Facts;

/// <summary>From an id to its place in a sorted list. A county's ids are dense, so a table as wide as their span finds them at once.</summary>
internal sealed class IdIndex
{
    private readonly long[] ids;
    private readonly long first;
    private readonly int[]? places;

    public IdIndex(long[] sorted)
    {
        ids = sorted;
        if (sorted.Length == 0)
            return;
        first = sorted[0];
        var span = sorted[^1] - first + 1;
        if (span > 16L * sorted.Length + 1024)
            return;
        places = new int[span];
        Array.Fill(places, -1);
        for (var i = 0; i < sorted.Length; i++)
            places[sorted[i] - first] = i;
    }

    /// <summary>The place, or a negative number.</summary>
    public int this[long id]
    {
        get
        {
            if (places is null)
                return Array.BinarySearch(ids, id);
            var offset = id - first;
            return (ulong)offset < (ulong)places.Length ? places[offset] : -1;
        }
    }
}
