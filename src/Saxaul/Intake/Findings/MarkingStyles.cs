using System;
using System.Collections.Generic;
using System.Linq;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Saxaul.Intake;

/// <summary>The styles of marked cells: each its cell's own, but for the colour behind it; and back again.</summary>
internal sealed class MarkingStyles
{
    private const string Amber = "FFFFE08A";
    private const uint TextFormat = 49;
    private readonly CellFormats formats;
    private readonly uint fill;
    private readonly Dictionary<(uint Style, bool AsText), uint> marked = [];
    private readonly Dictionary<uint, uint> plain = [];

    public MarkingStyles(WorkbookPart workbook)
    {
        var sheet = (workbook.WorkbookStylesPart ?? workbook.AddNewPart<WorkbookStylesPart>()).Stylesheet ??= new Stylesheet();
        sheet.Fonts ??= new Fonts(new Font());
        sheet.Fills ??= new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 }));
        sheet.Borders ??= new Borders(new Border());
        sheet.CellStyleFormats ??= new CellStyleFormats(new CellFormat());
        formats = sheet.CellFormats ??= new CellFormats(new CellFormat());
        // The first two fills are none and grey whatever they say (ECMA-376 part 1, 18.8.21): ours may be neither.
        while (sheet.Fills.Elements<Fill>().Count() < 2)
            sheet.Fills.Append(new Fill(new PatternFill { PatternType = PatternValues.Gray125 }));
        var fills = sheet.Fills.Elements<Fill>().ToList();
        var known = fills.FindIndex(one => one.PatternFill?.ForegroundColor?.Rgb?.Value == Amber);
        if (known < 0)
        {
            known = fills.Count;
            sheet.Fills.Append(new Fill(new PatternFill { PatternType = PatternValues.Solid, ForegroundColor = new ForegroundColor { Rgb = Amber }, BackgroundColor = new BackgroundColor { Indexed = 64 } }));
            sheet.Fills.Count = (uint)known + 1;
        }
        fill = (uint)known;
        for (var style = 0u; style < formats.ChildElements.Count; style++)
        {
            if (At(style).FillId?.Value == fill)
                plain[style] = 0;
        }
    }

    /// <summary>The style of a cell that is marked.</summary>
    /// <param name="style">Its style so far.</param>
    /// <param name="asText">Whether what is typed there is to stay text, as long numbers must.</param>
    public uint Marked(uint style, bool asText)
    {
        if (!marked.TryGetValue((style, asText), out var with))
        {
            marked[(style, asText)] = with = Add(style, format =>
            {
                (format.FillId, format.ApplyFill) = (fill, true);
                if (asText)
                    (format.NumberFormatId, format.ApplyNumberFormat) = (TextFormat, true);
            });
        }
        return with;
    }

    /// <summary>The style of a cell that is no longer marked.</summary>
    public uint Plain(uint style)
    {
        if (!plain.TryGetValue(style, out var without))
            return style;
        if (without == 0)
            plain[style] = without = Add(style, format => format.FillId = 0);
        return without;
    }

    private uint Add(uint style, Action<CellFormat> change)
    {
        var format = style < formats.ChildElements.Count ? (CellFormat)At(style).CloneNode(true) : new CellFormat();
        change(format);
        formats.Append(format);
        formats.Count = (uint)formats.ChildElements.Count;
        return (uint)formats.ChildElements.Count - 1;
    }

    private CellFormat At(uint style) => (CellFormat)formats.ChildElements[(int)style];
}
