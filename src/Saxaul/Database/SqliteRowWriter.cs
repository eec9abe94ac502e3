using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Saxaul.Database;

/// <summary>
/// Writes each row as it comes, within whatever transaction the connection is in. It speaks to SQLite directly: ADO.NET looks up every parameter by its name for
/// every row, which takes longer than writing the row.
/// </summary>
internal sealed class SqliteRowWriter : BulkWriter
{
    private readonly sqlite3 connection;
    private readonly sqlite3_stmt insert;
    private readonly string deleteSql;
    private sqlite3_stmt? delete;
    private byte[] utf8 = new byte[256];

    public SqliteRowWriter(SqliteConnection connection, string table, IReadOnlyList<string> columns)
    {
        this.connection = connection.Handle!;
        insert = Prepare($"INSERT INTO {RegistryDatabase.Identifier(table)} ({string.Join(", ", columns.Select(RegistryDatabase.Identifier))}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})");
        deleteSql = $"DELETE FROM {RegistryDatabase.Identifier(table)} WHERE county_key = ? AND id = ?";
    }

    public override void Add(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            Bind(i + 1, values[i]);
        Run(insert);
    }

    public override void Delete(int countyKey, long id)
    {
        delete ??= Prepare(deleteSql);
        Check(raw.sqlite3_bind_int64(delete, 1, countyKey));
        Check(raw.sqlite3_bind_int64(delete, 2, id));
        Run(delete);
    }

    public override void Flush()
    {
        // Nothing waits.
    }

    public override void Dispose()
    {
        insert.Dispose();
        delete?.Dispose();
    }

    /// <summary>As Microsoft.Data.Sqlite stores the same types: days as text, truth as 0 and 1.</summary>
    private void Bind(int at, object? value)
    {
        Check(value switch
        {
            null => raw.sqlite3_bind_null(insert, at),
            long number => raw.sqlite3_bind_int64(insert, at, number),
            string text => raw.sqlite3_bind_text(insert, at, Utf8(text)),
            byte[] bytes => raw.sqlite3_bind_blob(insert, at, bytes),
            DateOnly day => raw.sqlite3_bind_text(insert, at, Utf8(day)),
            int number => raw.sqlite3_bind_int64(insert, at, number),
            bool truth => raw.sqlite3_bind_int64(insert, at, truth ? 1 : 0),
            _ => throw new ArgumentException($"A {value.GetType().Name} has no column.", nameof(value)),
        });
    }

    private ReadOnlySpan<byte> Utf8(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > utf8.Length)
            utf8 = new byte[most];
        return utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8));
    }

    private ReadOnlySpan<byte> Utf8(DateOnly day)
    {
        day.TryFormat(utf8, out var length, "O");
        return utf8.AsSpan(0, length);
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(connection, sql, out var statement));
        return statement;
    }

    private void Run(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        // Also after a failure: a statement that was not reset cannot be used again.
        raw.sqlite3_reset(statement);
        if (result != raw.SQLITE_DONE)
            Check(result);
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, connection);
    }
}
