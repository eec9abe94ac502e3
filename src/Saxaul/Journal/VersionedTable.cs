using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Text;
using Saxaul.Database;

namespace Saxaul.Journal;

/// <summary>What a column holds. Money is <see cref="Integer"/> (fen), other measures scaled integers; nothing is floating point.</summary>
public enum ColumnType
{
    /// <summary>long</summary>
    Integer,

    /// <summary>string</summary>
    Text,

    /// <summary>DateOnly, a legal day</summary>
    Day,

    /// <summary>bool</summary>
    YesNo,

    /// <summary>string, encrypted where it rests</summary>
    Secret,

    /// <summary>string, encrypted, with keyed hashes of the whole and of the last four characters beside it to find it by</summary>
    FoundSecret,
}

public sealed record Column(string Name, ColumnType Type)
{
    /// <summary>Whether people write it in their own words, which may name anybody. Whatever of it names somebody who is erased goes, whomever the row is about (<see cref="Keeping.Erasing.Mentions"/>).</summary>
    public bool IsWords { get; init; } = Type == ColumnType.Secret;

    /// <summary>Whether it is a place or a heading as somebody wrote it: words ("古丽家东边"), but for a text that is a short name and nothing else, which many places bear too.</summary>
    public bool IsOfPlace { get; init; }

    /// <summary>Whether it is a name that a sender gave to a sheet: it goes where it names somebody erased, and what it is the name of stays.</summary>
    public bool IsNamedBySender { get; init; }

    /// <summary>The columns it takes in the table.</summary>
    internal IEnumerable<string> Physical => Type == ColumnType.FoundSecret ? [Name, Name + "_hash", Name + "_last_four"] : [Name];
}

/// <summary>One state of one thing: what held from <see cref="TrueFrom"/> until <see cref="TrueTo"/>, as we knew it from one journal entry to another.</summary>
public sealed class Version
{
    public required long Id { get; init; }

    /// <summary>One value a column: long, string, DateOnly, bool or null; secrets in plain text.</summary>
    public required object?[] Values { get; init; }

    public required DateOnly TrueFrom { get; init; }

    /// <summary>The first day on which it no longer held; null while it holds.</summary>
    public DateOnly? TrueTo { get; init; }

    /// <summary>Height of the journal entry that wrote it.</summary>
    public required long KnownFrom { get; init; }

    /// <summary>Height of the journal entry that replaced it; null while it is what we know.</summary>
    public long? KnownTo { get; init; }

    /// <summary>The row of the file it came from.</summary>
    public int? SourceRow { get; init; }
}

/// <summary>
/// A kind of thing whose every state is kept: the table of its name holds what is known now and holds on; the table name_history
/// holds the rest. Both begin with county_key and id.
/// </summary>
public sealed class VersionedTable
{
    private static readonly string[] Tail = ["true_from", "known_from", "source_row"];
    private static readonly string[] HistoryTail = ["true_to", "known_to"];
    private readonly int owner;
    private readonly int ownerKindColumn = -1;
    private readonly bool oneEach;

    /// <param name="name">The current table's name.</param>
    /// <param name="ownerKind">Whom a row is about: "household", "person" or "area". Content is hashed, and can be erased, by owner.</param>
    /// <param name="ownerColumn">The column that holds the owner's id; null when the row's own id is it.</param>
    /// <param name="columns">Its own columns in the order of <see cref="Version.Values"/>.</param>
    public VersionedTable(string name, string ownerKind, string? ownerColumn, params IReadOnlyList<Column> columns) : this(name, ownerKind, ownerColumn, false, columns)
    {
    }

    private VersionedTable(string name, string ownerKind, string? ownerColumn, bool oneEach, IReadOnlyList<Column> columns)
    {
        Name = RegistryDatabase.Identifier(name);
        OwnerKind = ownerKind;
        OwnerColumn = ownerColumn;
        Columns = columns;
        owner = ownerColumn is null ? -1 : IndexOf(ownerColumn);
        if (columns.Any(column => column.Name == "owner_kind"))
            ownerKindColumn = IndexOf("owner_kind");
        this.oneEach = oneEach;
        OwnColumns = [.. columns.Where(column => !oneEach || column.Name != ownerColumn)];
        PhysicalColumns = ["county_key", "id", .. OwnColumns.SelectMany(column => column.Physical).Select(RegistryDatabase.Identifier), .. Tail];
        PhysicalHistoryColumns = [.. PhysicalColumns, .. HistoryTail];
        Canonical = [.. columns.Select((column, i) => (column.Name, Column: i)).OrderBy(one => one.Name, StringComparer.Ordinal)
            .Select(one => (one.Column, Encoding.UTF8.GetBytes(one.Name + '=')))];
        selectList = string.Join(", ", new[] { "id", "true_from", "known_from", "source_row" }.Concat(columns.Select(column => OwnColumns.Contains(column) ? column.Name : "id")));
    }

