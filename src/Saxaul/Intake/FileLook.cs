using System.Collections.Generic;
using System.Linq;

namespace Saxaul.Intake;

/// <summary>What a handed-over file was taken for: its sheets, and what each column means. It holds headings, no rows.</summary>
public sealed record FileLook(IReadOnlyList<SheetLook> Sheets)
{
    internal static FileLook Of(IReadOnlyList<Form> forms) => new([.. forms.Where(form => form.State != FormState.Blank).Select(form => new SheetLook(
        form.Sheet.Name, form.State, form.Kind?.Code, form.Title, form.Period,
        [.. form.Columns.Select(column => new ColumnLook(column.Letter, column.Heading, column.Group, column.State, column.Field, column.Suggestions))]))]);
}

/// <summary>A sheet as it was understood.</summary>
/// <param name="Kind">The list, such as "roster"; null when none alone fits.</param>
/// <param name="Period">The months that its figures speak of, where one is written.</param>
public sealed record SheetLook(string Name, FormState State, string? Kind, string? Title, Period? Period, IReadOnlyList<ColumnLook> Columns);

/// <summary>A column as it was understood.</summary>
/// <param name="Group">The heading above it that it shares with others, or null.</param>
/// <param name="Field">The field that it fills; null when that is not known or it is not read.</param>
/// <param name="Suggestions">Fields that it may mean, best first.</param>
public sealed record ColumnLook(string Letter, string Heading, string? Group, ColumnState State, string? Field, IReadOnlyList<string> Suggestions)
{
    /// <summary>Whether somebody can say what it is.</summary>
    public bool IsOpen => State is ColumnState.Unknown or ColumnState.Ambiguous;

    /// <summary>What an answer about it is remembered under (<see cref="Layout"/>).</summary>
    public string AnswerKey => Group is null || Group.Contains('/', System.StringComparison.Ordinal) ? Heading : $"{Group}/{Heading}";
}
