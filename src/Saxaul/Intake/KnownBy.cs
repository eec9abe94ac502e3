using System;
using System.Collections.Generic;
using System.Linq;

namespace Saxaul.Intake;

/// <summary>By what somebody is known wherever they are written: names as <see cref="PersonName.Key"/> and numbers as <see cref="WrittenText.Key"/>.</summary>
internal sealed class KnownBy
{
    private readonly HashSet<string> names;
    private readonly HashSet<string> numbers;

    /// <summary>Of names and numbers as they were written; empty ones say nothing.</summary>
    public KnownBy(IEnumerable<string?> names, IEnumerable<string?> numbers)
    {
        this.names = [.. names.Select(name => PersonName.Key(name ?? "")).Where(key => key.Length > 0)];
        this.numbers = [.. numbers.Select(number => WrittenText.Key(number ?? "")).Where(key => key.Length > 0)];
    }

    /// <summary>Whether a cell is one of the names, or holds one of the numbers among whatever else.</summary>
    public bool StandsIn(string cell)
    {
        var text = WrittenText.Key(cell);
        return names.Contains(PersonName.Key(cell)) || numbers.Any(number => text.Contains(number, StringComparison.Ordinal));
    }

    /// <summary>Whether somebody of this name and number is meant. A whole number is wanted here: a household's short one is a part of many people's.</summary>
    public bool Is(string? name, string? number) => names.Contains(PersonName.Key(name ?? "")) || numbers.Contains(WrittenText.Key(number ?? ""));
}
