using System;
using System.Collections.Generic;
using ExcelDataReader;

namespace Saxaul.Intake;

/// <summary>The rows of one sheet of an .xls workbook.</summary>
internal sealed class XlsRows : SheetRows
{
    private readonly Dictionary<(int Row, int Column), string> errors;
    private readonly IExcelDataReader reader;

    public XlsRows(Workbook workbook, Sheet sheet, MergedRange[] merges, Dictionary<(int Row, int Column), string> errors, IExcelDataReader reader)
        : base(workbook, sheet, [.. merges])
    {
        this.errors = errors;
        this.reader = reader;
        for (int skipped = 0; skipped < sheet.Index; skipped++) reader.NextResult();
    }

    public override double Share => reader.RowCount > 0 ? Math.Min(1, (reader.Depth + 1.0) / reader.RowCount) : 0;

    public override void Dispose() => reader.Dispose();

    private protected override int ReadOwnCells()
    {
        if (!reader.Read()) return 0;
        for (int column = 0; column < reader.FieldCount; column++)
        {
            if (errors.Count > 0 && errors.TryGetValue((reader.Depth + 1, column), out string? error)) Put(column, Cell.OfError(error));
            else if (reader.GetValue(column) is { } value) Put(column, ToCell(value));
        }
        return reader.Depth + 1;
    }

    private static Cell ToCell(object value) => value switch
    {
        string text => Cell.OfText(text),
        double number => Cell.OfNumber(number),
        int number => Cell.OfNumber(number),
        bool truth => Cell.OfTruth(truth),
        DateTime moment => Cell.OfDate(SerialDay.Of(moment)),
        TimeSpan time => Cell.OfNumber(time.TotalDays),
        _ => Cell.OfText(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? ""),
    };
}
