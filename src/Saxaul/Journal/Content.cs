using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

namespace Saxaul.Journal;

/// <summary>
/// What journal entries wrote, in a form that is always the same bytes: versions added and versions closed, by entry and within it by whom they are about.
/// Each such part is hashed with a salt of its own, so that one person's part can be erased and the rest still be checked. A value that is unknown leaves no
/// bytes and the others carry their names: a column that a table gains later changes no earlier hash.
/// </summary>
internal sealed class Content
{
    /// <summary>Bytes a row takes among an entry's checks.</summary>
    public const int CheckBytes = 4;

    private readonly ArrayBufferWriter<byte> bytes = new(4096);
    private readonly List<Row> rows = [];
    private byte[] scratch = new byte[4096];

    private readonly record struct Row(long Height, string OwnerKind, long OwnerId, VersionedTable Table, long Id, int TrueFrom, bool Closes, int Start, int Length);

    /// <summary>What one entry wrote about one owner.</summary>
    /// <param name="Hash">Null when the part has no salt.</param>
    /// <param name="First">Its first row, for <see cref="RowAt"/>.</param>
    public readonly record struct Part(string OwnerKind, long OwnerId, byte[]? Hash, int First, int Count);

    public bool IsEmpty => rows.Count == 0;

    public int Count => rows.Count;

    public void Clear()
    {
        bytes.ResetWrittenCount();
        rows.Clear();
    }

    /// <summary>The entry at <see cref="Version.KnownFrom"/> added this version.</summary>
    public void Added(VersionedTable table, Version version)
    {
        var start = bytes.WrittenCount;
        PutTag((byte)'+');
        PutText(table.Name);
        PutNumber((byte)'I', version.Id);
        foreach (var (column, label) in table.Canonical)
        {
            if (version.Values[column] is not { } value)
                continue;
            bytes.Write(label);
            Put(value);
        }
        PutNumber((byte)'D', version.TrueFrom.DayNumber);
        if (version.TrueTo is { } until)
            PutNumber((byte)'E', until.DayNumber);
        if (version.SourceRow is { } row)
            PutNumber((byte)'R', row);
        Record(table, version, version.KnownFrom, closes: false, start);
    }

    /// <summary>The entry at <paramref name="height"/> closed this version.</summary>
    public void Closed(VersionedTable table, Version version, long height)
    {
        var start = bytes.WrittenCount;
        PutTag((byte)'-');
        PutText(table.Name);
        PutNumber((byte)'I', version.Id);
        PutNumber((byte)'D', version.TrueFrom.DayNumber);
        PutNumber((byte)'I', version.KnownFrom);
        Record(table, version, height, closes: true, start);
    }

    /// <summary>Takes back what <see cref="Added"/> took: the same entry replaced the version, so nobody ever knew it.</summary>
    public void Withdraw(VersionedTable table, Version version) =>
        rows.RemoveAt(rows.FindLastIndex(row => row.Table == table && row.Id == version.Id && row.TrueFrom == version.TrueFrom.DayNumber && !row.Closes));

    private void Record(VersionedTable table, Version version, long height, bool closes, int start)
    {
        var (kind, id) = table.OwnerOf(version.Id, version.Values);
        rows.Add(new Row(height, kind, id, table, version.Id, version.TrueFrom.DayNumber, closes, start, bytes.WrittenCount - start));
    }

    /// <summary>Table and id of a row, in the order that <see cref="Sort"/> gave.</summary>
    public (VersionedTable Table, long Id) RowAt(int row) => (rows[row].Table, rows[row].Id);

    public long HeightAt(int row) => rows[row].Height;

