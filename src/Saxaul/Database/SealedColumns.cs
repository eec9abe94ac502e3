using System.Collections.Generic;
using System.Linq;
using Saxaul.Journal;

namespace Saxaul.Database;

/// <summary>A column in which something rests encrypted.</summary>
/// <param name="Key">The columns that tell a row.</param>
/// <param name="IsFound">Whether hashes to find it by stand beside.</param>
/// <param name="IsLarge">Whether a value may be a megabyte.</param>
internal sealed record SealedColumn(string Table, string Name, IReadOnlyList<string> Key, bool IsFound = false, bool IsLarge = false);

/// <summary>Every column in which something rests encrypted: what a new key has to reach. A test asks of each column of bytes in the schema whether it is one of these.</summary>
internal static class SealedColumns
{
    private static readonly SealedColumn[] BesideVersions =
    [
        new("file_piece", "content", ["county_key", "file_id", "piece"], IsLarge: true), new("staged_piece", "content", ["county_key", "file_id", "piece"], IsLarge: true), new("staged_upload", "answers", ["county_key", "id"]),
        new("staged_upload", "preview", ["county_key", "id"]), new("evidence", "content", ["county_key", "id"], IsLarge: true), new("journal_part", "salt", ["county_key", "height", "owner_kind", "owner_id"]),
        new("sign_in_secret", "password", ["county_key", "user_id"]), new("sign_in_secret", "totp", ["county_key", "user_id"]), new("sign_in_secret", "totp_pending", ["county_key", "user_id"]),
        new("sign_in_passkey", "content", ["county_key", "credential"]), new("form_key", "content", ["county_key", "name"]),
        new("look", "words", ["county_key", "household_id", "looked_at", "actor"]),
    ];

    /// <summary>Whether a column beside the versions rests encrypted.</summary>
    public static bool Holds(string table, string column) => BesideVersions.Any(one => one.Table == table && one.Name == column);

    public static IReadOnlyList<SealedColumn> Of(Registry registry) =>
    [
        .. registry.Tables.SelectMany(table => table.Columns.Where(column => column.Type is ColumnType.Secret or ColumnType.FoundSecret).SelectMany(column => new[]
        {
            new SealedColumn(table.Name, column.Name, ["county_key", "id"], column.Type == ColumnType.FoundSecret),
            new SealedColumn(table.HistoryName, column.Name, ["county_key", "id", "known_from", "true_from"], column.Type == ColumnType.FoundSecret),
        })),
        .. BesideVersions,
    ];
}
