using System;
using System.Collections.Generic;
using System.Data.Common;

namespace Saxaul.Database;

/// <summary>Makes a command on whatever is at hand: a reader's connection, or a transaction that writes.</summary>
internal delegate DbCommand Ask(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters);

/// <summary>The few shapes of plain ADO.NET that every room uses.</summary>
internal static class Commands
{
    public static DbCommand Command(this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Add(name, value);
        return command;
    }

    public static void Add(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }

    public static List<T> ToList<T>(this DbCommand command, Func<DbDataReader, T> read)
    {
        using (command)
        using (var reader = command.ExecuteReader())
        {
            var list = new List<T>();
            while (reader.Read())
                list.Add(read(reader));
            return list;
        }
    }

    public static string? TextOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static long? LongOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public static int? IntOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    public static byte[]? BytesOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);

    public static DateOnly Day(this DbDataReader reader, int column) => reader.GetFieldValue<DateOnly>(column);

    public static DateOnly? DayOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateOnly>(column);
}
