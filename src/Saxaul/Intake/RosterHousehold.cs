using System;
using System.Collections.Generic;
using Saxaul.Households;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>A household as one roster lists it: read and understood, its place looked up, not yet compared with what is known.</summary>
internal sealed record RosterHousehold
{
    public required string Sheet { get; init; }

    /// <summary>Row of its first line in the file.</summary>
    public required int Row { get; init; }

    public string? Number { get; init; }

    public required RosterPlace Place { get; init; }

    public string? NaturalVillage { get; init; }

    public string? Phone { get; init; }

    public required IReadOnlyList<RosterMember> Members { get; init; }

    public IReadOnlyList<RosterEntry> Entries { get; init; } = [];

    public IReadOnlyList<WrittenCell> Originals { get; init; } = [];

    public IReadOnlyList<RaisedFinding> Findings { get; init; } = [];
}

/// <summary>Where a roster puts a household: the village, or the lowest area known and what was written.</summary>
/// <param name="VillageId">null holds the household.</param>
internal sealed record RosterPlace(long? VillageId, long PlaceId, string? Written);

/// <summary>A member as one row lists them.</summary>
/// <param name="Person">What the row says of them.</param>
internal sealed record RosterMember(int Row, Person Person, string? Relation)
{
    public IReadOnlyList<RosterEntry> Entries { get; init; } = [];

    public IReadOnlyList<WrittenCell> Originals { get; init; } = [];

    public IReadOnlyList<RaisedFinding> Findings { get; init; } = [];
}

/// <summary>What a row tells for one register.</summary>
/// <param name="Values">In the order of the register's fields; null where the cell said nothing, which never erases what is known.</param>
internal sealed record RosterEntry(RegisterDefinition Register, object?[] Values);

/// <summary>A cell whose text is not what we keep.</summary>
internal sealed record WrittenCell(string Field, string Text);

/// <summary>A finding as a row raises it.</summary>
internal sealed record RaisedFinding(string Kind, string Field, string? ColumnLetter, string? Written);

/// <summary>What applying did, in numbers.</summary>
internal sealed record RosterOutcome
{
    public int Households { get; set; }

    public int Persons { get; set; }

    public int HeldHouseholds { get; set; }

    public int HeldPersons { get; set; }

    public int ChangedHouseholds { get; set; }

    public SortedDictionary<string, int> Findings { get; } = new(StringComparer.Ordinal);

    public void Count(string kind) => Findings[kind] = Findings.GetValueOrDefault(kind) + 1;
}
