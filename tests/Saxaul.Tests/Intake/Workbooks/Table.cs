using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security;
using System.Text;
using Saxaul.Intake;

namespace Saxaul.Tests.Intake;

/// <summary>Sheets written as they look: lines of a picture, cells between bars, merged ranges by name.</summary>
internal static class Table
{
    /// <summary>The rows of a picture as a sheet's XML. A cell that is a plain number is stored as one; a leading ' keeps it text.</summary>
    public static string Xml(string picture)
    {
        var rows = new StringBuilder();
        string[] lines = picture.Split('\n');
        for (int row = 0; row < lines.Length; row++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"<row r=\"{row + 1}\">");
            string[] cells = [.. lines[row].Split('|').Select(static cell => cell.Trim(' ', '\r'))];
            for (int column = 0; column < cells.Length; column++)
            {
                if (cells[column].Length == 0) continue;
                string name = ColumnLetters.Of(column) + (row + 1).ToString(CultureInfo.InvariantCulture);
                rows.Append(double.TryParse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                    ? string.Create(CultureInfo.InvariantCulture, $"<c r=\"{name}\"><v>{number:R}</v></c>")
                    : $"<c r=\"{name}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(cells[column].TrimStart('\'').Replace("\\n", "\n", StringComparison.Ordinal))}</t></is></c>");
            }
            rows.Append("</row>");
        }
        return rows.ToString();
    }

    public static string Merges(params string[] ranges) =>
        ranges.Length == 0 ? "" : $"<mergeCells>{string.Concat(ranges.Select(static range => $"<mergeCell ref=\"{range}\"/>"))}</mergeCells>";

    /// <summary>A workbook of one visible sheet.</summary>
    public static Workbook Open(string picture, params string[] merges) => new RawXlsx().Sheet(Xml(picture), after: Merges(merges)).Open();

    public static Workbook OpenCsv(string text, string name = "表.csv") => Workbook.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), name);
}
