using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Saxaul.Database;

/// <summary>
/// Writes rows some at a time, within whatever transaction the connection is in: SQLite finds its place in each tree once a statement, so a statement of many rows
/// costs far less than as many statements. It speaks to SQLite directly: ADO.NET looks up every parameter by its name for every row, which takes longer than writing
/// the row.
/// </summary>
internal sealed class SqliteRowWriter : BulkWriter
{
    private const int RowsAtOnce = 32;

    private readonly sqlite3 connection;
    private readonly int columns;
    private readonly string into;
    private readonly string deleteSql;
    private readonly object?[] waiting;
    private int waitingRows;
    private sqlite3_stmt? many;
    private sqlite3_stmt? one;
    private sqlite3_stmt? delete;
    private byte[] utf8 = new byte[256];
    private DateOnly day;
    private readonly byte[] dayUtf8 = new byte[10];

    public SqliteRowWriter(SqliteConnection connection, string table, IReadOnlyList<string> columns)
    {
        this.connection = connection.Handle!;
        this.columns = columns.Count;
        waiting = new object?[columns.Count * RowsAtOnce];
        // OR FAIL: whoever meets a failure rolls the whole transaction back, so that SQLite need not keep every page as it was before the statement.
        into = $"INSERT OR FAIL INTO {RegistryDatabase.Identifier(table)} ({string.Join(", ", columns.Select(RegistryDatabase.Identifier))}) VALUES ";
        deleteSql = $"DELETE FROM {RegistryDatabase.Identifier(table)} WHERE county_key = ? AND id = ?";
    }

    public override void Add(ReadOnlySpan<object?> values)
    {
        values.CopyTo(waiting.AsSpan(waitingRows * columns));
        if (++waitingRows < RowsAtOnce)
            return;
        many ??= PrepareInsert(RowsAtOnce);
        waitingRows = 0;
        Insert(many, waiting);
    }

    public override void Delete(int countyKey, long id)
    {
        Flush();
        delete ??= Prepare(deleteSql);
        Check(raw.sqlite3_bind_int64(delete, 1, countyKey));
        Check(raw.sqlite3_bind_int64(delete, 2, id));
        Run(delete);
    }

    public override void Flush()
    {
        var rows = waitingRows;
        waitingRows = 0;
        if (rows == 0)
            return;
        one ??= PrepareInsert(1);
        for (var row = 0; row < rows; row++)
            Insert(one, waiting.AsSpan(row * columns, columns));
    }

    public override void Dispose()
    {
        many?.Dispose();
        one?.Dispose();
        delete?.Dispose();
    }

    private void Insert(sqlite3_stmt statement, ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            Bind(statement, i + 1, values[i]);
        Run(statement);
    }

    /// <summary>As Microsoft.Data.Sqlite stores the same types: days as text, truth as 0 and 1.</summary>
    private void Bind(sqlite3_stmt statement, int at, object? value)
    {
        Check(value switch
        {
            null => raw.sqlite3_bind_null(statement, at),
            long number => raw.sqlite3_bind_int64(statement, at, number),
            string text => raw.sqlite3_bind_text(statement, at, Utf8(text)),
            byte[] bytes => raw.sqlite3_bind_blob(statement, at, bytes),
            DateOnly date => raw.sqlite3_bind_text(statement, at, Utf8(date)),
            int number => raw.sqlite3_bind_int64(statement, at, number),
            bool truth => raw.sqlite3_bind_int64(statement, at, truth ? 1 : 0),
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

    /// <summary>A list's rows hold from one day.</summary>
    private ReadOnlySpan<byte> Utf8(DateOnly date)
    {
        if (date != day || dayUtf8[0] == 0)
            (day, _) = (date, date.TryFormat(dayUtf8, out _, "O"));
        return dayUtf8;
    }

    private sqlite3_stmt PrepareInsert(int rows)
    {
        var row = $"({string.Join(", ", Enumerable.Repeat("?", columns))})";
        return Prepare(into + string.Join(", ", Enumerable.Repeat(row, rows)));
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
