using Saxaul.Journal;

namespace Saxaul.Areas;

/// <summary>
/// What became of an area: it was joined to another, or divided among several. Kept in the county of the area that went; it holds from the first day of the edition that
/// says so. An area whose code or name changed has none: it is the same area.
/// </summary>
/// <param name="SuccessorCounty">County key of the successor: another one when the land went to another county.</param>
/// <param name="Edition">Year of the edition that says so.</param>
public sealed record AreaSuccession(long AreaId, int SuccessorCounty, long SuccessorId, int Edition)
{
    public static VersionedTable Table { get; } = new("area_succession", "area", "area_id",
        new Column("area_id", ColumnType.Integer), new Column("successor_county", ColumnType.Integer), new Column("successor_id", ColumnType.Integer), new Column("edition", ColumnType.Integer));

    public AreaKey Successor => new(SuccessorCounty, SuccessorId);

    public object?[] ToValues() => [AreaId, (long)SuccessorCounty, SuccessorId, (long)Edition];

    public static AreaSuccession From(Version version) =>
        new((long)version.Values[0]!, (int)(long)version.Values[1]!, (long)version.Values[2]!, (int)(long)version.Values[3]!);
}
