using System;
using System.Collections.Generic;
using System.Linq;

namespace Saxaul.Intake;

/// <summary>How alike two words look: for suggestions that a person accepts or not, never for a decision.</summary>
internal static class Similarity
{
    private const double WorthSuggesting = 0.4;

    /// <summary>Those whose best word is like the one written, best first and otherwise in their own order.</summary>
    public static IReadOnlyList<T> Rank<T>(string written, IEnumerable<T> candidates, Func<T, IEnumerable<string>> words, int most)
    {
        return [.. candidates
            .Select(candidate => (Candidate: candidate, Score: words(candidate).Where(word => MayBeWorth(written.Length, word.Length)).Select(word => Of(written, word)).DefaultIfEmpty(0).Max()))
            .Where(static scored => scored.Score >= WorthSuggesting)
            .OrderByDescending(static scored => scored.Score)
            .Take(most)
            .Select(static scored => scored.Candidate)];
    }

    /// <summary>Whether words of these lengths can be alike at all: the shorter one has no more in common than itself.</summary>
    private static bool MayBeWorth(int a, int b) => 2.0 * Math.Min(a, b) / (a + b) >= WorthSuggesting;

    /// <summary>From 0 (nothing in common) to 1 (the same): the longest common subsequence against the mean length.</summary>
    /// <remarks>Chinese headings differ by characters put in or left out (本人自付医疗费 and 自付医疗费用), rarely by swapped ones.</remarks>
    public static double Of(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0 || a.Length > 200 || b.Length > 200) return 0;
        Span<int> above = stackalloc int[b.Length + 1];
        above.Clear();
        foreach (char c in a)
        {
            int diagonal = 0;
            for (int n = 1; n <= b.Length; n++)
            {
                int keep = above[n];
                above[n] = c == b[n - 1] ? diagonal + 1 : Math.Max(above[n], above[n - 1]);
                diagonal = keep;
            }
        }
        return 2.0 * above[b.Length] / (a.Length + b.Length);
    }
}
