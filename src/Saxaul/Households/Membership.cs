using System.Collections.Generic;
using Saxaul.Journal;

namespace Saxaul.Households;

/// <summary>That a person belongs to a household, from a day until a day.</summary>
/// <param name="Relation">To the head: <see cref="Head"/> or another code of the roster's column "relation" (spouse, son, daughter, father, …); null when unknown.</param>
public sealed record Membership(long HouseholdId, long PersonId, string? Relation)
{
    public const string Head = "head";

    public static VersionedTable Table { get; } = new("membership", "person", "person_id",
        new Column("household_id", ColumnType.Integer), new Column("person_id", ColumnType.Integer), new Column("relation", ColumnType.Text))
    {
        WhenErased = new Dictionary<string, object?> { ["relation"] = null },
    };

    public object?[] ToValues() => [HouseholdId, PersonId, Relation];

    public static Membership From(Version version) => new((long)version.Values[0]!, (long)version.Values[1]!, (string?)version.Values[2]);
}
