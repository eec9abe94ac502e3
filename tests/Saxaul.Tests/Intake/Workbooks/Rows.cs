using System.Collections.Generic;
using System.Linq;
using Saxaul.Intake;

namespace Saxaul.Tests.Intake;

/// <summary>The rows of a workbook as plain text, for comparing.</summary>
internal static class Rows
{
    /// <summary>Each row as "number: cell|cell", a cell shown through a merge followed by ^.</summary>
    public static List<string> Of(Workbook workbook, int sheet = 0)
    {
        var lines = new List<string>();
        using SheetRows rows = workbook.Rows(workbook.Sheets[sheet]);
        while (rows.Read()) lines.Add($"{rows.RowNumber}: " + string.Join('|', rows.Cells.ToArray().Select(static cell => cell.Text + (cell.FromMerge ? "^" : ""))));
        return lines;
    }

    /// <summary>The kinds of the first row's cells.</summary>
    public static List<CellKind> KindsOfFirst(Workbook workbook)
    {
        using SheetRows rows = workbook.Rows(workbook.Sheets[0]);
        rows.Read();
        return [.. rows.Cells.ToArray().Select(static cell => cell.Kind)];
    }
}
