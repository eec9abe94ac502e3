using System.Collections.Generic;
using Saxaul.Registers;

namespace Saxaul.Facts;

/// <summary>Whom a fact is about.</summary>
public enum FactAbout
{
    Household,

    /// <summary>Each member of a household.</summary>
    Member,
}

/// <summary>What a fact's number means.</summary>
public enum FactKind
{
    /// <summary>Whole fen; rules see yuan.</summary>
    Money,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A day, as its <see cref="System.DateOnly.DayNumber"/>.</summary>
    Day,

    /// <summary>0 no, 1 yes.</summary>
    YesNo,

    /// <summary>Place of the code in <see cref="Fact.Codes"/>.</summary>
    Choice,
}

/// <summary>
/// One thing that rules know of every household or member, under one name. Its value is a number that <see cref="Kind"/> tells how to read,
/// or unknown, which is neither zero nor no.
/// </summary>
/// <param name="Name">The name in rules, for example medical.</param>
/// <param name="Codes">For a choice: its codes in the order of the definition; otherwise empty.</param>
/// <param name="Labels">What an official calls it.</param>
public sealed record Fact(string Name, FactAbout About, FactKind Kind, IReadOnlyList<string> Codes, Labels Labels)
{
    /// <summary>The register it comes from; null for what the registry knows of every person (age, sex).</summary>
    public RegisterDefinition? Register { get; init; }

    /// <summary>The register's field that holds it; null when it is a sum of entries or says whether there is an entry.</summary>
    public FieldDefinition? Field { get; init; }

    /// <summary>The choice of the register's spread whose amounts it sums.</summary>
    public ChoiceDefinition? Item { get; init; }

    /// <summary>The unit in words, for rules' eyes: money is in yuan.</summary>
    public Labels Unit => Field?.Unit ?? (Item is null ? [] : Register!.Field(Register.Spread!.Value).Unit);

    /// <summary>Whether the values fit in a byte.</summary>
    internal bool IsSmall => Kind is FactKind.YesNo or FactKind.Choice;
}
