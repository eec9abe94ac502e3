using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace Saxaul.Intake;

/// <summary>
/// The texts of an .xls that stand in none of its cells: print headers and footers, notes, links, properties; and those of its cells as they are stored, of which some may belong to no cell any more. Records are not taken
/// apart further: whatever in them can be read as text is one, so that nothing is missed; some of what comes out means nothing. Source: [MS-XLS] 2.3.
/// </summary>
internal static partial class XlsBesideCells
{
    private const int SharedStrings = 0xFC, Continue = 0x3C;

    /// <summary>Records of cells, which are read as such: Number, RK, MulRk, LabelSst, MulBlank, Blank, Label, BoolErr, RString.</summary>
    private static readonly HashSet<int> Cells = [0x203, 0x27E, 0xBD, 0xFD, 0xBE, 0x201, 0x204, 0x205, 0xD6];

    private static readonly string[] Properties = ["\u0005SummaryInformation", "\u0005DocumentSummaryInformation"];

    /// <summary>None of what is no .xls.</summary>
    /// <exception cref="InvalidDataException">The container is broken.</exception>
    public static List<(string Text, bool IsOfCells)> Read(Stream content)
    {
        var texts = new List<(string, bool)>();
        content.Position = 0;
        var hasContainer = content.ReadByte() == 0xD0;
        content.Position = 0;
        if (!hasContainer)
            return texts;
        foreach (var properties in CompoundFile.StreamNames(content).Intersect(Properties))
            texts.AddRange(TextsIn(CompoundFile.ReadStream(content, properties)).Select(text => (text, false)));
        ReadOnlySpan<byte> workbook = CompoundFile.ReadStream(content, "Workbook", "Book");
        var (at, isShared) = (0, false);
        for (; XlsErrors.TryRecord(workbook, at, out var id, out var data); at += 4 + data.Length)
        {
            isShared = id == SharedStrings || isShared && id == Continue;
            if (data.Length > 0 && !Cells.Contains(id))
                texts.AddRange(TextsIn(data).Select(text => (text, isShared)));
        }
        texts.AddRange(TextsIn(workbook[at..]).Select(text => (text, false)));
        return texts;
    }

    /// <summary>As two bytes a letter, which may begin at any byte, as the code page of these offices, and as UTF-8, in which properties are.</summary>
    private static List<string> TextsIn(ReadOnlySpan<byte> bytes)
    {
        var texts = new List<string>();
        foreach (var read in new[] { Encoding.Unicode.GetString(bytes), bytes.Length > 0 ? Encoding.Unicode.GetString(bytes[1..]) : "", XlsWorkbook.CodePage.GetString(bytes), Encoding.UTF8.GetString(bytes) })
            texts.AddRange(Words().Matches(read).Select(word => word.Value));
        return texts;
    }

    /// <summary>Letters and signs of the scripts that are written here; what lies between, such as the length of the next text, is none.</summary>
    [GeneratedRegex(@"[ -~\u00A0-\u00FF\u0600-\uD7FF\uF900-\uFFEF]{2,}")]
    private static partial Regex Words();
}
