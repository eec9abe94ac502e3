using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security;
using System.Text;
using Saxaul.Intake;

namespace Saxaul.Tests.Intake.Forms;

/// <summary>Writes an office's sheets as the files offices hand over.</summary>
internal static class FormFile
{
    public static byte[] Xlsx(IReadOnlyList<FormSheet> sheets)
    {
        // Style 1 shows a day.
        var file = new RawXlsx().Styles("", 0, 14);
        foreach (var sheet in sheets)
        {
            var rows = new StringBuilder();
            for (var row = 0; row < sheet.Rows.Count; row++)
            {
                rows.Append(CultureInfo.InvariantCulture, $"<row r=\"{row + 1}\">");
                for (var column = 0; column < sheet.Rows[row].Count; column++)
                {
                    if (sheet.Rows[row][column] is { Text.Length: > 0 } cell)
                        rows.Append(XlsxCell(ColumnLetters.Of(column) + (row + 1).ToString(CultureInfo.InvariantCulture), cell));
                }
                rows.Append("</row>");
            }
            file.Sheet(rows.ToString(), sheet.Name, Table.Merges([.. sheet.Merges]), sheet.State);
        }
        return file.Bytes().ToArray();
    }

    public static byte[] Xls(IReadOnlyList<FormSheet> sheets) => new RawXls(sheets).Bytes();

    /// <summary>The first sheet as text; merged cells are given once, as programs save them.</summary>
    public static byte[] Csv(IReadOnlyList<FormSheet> sheets, Encoding encoding, char delimiter = ',')
    {
        string Quoted(string text) => text.AsSpan().IndexOfAny(delimiter, '"', '\n') < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var text = string.Join("\r\n", sheets[0].Rows.Select(row => string.Join(delimiter, row.Select(cell => Quoted(cell.Text)))));
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(text + "\r\n")];
    }

    public static double Serial(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - new DateOnly(1899, 12, 30).DayNumber;

    private static string XlsxCell(string name, FormCell cell) => cell.As switch
    {
        Stored.Number => $"<c r=\"{name}\"><v>{cell.Text}</v></c>",
        Stored.Date => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{name}\" s=\"1\"><v>{Serial(cell.Text)}</v></c>"),
        _ => $"<c r=\"{name}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(cell.Text)}</t></is></c>",
    };
}
