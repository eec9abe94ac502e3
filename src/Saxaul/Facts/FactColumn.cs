using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Saxaul.Facts;

/// <summary>One fact of many owners, row by row; a row without a value is unknown. Small values take a byte, others eight and a bit.</summary>
public sealed class FactColumn
{
    // Small: the value plus one, 0 when unknown. Wide: the value, and a bit that says whether it is known.
    private readonly byte[] small;
    private readonly long[] wide;
    private readonly ulong[] known;

    internal FactColumn(Fact fact, int rows)
    {
        Fact = fact;
        small = fact.IsSmall ? new byte[rows] : [];
        wide = fact.IsSmall ? [] : new long[rows];
        known = fact.IsSmall ? [] : new ulong[(rows + 63) / 64];
    }

    public Fact Fact { get; }

    /// <summary>The value in the fact's unit (fen, whole number, day number, 0 or 1, place of the code), or null when unknown.</summary>
    public long? this[int row]
    {
        get
        {
            if (Fact.IsSmall)
                return small[row] == 0 ? null : small[row] - 1;
            return (known[row >> 6] >> (row & 63) & 1) == 0 ? null : wide[row];
        }
    }

    internal void Set(int row, long? value)
    {
        if (Fact.IsSmall)
        {
            small[row] = value is { } code ? checked((byte)(code + 1)) : (byte)0;
            return;
        }
        var bit = 1UL << (row & 63);
        if (value is { } number)
        {
            wide[row] = number;
            known[row >> 6] |= bit;
        }
        else
        {
            wide[row] = 0;
            known[row >> 6] &= ~bit;
        }
    }

    internal void CopyRow(int row, FactColumn from, int fromRow)
    {
        if (Fact.IsSmall)
            small[row] = from.small[fromRow];
        else
            Set(row, from[fromRow]);
    }

    internal void WriteTo(Stream stream)
    {
        stream.Write(small);
        stream.Write(MemoryMarshal.AsBytes(wide.AsSpan()));
        stream.Write(MemoryMarshal.AsBytes(known.AsSpan()));
    }

    internal void ReadFrom(Stream stream)
    {
        stream.ReadExactly(small);
        stream.ReadExactly(MemoryMarshal.AsBytes(wide.AsSpan()));
        stream.ReadExactly(MemoryMarshal.AsBytes(known.AsSpan()));
    }
}
