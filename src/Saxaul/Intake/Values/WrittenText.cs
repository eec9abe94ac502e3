using System;
using System.Text;

namespace Saxaul.Intake;

/// <summary>Text as a person typed it, made comparable: the same words typed on another keyboard are the same text.</summary>
public static class WrittenText
{
    /// <summary>
    /// Full-width letters, digits and signs become ordinary ones, every kind of space one space, invisible characters and spaces at
    /// both ends and a leading apostrophe (which makes a spreadsheet keep text) disappear. Line breaks become spaces.
    /// Returns the same string when there is nothing to change.
    /// </summary>
    public static string Clean(string text)
    {
        if (IsClean(text)) return text;
        var clean = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length; at++)
        {
            char c = Narrow(text[at]);
            if (IsInvisible(c) && !JoinsLetters(text, at)) continue;
            if (IsSpace(c))
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
                continue;
            }
            if (clean.Length == 0 && IsApostrophe(c)) continue;
            clean.Append(c);
        }
        int length = clean.Length;
        while (length > 0 && clean[length - 1] == ' ') length--;
        return clean.ToString(0, length);
    }

    /// <summary><see cref="Clean"/> with all spaces taken out and Latin letters in lower case: what two writings of one thing have in common.</summary>
    public static string Key(string text)
    {
        string clean = Clean(text);
        bool changes = false;
        foreach (char c in clean) changes |= c == ' ' || char.IsUpper(c);
        return changes ? clean.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant() : clean;
    }

    /// <summary>The ordinary form of a full-width character (U+FF01 to U+FF5E), and of the signs typed in its stead.</summary>
    internal static char Narrow(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\u3000' => ' ',
        '\u2212' or '\u2013' => '-',
        '\uFFE5' => '\u00A5',
        _ => c,
    };

    internal static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is '\u2800' or '\u3164';

    /// <summary>Zero-width characters, direction marks, soft hyphens and control characters.</summary>
    internal static bool IsInvisible(char c) => c
        is (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2069') or '\uFEFF' or '\u00AD'
        || (char.IsControl(c) && !char.IsWhiteSpace(c));

    /// <summary>Zero-width joiners belong to Arabic spelling when letters stand on both sides.</summary>
    internal static bool JoinsLetters(string text, int at) =>
        text[at] is '\u200C' or '\u200D' && at > 0 && at + 1 < text.Length && IsArabic(text[at - 1]) && IsArabic(text[at + 1]);

    internal static bool IsArabic(char c) => c is (>= '\u0600' and <= '\u06FF') or (>= '\u0750' and <= '\u077F') or (>= '\uFB50' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFE');

    private static bool IsApostrophe(char c) => c is '\'' or '\u2018' or '\u2019';

    private static bool IsClean(string text)
    {
        if (text.Length == 0) return true;
        if (text[0] == ' ' || text[^1] == ' ' || IsApostrophe(text[0])) return false;
        char before = '\0';
        foreach (char c in text)
        {
            // Chinese characters, Latin letters and digits need no second look.
            if (c is (>= '\u4E00' and <= '\u9FFF') or (> ' ' and < '\u007F'))
            {
                before = c;
                continue;
            }
            if (c == ' ' ? before == ' ' : Narrow(c) != c || IsSpace(c) || IsInvisible(c)) return false;
            before = c;
        }
        return true;
    }
}
