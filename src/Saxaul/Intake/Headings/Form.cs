using System.Collections.Generic;
using System;
using System.Linq;

namespace Saxaul.Intake;

/// <summary>What a sheet turned out to be.</summary>
public enum FormState : byte
{
    /// <summary>A list of a known kind with all its necessary columns.</summary>
    Recognised,

    /// <summary>Most like one kind, but necessary columns are missing: <see cref="Form.Missing"/>.</summary>
    ColumnsMissing,

    /// <summary>Its columns fit several kinds equally well: <see cref="Form.Candidates"/>.</summary>
    Ambiguous,

    /// <summary>A table of nothing known; its columns carry suggestions.</summary>
    Unknown,

    /// <summary>A sheet of explanations, codes or drop-down lists.</summary>
    Helper,

    /// <summary>A list of a known kind on a hidden sheet, which its sender may not know of: not read unless asked for.</summary>
    Hidden,

    /// <summary>Nothing on it.</summary>
    Blank,
}

/// <summary>A sheet as a list: which kind, where its headings are, what its columns mean, and what is written around them.</summary>
public sealed record Form
{
    public required Sheet Sheet { get; init; }

    public required FormState State { get; init; }

    /// <summary>The kind, when one alone fits best.</summary>
    public ListKind? Kind { get; init; }

    /// <summary>The kinds between which a person must choose.</summary>
    public IReadOnlyList<ListKind> Candidates { get; init; } = [];

    /// <summary>Row numbers of the headings, one or more; empty when there are none.</summary>
    public IReadOnlyList<int> HeadingRows { get; init; } = [];

    /// <summary>The first row after headings, numbering and examples; 0 when there are no headings.</summary>
    public int FirstDataRow { get; init; }

    public IReadOnlyList<FormColumn> Columns { get; init; } = [];

    /// <summary>Necessary fields of the kind that no column has.</summary>
    public IReadOnlyList<FieldWords> Missing { get; init; } = [];

    public string? Title { get; init; }

    /// <summary>The other texts above the headings, as written.</summary>
    public IReadOnlyList<string> NoteTexts { get; init; } = [];

    /// <summary>The organisation named after 填报单位 or its like.</summary>
    public string? FilledInBy { get; init; }

    public DateOnly? FilledOn { get; init; }

    /// <summary>The period the figures speak of, where one is written: in the title, else a note, the sheet's name, a helper sheet or the file's name.</summary>
    public Period? Period { get; init; }

    /// <summary>The column, from 0, of a field; -1 when the sheet has none.</summary>
    public int IndexOf(string field) => Columns.FirstOrDefault(column => column.Field == field)?.Index ?? -1;

    /// <summary>The column of a field, or null.</summary>
    public FormColumn? ColumnOf(string field) => Columns.FirstOrDefault(column => column.Field == field);
}