    /// <summary>A table in which an owner has at most one row: it bears the owner's id, so that one look-up leads to it and no second index is kept.</summary>
    /// <param name="columns">The owner's column first, which takes no room of its own; then the table's own.</param>
    public static VersionedTable OneEach(string name, string ownerKind, params IReadOnlyList<Column> columns) => new(name, ownerKind, columns[0].Name, true, columns);

    private readonly string selectList;

    public string Name { get; }

    public string HistoryName => Name + "_history";

    public string OwnerKind { get; }

    public string? OwnerColumn { get; }

    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Those of <see cref="Columns"/> that the table has: all but the owner's where the id is the owner's.</summary>
    internal IReadOnlyList<Column> OwnColumns { get; }

    internal IReadOnlyList<string> PhysicalColumns { get; }

    internal IReadOnlyList<string> PhysicalHistoryColumns { get; }

    /// <summary>Whom a row is about whose <see cref="OwnerColumn"/> is empty: the first of these columns that is not.</summary>
    public IReadOnlyList<(string Kind, string Column)> OtherOwners { get; init; } = [];

    /// <summary>
    /// What stays of a row when its owner's content is erased: these columns get these values and the others, which only say that something was there, stay so
    /// that counts hold. Null when the row itself goes.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? WhenErased { get; init; }

    /// <summary>Whether a thing whose words name somebody erased goes whole, in each of its states, since without them it says nothing; otherwise those words alone go.</summary>
    public bool GoesWithItsWords { get; init; }

    /// <summary>The columns by name, with the bytes that stand for the name, in the order in which they are hashed: that of names, however a definition orders them.</summary>
    internal IReadOnlyList<(int Column, byte[] Label)> Canonical { get; }

    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == column)
                return i;
        }
        throw new ArgumentException($"{Name} has no column {column}.", nameof(column));
    }

    /// <summary>The id that a new row must have; null when it gets one of its own.</summary>
    internal long? IdFor(object?[] values) => oneEach ? (long)values[owner]! : null;

    /// <summary>Whom a row is about. One that is about nobody the registry knows is about itself, so that it is a part of its own and can be erased alone.</summary>
    internal (string Kind, long Id) OwnerOf(long id, object?[] values)
    {
        if (owner < 0)
            return (OwnerKind, id);
        if (values[owner] is long ownerId)
            return (ownerKindColumn < 0 ? OwnerKind : (string)values[ownerKindColumn]!, ownerId);
        foreach (var (kind, column) in OtherOwners)
        {
            if (values[IndexOf(column)] is long other)
                return (kind, other);
        }
        return (Name, id);
    }

    /// <summary>Whether a version is what an erasure leaves.</summary>
    internal bool IsErased(Version version) =>
        WhenErased is { } blank && version.SourceRow is null && blank.All(column => Equals(version.Values[IndexOf(column.Key)], column.Value));

    /// <summary>The physical values of a row, secrets sealed, into <paramref name="row"/>; returns how many.</summary>
    internal int Write(Secrets secrets, int countyKey, Version version, Span<object?> row)
    {
        var at = 0;
        row[at++] = countyKey;
        row[at++] = version.Id;
        for (var i = 0; i < Columns.Count; i++)
        {
            if (oneEach && i == owner)
                continue;
            var value = version.Values[i];
            switch (Columns[i].Type)
            {
                case ColumnType.Secret:
                    row[at++] = value is string secret ? secrets.Seal(secret) : null;
                    break;
                case ColumnType.FoundSecret:
                    var text = value as string;
                    row[at++] = text is null ? null : secrets.Seal(text);
                    row[at++] = text is null ? null : secrets.Hash(text);
                    row[at++] = text is null ? null : secrets.HashLastFour(text);
                    break;
                default:
                    row[at++] = value;
                    break;
            }
        }
        row[at++] = version.TrueFrom;
        row[at++] = version.KnownFrom;
        row[at++] = version.SourceRow;
        return at;
    }

    /// <summary>What to select so that <see cref="Read"/> understands the rows.</summary>
    /// <param name="history">Whether the row comes from the history table.</param>
    internal string SelectList(bool history) => selectList + (history ? ", true_to, known_to" : ", NULL, NULL");

    internal Version Read(DbDataReader reader, Secrets secrets)
    {
        const int first = 4;
        var values = new object?[Columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var at = first + i;
            values[i] = reader.IsDBNull(at)
                ? null
                : Columns[i].Type switch
                {
                    ColumnType.Integer => reader.GetInt64(at),
                    ColumnType.Text => reader.GetString(at),
                    ColumnType.Day => reader.Day(at),
                    ColumnType.YesNo => reader.GetBoolean(at),
                    _ => secrets.Open(reader.GetFieldValue<byte[]>(at)),
                };
        }
        var end = first + values.Length;
        return new Version
        {
            Id = reader.GetInt64(0),
            TrueFrom = reader.Day(1),
            KnownFrom = reader.GetInt64(2),
            SourceRow = reader.IntOrNull(3),
            Values = values,
            TrueTo = reader.DayOrNull(end),
            KnownTo = reader.LongOrNull(end + 1),
        };
    }
}
