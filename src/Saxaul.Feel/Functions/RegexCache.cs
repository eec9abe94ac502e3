using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace Saxaul.Feel;

/// <summary>Regular expressions that an evaluation has met. A pattern may come from data, so matching has a time limit and the cache a size.</summary>
internal sealed class RegexCache
{
    private const int Most = 100;
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<(string, string), Regex?> _known = [];

    /// <summary>Null when the pattern or the flags are wrong.</summary>
    public Regex? Get(string pattern, string flags)
    {
        if (_known.TryGetValue((pattern, flags), out var regex)) return regex;
        if (_known.Count >= Most) _known.Clear();
        regex = Functions.XPathPattern.TryTranslate(pattern, flags, out string translated, out var options) ? Compile(translated, options) : null;
        _known.Add((pattern, flags), regex);
        return regex;
    }

    private static Regex? Compile(string pattern, RegexOptions options)
    {
        try
        {
            return new Regex(pattern, options | RegexOptions.CultureInvariant, Limit);
        }
        catch (RegexParseException)
        {
            return null;
        }
    }
}
