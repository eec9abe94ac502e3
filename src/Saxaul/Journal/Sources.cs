using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Text.Json;
using Saxaul.Database;
using Saxaul.Registers;

namespace Saxaul.Journal;

/// <summary>Where a value comes from: who entered it, when, and, when it came in a file, from which cell.</summary>
/// <param name="Act">The entry's act, for example "import household".</param>
/// <param name="RecordedAt">When it became known.</param>
/// <param name="Reason">Why, in the words of whoever entered it.</param>
/// <param name="FileId">The handed-over file, of the office; null when it was entered by hand.</param>
/// <param name="File">Its name.</param>
/// <param name="Letter">The column as people name it; null when the file has no column of its own for the value.</param>
public sealed record Source(string Act, string Actor, DateTimeOffset RecordedAt, string? Reason, long? FileId, string? File, string? Sheet, int? Row, string? Letter)
{
    /// <summary>The cell as workbooks write it, such as 户信息!U17; only as far as it is known; null when it came in no file.</summary>
    public string? Cell => File is null ? null : $"{Sheet}!{Letter}{Row}";
}

/// <summary>
/// Finds the entry that brought a value. What a later entry leaves as it was keeps its source, also when that entry wrote the whole state anew because another
/// value changed or because the state ended.
/// </summary>
internal sealed class Sources(Registry registry, DbConnection connection, int countyKey)
{
    /// <summary>The roster's columns for what every household and person has.</summary>
    private static readonly Dictionary<(string Table, string Column), string[]> Columns = new()
    {
        [("household", "number")] = [WellKnown.HouseholdNumber],
        [("household", "village_id")] = [WellKnown.Village],
        [("household", "place_id")] = [WellKnown.Village],
        [("household", "written_place")] = [WellKnown.Village],
        [("household", "natural_village")] = [WellKnown.NaturalVillage],
        [("household", "phone")] = [WellKnown.Phone],
        [("person", "name")] = [WellKnown.Name],
        [("person", "number")] = [WellKnown.DocumentNumber],
        // Where there is no column of their own they were read off the number.
        [("person", "sex")] = [WellKnown.Sex, WellKnown.DocumentNumber],
        [("person", "birth_date")] = [WellKnown.BirthDate, WellKnown.DocumentNumber],
        [("membership", "relation")] = [WellKnown.Relation],
    };

    private readonly Dictionary<long, Head?> entries = [];
    private readonly Dictionary<long, FileHead> files = [];

    private sealed record Head(string Act, string Actor, DateTimeOffset RecordedAt, string? Reason, long? FileId, string? Sheet, int? Row);

    private sealed record FileHead(string Name, string? Kind, Dictionary<string, Dictionary<string, string>> ColumnsRead);

    /// <summary>The source of one column of a version; null when its entry is not there (a version that was never written).</summary>
    /// <param name="column">One of the table's columns.</param>
    public Source? Of(VersionedTable table, Version version, string column)
    {
        var index = table.IndexOf(column);
        while (Before(table, version) is { } earlier && Equals(earlier.Values[index], version.Values[index]))
            version = earlier;
        if (EntryAt(version.KnownFrom) is not { } entry)
            return null;
        var file = entry.FileId is { } id ? FileOf(id) : null;
        var row = file is null ? null : version.SourceRow ?? entry.Row;
        return new Source(entry.Act, entry.Actor, entry.RecordedAt, entry.Reason, entry.FileId, file?.Name, entry.Sheet, row, file is null ? null : LetterOf(table, version, column, file, entry.Sheet));
    }

    /// <summary>What the version's own entry replaced by it.</summary>
    private Version? Before(VersionedTable table, Version version)
    {
        using var command = connection.Command($"""
            SELECT {table.SelectList(history: true)} FROM {table.HistoryName}
            WHERE county_key = @county AND id = @id AND known_to = @height AND true_from <= @day AND (true_to IS NULL OR true_to > @day)
            """, ("@county", countyKey), ("@id", version.Id), ("@height", version.KnownFrom), ("@day", version.TrueFrom));
        return command.ToList(reader => table.Read(reader, registry.Database.Secrets)).FirstOrDefault();
    }

    private Head? EntryAt(long height)
    {
        if (!entries.TryGetValue(height, out var entry))
        {
            using var command = connection.Command("SELECT act, actor, recorded_at, reason, file_id, sheet, source_row FROM journal WHERE county_key = @county AND height = @height",
                ("@county", countyKey), ("@height", height));
            entries[height] = entry = command.ToList(reader => new Head(
                reader.GetString(0), reader.GetString(1), Instant.FromMicroseconds(reader.GetInt64(2)), reader.TextOrNull(3), reader.LongOrNull(4), reader.TextOrNull(5), reader.IntOrNull(6))).FirstOrDefault();
        }
        return entry;
    }

    private FileHead FileOf(long id)
    {
        if (!files.TryGetValue(id, out var file))
        {
            using var command = connection.Command("SELECT name, kind, columns_read FROM handed_file WHERE county_key = 0 AND id = @id", ("@id", id));
            files[id] = file = command.ToList(reader => new FileHead(reader.GetString(0), reader.TextOrNull(1),
                reader.TextOrNull(2) is { } json ? JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(json)! : [])).FirstOrDefault() ?? new FileHead("", null, []);
        }
        return file;
    }

    private string? LetterOf(VersionedTable table, Version version, string column, FileHead file, string? sheet)
    {
        if (sheet is null || !file.ColumnsRead.TryGetValue(sheet, out var letters))
            return null;
        return FieldsOf(table, version, column, file.Kind).Select(letters.GetValueOrDefault).FirstOrDefault(letter => letter is not null);
    }

    /// <summary>The fields, as the list that was handed over names them, that may have told the column.</summary>
    private IEnumerable<string> FieldsOf(VersionedTable table, Version version, string column, string? kind)
    {
        if (registry.Registers.FirstOrDefault(register => register.Table.Name == table.Name) is not { } register)
            return Columns.GetValueOrDefault((table.Name, column)) ?? [];
        var list = registry.Lists.FirstOrDefault(list => list.List == kind);
        if (list?.Records is { } records && records.Register == register.Register)
            return records.Fields.TryGetValue(column, out var field) ? [field] : [];
        var told = register.Spread is { } spread && spread.Value == column ? (string?)version.Values[register.IndexOf(spread.By)] : column;
        return [$"{register.Register}.{told}"];
    }
}
