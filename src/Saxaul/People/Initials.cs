using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Saxaul.People;

/// <summary>
/// The letters that a character's pinyin can begin with: 买 m; 单 d, c or s, since several readings count. A Latin letter begins with itself. From initials.txt, which
/// tools/make-initials makes of the Unicode Character Database.
/// </summary>
internal static class Initials
{
    private static readonly uint[] OfUnit = new uint[char.MaxValue + 1];
    private static readonly Dictionary<int, uint> OfRare = [];

    static Initials()
    {
        for (var letter = 'a'; letter <= 'z'; letter++)
            OfUnit[letter] = Bit(letter);
        using var reader = new StreamReader(typeof(Initials).Assembly.GetManifestResourceStream("Saxaul.People.initials.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var letters = 0u;
            foreach (var letter in line.AsSpan(0, space))
                letters |= Bit(letter);
            foreach (var rune in line.AsSpan(space + 1).EnumerateRunes())
            {
                if (rune.IsBmp)
                    OfUnit[rune.Value] = letters;
                else
                    OfRare[rune.Value] = letters;
            }
        }
    }

    /// <summary>Whether a word can be initials: Latin letters in lower case and nothing else.</summary>
    public static bool CanBe(string word) => word.Length > 0 && word.AsSpan().IndexOfAnyExceptInRange('a', 'z') < 0;

    /// <summary>Whether the characters from a place on begin, one after the other, with these letters.</summary>
    /// <param name="text">Names' keys, each ended by something that begins with no letter.</param>
    public static bool Are(string letters, ReadOnlySpan<char> text, int at)
    {
        foreach (var letter in letters)
        {
            if (at >= text.Length || (Of(text, at) & Bit(letter)) == 0)
                return false;
            at += char.IsHighSurrogate(text[at]) ? 2 : 1;
        }
        return true;
    }

    /// <summary>All letters that the character at a place can begin with, see <see cref="Bit"/>.</summary>
    public static uint Of(ReadOnlySpan<char> text, int at) => OfUnit[text[at]] is var can && can != 0 || !char.IsHighSurrogate(text[at]) ? can
        : Rune.DecodeFromUtf16(text[at..], out var rune, out _) == OperationStatus.Done ? OfRare.GetValueOrDefault(rune.Value) : 0;

    /// <summary>A letter as one bit of all.</summary>
    public static uint Bit(char letter) => 1u << (letter - 'a');
}
