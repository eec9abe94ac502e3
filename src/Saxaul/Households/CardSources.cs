using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Text.Json;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Screening;

namespace Saxaul.Households;

/// <summary>The journal entries behind a household's card and the files behind those: from a version to the cell it was read from.</summary>
internal sealed class CardSources
{
    private readonly Dictionary<long, JournalLine> lines;
    private readonly Dictionary<long, File> files;
    private readonly IReadOnlyList<ListDefinition> lists;

    private sealed record File(string Name, string? Kind, Dictionary<string, Dictionary<string, string>> Columns);

    private CardSources(Dictionary<long, JournalLine> lines, Dictionary<long, File> files, IReadOnlyList<ListDefinition> lists)
    {
        this.lines = lines;
        this.files = files;
        this.lists = lists;
    }

    /// <param name="heights">The entries that are asked for besides those that name the household.</param>
    /// <param name="fileIds">Files that are asked for besides those that the entries name.</param>
    public static CardSources Read(Registry registry, DbConnection connection, HouseholdKey household, long height, IReadOnlyCollection<long> heights, IEnumerable<long> fileIds)
    {
        const string columns = "height, act, actor, recorded_at, true_on, reason, batch_id, file_id, sheet, source_row, household_id";
        var command = connection.Command($"""
            SELECT {columns} FROM journal WHERE county_key = @county AND household_id = @id AND height <= @height AND act <> @screen
            UNION
            SELECT {columns} FROM journal WHERE county_key = @county AND {registry.Database.AnyOf("height", "@heights")} AND height <= @height AND act <> @screen
            """, ("@county", household.CountyKey), ("@id", household.Id), ("@height", height), ("@screen", KeepWarnings.Act));
        registry.Database.AddList(command, "@heights", heights);
        var found = command.ToList(reader => new JournalLine(
            reader.GetInt64(0), reader.GetString(1), reader.GetString(2), Instant.FromMicroseconds(reader.GetInt64(3)), reader.Day(4), reader.TextOrNull(5),
            reader.LongOrNull(6), reader.LongOrNull(7), null, reader.TextOrNull(8), reader.IntOrNull(9)) { IsOfOther = reader.LongOrNull(10) is { } of && of != household.Id && of != EntryHead.NoHousehold });
        var files = ReadFiles(registry.Database, connection, [.. found.Select(line => line.FileId).OfType<long>().Concat(fileIds).Distinct()]);
        return new CardSources(found.ToDictionary(line => line.Height, line => line with { File = line.FileId is { } id ? files.GetValueOrDefault(id)?.Name : null }), files, registry.Lists);
    }

    public JournalLine? Line(long height) => lines.GetValueOrDefault(height);

    public IEnumerable<JournalLine> Lines => lines.Values;

    public string? FileName(long? fileId) => fileId is { } id ? files.GetValueOrDefault(id)?.Name : null;

    /// <summary>Where a value comes from.</summary>
    /// <param name="origin">The version that first had it.</param>
    /// <param name="key">The value as lists call it.</param>
    public ValueSource? Of(Journal.Version origin, string key, RegisterDefinition? register = null, FieldDefinition? field = null)
    {
        if (Line(origin.KnownFrom) is not { } line)
            return null;
        return line.FileId is null ? new ValueSource(line, null, null) : new ValueSource(line, origin.SourceRow ?? line.Row, ColumnOf(line, key, register, field));
    }

    private string? ColumnOf(JournalLine line, string key, RegisterDefinition? register, FieldDefinition? field)
    {
        if (!files.TryGetValue(line.FileId!.Value, out var file) || line.Sheet is null || !file.Columns.TryGetValue(line.Sheet, out var columns))
            return null;
        if (columns.TryGetValue(key, out var letter))
            return letter;
        // Where there is no column of their own they were read off the number.
        if (key is WellKnown.Sex or WellKnown.BirthDate)
            return columns.GetValueOrDefault(WellKnown.DocumentNumber);
        var records = lists.FirstOrDefault(list => list.List == file.Kind)?.Records;
        return register is not null && field is not null && records?.Register == register.Register && records.Fields.TryGetValue(field.Name, out var column) ? columns.GetValueOrDefault(column) : null;
    }

    private static Dictionary<long, File> ReadFiles(RegistryDatabase database, DbConnection connection, List<long> ids)
    {
        if (ids.Count == 0)
            return [];
        var command = connection.Command($"SELECT id, name, kind, columns_read FROM handed_file WHERE county_key = 0 AND {database.AnyOf("id", "@ids")}");
        database.AddList(command, "@ids", ids);
        return command.ToList(reader => (Id: reader.GetInt64(0), File: new File(reader.GetString(1), reader.TextOrNull(2),
            reader.TextOrNull(3) is { } json ? JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(json)! : []))).ToDictionary(one => one.Id, one => one.File);
    }
}
