using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Linq;
using System.Text;
using Saxaul.Database;

namespace Saxaul.Journal;

/// <summary>
/// Proof of the few rows that no journal entry writes: a keyed hash of all their columns, in the column seal. Whoever writes such a row seals it in the same
/// transaction.
/// </summary>
internal static class RowSeal
{
    private const string Column = "seal";

    /// <summary>The tables whose rows are sealed, each with the columns that tell a row.</summary>
    public static IReadOnlyList<(string Table, string Key)> Tables { get; } =
        [("chain", "county_key"), ("batch", "county_key, id"), ("handed_file", "county_key, id"), ("definition", "county_key, name, version"), ("screening", "county_key, policy")];

    /// <summary>Seals the rows that a condition selects.</summary>
    public static void Put(WriteConnection writer, Secrets secrets, string table, string condition, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var key = Tables.First(one => one.Table == table).Key.Split(", ");
        var rows = writer.Command($"SELECT * FROM {RegistryDatabase.Identifier(table)} WHERE {condition}", parameters)
            .ToList(reader => (Seal: Of(secrets, table, reader), Key: key.Select(column => reader.GetValue(reader.GetOrdinal(column))).ToArray()));
        foreach (var (seal, values) in rows)
        {
            using var update = writer.Command($"UPDATE {RegistryDatabase.Identifier(table)} SET {Column} = @seal WHERE {string.Join(" AND ", key.Select((column, i) => $"{column} = @k{i}"))}", ("@seal", seal));
            for (var i = 0; i < values.Length; i++)
                update.Add($"@k{i}", values[i]);
            update.ExecuteNonQuery();
        }
    }

    /// <summary>Whether a row of SELECT * is as it was sealed.</summary>
    public static bool Fits(Secrets secrets, string table, DbDataReader reader) =>
        reader.GetValue(reader.GetOrdinal(Column)) is byte[] seal && seal.AsSpan().SequenceEqual(Of(secrets, table, reader));

    private static byte[] Of(Secrets secrets, string table, DbDataReader reader)
    {
        var text = new StringBuilder("row of ").Append(table);
        // By name, and without what is unknown: a column that is added later changes no seal.
        foreach (var name in Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).Where(name => name != Column).Order(StringComparer.Ordinal))
        {
            if (Text(reader.GetValue(reader.GetOrdinal(name))) is { } value)
                text.Append(CultureInfo.InvariantCulture, $"\n{name} {value.Length} {value}");
        }
        return secrets.Mark(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>The same text for a value whichever database gave it.</summary>
    private static string? Text(object value) => value switch
    {
        DBNull => null,
        byte[] bytes => Convert.ToHexString(bytes),
        DateTime day => DateOnly.FromDateTime(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
