using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Saxaul.Intake;

/// <summary>Copies a sheet's XML through with some cells in another style; all else stays as it was.</summary>
/// <param name="styles">The workbook's styles.</param>
/// <param name="marks">The cells by row and column, and whether what is typed there is to stay text.</param>
internal sealed class MarkedSheet(MarkingStyles styles, IReadOnlyDictionary<int, SortedDictionary<int, bool>> marks)
{
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string StrictRelationships = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    /// <summary>What follows a reference to comments' shapes in a sheet (ECMA-376 part 1, 18.3.1.99).</summary>
    private static readonly HashSet<string> AfterLegacyDrawing = ["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"];

    private readonly Queue<(int Column, bool AsText)> waiting = [];
    private int row;
    private int column;

    /// <param name="shapes">The relation to the comments' shapes where the sheet had none; else null.</param>
    public void Rewrite(WorksheetPart part, string? shapes)
    {
        using var written = new MemoryStream();
        using (var original = part.GetStream(FileMode.Open, FileAccess.Read))
        using (var reader = XmlReader.Create(original, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false }))
        using (var writer = XmlWriter.Create(written, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false), CheckCharacters = false }))
            Copy(reader, writer, shapes);
        written.Position = 0;
        part.FeedData(written);
    }

    private void Copy(XmlReader reader, XmlWriter writer, string? shapes)
    {
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                if (shapes is not null && reader.Depth == 1 && AfterLegacyDrawing.Contains(reader.LocalName))
                    WriteShapes(reader, writer, ref shapes);
                Begin(reader, writer);
                continue;
            }
            if (reader.NodeType == XmlNodeType.EndElement)
            {
                if (reader is { LocalName: "row", Depth: 2 })
                    WriteWaiting(reader, writer, int.MaxValue);
                if (shapes is not null && reader.Depth == 0)
                    WriteShapes(reader, writer, ref shapes);
                writer.WriteFullEndElement();
                continue;
            }
            CopyNode(reader, writer);
        }
    }

    private void Begin(XmlReader reader, XmlWriter writer)
    {
        var isEmpty = reader.IsEmptyElement;
        if (reader is { LocalName: "row", Depth: 2 })
        {
            row = int.TryParse(reader.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : row + 1;
            column = -1;
            foreach (var (marked, asText) in marks.GetValueOrDefault(row) ?? [])
                waiting.Enqueue((marked, asText));
            Start(reader, writer, null);
            if (isEmpty)
                WriteWaiting(reader, writer, int.MaxValue);
        }
        else if (reader is { LocalName: "c", Depth: 3 })
        {
            column = ColumnLetters.TryParse(reader.GetAttribute("r"), out var named, out _) ? named : column + 1;
            WriteWaiting(reader, writer, column);
            var style = uint.TryParse(reader.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var its) ? its : 0;
            var now = waiting.TryPeek(out var next) && next.Column == column ? styles.Marked(styles.Plain(style), waiting.Dequeue().AsText) : styles.Plain(style);
            Start(reader, writer, now == style ? null : now);
        }
        else
        {
            Start(reader, writer, null);
        }
        if (isEmpty)
            writer.WriteEndElement();
    }

    /// <param name="style">The cell's new style; null leaves all attributes as they are.</param>
    private static void Start(XmlReader reader, XmlWriter writer, uint? style)
    {
        writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
        if (style is null)
        {
            writer.WriteAttributes(reader, defattr: false);
            return;
        }
        while (reader.MoveToNextAttribute())
        {
            if (reader.Name != "s")
                writer.WriteAttributeString(reader.Prefix, reader.LocalName, reader.NamespaceURI, reader.Value);
        }
        reader.MoveToElement();
        writer.WriteAttributeString("s", style.Value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Blank cells that the file does not hold, since something is missing there.</summary>
    private void WriteWaiting(XmlReader reader, XmlWriter writer, int before)
    {
        while (waiting.TryPeek(out var next) && next.Column < before)
        {
            waiting.Dequeue();
            writer.WriteStartElement(reader.Prefix, "c", reader.NamespaceURI);
            writer.WriteAttributeString("r", ColumnLetters.Of(next.Column) + row.ToString(CultureInfo.InvariantCulture));
            writer.WriteAttributeString("s", styles.Marked(0, next.AsText).ToString(CultureInfo.InvariantCulture));
            writer.WriteEndElement();
        }
    }

    private static void WriteShapes(XmlReader reader, XmlWriter writer, ref string? shapes)
    {
        writer.WriteStartElement(reader.Depth == 0 ? reader.Prefix : writer.LookupPrefix(reader.NamespaceURI) ?? "", "legacyDrawing", reader.NamespaceURI);
        writer.WriteAttributeString("r", "id", reader.NamespaceURI == SheetXml.Spreadsheet ? Relationships : StrictRelationships, shapes!);
        writer.WriteEndElement();
        shapes = null;
    }

    private static void CopyNode(XmlReader reader, XmlWriter writer)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Text: writer.WriteString(reader.Value); break;
            case XmlNodeType.CDATA: writer.WriteCData(reader.Value); break;
            case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace: writer.WriteWhitespace(reader.Value); break;
            case XmlNodeType.Comment: writer.WriteComment(reader.Value); break;
            default: break;
        }
    }
}
