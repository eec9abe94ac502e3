using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>A household as one roster lists it: read and understood, not yet compared with what is known.</summary>
internal sealed record RosterHousehold
{
    public required string Sheet { get; init; }

    /// <summary>Row of its first line in the file.</summary>
    public required int Row { get; init; }

    public string? Number { get; init; }

    /// <summary>Where the list says it is.</summary>
    public WrittenPlace WrittenPlace { get; init; } = new(null, null, null);

    /// <summary>Where that is, once it was looked up.</summary>
    public RosterPlace? Place { get; init; }

    public string? NaturalVillage { get; init; }

    public string? Phone { get; init; }

    public required IReadOnlyList<RosterMember> Members { get; init; }

    public IReadOnlyList<RosterEntry> Entries { get; init; } = [];

    public IReadOnlyList<WrittenCell> Originals { get; init; } = [];

    public IReadOnlyList<RaisedFinding> Findings { get; init; } = [];
}

/// <summary>The words of a list for a place.</summary>
internal sealed record WrittenPlace(string? County, string? Township, string? Village)
{
    /// <summary>As a person reads them; null when there are none.</summary>
    public string? Words => string.Join(' ', new[] { County, Township, Village }.OfType<string>()) is { Length: > 0 } words ? words : null;
}

/// <summary>Where a roster puts a household: the village, or the lowest area known and what was written.</summary>
/// <param name="VillageId">null holds the household.</param>
/// <param name="PlaceId">The village, or the lowest area that is certain.</param>
/// <param name="Held">What was written, while it is held.</param>
internal sealed record RosterPlace(long? VillageId, long PlaceId, HeldPlace? Held);

/// <summary>A written place that no list knows.</summary>
/// <param name="Unknown">The name that is not known: the village's, or already the township's.</param>
/// <param name="Written">Township and village as written, to look up again once somebody answered.</param>
internal sealed record HeldPlace(string Unknown, string Written)
{
    private const char Mark = '/';

    public static string Join(WrittenPlace written) => $"{written.Township?.Replace(Mark, '／')}{Mark}{written.Village?.Replace(Mark, '／')}";

    public static (string Township, string Village) Split(string written)
    {
        var mark = written.IndexOf(Mark, System.StringComparison.Ordinal);
        return mark < 0 ? ("", written) : (written[..mark], written[(mark + 1)..]);
    }
}

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
internal sealed record RosterEntry(RegisterDefinition Register, object?[] Values)
{
    /// <summary>The row it was read from; null for the first of its owner.</summary>
    public int? Row { get; init; }

    /// <summary>Whether its period is ours: the list states none.</summary>
    public bool PeriodAssumed { get; init; }
}

/// <summary>A cell whose text is not what we keep.</summary>
internal sealed record WrittenCell(string Field, string Text)
{
    /// <summary>As of a <see cref="RosterEntry"/>.</summary>
    public int? Row { get; init; }
}

/// <summary>A finding as a row raises it.</summary>
internal sealed record RaisedFinding(string Kind, string Field, string? ColumnLetter, string? Written)
{
    /// <summary>As of a <see cref="RosterEntry"/>.</summary>
    public int? Row { get; init; }

    /// <summary>More for whoever answers.</summary>
    public string? Details { get; init; }
}
