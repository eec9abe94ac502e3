using System.Text;
using System.Text.RegularExpressions;

namespace Saxaul.Feel.Functions;

/// <summary>
/// Translates a regular expression of XPath (XML Schema's, with anchors, reluctant quantifiers and back-references) into one of .NET. What only .NET
/// understands, such as look-ahead, is refused, so that a policy means the same in every DMN engine.
/// </summary>
internal static class XPathPattern
{
    // The name characters of XML, for \i and \c.
    private const string NameStart = ":A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C-\\u200D\\u2070-\\u218F"
        + "\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD";
    private const string NamePart = "\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040" + NameStart;

    public static bool TryTranslate(string pattern, string flags, out string translated, out RegexOptions options)
    {
        options = RegexOptions.None;
        translated = "";
        bool literal = false, spaced = false;
        foreach (char flag in flags)
        {
            switch (flag)
            {
                case 's': options |= RegexOptions.Singleline; break;
                case 'm': options |= RegexOptions.Multiline; break;
                case 'i': options |= RegexOptions.IgnoreCase; break;
                case 'x': spaced = true; break;
                case 'q': literal = true; break;
                default: return false;
            }
        }
        if (literal)
        {
            translated = Regex.Escape(pattern);
            return true;
        }
        if (spaced) pattern = WithoutSpace(pattern);
        var result = new StringBuilder();
        int groups = 0, opened = 0, classes = 0;
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (c == '\\')
            {
                if (++i == pattern.Length || !AppendEscape(result, pattern[i], classes > 0, groups)) return false;
                continue;
            }
            switch (c)
            {
                case '[':
                    if (classes > 0 && pattern[i - 1] != '-') return false;
                    classes++;
                    break;
                case ']':
                    if (--classes < 0) return false;
                    break;
                case '(' when classes == 0:
                    opened++;
                    if (i + 1 < pattern.Length && pattern[i + 1] == '?')
                    {
                        if (i + 2 >= pattern.Length || pattern[i + 2] != ':') return false;
                    }
                    else
                    {
                        groups++;
                    }
                    break;
                case ')' when classes == 0:
                    if (--opened < 0) return false;
                    break;
                case '$' when classes == 0 && (options & RegexOptions.Multiline) == 0:
                    // In .NET "$" also matches before a last line feed.
                    result.Append("\\z");
                    continue;
                case '.' when classes == 0 && (options & RegexOptions.Singleline) == 0:
                    result.Append("[^\\n\\r]");
                    continue;
            }
            result.Append(c);
        }
        translated = result.ToString();
        return opened == 0 && classes == 0;
    }

    // The flag "x" takes white space away before anything is understood, except inside classes.
    private static string WithoutSpace(string pattern)
    {
        var result = new StringBuilder();
        bool inClass = false;
        foreach (char c in pattern)
        {
            if (!inClass && (c is ' ' or '\t' or '\n' or '\r')) continue;
            if (c is '[' or ']') inClass = c == '[';
            result.Append(c);
        }
        return result.ToString();
    }

    private static bool AppendEscape(StringBuilder result, char escape, bool inClass, int groups)
    {
        switch (escape)
        {
            case 'i' or 'c':
                string set = escape == 'i' ? NameStart : NamePart;
                result.Append(inClass ? set : "[" + set + "]");
                return true;
            case 'I' or 'C':
                if (inClass) return false;
                result.Append("[^").Append(escape == 'I' ? NameStart : NamePart).Append(']');
                return true;
            case >= '1' and <= '9':
                // A back-reference to a group that has not been opened, or inside a class, means nothing.
                if (inClass || escape - '0' > groups) return false;
                result.Append("(?:\\").Append(escape).Append(')');
                return true;
            case 'n' or 'r' or 't' or 'd' or 'D' or 's' or 'S' or 'w' or 'W' or 'p' or 'P':
            case '\\' or '|' or '.' or '?' or '*' or '+' or '(' or ')' or '{' or '}' or '-' or '[' or ']' or '^' or '$':
                result.Append('\\').Append(escape);
                return true;
            default:
                return false;
        }
    }
}
