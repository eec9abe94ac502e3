using System;
using System.Collections.Generic;
using System.Linq;

namespace Saxaul.Tests.Intake.Forms;

/// <summary>How a cell is stored.</summary>
internal enum Stored
{
    Text,
    Number,
    Date,
}

internal readonly record struct FormCell(string Text, Stored As = Stored.Text);

/// <summary>A sheet as somebody drew it: cells, and the ranges that are merged, as A1:C1.</summary>
internal sealed record FormSheet(string Name, IReadOnlyList<IReadOnlyList<FormCell>> Rows, IReadOnlyList<string> Merges, string State = "visible");

/// <summary>Where a household's own cells stand.</summary>
internal enum HouseholdCells
{
    OnEachRow,
    OnFirstRow,
    Merged,
}

/// <summary>A column of an office's form.</summary>
/// <param name="Headings">From the uppermost row down; equal texts beside each other are one merged heading, a text repeated downwards is merged downwards.</param>
/// <param name="Field">Which field stands in it; null for something only this office asks.</param>
/// <param name="Write">How the office writes the plain value.</param>
internal sealed record OfficeColumn(string[] Headings, string? Field, Func<string, string>? Write = null, Stored As = Stored.Text);

/// <summary>A form of some office, and how it writes the invented households into it.</summary>
internal sealed record OfficeForm
{
    public required IReadOnlyList<OfficeColumn> Columns { get; init; }

    /// <summary>Rows above the headings.</summary>
    public IReadOnlyList<string[]> Above { get; init; } = [];

    /// <summary>Rows below the data.</summary>
    public IReadOnlyList<string[]> Below { get; init; } = [];

    /// <summary>Rows between headings and data, such as column numbers.</summary>
    public IReadOnlyList<string[]> UnderHeadings { get; init; } = [];

    public HouseholdCells Cells { get; init; } = HouseholdCells.OnEachRow;

    /// <summary>The members' field by which somebody sorted the rows; by household when left out.</summary>
    public string? SortedBy { get; init; }

    /// <summary>The sheet a household stands on; all on one when left out.</summary>
    public Func<InventedHousehold, string> SheetOf { get; init; } = static _ => "Sheet1";

    /// <summary>Texts above the headings of a village's own sheet.</summary>
    public Func<string, IReadOnlyList<string[]>>? AboveOf { get; init; }

    public IReadOnlyList<FormSheet> OtherSheets { get; init; } = [];

    /// <summary>The same columns in another order: every so many-th first.</summary>
    public OfficeForm Shuffled(int step) => this with { Columns = [.. Columns.Select((column, i) => (column, Place: i * step % 101)).OrderBy(one => one.Place).Select(one => one.column)] };

    public OfficeForm Without(params string[] fields) => this with { Columns = [.. Columns.Where(column => !fields.Contains(column.Field))] };

    public OfficeForm With(string field, string heading, Func<string, string>? write = null, Stored? stored = null) =>
        this with { Columns = [.. Columns.Select(column => column.Field == field ? column with { Headings = [heading], Write = write ?? column.Write, As = stored ?? column.As } : column)] };

    public OfficeForm And(int at, params OfficeColumn[] more) => this with { Columns = [.. Columns.Take(at), .. more, .. Columns.Skip(at)] };

    public IReadOnlyList<FormSheet> Sheets(IReadOnlyList<InventedHousehold> households) =>
        [.. households.GroupBy(SheetOf).Select(group => Sheet(group.Key, [.. group])), .. OtherSheets];

    private FormSheet Sheet(string name, IReadOnlyList<InventedHousehold> households)
    {
        var rows = new List<IReadOnlyList<FormCell>>();
        var merges = new List<string>();
        foreach (var line in Above.Concat(AboveOf?.Invoke(name) ?? []))
        {
            if (line.Length == 1)
                merges.Add(Range(rows.Count, 0, rows.Count, Columns.Count - 1));
            rows.Add([.. line.Select(text => new FormCell(text))]);
        }
        Headings(rows, merges);
        rows.AddRange(UnderHeadings.Select(line => (IReadOnlyList<FormCell>)[.. line.Select(text => new FormCell(text))]));
        var listed = households.SelectMany(household => household.Members.Select((member, i) => (household, member, i))).ToList();
        if (SortedBy is not null)
            listed = [.. listed.OrderBy(one => one.member[SortedBy], StringComparer.Ordinal)];
        foreach (var (household, member, i) in listed)
        {
            for (var column = 0; Cells == HouseholdCells.Merged && i == 0 && household.Members.Count > 1 && column < Columns.Count; column++)
            {
                if (Columns[column].Field is { } field && household.Own.ContainsKey(field))
                    merges.Add(Range(rows.Count, column, rows.Count + household.Members.Count - 1, column));
            }
            rows.Add([.. Columns.Select(column => Cell(column, household, member, i))]);
        }
        rows.AddRange(Below.Select(line => (IReadOnlyList<FormCell>)[.. line.Select(text => new FormCell(text))]));
        return new FormSheet(name, rows, merges);
    }

    private FormCell Cell(OfficeColumn column, InventedHousehold household, IReadOnlyDictionary<string, string> member, int i)
    {
        if (column.Field is not { } field)
            return new FormCell(column.Write?.Invoke("") ?? "");
        if (household.Own.TryGetValue(field, out var own))
            return i > 0 && Cells != HouseholdCells.OnEachRow ? default : Written(column, own);
        return Written(column, member[field]);
    }

    private static FormCell Written(OfficeColumn column, string plain) => new(column.Write?.Invoke(plain) ?? plain, column.As);

    private void Headings(List<IReadOnlyList<FormCell>> rows, List<string> merges)
    {
        var depth = Columns.Max(column => column.Headings.Length);
        string At(int row, int column) => Columns[column].Headings is var headings && row < headings.Length ? headings[row] : headings[^1];
        bool Down(int row, int column) => row > 0 && At(row, column) == At(row - 1, column);
        for (var row = 0; row < depth; row++)
        {
            rows.Add([.. Enumerable.Range(0, Columns.Count).Select(column => new FormCell(Down(row, column) || column > 0 && row < depth - 1 && At(row, column) == At(row, column - 1) ? "" : At(row, column)))]);
            for (var column = 0; column < Columns.Count; column++)
            {
                if (Down(row, column))
                    continue;
                var (right, down) = (column, row);
                while (row < depth - 1 && right + 1 < Columns.Count && At(row, right + 1) == At(row, column) && At(row + 1, column) != At(row, column))
                    right++;
                while (right == column && down + 1 < depth && At(down + 1, column) == At(row, column))
                    down++;
                if (right > column || down > row)
                    merges.Add(Range(rows.Count - 1, column, rows.Count - 1 + down - row, right));
                column = right;
            }
        }
    }

    private static string Range(int top, int left, int bottom, int right) =>
        FormattableString.Invariant($"{Saxaul.Intake.ColumnLetters.Of(left)}{top + 1}:{Saxaul.Intake.ColumnLetters.Of(right)}{bottom + 1}");
}
