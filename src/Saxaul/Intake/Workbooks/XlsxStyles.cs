using System;
using System.Collections.Generic;
using System.Globalization;
using System.Xml;

namespace Saxaul.Intake;

/// <summary>Which cell styles of an xlsx show numbers as dates.</summary>
internal static class XlsxStyles
{
    /// <summary>By style number (the s of a cell): whether its number format shows a date or time.</summary>
    public static bool[] ReadDateStyles(XmlReader xml)
    {
        using (xml)
        {
            var formats = new Dictionary<int, bool>();
            var styles = new List<bool>();
            bool inCellStyles = false;
            while (xml.ReadOn())
            {
                if (xml.LocalName == "cellXfs") inCellStyles = xml.NodeType == XmlNodeType.Element;
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.LocalName == "numFmt" && FormatNumber(xml) is { } custom) formats[custom] = IsDate(xml.GetAttribute("formatCode") ?? "");
                else if (xml.LocalName == "xf" && inCellStyles)
                    styles.Add(FormatNumber(xml) is { } number && (formats.TryGetValue(number, out bool isDate) ? isDate : IsBuiltInDate(number)));
            }
            return [.. styles];
        }
    }

    /// <summary>Formats that every spreadsheet knows by number; 27 to 36 and 50 to 58 are the Chinese dates (ECMA-376 part 1, 18.8.30).</summary>
    internal static bool IsBuiltInDate(int number) => number is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);

    /// <summary>Whether a format code has a letter for a part of a date or time outside quotes, escapes and brackets.</summary>
    internal static bool IsDate(string code)
    {
        if (code.Contains("General", StringComparison.OrdinalIgnoreCase) || code.Contains("通用格式", StringComparison.Ordinal)) return false;
        for (int at = 0; at < code.Length; at++)
        {
            switch (code[at])
            {
                case '"':
                    at = End(code, at, '"');
                    break;
                case '[':
                    int close = End(code, at, ']');
                    // [h] counts hours; [Red], [$-804] and [>100] are not about time.
                    if (close - at == 2 && code[at + 1] is 'h' or 'H' or 'm' or 'M' or 's' or 'S') return true;
                    at = close;
                    break;
                case '\\' or '_' or '*':
                    at++;
                    break;
                case 'y' or 'Y' or 'm' or 'M' or 'd' or 'D' or 'h' or 'H' or 's' or 'S':
                    return true;
                case ';':
                    // Only the first section speaks for positive numbers, and every day is one.
                    return false;
            }
        }
        return false;
    }

    private static int End(string code, int start, char mark)
    {
        int end = code.IndexOf(mark, start + 1);
        return end < 0 ? code.Length : end;
    }

    private static int? FormatNumber(XmlReader xml) =>
        int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
