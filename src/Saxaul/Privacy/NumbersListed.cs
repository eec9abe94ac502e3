using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;

namespace Saxaul.Privacy;

/// <summary>What became of a number of a department's list.</summary>
[Flags]
internal enum ListedAs
{
    /// <summary>No number at all.</summary>
    None = 0,

    /// <summary>Nobody bears it.</summary>
    Nobodys = 1,

    /// <summary>Nobody bears it, and somebody of the name beside it is known, of the birth date that it says, by another.</summary>
    Contradicting = 2,

    /// <summary>Somebody of the name beside it bears it.</summary>
    Agreeing = 4,

    /// <summary>Somebody of another name bears it.</summary>
    Differing = 8,
}

/// <summary>
/// The numbers of the departments' lists that somebody had compared or applied in a day, taken as one list: what one number may be can be spread over many, and the same list is compared again each time it is put right.
/// Kept of a number are the birth date that it says and a part of its keyed hash.
/// </summary>
/// <param name="secrets">Of the registry that counts.</param>
internal sealed class NumbersListed(Secrets secrets)
{
    private const int BytesOfOne = 9;

    private readonly Dictionary<(int Born, uint Mark), ListedAs> numbers = [];

    /// <summary>Of so many names that agree one more may be spelt otherwise.</summary>
    private const int OneSpeltOtherwiseIn = 10;

    /// <summary>
    /// How many of them are tries. Where more of one birth date are nobody's than lists have of whom the registry does not know, all of these are what one number may be; a third of that is enough where somebody of another
    /// name bears one. Else those count which stand for somebody known by another number, and those of another name, but for one in ten of those that agree.
    /// </summary>
    public long Tries()
    {
        var agreeing = numbers.Values.Count(became => became.HasFlag(ListedAs.Agreeing));
        var (tries, spelt) = (0L, 0L);
        foreach (var born in numbers.GroupBy(number => number.Key.Born, number => number.Value))
        {
            var differing = born.Count(became => became.HasFlag(ListedAs.Differing));
            var nobodys = born.Count(became => became is not ListedAs.None && (became & (ListedAs.Agreeing | ListedAs.Differing)) == 0);
            var most = MostOf(DateOnly.FromDayNumber(born.Key), agreeing);
            if (nobodys > most || differing > 0 && nobodys > most / 3)
            {
                tries += nobodys + differing;
                continue;
            }
            tries += born.Count(became => became.HasFlag(ListedAs.Contradicting));
            spelt += differing;
        }
        return tries + Math.Max(0, spelt - (agreeing / OneSpeltOtherwiseIn));
    }

    /// <summary>Many papers write the first of January of who does not know their day: the more, the longer the list. How long it is only those say who are known by name and number, for anybody can invent others.</summary>
    private static int MostOf(DateOnly born, int agreeing) => born is { Month: 1, Day: 1 } ? Math.Clamp(agreeing / 500, 3, 20) : 3;

    public void Add(string number, DateOnly born, ListedAs became) => Add(born.DayNumber, BinaryPrimitives.ReadUInt32LittleEndian(secrets.Hash(number).AsSpan(Secrets.HashBytes - sizeof(uint))), became);

    private void Add(int born, uint mark, ListedAs became) => numbers[(born, mark)] = numbers.GetValueOrDefault((born, mark)) | became;

    /// <summary>Those of earlier lists, as <see cref="ToBytes"/> wrote them.</summary>
    public void Add(ReadOnlySpan<byte> kept)
    {
        for (; kept.Length >= BytesOfOne; kept = kept[BytesOfOne..])
            Add(BinaryPrimitives.ReadInt32LittleEndian(kept), BinaryPrimitives.ReadUInt32LittleEndian(kept[sizeof(int)..]), (ListedAs)kept[BytesOfOne - 1]);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[numbers.Count * BytesOfOne];
        var rest = bytes.AsSpan();
        foreach (var ((born, mark), became) in numbers)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, born);
            BinaryPrimitives.WriteUInt32LittleEndian(rest[sizeof(int)..], mark);
            rest[BytesOfOne - 1] = (byte)became;
            rest = rest[BytesOfOne..];
        }
        return bytes;
    }
}
