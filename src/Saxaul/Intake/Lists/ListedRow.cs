using System;
using System.Collections.Generic;
using System.Linq;

namespace Saxaul.Intake;

/// <summary>A row of a department's list, read and not yet matched.</summary>
/// <param name="Row">Its row in the file.</param>
/// <param name="Name">The person's or the head's name; "" when none is written.</param>
/// <param name="Head">The name of the head of their household, where the list names both; else the same as <paramref name="Name"/>.</param>
/// <param name="Readings">What its columns say, by field.</param>
internal sealed record ListedRow(string Sheet, int Row, string Name, string Head, DocumentNumber Document, string? HouseholdNumber, WrittenPlace Place, IReadOnlyDictionary<string, FieldReading> Readings)
{
    public string NameKey { get; } = PersonName.Key(Name);

    public string HeadKey { get; } = PersonName.Key(Head);

    public object? Value(string field) => Readings.TryGetValue(field, out var reading) && reading.HasValue ? reading.Value : null;

    /// <summary>All rows of data of the file.</summary>
    public static List<ListedRow> Read(OpenedFile file)
    {
        var list = new List<ListedRow>();
        foreach (var sheet in file.Sheets)
        {
            var readers = sheet.Form.Columns.Where(column => column is { State: ColumnState.Known, Field: not null })
                .Select(column => new FieldReader(file.Shape.Find(column.Field!)!, column)).Where(reader => !reader.Target.Ignored).ToList();
            using var rows = new FormRows(file.Workbook, sheet.Form);
            while (rows.Read())
                list.Add(Read(rows, sheet, readers));
        }
        return list;
    }

    private static ListedRow Read(FormRows row, OpenedSheet sheet, List<FieldReader> readers)
    {
        FieldReader? Of(string key) => readers.FirstOrDefault(reader => reader.Target.Key == key);
        string? Text(string key) => Of(key) is { } reader ? reader.Read(row[reader.Index]).Value as string : null;

        string Name(string key) => Of(key) is { } reader && PersonName.Read(row[reader.Index]) is { HasValue: true } name ? name.Value : "";
        var (name, head) = (Name(Registers.WellKnown.Name), Name(Registers.WellKnown.HeadName));
        var document = Of(Registers.WellKnown.DocumentNumber) is { } numbers ? DocumentNumber.Read(row[numbers.Index]) : default;
        return new ListedRow(sheet.Form.Sheet.Name, row.RowNumber, name.Length > 0 ? name : head, head.Length > 0 ? head : name, document, Text(Registers.WellKnown.HouseholdNumber),
            new WrittenPlace(Text(Registers.WellKnown.County), Text(Registers.WellKnown.Township), Text(Registers.WellKnown.Village)),
            readers.ToDictionary(reader => reader.Target.Key, reader => reader.Read(row[reader.Index]), StringComparer.Ordinal));
    }
}
