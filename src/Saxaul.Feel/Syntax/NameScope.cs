using System;
using System.Collections.Generic;

namespace Saxaul.Feel.Syntax;

/// <summary>
/// The names that the parser knows at a place. A name may contain spaces, operators and keywords ("date and time", "income-2023"), so what the
/// tokens mean depends on them: the longest known name wins, and of two equally long ones it makes no difference.
/// </summary>
internal sealed class NameScope(NameScope? outer = null)
{
    // By first token; the token texts of each name, so that spacing and comments make no difference.
    private readonly Dictionary<string, List<(string[] Tokens, string Name)>> _names = new(StringComparer.Ordinal);

    public void Add(string name)
    {
        if (!Lexer.TryRead(name, out var tokens, out _) || tokens.Count < 2) return;
        string[] texts = new string[tokens.Count - 1];
        for (int i = 0; i < texts.Length; i++) texts[i] = tokens[i].Text;
        if (!_names.TryGetValue(texts[0], out var list)) _names.Add(texts[0], list = []);
        foreach (var known in list)
        {
            if (known.Tokens.AsSpan().SequenceEqual(texts)) return;
        }
        list.Add((texts, name));
    }

    /// <summary>The longest known name at this token, and how many tokens it takes; 0 when there is none.</summary>
    public (string Name, int Length) Match(List<Token> tokens, int at)
    {
        var best = outer?.Match(tokens, at) ?? ("", 0);
        if (!_names.TryGetValue(tokens[at].Text, out var list)) return best;
        foreach (var (texts, name) in list)
        {
            if (texts.Length >= best.Item2 && texts.Length > 0 && Fits(tokens, at, texts)) best = (name, texts.Length);
        }
        return best;
    }

    private static bool Fits(List<Token> tokens, int at, string[] texts)
    {
        if (at + texts.Length >= tokens.Count) return false;
        for (int i = 0; i < texts.Length; i++)
        {
            var token = tokens[at + i];
            if (token.Kind is TokenKind.String or TokenKind.End || token.Text != texts[i]) return false;
        }
        return true;
    }

    /// <summary>A name as it is compared everywhere: words separated by single spaces.</summary>
    public static string Normalize(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
