using System;
using System.Globalization;
using System.Xml;

namespace Saxaul.Intake;

/// <summary>Collects the text of XML elements into one reused buffer, without a string for every part.</summary>
/// <remarks>Used for cell values, inline texts and shared strings alike; pronunciation guides (rPh) are not part of a text.</remarks>
internal sealed class XlsxText
{
    // Spreadsheets allow 32,767 characters in a cell.
    private const int LongestText = 1 << 20;

    private char[] buffer = new char[1024];
    private int length;

    public ReadOnlySpan<char> Span => buffer.AsSpan(0, length);

    public void Clear() => length = 0;

    /// <summary>Reads the text of the element the reader stands on and leaves the reader at the element's end.</summary>
    public void AddElement(XmlReader xml)
    {
        if (xml.IsEmptyElement) return;
        int depth = xml.Depth;
        while (xml.ReadOn() && xml.Depth > depth)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace) AddNode(xml);
        }
    }

    /// <summary>Reads a string item (si or is): its text, or the texts of its runs; leaves the reader at the item's end.</summary>
    public void AddItem(XmlReader xml)
    {
        if (xml.IsEmptyElement) return;
        int depth = xml.Depth;
        bool more = xml.ReadOn();
        while (more && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh")
            {
                xml.PassOver();
                continue;
            }
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "t") AddElement(xml);
            more = xml.ReadOn();
        }
    }

    /// <summary>Puts characters where xlsx wrote them as _xHHHH_ (ECMA-376 part 1, 22.4.2.4).</summary>
    public void Unescape()
    {
        int from = Span.IndexOf("_x");
        if (from < 0) return;
        int to = from;
        while (from < length)
        {
            ReadOnlySpan<char> rest = buffer.AsSpan(from, length - from);
            if (rest is ['_', 'x', _, _, _, _, '_', ..] && ushort.TryParse(rest.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
            {
                buffer[to++] = (char)code;
                from += 7;
            }
            else
            {
                buffer[to++] = buffer[from++];
            }
        }
        length = to;
    }

    private void AddNode(XmlReader xml)
    {
        while (true)
        {
            if (length == buffer.Length)
            {
                if (length >= LongestText) throw new XmlException("A text is longer than any spreadsheet allows.");
                Array.Resize(ref buffer, length * 2);
            }
            int read = xml.ReadValueChunk(buffer, length, buffer.Length - length);
            if (read == 0) return;
            length += read;
        }
    }
}
