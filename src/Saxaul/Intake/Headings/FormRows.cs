using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace Saxaul.Intake;

/// <summary>What a row below the headings is.</summary>
public enum FormRowKind : byte
{
    Data,

    /// <summary>合计, 小计 and their like.</summary>
    Totals,

    /// <summary>填表人：…, 审核人：… and their like.</summary>
    Signature,

    /// <summary>注：… and other remarks below the table.</summary>
    Note,

    /// <summary>The headings once more, as printed on every page.</summary>
    RepeatedHeading,

    /// <summary>The numbers of the columns: 1, 2, 3 or 甲, 乙, 1.</summary>
    ColumnNumbers,

    /// <summary>A row that shows how to fill the form in.</summary>
    Example,
}

/// <summary>A row that is no data.</summary>
/// <param name="Row">Its number in the file.</param>
/// <param name="Kind">What it is.</param>
public readonly record struct SkippedRow(int Row, FormRowKind Kind);

/// <summary>
/// Runs through the data rows of a form. Totals, signatures, notes and repeated headings are passed over and counted, so that the rows of
/// the file add up: <see cref="DataRows"/> + <see cref="Skipped"/> + <see cref="BlankRows"/>.
/// </summary>
public sealed partial class FormRows : IDisposable
{
    private readonly Form form;
    private readonly SheetRows rows;
    private readonly List<SkippedRow> skipped = [];
    private readonly string?[] headings;

    public FormRows(Workbook workbook, Form form)
    {
        ArgumentNullException.ThrowIfNull(workbook);
        ArgumentNullException.ThrowIfNull(form);
        this.form = form;
        rows = workbook.Rows(form.Sheet);
        headings = new string?[form.Columns.Count == 0 ? 0 : form.Columns.Max(static column => column.Index) + 1];
        foreach (FormColumn column in form.Columns) headings[column.Index] = column.Heading;
    }

    /// <summary>The current row.</summary>
    public SheetRows Row => rows;

    public int RowNumber => rows.RowNumber;

    /// <summary>The current row's cell of a column counted from 0; blank for -1.</summary>
    public Cell this[int column] => rows[column];

    /// <summary>Data rows read so far.</summary>
    public int DataRows { get; private set; }

    /// <summary>Blank rows between data rows so far.</summary>
    public int BlankRows { get; private set; }

    /// <summary>Rows that are no data, so far.</summary>
    public IReadOnlyList<SkippedRow> Skipped => skipped;

    /// <summary>Goes to the next row of data; false after the last one.</summary>
    /// <exception cref="ProblemException">The file turns out to be damaged.</exception>
    public bool Read()
    {
        while (rows.Read())
        {
            if (rows.RowNumber < form.FirstDataRow) continue;
            // Rows between the headings and the first row of data are layout, those between rows of data are gaps.
            BlankRows += Math.Min(rows.BlankRowsBefore, rows.RowNumber - form.FirstDataRow);
            FormRowKind kind = KindOf(rows.Cells);
            if (kind == FormRowKind.Data)
            {
                DataRows++;
                return true;
            }
            skipped.Add(new SkippedRow(rows.RowNumber, kind));
        }
        return false;
    }

    public void Dispose() => rows.Dispose();

    private FormRowKind KindOf(ReadOnlySpan<Cell> cells)
    {
        int own = 0;
        int first = -1;
        bool total = false;
        for (int column = 0; column < cells.Length; column++)
        {
            if (cells[column].IsBlank || cells[column].FromMerge) continue;
            if (first < 0) first = column;
            own++;
            if (own <= 4 && cells[column].Kind == CellKind.Text && IsTotal(cells[column].Text)) total = true;
        }
        if (total) return FormRowKind.Totals;
        if (own == 0 || cells[first].Kind != CellKind.Text) return own >= 3 && IsColumnNumbers(cells) ? FormRowKind.ColumnNumbers : FormRowKind.Data;
        // Most rows end here: what they begin with is no label.
        string text = WrittenText.Clean(cells[first].Text);
        if (own <= 8 && SignatureLabel().IsMatch(text)) return FormRowKind.Signature;
        if (own <= 2 && NoteLabel().IsMatch(text)) return FormRowKind.Note;
        if (DataRows == 0 && ExampleLabel().IsMatch(text)) return FormRowKind.Example;
        if (own >= 3 && IsColumnNumbers(cells)) return FormRowKind.ColumnNumbers;
        return IsHeadings(cells) ? FormRowKind.RepeatedHeading : FormRowKind.Data;
    }

    private static bool IsTotal(string text) => text.Length <= 12 && text.Contains('计', StringComparison.Ordinal) && TotalWord().IsMatch(WrittenText.Key(text));

    /// <summary>1, 2, 3 … in order, after letters such as 甲, 乙 for the first columns; only above the data.</summary>
    private bool IsColumnNumbers(ReadOnlySpan<Cell> cells)
    {
        if (DataRows > 0) return false;
        int expected = 0;
        foreach (Cell cell in cells)
        {
            if (cell.IsBlank || cell.FromMerge) continue;
            string key = WrittenText.Key(cell.Text).Trim('(', ')');
            if (expected == 0 && key is "甲" or "乙" or "丙" or "丁" or "栏次") continue;
            if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number != expected + 1) return false;
            expected = number;
        }
        return expected >= 2;
    }

    private bool IsHeadings(ReadOnlySpan<Cell> cells)
    {
        int same = 0, other = 0;
        for (int column = 0; column < cells.Length; column++)
        {
            if (cells[column].IsBlank) continue;
            if (cells[column].Kind == CellKind.Text && column < headings.Length && headings[column] is { } heading && heading == WrittenText.Clean(cells[column].Text)) same++;
            else if (++other > 2 && same == 0) return false;
        }
        return same >= 2 && same > other;
    }

    [GeneratedRegex(@"^(?:本页|本村|全村|本乡|全乡|全镇|本县|全县|本表|本户|各项)?(?:合计|总计|小计|共计)(?::|\(.*\)|:?\d.*)?$")]
    private static partial Regex TotalWord();

    [GeneratedRegex(@"^(?:填表|填报|制表|审核|复核|审批|经办|联系|调查|核实|入户|登记|统计)(?:人员?|者)?(?:\([^)]*\))?(?:签字|签名|签章)?\s*:|^(?:单位|部门|主管|主要|分管|村|乡镇?|镇|县)?(?:负责人|领导|书记|主任|第一书记|支书|队长)(?:\([^)]*\))?(?:签字|签名|签章)?\s*:|^(?:联系电话|填表日期|填报日期|填报时间|制表日期|上报日期|日期|填报单位|单位|盖章|公章|签字|签章)(?:\([^)]*\))?\s*:|^\(?(?:盖章|公章)\)?$|^(?:填表|填报|制表|审核|复核|审批|经办|联系|调查|核实|入户|登记|统计)(?:人员?|者)(?:\([^)]*\))?$|^(?:单位|部门|村|乡镇?|镇|县)?负责人(?:\([^)]*\))?$|^(?:填表|填报|制表|上报)日期$")]
    private static partial Regex SignatureLabel();

    [GeneratedRegex(@"^(?:注|备注|附注|说明|填表说明|填报说明|注意|注意事项|注释)\d*\s*[:、.]|^(?:注|备注)\d*$|^[*※]")]
    private static partial Regex NoteLabel();

    [GeneratedRegex(@"^\(?(?:例|示例|样例|举例|范例)(?:\d*\)?$|[:)])")]
    private static partial Regex ExampleLabel();
}
