using System.Collections.Generic;
using System.Numerics;

namespace Saxaul.People;

/// <summary>Some rows of a county's people, a bit each.</summary>
internal sealed class RowSet(int rows)
{
    private readonly ulong[] bits = new ulong[(rows + 63) / 64];

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var word in bits)
                count += BitOperations.PopCount(word);
            return count;
        }
    }

    public bool Contains(int row) => (bits[row >> 6] >> (row & 63) & 1) != 0;

    public void Add(int row) => bits[row >> 6] |= 1UL << (row & 63);

    public void Add(int first, int end)
    {
        for (var row = first; row < end; row++)
            Add(row);
    }

    /// <summary>Adds the other's rows.</summary>
    public void UnionWith(RowSet other)
    {
        for (var i = 0; i < bits.Length; i++)
            bits[i] |= other.bits[i];
    }

    /// <summary>Keeps only rows that are in the other too.</summary>
    public void IntersectWith(RowSet other)
    {
        for (var i = 0; i < bits.Length; i++)
            bits[i] &= other.bits[i];
    }

    /// <summary>The rows, ascending.</summary>
    public IEnumerable<int> Rows()
    {
        for (var i = 0; i < bits.Length; i++)
        {
            for (var word = bits[i]; word != 0; word &= word - 1)
                yield return i * 64 + BitOperations.TrailingZeroCount(word);
        }
    }
}
