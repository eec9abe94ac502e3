using System;
using System.Buffers;
using Saxaul.Privacy;

namespace Saxaul.Server.Commands;

/// <summary>A text as a cell of csv: quoted where it must be, and never a formula to the spreadsheet that opens it.</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        text = ExportedText.Harmless(text);
        return text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
