using System.Collections.Generic;
using System.Xml;

namespace Saxaul.Intake;

/// <summary>The table of texts that the cells of an xlsx point to.</summary>
internal static class XlsxSharedStrings
{
    public static string[] Read(XmlReader xml, XlsxWorkbook workbook)
    {
        using (xml)
        {
            var strings = new List<string>();
            var text = new XlsxText();
            long characters = 0;
            while (xml.ReadOn())
            {
                if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si") continue;
                text.Clear();
                text.AddItem(xml);
                text.Unescape();
                // Empty strings too take room in the list.
                characters += text.Span.Length + 8;
                long most = workbook.Limits.SharedCharacters;
                if (characters > most)
                {
                    throw new ProblemException(Problem.FileTooLarge(workbook.Name,
                        $"文字超过 {most} 个字符", $"its texts have more than {most} characters"));
                }
                strings.Add(text.Span.ToString());
            }
            return [.. strings];
        }
    }
}