    /// <summary>Brings the rows into the order in which they are hashed.</summary>
    public void Sort() => rows.Sort(static (a, b) =>
    {
        var order = a.Height.CompareTo(b.Height);
        if (order == 0 && !ReferenceEquals(a.OwnerKind, b.OwnerKind))
            order = string.CompareOrdinal(a.OwnerKind, b.OwnerKind);
        if (order == 0)
            order = a.OwnerId.CompareTo(b.OwnerId);
        if (order == 0 && !ReferenceEquals(a.Table, b.Table))
            order = string.CompareOrdinal(a.Table.Name, b.Table.Name);
        if (order == 0)
            order = a.Id.CompareTo(b.Id);
        if (order == 0)
            order = a.Closes.CompareTo(b.Closes);
        return order != 0 ? order : a.TrueFrom.CompareTo(b.TrueFrom);
    });

    /// <summary>
    /// The parts of one entry, in order of owner, after <see cref="Sort"/>.
    /// </summary>
    /// <param name="first">The entry's first row.</param>
    /// <param name="count">How many rows it has.</param>
    /// <param name="saltOf">The salt of a part; null when it is gone.</param>
    /// <param name="checks">Takes a check for each row of a part whose salt is there: which row it was, when the part's hash no longer fits.</param>
    public List<Part> Parts(int first, int count, Func<string, long, byte[]?> saltOf, ArrayBufferWriter<byte> checks)
    {
        var parts = new List<Part>();
        for (var (at, end) = (first, first + count); at < end;)
        {
            var (kind, id) = (rows[at].OwnerKind, rows[at].OwnerId);
            var next = at + 1;
            while (next < end && rows[next].OwnerId == id && rows[next].OwnerKind == kind)
                next++;
            parts.Add(new Part(kind, id, saltOf(kind, id) is { } salt ? HashOf(at, next, salt, checks) : null, at, next - at));
            at = next;
        }
        return parts;
    }

    private byte[] HashOf(int first, int end, byte[] salt, ArrayBufferWriter<byte> checks)
    {
        var length = 0;
        Take(ref length, salt);
        for (var at = first; at < end; at++)
        {
            var row = bytes.WrittenSpan.Slice(rows[at].Start, rows[at].Length);
            Take(ref length, row);
            BinaryPrimitives.WriteUInt32BigEndian(checks.GetSpan(CheckBytes), (uint)SipHash.Quick(salt, row));
            checks.Advance(CheckBytes);
        }
        return SHA256.HashData(scratch.AsSpan(0, length));
    }

    public static byte[] Hash(IReadOnlyList<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
            hash.AppendData(part);
        return hash.GetHashAndReset();
    }

    private void Take(ref int at, ReadOnlySpan<byte> data)
    {
        if (at + data.Length > scratch.Length)
            Array.Resize(ref scratch, Math.Max(scratch.Length * 2, at + data.Length));
        data.CopyTo(scratch.AsSpan(at));
        at += data.Length;
    }

    private void Put(object value)
    {
        switch (value)
        {
            case long number: PutNumber((byte)'i', number); break;
            case bool truth: PutTag(truth ? (byte)'t' : (byte)'f'); break;
            case DateOnly day: PutNumber((byte)'d', day.DayNumber); break;
            case string text: PutText(text); break;
            default: throw new ArgumentException($"A {value.GetType().Name} cannot be journaled.", nameof(value));
        }
    }

    private void PutTag(byte tag)
    {
        bytes.GetSpan(1)[0] = tag;
        bytes.Advance(1);
    }

    private void PutNumber(byte tag, long number)
    {
        var span = bytes.GetSpan(9);
        span[0] = tag;
        BinaryPrimitives.WriteInt64BigEndian(span[1..], number);
        bytes.Advance(9);
    }

    private void PutText(string text)
    {
        var span = bytes.GetSpan(5 + Encoding.UTF8.GetMaxByteCount(text.Length));
        span[0] = (byte)'s';
        var length = Encoding.UTF8.GetBytes(text, span[5..]);
        BinaryPrimitives.WriteInt32BigEndian(span[1..], length);
        bytes.Advance(5 + length);
    }
}
