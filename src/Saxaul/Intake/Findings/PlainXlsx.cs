using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Saxaul.Intake;

/// <summary>An xlsx with the same sheets and cells as a workbook of another format, which could not carry colours and comments.</summary>
internal static class PlainXlsx
{
    private const string DayStyle = "1";

    public static void Write(Workbook workbook, Stream target)
    {
        using var document = SpreadsheetDocument.Create(target, SpreadsheetDocumentType.Workbook);
        var main = document.AddWorkbookPart();
        var sheets = new Sheets();
        main.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(sheets);
        main.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(new Fonts(new Font()), new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
            new Borders(new Border()), new CellStyleFormats(new CellFormat()), new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 14, ApplyNumberFormat = true }));
        foreach (var sheet in workbook.Sheets)
        {
            var part = main.AddNewPart<WorksheetPart>();
            using (var xml = SheetXml.Into(part))
                Write(workbook, sheet, xml);
            sheets.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheet
            {
                Id = main.GetIdOfPart(part), SheetId = (uint)sheet.Index + 1, Name = NameOf(sheet), State = sheet.Visible ? null : SheetStateValues.Hidden,
            });
        }
        main.Workbook.Save();
    }

    /// <summary>The name, as far as a sheet can have it: 31 characters, and none of []:*?/\.</summary>
    public static string NameOf(Sheet sheet)
    {
        var name = string.Concat(sheet.Name.Select(c => "[]:*?/\\".Contains(c, System.StringComparison.Ordinal) ? '_' : c)).Trim('\'');
        return name.Length switch { 0 => "Sheet", > 31 => name[..31], _ => name };
    }

    private static void Write(Workbook workbook, Sheet sheet, XmlWriter xml)
    {
        xml.WriteStartElement("worksheet", SheetXml.Spreadsheet);
        xml.WriteStartElement("sheetData", SheetXml.Spreadsheet);
        using var rows = workbook.Rows(sheet);
        while (rows.Read())
        {
            xml.WriteStartElement("row", SheetXml.Spreadsheet);
            xml.WriteAttributeString("r", rows.RowNumber.ToString(CultureInfo.InvariantCulture));
            for (var column = 0; column < rows.Cells.Length; column++)
                Write(xml, ColumnLetters.Of(column) + rows.RowNumber.ToString(CultureInfo.InvariantCulture), rows.Cells[column]);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        if (workbook.MergedRanges(sheet) is { Count: > 0 } merges)
        {
            xml.WriteStartElement("mergeCells", SheetXml.Spreadsheet);
            foreach (var range in merges)
            {
                xml.WriteStartElement("mergeCell", SheetXml.Spreadsheet);
                xml.WriteAttributeString("ref", string.Create(CultureInfo.InvariantCulture,
                    $"{ColumnLetters.Of(range.FirstColumn)}{range.FirstRow}:{ColumnLetters.Of(range.LastColumn)}{range.LastRow}"));
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, string name, in Cell cell)
    {
        if (cell.FromMerge)
            return;
        switch (cell.Kind)
        {
            case CellKind.Text: SheetXml.WriteText(xml, name, null, cell.Text); break;
            case CellKind.Number: SheetXml.WriteValue(xml, name, null, "n", cell.Number.ToString("R", CultureInfo.InvariantCulture)); break;
            case CellKind.Date: SheetXml.WriteValue(xml, name, DayStyle, "n", cell.Number.ToString("R", CultureInfo.InvariantCulture)); break;
            case CellKind.Truth: SheetXml.WriteValue(xml, name, null, "b", cell.IsTrue ? "1" : "0"); break;
            case CellKind.Error: SheetXml.WriteValue(xml, name, null, "e", cell.Text); break;
            default: break;
        }
    }
}
