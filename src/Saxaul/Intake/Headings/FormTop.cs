using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Saxaul.Intake;

/// <summary>The first rows of a sheet, held to look for headings among titles and notes.</summary>
internal sealed partial class FormTop
{
    private const int RowsLookedAt = 40;
    private readonly List<(int Number, Cell[] Cells)> rows = [];

    /// <summary>What is asked of a row for each of its thousands of columns is found out once: whether it may be groups, and the group above each column.</summary>
    private readonly bool[] mayBeGroups;
    private readonly (string?[] At, string? Beyond)?[] groupsOf;

    public FormTop(Workbook workbook, Sheet sheet)
    {
        using SheetRows reader = workbook.Rows(sheet);
        while (rows.Count < RowsLookedAt && reader.Read()) rows.Add((reader.RowNumber, reader.Cells.ToArray()));
        mayBeGroups = [.. Enumerable.Range(0, rows.Count).Select(LooksLikeGroups)];
        groupsOf = new (string?[], string?)?[rows.Count];
    }

    public int Count => rows.Count;

    public int Number(int row) => rows[row].Number;

    public ReadOnlySpan<Cell> Cells(int row) => rows[row].Cells;

    public int Width(int row) => rows[row].Cells.Length;

    public Cell At(int row, int column) => row >= 0 && row < rows.Count && column < rows[row].Cells.Length ? rows[row].Cells[column] : default;

    /// <summary>Texts of a row from left to right, a merged one once.</summary>
    public IEnumerable<string> Texts(int row) =>
        rows[row].Cells.Where(static cell => !cell.IsBlank && !cell.FromMerge).Select(static cell => WrittenText.Clean(cell.Text));

    /// <summary>Whether a row can be the upper part of a heading: several texts, none of them "label: value", and directly above the next row.</summary>
    public bool MayBeGroups(int row) => row >= 0 && row < mayBeGroups.Length && mayBeGroups[row];

    private bool LooksLikeGroups(int row)
    {
        if (row + 1 >= rows.Count || rows[row + 1].Number != rows[row].Number + 1) return false;
        int texts = 0;
        foreach (Cell cell in rows[row].Cells)
        {
            if (cell.IsBlank || cell.FromMerge) continue;
            if (cell.Kind != CellKind.Text || InBrackets().Replace(WrittenText.Clean(cell.Text), "").Contains(':', StringComparison.Ordinal)) return false;
            texts++;
        }
        return texts >= 2;
    }

    /// <summary>The heading of a column when this row is the lowest row of headings; null when it has none.</summary>
    public string? Heading(int row, int column)
    {
        Cell cell = At(row, column);
        if (!cell.IsBlank) return cell.Kind is CellKind.Text or CellKind.Number ? WrittenText.Clean(cell.Text) : null;
        // A heading may stand in the upper row, its lower cell left blank instead of merged. A group's text does not come down.
        Cell above = MayBeGroups(row - 1) ? At(row - 1, column) : default;
        return above.Kind == CellKind.Text && !above.FromMerge ? WrittenText.Clean(above.Text) : null;
    }

    /// <summary>The texts above a heading that it shares with others, nearest first.</summary>
    public List<string> Groups(int row, int column, string heading)
    {
        var groups = new List<string>();
        string below = heading;
        for (int up = row - 1; up >= row - 2 && MayBeGroups(up); up--)
        {
            string? text = GroupAt(up, column);
            if (text is null || text == below) continue;
            groups.Add(text);
            below = text;
        }
        return groups;
    }

    private string? GroupAt(int row, int column)
    {
        (string?[] at, string? beyond) = groupsOf[row] ??= GroupsOf(row);
        return column < at.Length ? at[column] : beyond;
    }

    /// <summary>The group's text above each column, and that of all columns beyond; where cells are not merged (csv) it holds until the next one to its right.</summary>
    private (string?[] At, string? Beyond) GroupsOf(int row)
    {
        Cell[] cells = rows[row].Cells;
        var texts = new string?[cells.Length];
        string? reaching = null;
        for (int column = 0; column < cells.Length; column++)
        {
            if (cells[column].IsBlank)
            {
                texts[column] = reaching;
                continue;
            }
            string text = WrittenText.Clean(cells[column].Text);
            texts[column] = text;
            // To the left of an unmerged blank a merged range has ended: its text does not reach further. A lone heading of the upper row, with nothing below it,
            // heads only its own column.
            reaching = cells[column].FromMerge || At(row, column + 1).FromMerge || At(row + 1, column).IsBlank ? null : text;
        }
        return (texts, reaching);
    }

    /// <summary>A unit in brackets (单位:元) belongs to a heading; a label with its value does not.</summary>
    [GeneratedRegex(@"[(\[【][^()\[\]【】]*[)\]】]")]
    private static partial Regex InBrackets();
}
