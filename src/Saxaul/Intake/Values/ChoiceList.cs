using System;
using System.Collections.Generic;
using System.Linq;

namespace Saxaul.Intake;

/// <summary>
/// The answers a column allows, found by code, label or other word, however typed: "1", "01", "1.健康", "健康 ", "1-健康". Never guessed:
/// what is not in the list is not understood, and <see cref="Suggest"/> ranks what may have been meant.
/// </summary>
public sealed class ChoiceList
{
    public static readonly Remark NotAChoice = new("not_a_choice",
        "填写的内容不在可选项之内，请从可选项中选择。",
        "What is written is none of the choices of this column; choose one of them.");

    private readonly IReadOnlyList<Choice> choices;
    private readonly Dictionary<string, Choice> byKey = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">Two choices claim the same code or word.</exception>
    public ChoiceList(IReadOnlyList<Choice> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        this.choices = choices;
        foreach (Choice choice in choices)
        {
            foreach (string word in choice.Words.Prepend(choice.Label).Prepend(choice.Code)) Add(word, choice);
        }
        // A spreadsheet drops the zero of 01; it still means 01 unless another choice is 1.
        foreach (Choice choice in choices)
        {
            string trimmed = WrittenText.Key(choice.Code).TrimStart('0');
            if (trimmed.Length > 0 && trimmed.All(char.IsAsciiDigit)) byKey.TryAdd(trimmed, choice);
        }
    }

    /// <summary>Reads one choice.</summary>
    /// <returns>Its code.</returns>
    public Reading<string> Read(in Cell cell)
    {
        if (Remark.OfCell(cell) is { } wrong) return Reading<string>.Not(wrong);
        if (cell.IsBlank) return Reading<string>.Blank;
        string written = cell.Text;
        string key = WrittenText.Key(written);
        if (Find(key) is { } choice) return Reading<string>.Of(choice.Code, written != choice.Label);
        return NoneWritten.Is(key) ? Reading<string>.None : Reading<string>.Not(NotAChoice);
    }

    /// <summary>The choices most like what was written, best first; none that is merely not unlike it.</summary>
    public IReadOnlyList<Choice> Suggest(string written, int most = 3) =>
        Similarity.Rank(WrittenText.Key(written), choices, static choice => choice.Words.Prepend(choice.Label).Select(WrittenText.Key), most);

    private Choice? Find(string key)
    {
        if (byKey.TryGetValue(key, out Choice? choice)) return choice;
        // "1.健康": code and label together, and only if both name the same choice.
        int mark = key.AsSpan().IndexOfAny(['.', '-', '、', ':', '_']);
        return mark > 0 && byKey.TryGetValue(key[..mark], out Choice? byCode) && byKey.TryGetValue(key[(mark + 1)..], out Choice? byLabel) && byCode == byLabel
            ? byCode
            : null;
    }

    private void Add(string word, Choice choice)
    {
        string key = WrittenText.Key(word);
        if (key.Length == 0) return;
        if (!byKey.TryAdd(key, choice) && byKey[key] != choice)
            throw new ArgumentException($"'{word}' names both '{byKey[key].Code}' and '{choice.Code}'.");
    }
}
