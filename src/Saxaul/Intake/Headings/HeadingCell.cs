using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>A cell taken for a heading, made comparable: once a row, for all the kinds of lists it is compared with.</summary>
/// <param name="Index">The column, from 0.</param>
/// <param name="Heading">As it is shown and answered: as written, but what is too long for a heading is cut.</param>
/// <param name="Groups">The headings above it that it shares with others, nearest first.</param>
/// <param name="IsNeverKept">It asks, anywhere in it, for what no programme may keep.</param>
/// <param name="Answer">What somebody answered about it before; null when nobody was asked.</param>
internal sealed record HeadingCell(int Index, string Heading, HeadingText Text, IReadOnlyList<string> Groups, IReadOnlyList<HeadingText> GroupTexts, bool IsNeverKept, string? Answer)
{
    /// <summary>Headings come with long words on how to fill the column in; what is longer than this is a text that strayed there.</summary>
    public const int Longest = 500;

    /// <summary>So much is shown of a longer one: enough to find it by.</summary>
    public const int Shown = 60;

    /// <summary>The headings of a row, were it the lowest row of headings.</summary>
    public static List<HeadingCell> At(FormTop top, int row, Layout layout)
    {
        var cells = new List<HeadingCell>();
        var comparable = new Dictionary<string, HeadingText>(StringComparer.Ordinal);
        for (int index = 0; index < Math.Max(top.Width(row), row > 0 && top.MayBeGroups(row - 1) ? top.Width(row - 1) : 0); index++)
        {
            if (top.Heading(row, index) is not { Length: > 0 } written) continue;
            string heading = Cut(written);
            List<string> groups = [.. top.Groups(row, index, written).Select(Cut)];
            cells.Add(new HeadingCell(index, heading, Compare(heading), groups, [.. groups.Select(Compare)], NeverKept.Names(written), layout.Find(heading, groups.FirstOrDefault())));
        }
        return cells;

        HeadingText Compare(string text) => comparable.TryGetValue(text, out HeadingText known) ? known : comparable[text] = HeadingText.Of(text);
    }

    private static string Cut(string text) => text.Length <= Longest ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[Shown - 1]) ? Shown - 1 : Shown), "…");
}
