using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Saxaul.Intake;

/// <summary>A sheet that is read as a list.</summary>
/// <param name="Terms">What holds for all its rows.</param>
internal sealed record OpenedSheet(Form Form, HouseholdBuilder.Terms Terms);

/// <summary>A handed-over file whose form was recognised, open for reading.</summary>
internal sealed class OpenedFile : IDisposable
{
    /// <summary>Where it came from, to be read again.</summary>
    public required GivenFile Given { get; init; }

    public required Workbook Workbook { get; init; }

    public required ListShape Shape { get; init; }

    public required IReadOnlyList<OpenedSheet> Sheets { get; init; }

    /// <summary>SHA-256 of the file as it came.</summary>
    public required byte[] Fingerprint { get; init; }

    /// <summary>Its length in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>The day from which it holds: the form's own, else the one asked for.</summary>
    public required DateOnly On { get; init; }

    public required IReadOnlyList<UnknownColumn> UnknownColumns { get; init; }

    public required IReadOnlyList<Sentence> Notes { get; init; }

    public string Name => Workbook.Name;

    public bool IsRoster => Shape.Definition.About == Registers.ListAbout.Roster;

    /// <summary>What the sender should know; complete once all rows were read.</summary>
    public IReadOnlyList<Sentence> AllNotes => [.. Notes, .. Workbook.Notes.Select(note => new Sentence(note.Zh, note.En))];

    public Period Period => Sheets[0].Terms.Period;

    public string Source => Sheets[0].Terms.Source;

    /// <summary>Which column of which sheet was read as what, as JSON: {"户信息": {"name": "H", "budget.wages": "U"}}. With a version's row it names the cell.</summary>
    public string ColumnsRead => JsonSerializer.Serialize(
        Sheets.ToDictionary(sheet => sheet.Form.Sheet.Name, sheet => sheet.Form.Columns.Where(column => column is { State: ColumnState.Known, Field: not null } && !Shape.Find(column.Field)!.Ignored)
            .ToDictionary(column => column.Field!, column => column.Letter)), ReportJson.Options);

    public void Dispose() => Workbook.Dispose();
}
