using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

namespace Saxaul.Journal;

/// <summary>
/// What one journal entry wrote, in a form that is always the same bytes: versions added and versions closed, grouped by whom they are about.
/// Each such part is hashed with a salt of its own, so that one person's part can be erased and the rest still be checked.
/// </summary>
internal sealed class Content
{
    private readonly ArrayBufferWriter<byte> bytes = new(4096);
    private readonly List<Row> rows = [];
    private byte[] scratch = new byte[4096];

    private readonly record struct Row(string OwnerKind, long OwnerId, string Table, long Id, int TrueFrom, bool Closes, int Start, int Length);

    public void Clear()
    {
        bytes.ResetWrittenCount();
        rows.Clear();
    }

    public void Added(VersionedTable table, Version version)
    {
        var start = bytes.WrittenCount;
        PutTag((byte)'+');
        PutText(table.Name);
        Put(version.Id);
        foreach (var value in version.Values)
            Put(value);
        Put(version.TrueFrom);
        Put(version.TrueTo);
        Put(version.SourceRow is { } row ? (long)row : null);
        Record(table, version, closes: false, start);
    }

    public void Closed(VersionedTable table, Version version)
    {
        var start = bytes.WrittenCount;
        PutTag((byte)'-');
        PutText(table.Name);
        Put(version.Id);
        Put(version.TrueFrom);
        Put(version.KnownFrom);
        Record(table, version, closes: true, start);
    }

    private void Record(VersionedTable table, Version version, bool closes, int start)
    {
        var (kind, id) = table.OwnerOf(version.Id, version.Values);
        rows.Add(new Row(kind, id, table.Name, version.Id, version.TrueFrom.DayNumber, closes, start, bytes.WrittenCount - start));
    }

    /// <summary>The parts and their hashes, in order of owner.</summary>
    /// <param name="saltOf">The salt of a part,</param>
    public List<(string OwnerKind, long OwnerId, byte[] Hash)> Parts(Func<string, long, byte[]> saltOf)
    {
        rows.Sort(static (a, b) =>
        {
            var order = string.CompareOrdinal(a.OwnerKind, b.OwnerKind);
            if (order == 0)
                order = a.OwnerId.CompareTo(b.OwnerId);
            if (order == 0)
                order = string.CompareOrdinal(a.Table, b.Table);
            if (order == 0)
                order = a.Id.CompareTo(b.Id);
            if (order == 0)
                order = a.Closes.CompareTo(b.Closes);
            return order != 0 ? order : a.TrueFrom.CompareTo(b.TrueFrom);
        });
        var parts = new List<(string, long, byte[])>();
        for (var first = 0; first < rows.Count;)
        {
            var (kind, id) = (rows[first].OwnerKind, rows[first].OwnerId);
            var salt = saltOf(kind, id);
            var at = 0;
            Take(ref at, salt);
            var next = first;
            for (; next < rows.Count && rows[next].OwnerKind == kind && rows[next].OwnerId == id; next++)
            {
                var row = rows[next];
                Take(ref at, bytes.WrittenSpan.Slice(row.Start, row.Length));
            }
            parts.Add((kind, id, SHA256.HashData(scratch.AsSpan(0, at))));
            first = next;
        }
        return parts;
    }

    /// <summary>The salt of one part of an entry.</summary>
    public static byte[] PartSalt(byte[] entrySalt, string ownerKind, long ownerId)
    {
        Span<byte> input = stackalloc byte[16 + 8 + 64];
        entrySalt.CopyTo(input);
        BinaryPrimitives.WriteInt64BigEndian(input[16..], ownerId);
        var length = 24 + Encoding.UTF8.GetBytes(ownerKind, input[24..]);
        return SHA256.HashData(input[..length])[..16];
    }

    public static byte[] Hash(IReadOnlyList<(string OwnerKind, long OwnerId, byte[] Hash)> parts)
    {
        var all = new byte[parts.Count * SHA256.HashSizeInBytes];
        for (var i = 0; i < parts.Count; i++)
            parts[i].Hash.CopyTo(all, i * SHA256.HashSizeInBytes);
        return SHA256.HashData(all);
    }

    private void Take(ref int at, ReadOnlySpan<byte> data)
    {
        if (at + data.Length > scratch.Length)
            Array.Resize(ref scratch, Math.Max(scratch.Length * 2, at + data.Length));
        data.CopyTo(scratch.AsSpan(at));
        at += data.Length;
    }

    private void Put(object? value)
    {
        switch (value)
        {
            case null: PutTag((byte)'n'); break;
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
