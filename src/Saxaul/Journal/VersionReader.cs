using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Linq;
using Saxaul.Database;

namespace Saxaul.Journal;

/// <summary>Reads the versions of one table, current or history, strictly: as they must have been written, with their look-up hashes.</summary>
internal sealed class VersionReader
{
    /// <summary>Where <see cref="VersionedTable.SelectList"/> has the height that wrote a version.</summary>
    public const int KnownFrom = 2;

    private const int FirstColumn = 4;
    private readonly Secrets secrets;
    private readonly int[] found;
    private readonly string all;

    public VersionReader(VersionedTable table, Secrets secrets, bool history)
    {
        Table = table;
        this.secrets = secrets;
        PhysicalName = history ? table.HistoryName : table.Name;
        found = [.. Enumerable.Range(0, table.Columns.Count).Where(column => table.Columns[column].Type == ColumnType.FoundSecret)];
        var hashes = string.Concat(found.SelectMany(column => table.Columns[column].Physical.Skip(1)).Select(name => ", " + name));
        all = $"SELECT {table.SelectList(history)}{hashes} FROM {PhysicalName} WHERE county_key = @county";
        Sql = $"{all} AND (known_from >= @from AND known_from < @until{(history ? " OR known_to >= @from AND known_to < @until" : "")})";
    }

    public VersionedTable Table { get; }

    public string PhysicalName { get; }

    /// <summary>Selects what was added or closed between the heights @from and @until of @county.</summary>
    public string Sql { get; }

    /// <summary>All versions of a county as a session sees them, none of them held in memory.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.JournalNotWhole"/> at one that cannot have been written so.</exception>
    public IEnumerable<Version> All(WriteSession session, int countyKey) => Where(session, countyKey, null);

    /// <summary>Those of them that fit a condition.</summary>
    /// <param name="prepare">Adds the condition's parameters.</param>
    /// <exception cref="ProblemException"><see cref="Problem.JournalNotWhole"/></exception>
    public IEnumerable<Version> Where(WriteSession session, int countyKey, string? condition, Action<DbCommand>? prepare = null) => Where(session.Writer.Command, countyKey, condition, prepare);

    /// <summary>The same for whoever asks, also without a transaction.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.JournalNotWhole"/></exception>
    public IEnumerable<Version> Where(Ask ask, int countyKey, string? condition, Action<DbCommand>? prepare = null) => Rows(ask, countyKey, condition, prepare).Select(row => row.Version);

    private IEnumerable<(DbDataReader Reader, Version Version)> Rows(Ask ask, int countyKey, string? condition, Action<DbCommand>? prepare)
    {
        using var command = ask(condition is null ? all : $"{all} AND ({condition})", ("@county", countyKey));
        prepare?.Invoke(command);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return (reader, Read(reader) ?? throw new ProblemException(Problem.JournalNotWhole(Problem.VersionChanged(PhysicalName, countyKey, IdOf(reader), reader.GetInt64(KnownFrom)))));
    }

    /// <summary>Those whose look-up hashes are not of their values.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.JournalNotWhole"/></exception>
    public List<Version> WithWrongHashes(Ask ask, int countyKey, byte oldestKey, string? condition = null, Action<DbCommand>? prepare = null)
    {
        var wrong = new List<Version>();
        foreach (var (reader, version) in Rows(ask, countyKey, condition, prepare))
        {
            if (WrongHash(reader, version, oldestKey) is not null)
                wrong.Add(version);
        }
        return wrong;
    }

    public long IdOf(DbDataReader reader) => reader.GetInt64(0);

    /// <summary>The version, or null when it cannot have been written so: damaged, encrypted with another key, or of another type than its column.</summary>
    public Version? Read(DbDataReader reader)
    {
        try
        {
            var version = Table.Read(reader, secrets);
            for (var i = 0; i < version.Values.Length; i++)
            {
                if (!IsExact(reader, FirstColumn + i, Table.Columns[i].Type))
                    return null;
            }
            var end = FirstColumn + version.Values.Length;
            return IsExact(reader, 0, ColumnType.Integer) && IsExact(reader, 1, ColumnType.Day) && IsExact(reader, KnownFrom, ColumnType.Integer)
                && IsExact(reader, 3, ColumnType.Integer) && IsExact(reader, end, ColumnType.Day) && IsExact(reader, end + 1, ColumnType.Integer) ? version : null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or InvalidCastException or OverflowException or ArgumentException or ProblemException)
        {
            return null;
        }
    }

    /// <summary>SQLite takes any value in any column, and a day in several spellings that compare differently.</summary>
    private static bool IsExact(DbDataReader reader, int column, ColumnType type) => reader.GetValue(column) switch
    {
        DBNull or DateTime or DateOnly or bool => true,
        long number => type == ColumnType.Integer || type == ColumnType.YesNo && number is 0 or 1,
        int => type == ColumnType.Integer,
        string text => type == ColumnType.Text || type == ColumnType.Day && text == reader.Day(column).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        byte[] => type is ColumnType.Secret or ColumnType.FoundSecret,
        _ => false,
    };

    /// <summary>The look-up column whose hash is not that of its value, or of a key that nobody looks for any more; null when all fit.</summary>
    /// <param name="oldestKey">The oldest that is looked for.</param>
    public string? WrongHash(DbDataReader reader, Version version, byte oldestKey)
    {
        for (var i = 0; i < found.Length; i++)
        {
            var at = FirstColumn + version.Values.Length + 2 + 2 * i;
            var names = Table.Columns[found[i]].Physical.Skip(1);
            var (hash, lastFour) = (reader.BytesOrNull(at), reader.BytesOrNull(at + 1));
            var sealedValue = reader.BytesOrNull(FirstColumn + found[i]);
            if (version.Values[found[i]] is not string text || sealedValue is null)
            {
                if (hash is not null || lastFour is not null)
                    return hash is null ? names.Last() : names.First();
                continue;
            }
            if (sealedValue[0] < oldestKey || !secrets.IsHashBeside(sealedValue, hash, text))
                return names.First();
            if (!secrets.IsLastFourBeside(sealedValue, lastFour, text))
                return names.Last();
        }
        return null;
    }
}
