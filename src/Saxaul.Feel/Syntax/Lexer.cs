using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Saxaul.Feel.Syntax;

internal enum TokenKind
{
    End,
    Word,
    Number,
    String,
    At,
    Symbol,
}

/// <summary>A piece of FEEL text. Names are not tokens: "date and time" and "a-b" may be one name or several, which only the parser knows.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word, digits or symbol; the meaning of a string, escapes resolved.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends, exclusively.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End)
{
    public bool Is(string text) => Kind is TokenKind.Symbol or TokenKind.Word && Text == text;
}

/// <summary>Cuts FEEL text into tokens (DMN 1.5, 10.3.1.2, grammar rules 27 to 38 and 63 to 66).</summary>
internal static class Lexer
{
    private static readonly string[] LongSymbols = ["..", "**", "<=", ">=", "!=", "->"];

    public static bool TryRead(string text, out List<Token> tokens, out FeelError? error)
    {
        tokens = [];
        error = null;
        int at = 0;
        while (true)
        {
            error = SkipSpace(text, ref at);
            if (error is not null) return false;
            if (at == text.Length) break;
            error = ReadToken(text, ref at, tokens);
            if (error is not null) return false;
        }
        tokens.Add(new(TokenKind.End, "", text.Length, text.Length));
        return true;
    }

    /// <summary>Whether the text is one word that can stand as a name without quotes.</summary>
    public static bool IsPlainName(string name)
    {
        if (name.Length == 0 || Keywords.All.Contains(name)) return false;
        int at = 0;
        return IsNameStart(Rune.GetRuneAt(name, 0)) && WordEnd(name, ref at) == name.Length;
    }

    private static FeelError? SkipSpace(string text, ref int at)
    {
        while (at < text.Length)
        {
            if (IsSpace(text[at])) at++;
            else if (text.AsSpan(at).StartsWith("//"))
            {
                while (at < text.Length && text[at] is not ('\n' or '\r')) at++;
            }
            else if (text.AsSpan(at).StartsWith("/*"))
            {
                int end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
                if (end < 0) return FeelError.UnclosedComment(at);
                at = end + 2;
            }
            else break;
        }
        return null;
    }

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is '\u180E' or '\u200B' or '\uFEFF';

    private static FeelError? ReadToken(string text, ref int at, List<Token> tokens)
    {
        int start = at;
        char c = text[at];
        if (c == '"') return ReadString(text, ref at, tokens);
        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            tokens.Add(new(TokenKind.Number, text[start..NumberEnd(text, ref at)], start, at));
            return null;
        }
        if (Rune.TryGetRuneAt(text, at, out var rune) && IsNameStart(rune))
        {
            tokens.Add(new(TokenKind.Word, text[start..WordEnd(text, ref at)], start, at));
            return null;
        }
        foreach (string symbol in LongSymbols)
        {
            if (!text.AsSpan(at).StartsWith(symbol)) continue;
            tokens.Add(new(TokenKind.Symbol, symbol, start, at += 2));
            return null;
        }
        if ("+-*/=<>()[]{},:.?@'".Contains(c, StringComparison.Ordinal))
        {
            at++;
            tokens.Add(new(c == '@' ? TokenKind.At : TokenKind.Symbol, c.ToString(), start, at));
            return null;
        }
        return FeelError.StrangeCharacter(rune.ToString(), at);
    }

    private static int NumberEnd(string text, ref int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        // In "1..10" the points belong to the range.
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            at++;
            while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        }
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            int digits = at + 1 < text.Length && text[at + 1] is '+' or '-' ? at + 2 : at + 1;
            if (digits < text.Length && char.IsAsciiDigit(text[digits]))
            {
                at = digits;
                while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
            }
        }
        return at;
    }

    private static int WordEnd(string text, ref int at)
    {
        while (at < text.Length && Rune.TryGetRuneAt(text, at, out var rune) && IsNamePart(rune)) at += rune.Utf16SequenceLength;
        return at;
    }

    // Grammar rule 28 lists ranges of code points; like everybody else we take letters of any script, "_" and all pictographs.
    private static bool IsNameStart(Rune rune) =>
        rune.Value == '_' || Rune.IsLetter(rune) || rune.Value >= 0x10000 || Rune.GetUnicodeCategory(rune) == UnicodeCategory.LetterNumber
        || rune.Value is >= 0x2070 and <= 0x218F or >= 0x2C00 and <= 0x2FEF;

    private static bool IsNamePart(Rune rune) =>
        IsNameStart(rune) || Rune.IsDigit(rune) || rune.Value is 0xB7 or 0x203F or 0x2040
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;

    private static FeelError? ReadString(string text, ref int at, List<Token> tokens)
    {
        int start = at++;
        var value = new StringBuilder();
        while (at < text.Length && text[at] != '"')
        {
            if (text[at] != '\\')
            {
                value.Append(text[at++]);
                continue;
            }
            if (at + 1 == text.Length) break;
            char escape = text[at + 1];
            switch (escape)
            {
                case 'n': value.Append('\n'); break;
                case 'r': value.Append('\r'); break;
                case 't': value.Append('\t'); break;
                case '"' or '\'' or '\\': value.Append(escape); break;
                case 'u' or 'U':
                    int digits = escape == 'u' ? 4 : 6;
                    if (at + 2 + digits > text.Length
                        || !int.TryParse(text.AsSpan(at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code)
                        || (digits == 6 && !Rune.IsValid(code)))
                    {
                        return FeelError.BadEscape(at);
                    }
                    if (digits == 4) value.Append((char)code);
                    else value.Append(new Rune(code));
                    at += digits;
                    break;
                default:
                    // An unknown escape stands for itself: "\d" in a pattern needs no second backslash.
                    value.Append('\\').Append(escape);
                    break;
            }
            at += 2;
        }
        if (at >= text.Length) return FeelError.UnclosedString(start);
        at++;
        tokens.Add(new(TokenKind.String, value.ToString(), start, at));
        return null;
    }
}

/// <summary>The words that cannot begin a name (DMN 1.5, 10.3.1.2).</summary>
internal static class Keywords
{
    public static readonly HashSet<string> All = new(StringComparer.Ordinal)
    {
        "and", "or", "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "between", "instance", "of",
        "true", "false", "null", "function", "external",
    };
}
