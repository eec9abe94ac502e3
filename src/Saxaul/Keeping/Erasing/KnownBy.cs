using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Saxaul.Intake;

namespace Saxaul.Keeping.Erasing;

/// <summary>By what somebody is known wherever they are written: names as <see cref="PersonName.Key"/> and numbers as <see cref="WrittenText.Key"/>.</summary>
internal sealed partial class KnownBy
{
    /// <summary>Shorter household numbers are every second cell of a list.</summary>
    private const int TellingNumber = 6;

    private const int TellingName = 4, TellingDigits = 7;

    private readonly HashSet<string> names;
    private readonly HashSet<string> numbers;
    private readonly HashSet<string> households;
    private readonly bool hasWholeNumber;
    private IReadOnlyCollection<string> longer = [];

    /// <summary>As they were written; empty ones say nothing.</summary>
    /// <param name="numbers">Document numbers and telephones.</param>
    /// <param name="households">The office's numbers of households.</param>
    public KnownBy(IEnumerable<string?> names, IEnumerable<string?> numbers, IEnumerable<string?> households)
    {
        this.names = Keys(names, PersonName.Key);
        this.numbers = Keys(numbers, WrittenText.Key);
        this.households = Keys(households, WrittenText.Key);
        this.households.RemoveWhere(number => number.Length < TellingNumber);
        hasWholeNumber = this.numbers.Any(IsWhole);
    }

    /// <summary>
    /// Whether a text names them among whatever else: a longer name anywhere, a short one as a word of its own (古丽 is a part of other names), a number however it is
    /// grouped; a household's number only as the whole text.
    /// </summary>
    public bool StandsIn(string cell)
    {
        var (text, name) = (WrittenText.Key(cell), PersonName.Key(cell));
        if (names.Contains(name) || households.Contains(text) || names.Any(one => one.Length >= TellingName && name.Contains(one, StringComparison.Ordinal)) && WithoutLonger(name) is var left && names.Any(one => one.Length >= TellingName && left.Contains(one, StringComparison.Ordinal)))
            return true;
        if (names.Any(one => one.Length < TellingName && name.Contains(one, StringComparison.Ordinal)) && Words().Split(cell).Any(word => word.Length > 0 && names.Contains(PersonName.Key(word))))
            return true;
        var digits = text.Count(char.IsAsciiDigit) < TellingDigits ? "" : Digits(text);
        return numbers.Any(number => text.Contains(number, StringComparison.Ordinal) || Digits(number) is { Length: >= TellingDigits } bare && digits.Contains(bare, StringComparison.Ordinal));
    }

    /// <summary>
    /// Whether a sentence names them: as a cell does, by a household's number anywhere, or by a short name with no space between it and other words, as Chinese is written, unless it stands there only as a part of a
    /// longer name that somebody else bears.
    /// </summary>
    public bool NamedIn(string sentence)
    {
        var text = WrittenText.Key(sentence);
        return households.Any(number => text.Contains(number, StringComparison.Ordinal)) || RunsIn(sentence);
    }

    /// <summary>Whether they stand in a text as in a cell, or by a short name that runs together with other words.</summary>
    public bool RunsIn(string text)
    {
        if (StandsIn(text))
            return true;
        var rest = PersonName.Key(text);
        if (!ShortNames.Any(name => rest.Contains(name, StringComparison.Ordinal)))
            return false;
        rest = WithoutLonger(rest);
        return ShortNames.Any(name => rest.Contains(name, StringComparison.Ordinal));
    }

    /// <summary>Whether a remark in somebody else's name tells of them (阿依古丽（古丽之妹）): among other words, or as whose something is; not where their name is all of it, or a part of a longer one.</summary>
    public bool IsToldIn(string othersName)
    {
        var parts = Remarks().Split(othersName).Select(PersonName.Key).Where(part => part.Length > 0).ToList();
        return Names.Any(name => parts.Exists(part => part.Contains(name, StringComparison.Ordinal) && (parts.Count > 1 || Whose.Any(word => part.Contains(name + word, StringComparison.Ordinal)))));
    }

    private static readonly string[] Whose = ["之", "的", "家"];

    [GeneratedRegex(@"[^\p{L}\p{M}\s·•・‧.'’-]+")]
    private static partial Regex Remarks();

    /// <summary>A text without the longer names of others in it.</summary>
    private string WithoutLonger(string text)
    {
        foreach (var other in longer)
            text = text.Replace(other, "\n", StringComparison.Ordinal);
        return text;
    }

    /// <summary>Names that may be a part of others': 达吾提·玉素甫 of 达吾提·玉素甫江.</summary>
    public IEnumerable<string> Names => names.Where(name => name.Length > 1);

    /// <summary>Names of two or three Chinese characters, between which and other words nothing stands.</summary>
    private IEnumerable<string> ShortNames => names.Where(name => name.Length is > 1 and < TellingName && name.All(letter => letter >= FirstHan));

    /// <summary>Whether a text is one of these short names and nothing else.</summary>
    public bool IsShortName(string text) => ShortNames.Contains(PersonName.Key(text));

    private const char FirstHan = '\u2E80';

    /// <summary>The same, who knows the names of others of which one is a part.</summary>
    public KnownBy Beside(IEnumerable<string> othersNames) => new(names, numbers, households) { longer = [.. Keys(othersNames, PersonName.Key).Except(names).OrderByDescending(name => name.Length)] };

    public bool IsSame(KnownBy other) => names.SetEquals(other.names) && numbers.SetEquals(other.numbers) && households.SetEquals(other.households);

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    [GeneratedRegex(@"[^\p{L}]+")]
    private static partial Regex Words();

    /// <summary>Whether somebody of this name, or of a cell that says it among whatever else, and of this number is meant: where both have a whole number it alone decides, as between two of one name.</summary>
    public bool Is(string? name, string? number)
    {
        var written = WrittenText.Key(number ?? "");
        return numbers.Contains(written) || StandsIn(name ?? "") && !(hasWholeNumber && IsWhole(written));
    }

    private static HashSet<string> Keys(IEnumerable<string?> written, Func<string, string> key) => [.. written.Select(text => key(text ?? "")).Where(text => text.Length > 0)];

    private static bool IsWhole(string number) => DocumentNumber.Read(Cell.OfText(number)).State == DocumentState.Valid;
}
