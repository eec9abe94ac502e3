using System.Collections.Generic;

namespace Saxaul.Intake;

/// <summary>What became of a column's heading.</summary>
public enum ColumnState : byte
{
    /// <summary>It is a field.</summary>
    Known,

    /// <summary>No word fits it: somebody has to say what it is, or that it is not wanted.</summary>
    Unknown,

    /// <summary>Its words fit several fields, or another column claims the same field.</summary>
    Ambiguous,

    /// <summary>Serial numbers and what somebody said is not wanted.</summary>
    Ignored,

    /// <summary>What no programme may keep (<see cref="Registers.NeverKept"/>): never read, whatever anybody answers.</summary>
    NeverKept,
}

/// <summary>A column of a list.</summary>
/// <param name="Index">The column, from 0.</param>
/// <param name="Heading">Its heading as written, line breaks as spaces; of a text too long for a heading only its beginning.</param>
/// <param name="Group">The heading above it that it shares with others, or null.</param>
/// <param name="State">What became of it.</param>
/// <param name="Field">The field, when known.</param>
/// <param name="Unit">The unit its heading carries, or else its group's, or else the whole sheet's (单位：万元); null when none is written.</param>
/// <param name="Suggestions">For a person to choose from when it is not known: fields, best first.</param>
public sealed record FormColumn(int Index, string Heading, string? Group, ColumnState State, string? Field, string? Unit, IReadOnlyList<string> Suggestions)
{
    /// <summary>The column as people name it: A, B, AA.</summary>
    public string Letter => ColumnLetters.Of(Index);

    /// <summary>For a column of money: yuan in one of its unit, 10,000 for 万元; 1 when no unit of money is written.</summary>
    public decimal YuanPerUnit => Unit is not null && Money.YuanPer(Unit) is { } yuan ? yuan : 1;
}
