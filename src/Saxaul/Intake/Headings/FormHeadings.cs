using System;
using System.Collections.Generic;
using System.Linq;

namespace Saxaul.Intake;

/// <summary>One row of a sheet taken for the headings of one kind of list, and how well it fits.</summary>
internal sealed class FormHeadings : IComparable<FormHeadings>
{
    private static readonly HashSet<string> SerialNumbers = ["序号", "序", "顺序号", "no", "no.", "行号", "编号no"];

    private FormHeadings(int row, int firstRow, ListKind? kind, List<FormColumn> columns)
    {
        Row = row;
        FirstRow = firstRow;
        Kind = kind;
        Columns = columns;
        Fields = columns.Count(static column => column.State == ColumnState.Known);
        var found = columns.Where(static column => column.Field is not null).Select(static column => column.Field).ToHashSet();
        Missing = kind is null ? [] : [.. kind.Fields.Where(field => field.Necessary && !found.Contains(field.Field)).DistinctBy(static field => field.Field)];
        int necessary = kind is null ? 0 : kind.Fields.Where(static field => field.Necessary).DistinctBy(static field => field.Field).Count();
        NecessaryFound = necessary - Missing.Count;
    }

    /// <summary>The lowest row of the headings, among the first rows of the sheet.</summary>
    public int Row { get; }

    /// <summary>The uppermost row of the headings.</summary>
    public int FirstRow { get; }

    public ListKind? Kind { get; }

    public List<FormColumn> Columns { get; }

    public int Fields { get; }

    public List<FieldWords> Missing { get; }

    private int NecessaryFound { get; }

    private bool IsComplete => Missing.Count == 0 && IsLikely;

    /// <summary>A column that several claim still says what list it is.</summary>
    private int Weight => (IsComplete ? 2 : 1) * Columns.Count(static column => column.State is ColumnState.Known or ColumnState.Ambiguous);

    /// <summary>A single word that happens to fit makes no list, unless it is all a list needs.</summary>
    public bool IsLikely => Fields >= 2 || (Fields == 1 && Missing.Count == 0 && NecessaryFound > 0);

    /// <param name="cells">The row's headings: <see cref="HeadingCell.At"/>.</param>
    public static FormHeadings At(FormTop top, int row, IReadOnlyList<HeadingCell> cells, Vocabulary vocabulary) =>
        new(row, FirstRowOf(top, row), vocabulary.Kind, WithoutDoubles(WithOwners([.. cells.Select(cell => ToColumn(cell, vocabulary))], vocabulary), vocabulary));

    /// <summary>The row with the most different texts, as the headings of a table nobody knows; null when nothing looks like a table.</summary>
    public static FormHeadings? Unknown(FormTop top, Vocabulary[] vocabularies, Layout layout)
    {
        int best = -1, most = 2;
        for (int row = 0; row < top.Count; row++)
        {
            int texts = top.Cells(row).ToArray().Where(static cell => cell.Kind == CellKind.Text && cell.Text.Length <= 30).Select(static cell => cell.Text).Distinct().Count();
            if (texts > most) (best, most) = (row, texts);
        }
        if (best < 0) return null;
        List<HeadingCell> cells = HeadingCell.At(top, best, layout);
        (FormHeadings headings, Vocabulary words) = vocabularies.Select(vocabulary => (At(top, best, cells, vocabulary), vocabulary)).MaxBy(static fit => fit.Item1);
        return new FormHeadings(best, headings.FirstRow, null, headings.WithSuggestions(words));
    }

    /// <summary>The columns, those not known with the fields they may mean. Done once a row is chosen, for comparing words takes time.</summary>
    public List<FormColumn> WithSuggestions(Vocabulary vocabulary) => [.. Columns.Select(column => column.State == ColumnState.Unknown
        ? column with { Suggestions = vocabulary.Suggest(HeadingText.Of(column.Heading)) }
        : column)];

    /// <summary>
    /// More columns known, where those of a form with all its necessary ones count double: a roster that lacks one column is still a roster, although its few columns
    /// that a list of losses has would make one.
    /// </summary>
    public int CompareTo(FormHeadings? other)
    {
        if (other is null) return 1;
        int weight = Weight.CompareTo(other.Weight);
        if (weight != 0) return weight;
        int complete = IsComplete.CompareTo(other.IsComplete);
        if (complete != 0) return complete;
        int fields = Fields.CompareTo(other.Fields);
        return fields != 0 ? fields : other.Missing.Count.CompareTo(Missing.Count);
    }

    /// <summary>The column, and the field it would be if its group said whose it is.</summary>
    private static (FormColumn Column, string? Owner) ToColumn(HeadingCell cell, Vocabulary vocabulary)
    {
        HeadingText text = cell.Text;
        IReadOnlyList<HeadingText> groupTexts = cell.GroupTexts;
        string? unit = text.Unit ?? groupTexts.Select(static g => g.Unit).FirstOrDefault(static u => u is not null);
        FormColumn Of(ColumnState state, string? field, IReadOnlyList<string> suggestions) => new(cell.Index, cell.Heading, cell.Groups.FirstOrDefault(), state, field, unit, suggestions);

        if (cell.IsNeverKept) return (Of(ColumnState.NeverKept, null, []), null);
        if (cell.Answer is { } answer) return (answer == Layout.Ignore ? Of(ColumnState.Ignored, null, []) : Of(ColumnState.Known, answer, []), null);
        IReadOnlyList<string> fields = vocabulary.Find(text, groupTexts);
        if (fields.Count == 1) return (Of(ColumnState.Known, fields[0], []), vocabulary.FindUnderOwner(text, groupTexts));
        if (fields.Count > 1) return (Of(ColumnState.Ambiguous, null, fields), null);
        return (SerialNumbers.Contains(text.KeyWithoutUnit) ? Of(ColumnState.Ignored, null, []) : Of(ColumnState.Unknown, null, []), null);
    }

    /// <summary>Where several columns claim one field, those whose group says whose they are give way: 姓名 under 户主信息 beside 姓名 of the members.</summary>
    private static List<FormColumn> WithOwners(List<(FormColumn Column, string? Owner)> columns, Vocabulary vocabulary)
    {
        HashSet<string> doubles = Doubles(columns.Select(static one => one.Column), vocabulary);
        return [.. columns.Select(one => one.Owner is { } owner && doubles.Contains(one.Column.Field!) ? one.Column with { Field = owner } : one.Column)];
    }

    private static HashSet<string> Doubles(IEnumerable<FormColumn> columns, Vocabulary vocabulary) =>
        [.. columns.Select(static column => column.Field).OfType<string>().Where(field => !vocabulary.IsIgnored(field)).GroupBy(static field => field).Where(static same => same.Count() > 1).Select(static same => same.Key)];

    /// <summary>Where several columns claim one field nobody is believed: a person chooses.</summary>
    private static List<FormColumn> WithoutDoubles(List<FormColumn> columns, Vocabulary vocabulary)
    {
        HashSet<string> doubles = Doubles(columns, vocabulary);
        return doubles.Count == 0 ? columns : [.. columns.Select(column => column.Field is { } field && doubles.Contains(field)
            ? column with { State = ColumnState.Ambiguous, Field = null, Suggestions = [field] }
            : column)];
    }

    private static int FirstRowOf(FormTop top, int row)
    {
        int first = row;
        while (first > row - 2 && top.MayBeGroups(first - 1)) first--;
        return first;
    }
}
