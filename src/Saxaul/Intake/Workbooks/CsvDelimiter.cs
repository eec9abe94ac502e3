using System;
using System.IO;

namespace Saxaul.Intake;

/// <summary>What stands between the cells of a text file: the mark that splits most of its first lines into equally many parts.</summary>
internal static class CsvDelimiter
{
    private const int CharactersLookedAt = 64 << 10;
    private static readonly char[] Candidates = [',', '\t', ';'];

    public static char Find(TextReader reader)
    {
        var buffer = new char[CharactersLookedAt];
        ReadOnlySpan<char> text = buffer.AsSpan(0, reader.ReadBlock(buffer));
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4) return text[4];

        char best = ',';
        int bestAgreement = 0;
        foreach (char candidate in Candidates)
        {
            int agreement = Agreement(text, candidate);
            if (agreement > bestAgreement) (best, bestAgreement) = (candidate, agreement);
        }
        return best;
    }

    /// <summary>How many delimiters lie on records that have the most usual number of them.</summary>
    private static int Agreement(ReadOnlySpan<char> text, char delimiter)
    {
        Span<int> recordsByCount = stackalloc int[512];
        recordsByCount.Clear();
        int count = 0;
        bool quoted = false;
        foreach (char c in text)
        {
            if (c == '"') quoted = !quoted;
            else if (quoted) continue;
            else if (c == delimiter) count++;
            else if (c == '\n')
            {
                recordsByCount[Math.Min(count, 511)]++;
                count = 0;
            }
        }
        if (count > 0) recordsByCount[Math.Min(count, 511)]++;
        int best = 0;
        for (int n = 1; n < recordsByCount.Length; n++) best = Math.Max(best, n * recordsByCount[n]);
        return best;
    }
}
