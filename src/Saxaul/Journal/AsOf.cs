using System;
using System.Collections.Generic;
using System.Data.Common;
using Saxaul.Database;

namespace Saxaul.Journal;

/// <summary>
/// A day, and the moment from which we look at it: what was true on <paramref name="On"/> as it was known at journal height <paramref name="Height"/>.
/// </summary>
/// <param name="On">The day; null for what holds on now.</param>
/// <param name="Height">The county's journal height; null for what we know now.</param>
public readonly record struct AsOf(DateOnly? On, long? Height)
{
    public static AsOf Now => default;

    /// <summary>The county's height at a moment: that of the last entry recorded at or before it.</summary>
    internal static long HeightAt(DbConnection connection, int countyKey, DateTimeOffset known)
    {
        using var command = connection.Command("SELECT MAX(height) FROM journal WHERE county_key = @county AND recorded_at <= @known",
            ("@county", countyKey), ("@known", Instant.ToMicroseconds(known)));
        return command.ExecuteScalar() is long height ? height : 0;
    }

    /// <summary>The first moment, to a whole minute, at which anything of one thing was known, in legal time; null when nothing ever was.</summary>
    internal static DateTimeOffset? FirstMoment(DbConnection connection, VersionedTable table, int countyKey, string condition, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Command($"""
            SELECT MIN(recorded_at) FROM journal WHERE county_key = @county AND height IN
              (SELECT known_from FROM {table.Name} WHERE county_key = @county AND {condition} UNION SELECT known_from FROM {table.HistoryName} WHERE county_key = @county AND {condition})
            """, [("@county", countyKey), .. parameters]);
        if (command.ExecuteScalar() is not long first)
            return null;
        var minute = TimeSpan.TicksPerMinute;
        return new DateTimeOffset((Instant.FromMicroseconds(first).UtcTicks + minute - 1) / minute * minute, TimeSpan.Zero).ToOffset(Instant.Shanghai);
    }

    /// <summary>
    /// SQL that selects <paramref name="columns"/> of a table's rows of one county as of this moment, with further conditions on them; its parameters are
    /// @county, @on and @height, which <see cref="AddTo"/> gives.
    /// </summary>
    internal string Select(VersionedTable table, string columns, string? historyColumns = null, string? condition = null)
    {
        var and = condition is null ? "" : $" AND {condition}";
        if (On is null && Height is null)
            return $"SELECT {columns} FROM {table.Name} WHERE county_key = @county{and}";
        return $"""
            SELECT {columns} FROM {table.Name}
            WHERE county_key = @county AND true_from <= @on AND known_from <= @height{and}
            UNION ALL
            SELECT {historyColumns ?? columns} FROM {table.HistoryName}
            WHERE county_key = @county AND true_from <= @on AND (true_to IS NULL OR true_to > @on)
              AND known_from <= @height AND (known_to IS NULL OR known_to > @height){and}
            """;
    }

    internal void AddTo(DbCommand command, int countyKey)
    {
        command.Add("@county", countyKey);
        if (On is null && Height is null)
            return;
        command.Add("@on", On ?? DateOnly.MaxValue);
        command.Add("@height", Height ?? long.MaxValue);
    }

    /// <summary>Whole versions as of this moment.</summary>
    /// <param name="condition">A further condition, or null.</param>
    /// <param name="prepare">Adds the condition's parameters.</param>
    internal List<Version> Read(RegistryDatabase database, DbConnection connection, VersionedTable table, int countyKey, string? condition = null, Action<DbCommand>? prepare = null, DbTransaction? transaction = null)
    {
        using var command = connection.Command(Select(table, table.SelectList(history: false), table.SelectList(history: true), condition));
        command.Transaction = transaction;
        AddTo(command, countyKey);
        prepare?.Invoke(command);
        return command.ToList(reader => table.Read(reader, database.Secrets));
    }
}
