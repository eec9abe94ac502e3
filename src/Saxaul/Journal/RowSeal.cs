using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Linq;
using System.Text;
using Saxaul.Database;

namespace Saxaul.Journal;

/// <summary>
/// Proof of the few rows that no journal entry writes: a keyed hash of all their columns, in the column seal. Whoever inserts such a row seals it
/// in the same transaction (<see cref="Put"/>); it is changed by <see cref="Update"/> alone, which refuses a row that no longer fits its seal.
/// </summary>
internal static class RowSeal
{
    private const string Column = "seal";

    /// <summary>The tables whose rows are sealed, each with the columns that tell a row.</summary>
    public static IReadOnlyList<(string Table, string Key)> Tables { get; } =
        [("chain", "county_key"), ("batch", "county_key, id"), ("handed_file", "county_key, id"), ("definition", "county_key, name, version"), ("screening", "county_key, policy"),
         ("look", "county_key, household_id, looked_at, actor"), ("sign_in_link", "county_key, issuer, subject"), ("sign_in_event", "county_key, user_id, happened_at, event"), ("export", "county_key, mark"),
         ("sent_list", "county_key, sent_at, actor"), ("daily_use", "county_key, actor, day_began, what")];

    /// <summary>Seals rows that this transaction has just inserted.</summary>
    public static void Put(WriteConnection writer, Secrets secrets, string table, string condition, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        foreach (var row in Read(writer, secrets, table, condition, parameters))
            SetSeal(writer, table, row);
    }

    /// <summary>
    /// Changes the rows that a condition selects, the columns of their keys aside, and seals them anew. A row that is not as it was sealed stays as it is: a new seal
    /// would make good what somebody changed behind the journal's back.
    /// </summary>
    /// <param name="set">What follows SET; it and the condition share the parameters.</param>
    /// <returns>How many rows there were.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.SealBroken"/></exception>
    public static int Update(WriteConnection writer, Secrets secrets, string table, string set, string condition, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var rows = Checked(writer, secrets, table, condition, parameters);
        if (rows.Count == 0)
            return 0;
        writer.Execute($"UPDATE {RegistryDatabase.Identifier(table)} SET {set} WHERE {condition}", parameters);
        foreach (var row in rows)
            Put(writer, secrets, table, row.Is, row.Key);
        return rows.Count;
    }

    /// <summary>Refuses rows that are not as they were sealed, where something else is about to be built on them.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.SealBroken"/></exception>
    public static void Check(WriteConnection writer, Secrets secrets, string table, string condition, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Checked(writer, secrets, table, condition, parameters);

    private static List<Row> Checked(WriteConnection writer, Secrets secrets, string table, string condition, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var rows = Read(writer, secrets, table, condition, parameters);
        return rows.Find(row => !row.Fits) is { } broken ? throw new ProblemException(Problem.SealBroken(table, broken.Where)) : rows;
    }

    /// <summary>A row: by which key it is found, the seal it should bear, and whether it does.</summary>
    private sealed record Row(IReadOnlyList<string> Columns, (string Name, object? Value)[] Key, byte[] Seal, bool Fits)
    {
        public string Is => string.Join(" AND ", Columns.Select((column, i) => $"{column} = {Key[i].Name}"));

        public string Where => string.Join(", ", Columns.Select((column, i) => string.Create(CultureInfo.InvariantCulture, $"{column} {Key[i].Value}")));
    }

    private static List<Row> Read(WriteConnection writer, Secrets secrets, string table, string condition, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var key = Tables.First(one => one.Table == table).Key.Split(", ");
        return writer.Command($"SELECT * FROM {RegistryDatabase.Identifier(table)} WHERE {condition}", parameters)
            .ToList(reader => new Row(key, [.. key.Select((column, i) => ($"@k{i}", (object?)reader.GetValue(reader.GetOrdinal(column))))], Of(secrets, table, reader), Fits(secrets, table, reader)));
    }

    private static void SetSeal(WriteConnection writer, string table, Row row) =>
        writer.Execute($"UPDATE {RegistryDatabase.Identifier(table)} SET {Column} = @seal WHERE {row.Is}", [("@seal", row.Seal), .. row.Key]);

    /// <summary>Whether a row of SELECT * is as it was sealed.</summary>
    public static bool Fits(Secrets secrets, string table, DbDataReader reader)
    {
        try
        {
            return reader.GetValue(reader.GetOrdinal(Column)) is byte[] seal && seal.AsSpan().SequenceEqual(Of(secrets, table, reader));
        }
        catch (ProblemException)
        {
            // A cell that cannot be decrypted is not as it was written.
            return false;
        }
    }

    private static byte[] Of(Secrets secrets, string table, DbDataReader reader)
    {
        var text = new StringBuilder("row of ").Append(table);
        // By name, and without what is unknown: a column that is added later changes no seal.
        foreach (var name in Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).Where(name => name != Column).Order(StringComparer.Ordinal))
        {
            var cell = reader.GetValue(reader.GetOrdinal(name));
            // What rests encrypted counts by what it says, so that changing keys changes no seal.
            if (Text(cell is byte[] cipher && SealedColumns.Holds(table, name) ? secrets.OpenBytes(cipher) : cell) is { } value)
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
