using System;
using System.Collections.Generic;
using System.Linq;

namespace Saxaul.Intake;

/// <summary>The words of one kind of list, found by exact match once headings are made comparable; what is not found is never guessed.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, List<FieldWords>> byWord = new(StringComparer.Ordinal);
    private readonly List<(string Field, string[] Words)> fieldsWithWords = [];

    public Vocabulary(ListKind kind)
    {
        Kind = kind;
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
        foreach (string key in (string[])[heading.Key, heading.KeyWithoutUnit])
        {
            foreach (HeadingText group in groups)
            {
                if (At(group.KeyWithoutUnit + key, groups) is { Count: > 0 } together) return together;
            }
            if (At(key, groups) is { Count: > 0 } alone) return alone;
        }
        return [];
    }

    /// <summary>The fields whose words look most like a heading.</summary>
    public IReadOnlyList<string> Suggest(in HeadingText heading) =>
        [.. Similarity.Rank(heading.KeyWithoutUnit, fieldsWithWords, static field => field.Words, 3).Select(static field => field.Field).Distinct()];

    private List<string> At(string key, IReadOnlyList<HeadingText> groups)
    {
        if (!byWord.TryGetValue(key, out List<FieldWords>? fields)) return [];
        List<string> underGroup = [.. fields.Where(field => field.Groups is { Count: > 0 } && groups.Any(group => IsUnder(group, field))).Select(static field => field.Field).Distinct()];
        return underGroup.Count > 0 ? underGroup : [.. fields.Where(static field => field.Groups is not { Count: > 0 }).Select(static field => field.Field).Distinct()];
    }

    private static bool IsUnder(in HeadingText group, FieldWords field)
    {
        string key = group.Key;
        return field.Groups!.Any(word => key.Contains(WrittenText.Key(word), StringComparison.Ordinal));
    }
}
