using System;

namespace Saxaul.Privacy;

/// <summary>A text as a cell of what leaves the registry: never a formula to the spreadsheet that opens it, which could send the other cells elsewhere.</summary>
public static class ExportedText
{
    /// <summary>What spreadsheets take for the beginning of a formula, also as wide letters and behind a blank that they pass over.</summary>
    private const string Beginnings = "=+-@＝＋－＠\t\r\n";

    /// <summary>The text, behind an apostrophe where it begins like a formula.</summary>
    public static string Harmless(string text) => text.TrimStart(' ', '\u00A0', '\u3000') is { Length: > 0 } begins && Beginnings.Contains(begins[0], StringComparison.Ordinal) ? "'" + text : text;
}
