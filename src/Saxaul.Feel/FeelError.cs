using System.Globalization;

namespace Saxaul.Feel;

/// <summary>
/// What is wrong with an expression or a model, or what went wrong while it was evaluated, as a sentence in Chinese and one in English. Errors are
/// values: nothing in this library throws because of what an office wrote.
/// </summary>
/// <param name="Zh">The sentence in Chinese.</param>
/// <param name="En">The sentence in English.</param>
/// <param name="Position">Where in the FEEL text, counted from 0; -1 when there is no text.</param>
/// <param name="Where">Which part of a model, such as "decision Fragile, rule 3, input 2"; null for an expression alone.</param>
/// <param name="Severity">Whether it can be lived with.</param>
public sealed partial record FeelError(string Zh, string En, int Position = -1, string? Where = null, FeelSeverity Severity = FeelSeverity.Error)
{
    internal FeelError In(string? where) => this with { Where = where };

    public override string ToString()
    {
        string place = Position < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" (character {Position + 1})");
        return Where is null ? $"{En}{place} / {Zh}" : $"{Where}: {En}{place} / {Zh}";
    }
}

/// <summary>How serious a <see cref="FeelError"/> is.</summary>
public enum FeelSeverity
{
    /// <summary>The value it concerns is null.</summary>
    Error,

    /// <summary>Everything works, but probably not as meant.</summary>
    Warning,
}
