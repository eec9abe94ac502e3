using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Saxaul.Intake;

/// <summary>The words of one kind of list, found by exact match once headings are made comparable; what is not found is never guessed.</summary>
internal sealed partial class Vocabulary
{
    private readonly Dictionary<string, List<FieldWords>> byWord = new(StringComparer.Ordinal);
    private readonly List<(string Field, string[] Words)> fieldsWithWords = [];
    private readonly HashSet<string> ignored;

    public Vocabulary(ListKind kind)
    {
        Kind = kind;
        ignored = [.. kind.Fields.Where(static field => field.Ignored).Select(static field => field.Field)];
        foreach (FieldWords field in kind.Fields)
        {
            fieldsWithWords.Add((field.Field, [.. field.Words.Select(static word => HeadingText.Of(word).KeyWithoutUnit)]));
            foreach (string word in field.Words)
            {
                string key = HeadingText.Of(word).Key;
                if (!byWord.TryGetValue(key, out List<FieldWords>? fields)) byWord[key] = fields = [];
                if (!fields.Contains(field)) fields.Add(field);
            }
        }
    }

    public ListKind Kind { get; }

    /// <summary>The fields a heading means: none, one, or several between which only a person can decide.</summary>
    /// <remarks>A group and its heading read together come first, being the more exact (户主 + 姓名), then the heading alone, then both without unit.</remarks>
    public IReadOnlyList<string> Find(in HeadingText heading, IReadOnlyList<HeadingText> groups)
    {
        foreach (string key in heading.Keys())
        {
            foreach (HeadingText group in groups)
            {
                if (At(group.KeyWithoutUnit + key, groups, together: true) is { Count: > 0 } together) return together;
            }
            if (At(key, groups, together: false) is { Count: > 0 } alone) return alone;
        }
        return [];
    }

    /// <summary>The field that a heading means when its group is read as whose it is: 姓名 under 户主信息 as 户主姓名. For columns that otherwise claim one field.</summary>
    public string? FindUnderOwner(in HeadingText heading, IReadOnlyList<HeadingText> groups)
    {
        foreach (HeadingText group in groups)
        {
            string owner = GroupEnd().Replace(group.KeyWithoutUnit, "");
            if (owner != group.KeyWithoutUnit && At(owner + heading.KeyWithoutUnit, groups, together: true) is [var field]) return field;
        }
        return null;
    }

    public bool IsIgnored(string field) => ignored.Contains(field);

    /// <summary>The fields whose words look most like a heading.</summary>
    public IReadOnlyList<string> Suggest(in HeadingText heading) =>
        [.. Similarity.Rank(heading.KeyWithoutUnit, fieldsWithWords, static field => field.Words, 3).Select(static field => field.Field).Distinct()];

    private List<string> At(string key, IReadOnlyList<HeadingText> groups, bool together)
    {
        if (!byWord.TryGetValue(key, out List<FieldWords>? fields)) return [];
        List<string> underGroup = [.. fields.Where(field => field.Groups is { Count: > 0 } && groups.Any(group => IsUnder(group, field))).Select(static field => field.Field).Distinct()];
        if (underGroup.Count > 0) return underGroup;
        return [.. fields.Where(field => field.Groups is not { Count: > 0 } && (together || !groups.Any(group => IsElsewhere(group, field)))).Select(static field => field.Field).Distinct()];
    }

    private static bool IsUnder(in HeadingText group, FieldWords field) => Contains(group, field.Groups);

    private static bool IsElsewhere(in HeadingText group, FieldWords field) => Contains(group, field.NotUnder);

    private static bool Contains(in HeadingText group, IReadOnlyList<string>? words)
    {
        string key = group.Key;
        return words is not null && words.Any(word => key.Contains(WrittenText.Key(word), StringComparison.Ordinal));
    }

    [GeneratedRegex("(?:基本)?(?:信息|情况)$")]
    private static partial Regex GroupEnd();
}
