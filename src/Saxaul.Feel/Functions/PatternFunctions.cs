using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace Saxaul.Feel.Functions;

/// <summary>Functions that take a regular expression in the notation of XPath (DMN 1.5, 10.3.4.3; XQuery and XPath functions 3.1, 5.6).</summary>
internal static class PatternFunctions
{
    public static readonly (string, BuiltInBody)[] Table =
    [
        ("matches(input: string, pattern: string, flags?: string) = boolean", (in Call call) =>
            Run(call, call[1].Text, call[2], (regex, text) => regex.IsMatch(text))),
        ("replace(input: string, pattern: string, replacement: string, flags?: string)", (in Call call) => Replace(call)),
        ("split(string: string, delimiter: string)", (in Call call) => Run(call, call[1].Text, default, Split)),
    ];

    private static FeelValue Run(in Call call, string pattern, in FeelValue flags, Func<Regex, string, FeelValue> use)
    {
        var regex = call.Evaluation.Regexes.Get(pattern, flags.IsNull ? "" : flags.Text);
        if (regex is null) return call.NoResult();
        try
        {
            return use(regex, call[0].Text);
        }
        catch (RegexMatchTimeoutException)
        {
            return call.NoResult();
        }
    }

    private static FeelValue Replace(in Call call)
    {
        string replacement = call[2].Text;
        bool literal = !call[3].IsNull && call[3].Text.Contains('q');
        string? translated = literal ? replacement.Replace("$", "$$", StringComparison.Ordinal) : TranslateReplacement(replacement);
        return translated is null ? call.NoResult() : Run(call, call[1].Text, call[3], (regex, text) => regex.Replace(text, translated));
    }

    // In XPath "\$" is a dollar and "$0" the whole match; .NET says "$$" for the one and needs braces where a digit follows a group.
    private static string? TranslateReplacement(string text)
    {
        var result = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '\\' or '$') result.Append(text[++i] == '$' ? "$$" : "\\");
            else if (text[i] != '$') result.Append(text[i]);
            else if (i + 1 < text.Length && char.IsAsciiDigit(text[i + 1])) result.Append("${").Append(text[++i]).Append('}');
            else return null;
        }
        return result.ToString();
    }

    private static FeelValue Split(Regex regex, string text)
    {
        var parts = new List<FeelValue>();
        int from = 0;
        foreach (var match in regex.Matches(text).Where(m => m.Length > 0))
        {
            parts.Add(text[from..match.Index]);
            from = match.Index + match.Length;
        }
        parts.Add(text[from..]);
        return FeelValue.ListOf(parts);
    }
}
