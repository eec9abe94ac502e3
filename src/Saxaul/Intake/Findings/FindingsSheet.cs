using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml;
using Saxaul.Privacy;

namespace Saxaul.Intake;

/// <summary>The list of findings that we add to a sender's workbook as its last sheet; when the workbook comes back it is known by its first cell and passed over.</summary>
internal static class FindingsSheet
{
    public const string Name = "问题清单 Findings";

    private const string Mark = "梭梭 Saxaul 问题清单：再次提交时不读取本表。This sheet is not read when the file is handed in again.";
    private const string Spreadsheet = SheetXml.Spreadsheet;
    private static readonly string[] Headings = ["文件 File", "工作表 Sheet", "行 Row", "单元格 Cell", "问题", "怎么办", "Finding", "What to do"];
    private static readonly int[] Widths = [34, 16, 8, 10, 36, 52, 44, 70];

    /// <summary>Whether a sheet, whatever it is called by now, is one that we added.</summary>
    public static bool IsOurs(FormTop top) => top.Count > 0 && top.At(0, 0).Text == Mark;

    /// <param name="linked">Whether the cells named are in this very workbook, so that they can be jumped to.</param>
    /// <param name="export">What it leaves the registry with; null where nobody takes it out.</param>
    public static void Write(XmlWriter xml, IReadOnlyList<FileFindings> files, bool linked, Export? export)
    {
        xml.WriteStartElement("worksheet", Spreadsheet);
        xml.WriteStartElement("sheetViews", Spreadsheet);
        xml.WriteRaw("""<sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView>""");
        xml.WriteEndElement();
        xml.WriteStartElement("cols", Spreadsheet);
        for (var column = 0; column < Widths.Length; column++)
            xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"<col min=\"{column + 1}\" max=\"{column + 1}\" width=\"{Widths[column]}\" customWidth=\"1\"/>"));
        xml.WriteEndElement();
        xml.WriteStartElement("sheetData", Spreadsheet);
        Row(xml, 1, [Mark, null, null, null, export?.Line]);
        Row(xml, 2, Headings);
        var row = 2;
        foreach (var (file, finding) in files.SelectMany(file => file.Findings.Select(finding => (file.File, finding))))
            Row(xml, ++row, [file, finding.Sheet, finding.Row?.ToString(CultureInfo.InvariantCulture), finding.Cell, finding.Label.Zh, finding.ToDo.Zh, finding.Label.En, finding.ToDo.En]);
        xml.WriteEndElement();
        xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"<autoFilter ref=\"A2:{ColumnLetters.Of(Headings.Length - 1)}{row}\"/>"));
        if (linked)
            Links(xml, files.SelectMany(file => file.Findings));
        xml.WriteEndElement();
    }

    private static void Row(XmlWriter xml, int row, IReadOnlyList<string?> texts)
    {
        xml.WriteStartElement("row", Spreadsheet);
        xml.WriteAttributeString("r", row.ToString(CultureInfo.InvariantCulture));
        for (var column = 0; column < texts.Count; column++)
        {
            if (texts[column] is { } text)
                SheetXml.WriteText(xml, ColumnLetters.Of(column) + row.ToString(CultureInfo.InvariantCulture), null, ExportedText.Harmless(text));
        }
        xml.WriteEndElement();
    }

    private static void Links(XmlWriter xml, IEnumerable<FindingInFile> findings)
    {
        var cells = findings.Select((finding, i) => (finding, Row: i + 3)).Where(one => one.finding.Cell is not null).ToList();
        if (cells.Count == 0)
            return;
        xml.WriteStartElement("hyperlinks", Spreadsheet);
        foreach (var (finding, row) in cells)
        {
            xml.WriteStartElement("hyperlink", Spreadsheet);
            xml.WriteAttributeString("ref", "D" + row.ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("location", $"'{finding.Sheet.Replace("'", "''", StringComparison.Ordinal)}'!{finding.Cell}");
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }
}
