using System;
using System.Globalization;
using System.Text;

namespace Saxaul.Intake;

/// <summary>
/// Names of people, in every script. The dot between the parts of a name, which keyboards offer in a dozen forms, is
/// kept as · (U+00B7, the 间隔号 of GB/T 15834-2011); spaces inside Chinese names, put there to align columns, go.
/// Latin and Arabic-script names stay as written.
/// </summary>
public static class PersonName
{
    public static readonly Remark HasDigits = new("name_has_digits",
        "姓名里有数字，请核对。",
        "The name has digits in it; please check it.");

    public static readonly Remark NotAName = new("not_a_name",
        "这里应填写姓名。",
        "A person's name is expected here.");

    public static readonly Remark TooLong = new("name_too_long",
        "姓名太长，可能填错了列，请核对。",
        "This is too long for a name; perhaps it belongs in another column. Please check it.");

    /// <summary>The longest names that registers of any country hold are shorter; what is longer is a text that strayed into the column.</summary>
    public const int Longest = 200;

    /// <summary>In characters. What somebody types is longer than that only when it is no name; the longest in use have some forty.</summary>
    public const int LongestTyped = 60;

    private const string Dots = "·•.・‧∙⋅●。･․▪◦˙\u0387\uA78F\u2E31\u16EB\uFE52";

    public static Reading<string> Read(in Cell cell)
    {
        if (Remark.OfCell(cell) is { } wrong) return Reading<string>.Not(wrong);
        if (cell.IsBlank) return Reading<string>.Blank;
        if (cell.Kind != CellKind.Text) return Reading<string>.Not(NotAName);
        string written = cell.Text;
        string clean = WrittenText.Clean(written);
        if (NoneWritten.Is(clean)) return Reading<string>.None;
        if (clean.Length > Longest) return Reading<string>.Not(TooLong);
        string name = Canonical(clean);
        bool letters = false, digits = false;
        foreach (Rune rune in name.EnumerateRunes())
        {
            letters |= Rune.IsLetter(rune) || IsHan(rune);
            digits |= Rune.IsDigit(rune);
        }
        return letters ? Reading<string>.Of(name, name != written, digits ? HasDigits : null) : Reading<string>.Not(NotAName);
    }

    /// <summary>
    /// Whether a name has signs in it that nobody sees or that are no writing: control characters, direction and zero-width marks but for those of Arabic spelling, emoji. A file's are taken
    /// out in silence; whoever types is told, for they came along with something that was copied.
    /// </summary>
    public static bool HasUnwritable(string written)
    {
        for (var at = 0; at < written.Length; at++)
        {
            if (WrittenText.IsInvisible(written[at]) && !WrittenText.JoinsLetters(written, at)) return true;
        }
        foreach (Rune rune in written.EnumerateRunes())
        {
            if (!IsHan(rune) && !(rune.IsBmp && (Dots.Contains((char)rune.Value, StringComparison.Ordinal) || WrittenText.IsInvisible((char)rune.Value)))
                && (rune.Value is >= 0xFE00 and <= 0xFE0F || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.OtherSymbol or UnicodeCategory.EnclosingMark
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)) return true;
        }
        return false;
    }

    /// <summary>What stands between dots and spaces: 买买提 and 牙合甫 of 买买提·牙合甫. Empty only for a name without letters.</summary>
    public static string[] Parts(string name) => WrittenText.Clean(name).Split([.. Dots, ' '], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What two writings of one name have in common: no dots, no spaces, one width, one case. For matching, never for showing.</summary>
    public static string Key(string name)
    {
        string key = WrittenText.Key(name);
        if (key.AsSpan().IndexOfAny(Dots) < 0) return key;
        var kept = new StringBuilder(key.Length);
        foreach (char c in key)
        {
            if (!Dots.Contains(c, StringComparison.Ordinal)) kept.Append(c);
        }
        return kept.ToString();
    }

    /// <summary>Between two Chinese characters every dot becomes · and every space goes; elsewhere nothing changes.</summary>
    private static string Canonical(string clean)
    {
        if (clean.AsSpan().IndexOfAny(Dots) < 0 && !clean.Contains(' ', StringComparison.Ordinal)) return clean;
        var name = new StringBuilder(clean.Length);
        for (int at = 0; at < clean.Length;)
        {
            int end = at;
            bool dot = false;
            for (; end < clean.Length && (clean[end] == ' ' || Dots.Contains(clean[end], StringComparison.Ordinal)); end++) dot |= clean[end] != ' ';
            if (end == at)
            {
                name.Append(clean[at++]);
                continue;
            }
            if (EndsInHan(clean.AsSpan(0, at)) && BeginsWithHan(clean.AsSpan(end))) name.Append(dot ? "·" : "");
            else name.Append(clean, at, end - at);
            at = end;
        }
        return name.ToString();
    }

    private static bool EndsInHan(ReadOnlySpan<char> text) => Rune.DecodeLastFromUtf16(text, out Rune rune, out _) == System.Buffers.OperationStatus.Done && IsHan(rune);

    private static bool BeginsWithHan(ReadOnlySpan<char> text) => Rune.DecodeFromUtf16(text, out Rune rune, out _) == System.Buffers.OperationStatus.Done && IsHan(rune);

    /// <summary>Chinese characters of all planes, and the private-use ones that stand for rare characters on older machines.</summary>
    private static bool IsHan(Rune rune) => rune.Value
        is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x3FFFF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xE000 and <= 0xF8FF) or (>= 0x2E80 and <= 0x2FDF) or 0x3007;
}
