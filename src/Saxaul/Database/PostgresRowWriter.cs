using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Npgsql;

namespace Saxaul.Database;

/// <summary>
/// Writes rows with COPY. They wait in memory, since a connection runs one COPY at a time, as the bytes that COPY takes (PostgreSQL's documentation, "COPY", binary
/// format): one growing buffer costs far less than thousands of values held apart. Columns keep the type that the table gives them.
/// </summary>
internal sealed class PostgresRowWriter(NpgsqlConnection connection, NpgsqlTransaction transaction, string table, IReadOnlyList<string> columns) : BulkWriter
{
    private const int FlushRows = 8192, FlushBytes = 1 << 20;

    /// <summary>"PGCOPY", the bytes that reveal a transfer as text, no flags, no extension.</summary>
    private static ReadOnlySpan<byte> Header => [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xff, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static readonly int FirstDay = new DateOnly(2000, 1, 1).DayNumber;

    private readonly string sql = $"COPY {RegistryDatabase.Identifier(table)} ({string.Join(", ", columns.Select(RegistryDatabase.Identifier))}) FROM STDIN (FORMAT BINARY)";
    private readonly ArrayBufferWriter<byte> bytes = new(1 << 16);
    private readonly List<(int County, long Id)> waiting = [];
    private HashSet<(int County, long Id)>? waitingKeys;
    private readonly Dictionary<int, List<long>> deleted = [];

    public override void Add(ReadOnlySpan<object?> values)
    {
        if (waiting.Count == 0)
            bytes.Write(Header);
        Put((short)columns.Count);
        foreach (var value in values[..columns.Count])
            Put(value);
        var key = ((int)values[0]!, (long)values[1]!);
        waiting.Add(key);
        waitingKeys?.Add(key);
        if (waiting.Count >= FlushRows || bytes.WrittenCount >= FlushBytes)
            Flush();
    }

    public override void Delete(int countyKey, long id)
    {
        // Most lists delete nothing, and never ask what waits.
        if ((waitingKeys ??= [.. waiting]).Contains((countyKey, id)))
            Flush();
        if (!deleted.TryGetValue(countyKey, out var ids))
            deleted[countyKey] = ids = [];
        ids.Add(id);
    }

    public override void Flush()
    {
        foreach (var (countyKey, ids) in deleted)
        {
            using var delete = connection.Command($"DELETE FROM {RegistryDatabase.Identifier(table)} WHERE county_key = @county AND id = ANY(@ids)", ("@county", countyKey), ("@ids", ids.ToArray()));
            delete.Transaction = transaction;
            delete.ExecuteNonQuery();
        }
        deleted.Clear();
        if (waiting.Count == 0)
            return;
        Put((short)-1);
        using (var copy = connection.BeginRawBinaryCopy(sql))
            copy.Write(bytes.WrittenSpan);
        bytes.ResetWrittenCount();
        waiting.Clear();
        waitingKeys = null;
    }

    public override void Dispose()
    {
        // Nothing is held but memory.
    }

    private void Put(object? value)
    {
        switch (value)
        {
            case null:
                Put(-1);
                break;
            case long number:
                Put(sizeof(long));
                BinaryPrimitives.WriteInt64BigEndian(bytes.GetSpan(sizeof(long)), number);
                bytes.Advance(sizeof(long));
                break;
            case int number:
                Put(sizeof(int));
                Put(number);
                break;
            case string text:
                var span = bytes.GetSpan(sizeof(int) + Encoding.UTF8.GetMaxByteCount(text.Length));
                var length = Encoding.UTF8.GetBytes(text, span[sizeof(int)..]);
                BinaryPrimitives.WriteInt32BigEndian(span, length);
                bytes.Advance(sizeof(int) + length);
                break;
            case bool truth:
                Put(1);
                bytes.Write([truth ? (byte)1 : (byte)0]);
                break;
            case DateOnly day:
                Put(sizeof(int));
                Put(day.DayNumber - FirstDay);
                break;
            case byte[] blob:
                Put(blob.Length);
                bytes.Write(blob);
                break;
            default:
                throw new ArgumentException($"A {value.GetType().Name} has no column.", nameof(value));
        }
    }

    private void Put(int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(sizeof(int)), number);
        bytes.Advance(sizeof(int));
    }

    private void Put(short number)
    {
        BinaryPrimitives.WriteInt16BigEndian(bytes.GetSpan(sizeof(short)), number);
        bytes.Advance(sizeof(short));
    }
}
