namespace Saxaul.Journal;

/// <summary>What was written where something else is kept: the cell's own text, encrypted where it rests.</summary>
/// <param name="OwnerKind">"household" or "person".</param>
/// <param name="Field">The field, as in its definition.</param>
public sealed record Original(string OwnerKind, long OwnerId, string Field, string? Written)
{
    public static VersionedTable Table { get; } = new("original", "household", "owner_id",
        new Column("owner_kind", ColumnType.Text), new Column("owner_id", ColumnType.Integer), new Column("field", ColumnType.Text), new Column("written", ColumnType.Secret))
    {
        GoesWithItsWords = true,
    };

    public object?[] ToValues() => [OwnerKind, OwnerId, Field, Written];

    public static Original From(Version version) =>
        new((string)version.Values[0]!, (long)version.Values[1]!, (string)version.Values[2]!, (string?)version.Values[3]);
}
