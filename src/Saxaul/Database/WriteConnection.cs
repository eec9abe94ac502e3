using System;
using System.Data.Common;

namespace Saxaul.Database;

/// <summary>A connection inside its one write transaction. Disposed without <see cref="Commit"/>, nothing of it stays.</summary>
internal sealed class WriteConnection(DbConnection connection, DbTransaction transaction, Action? onClosed = null) : IDisposable
{
    /// <summary>The connection, with nothing on its way any more.</summary>
    public DbConnection Connection
    {
        get
        {
            BeforeCommand?.Invoke();
            return connection;
        }
    }

    /// <summary>The same for whoever writes what is on its way.</summary>
    public DbConnection Unsettled => connection;

    public DbTransaction Transaction { get; } = transaction;

    /// <summary>What must be done before a command may use the connection: rows that are on their way are written.</summary>
    public Action? BeforeCommand { get; set; }

    public DbCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = Connection.Command(sql, parameters);
        command.Transaction = Transaction;
        return command;
    }

    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteScalar() is var value && value is DBNull ? null : value;
    }

    public void Commit() => Transaction.Commit();

    public void Dispose()
    {
        try
        {
            Transaction.Dispose();
            connection.Dispose();
        }
        finally
        {
            onClosed?.Invoke();
        }
    }
}
