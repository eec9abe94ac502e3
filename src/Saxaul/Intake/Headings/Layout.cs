using System;
using System.Collections.Generic;

namespace Saxaul.Intake;

/// <summary>
/// What people answered before about headings nobody's vocabulary knows: heading text to field, or to <see cref="Ignore"/>. It comes before
/// every vocabulary. A heading under a group is written "group/heading"; one written alone holds under any group.
/// </summary>
public sealed class Layout
{
    /// <summary>The answer for a column that is not wanted.</summary>
    public const string Ignore = "ignore";

    /// <summary>The answer that takes an earlier one back: nobody knows the heading any more.</summary>
    public const string Forget = "forget";

    private readonly Dictionary<string, string> answers = new(StringComparer.Ordinal);

    /// <param name="answers">Heading text to field, as somebody answered; text is compared as headings are.</param>
    public Layout(IEnumerable<KeyValuePair<string, string>> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        foreach ((string heading, string field) in answers)
        {
            if (field == Forget) this.answers.Remove(KeyOf(heading));
            else this.answers[KeyOf(heading)] = field;
        }
    }

    public static Layout Empty { get; } = new([]);

    /// <summary>The field somebody chose for a heading, or <see cref="Ignore"/>, or null when nobody was asked.</summary>
    public string? Find(string heading, string? group)
    {
        if (answers.Count == 0) return null;
        if (group is not null && answers.TryGetValue($"{HeadingText.Of(group).Key}/{HeadingText.Of(heading).Key}", out string? underGroup)) return underGroup;
        return answers.GetValueOrDefault(KeyOf(heading));
    }

    /// <summary>What two writings of one heading have in common.</summary>
    internal static string KeyOf(string heading)
    {
        int slash = heading.IndexOf('/', StringComparison.Ordinal);
        // A slash also stands before a unit (金额/元): only text on both sides that is no unit makes a group.
        return slash > 0 && HeadingText.Of(heading).Unit is null
            ? $"{HeadingText.Of(heading[..slash]).Key}/{HeadingText.Of(heading[(slash + 1)..]).Key}"
            : HeadingText.Of(heading).Key;
    }
}
