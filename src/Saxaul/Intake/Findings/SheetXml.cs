using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;

namespace Saxaul.Intake;

/// <summary>How cells of an xlsx are written, one after the other, so that a large sheet is never held whole.</summary>
internal static class SheetXml
{
    /// <summary>ECMA-376 part 1, transitional.</summary>
    public const string Spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static XmlWriter Into(OpenXmlPart part) =>
        XmlWriter.Create(part.GetStream(FileMode.Create, FileAccess.Write), new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = true });

    /// <summary>A cell of text. Text is never a formula, whatever it begins with.</summary>
    public static void WriteText(XmlWriter xml, string name, string? style, string text)
    {
        xml.WriteStartElement("c", Spreadsheet);
        xml.WriteAttributeString("r", name);
        if (style is not null)
            xml.WriteAttributeString("s", style);
        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is", Spreadsheet);
        xml.WriteStartElement("t", Spreadsheet);
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.Where(XmlConvert.IsXmlChar)));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>A cell of any other kind.</summary>
    /// <param name="type">As the format names it: n, b or e.</param>
    public static void WriteValue(XmlWriter xml, string name, string? style, string type, string value)
    {
        xml.WriteStartElement("c", Spreadsheet);
        xml.WriteAttributeString("r", name);
        if (style is not null)
            xml.WriteAttributeString("s", style);
        xml.WriteAttributeString("t", type);
        xml.WriteElementString("v", Spreadsheet, value);
        xml.WriteEndElement();
    }
}
