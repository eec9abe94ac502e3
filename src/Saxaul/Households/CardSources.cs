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

    private sealed record File(string Name, string? Kind, Dictionary<string, Dictionary<string, string>> Columns, bool IsDestroyed);

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
        const string columns = "journal.height, journal.act, journal.actor, journal.recorded_at, journal.true_on, journal.batch_id, journal.file_id, journal.sheet, journal.source_row, journal.household_id, " + EntryReason.Columns;
        var from = $"FROM journal {EntryReason.Join()} WHERE journal.county_key = @county AND journal.height <= @height AND journal.act <> @screen";
        var command = connection.Command($"""
            SELECT {columns} {from} AND journal.household_id = @id
            UNION
            SELECT {columns} {from} AND {registry.Database.AnyOf("journal.height", "@heights")}
            """, ("@county", household.CountyKey), ("@id", household.Id), ("@height", height), ("@screen", KeepWarnings.Act));
        registry.Database.AddList(command, "@heights", heights);
        var found = command.ToList(reader =>
        {
            var (reason, isErased) = EntryReason.Read(reader, 10, registry.Database.Secrets);
            return new JournalLine(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2), Instant.FromMicroseconds(reader.GetInt64(3)), reader.Day(4), reason, reader.LongOrNull(5), reader.LongOrNull(6), null, reader.TextOrNull(7), reader.IntOrNull(8))
            {
                IsOfOther = reader.LongOrNull(9) is { } of && of != household.Id && of != EntryHead.NoHousehold, IsReasonErased = isErased,
            };
        });
        var files = ReadFiles(registry.Database, connection, [.. found.Select(line => line.FileId).OfType<long>().Concat(fileIds).Distinct()]);
        return new CardSources(found.ToDictionary(line => line.Height, line => line.FileId is { } id && files.TryGetValue(id, out var file) ? line with { File = file.Name, IsFileDestroyed = file.IsDestroyed } : line), files, registry.Lists);
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
        var command = connection.Command($"SELECT id, name, kind, columns_read, erased_at FROM handed_file WHERE county_key = 0 AND {database.AnyOf("id", "@ids")}");
        database.AddList(command, "@ids", ids);
        return command.ToList(reader => (Id: reader.GetInt64(0), File: new File(reader.GetString(1), reader.TextOrNull(2),
            reader.TextOrNull(3) is { } json ? JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(json)! : [], !reader.IsDBNull(4)))).ToDictionary(one => one.Id, one => one.File);
    }
}
