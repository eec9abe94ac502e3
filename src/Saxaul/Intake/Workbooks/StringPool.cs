using System;

namespace Saxaul.Intake;

/// <summary>
/// Gives one string for equal texts that come close together: the village on every row of a csv file is held once.
/// A fixed table in which newcomers replace; it never grows and forgets what it has not met for long.
/// </summary>
internal sealed class StringPool
{
    private const int Size = 8192;
    private const int LongestKept = 40;
    private readonly string?[] table = new string?[Size];

    public string Get(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return "";
        if (text.Length > LongestKept) return text.ToString();
        uint hash = 2166136261;
        foreach (char c in text) hash = (hash ^ c) * 16777619;
        ref string? slot = ref table[hash % Size];
        if (slot is not null && text.SequenceEqual(slot)) return slot;
        return slot = text.ToString();
    }
}
