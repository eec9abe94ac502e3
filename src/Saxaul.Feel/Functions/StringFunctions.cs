using System;
using System.Collections.Generic;
using System.Text;

namespace Saxaul.Feel.Functions;

/// <summary>Functions of strings (DMN 1.5, 10.3.4.3). Positions and lengths count code points, not the units in which .NET stores them.</summary>
internal static class StringFunctions
{
    public static readonly (string, BuiltInBody)[] Table =
    [
        ("substring(string: string, start position: number, length?: number)", (in Call call) => Substring(call)),
        ("string length(string: string)", (in Call call) => CodePoints(call[0].Text)),
        ("upper case(string: string)", (in Call call) => call[0].Text.ToUpperInvariant()),
        ("lower case(string: string)", (in Call call) => call[0].Text.ToLowerInvariant()),
        ("substring before(string: string, match: string)", (in Call call) =>
            call[0].Text.IndexOf(call[1].Text, StringComparison.Ordinal) is var at and > 0 ? call[0].Text[..at] : ""),
        ("substring after(string: string, match: string)", (in Call call) =>
            call[0].Text.IndexOf(call[1].Text, StringComparison.Ordinal) is var at and >= 0 ? call[0].Text[(at + call[1].Text.Length)..] : ""),
        ("contains(string: string, match: string) = boolean", (in Call call) => call[0].Text.Contains(call[1].Text, StringComparison.Ordinal)),
        ("starts with(string: string, match: string) = boolean", (in Call call) => call[0].Text.StartsWith(call[1].Text, StringComparison.Ordinal)),
        ("ends with(string: string, match: string) = boolean", (in Call call) => call[0].Text.EndsWith(call[1].Text, StringComparison.Ordinal)),
        ("string join(list: list, delimiter?: string)", (in Call call) => Join(call)),
    ];

    private static int CodePoints(string text)
    {
        int count = text.Length;
        for (int i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i])) count--;
        }
        return count;
    }

    private static FeelValue Substring(in Call call)
    {
        string text = call[0].Text;
        if (!call[1].Number.TryToInt64(out long start) || start == 0) return call.NoResult();
        int length = CodePoints(text);
        long first = start > 0 ? start - 1 : length + start;
        long count = length;
        if (!call[2].IsNull && (!FeelNumber.Round(call[2].Number, 0, Rounding.Down).TryToInt64(out count) || count < 1)) return call.NoResult();
        if (first < 0 || first >= length) return first >= length ? "" : call.NoResult();
        long last = Math.Min(first + Math.Min(count, length), length);
        if (length == text.Length) return text[(int)first..(int)last];
        var result = new StringBuilder();
        int index = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (index >= first && index < last) result.Append(rune.ToString());
            index++;
        }
        return result.ToString();
    }

    private static FeelValue Join(in Call call)
    {
        var parts = new List<string>();
        foreach (var item in call[0].Items)
        {
            if (item.IsNull) continue;
            if (item.Kind != FeelKind.String) return call.NoResult();
            parts.Add(item.Text);
        }
        return string.Join(call[1].IsNull ? "" : call[1].Text, parts);
    }
}
