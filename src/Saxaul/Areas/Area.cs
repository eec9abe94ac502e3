using Saxaul.Journal;

namespace Saxaul.Areas;

public enum AreaLevel
{
    Country,
    Province,
    Prefecture,
    County,
    Township,
    Village,
}

/// <summary>
/// An area with its own key. Its code and name are attributes of an edition of the statistical codes, which change every year while the area stays.
/// Counties and what is below them belong to their county's key; what is above belongs to 0.
/// </summary>
/// <param name="ParentId">The parent's id: for a county in county key 0, otherwise in the same county; null at the top.</param>
/// <param name="Code">Statistical code of 2, 4, 6, 9 or 12 digits.</param>
/// <param name="Kind">Urban-rural class where the source gives one.</param>
/// <param name="Edition">Year of the edition that says so.</param>
public sealed record Area(long? ParentId, AreaLevel Level, string Code, string Name, string? Kind, int Edition)
{
    /// <summary>The id of a county's own area in its county key: the first thing written there, so that the counties can be listed without reading what is below them.</summary>
    public const long CountyId = 1;

    public static VersionedTable Table { get; } = new("area", "area", null,
        new Column("parent_id", ColumnType.Integer), new Column("level", ColumnType.Text), new Column("code", ColumnType.Text),
        new Column("name", ColumnType.Text), new Column("kind", ColumnType.Text), new Column("edition", ColumnType.Integer));

    public object?[] ToValues() => [ParentId, LevelName(Level), Code, Name, Kind, (long)Edition];

    public static Area From(Version version)
    {
        var v = version.Values;
        return new Area((long?)v[0], LevelOf((string)v[1]!), (string)v[2]!, (string)v[3]!, (string?)v[4], (int)(long)v[5]!);
    }

    public static string LevelName(AreaLevel level) => level switch
    {
        AreaLevel.Country => "country",
        AreaLevel.Province => "province",
        AreaLevel.Prefecture => "prefecture",
        AreaLevel.County => "county",
        AreaLevel.Township => "township",
        _ => "village",
    };

    internal static bool IsLevel(string name) => name is "country" or "province" or "prefecture" or "county" or "township" or "village";

    public static AreaLevel LevelOf(string name) => name switch
    {
        "country" => AreaLevel.Country,
        "province" => AreaLevel.Province,
        "prefecture" => AreaLevel.Prefecture,
        "county" => AreaLevel.County,
        "township" => AreaLevel.Township,
        "village" => AreaLevel.Village,
        _ => throw new ProblemException(Problem.UnknownAreaLevel(name)),
    };
}

/// <summary>An area's key.</summary>
public readonly record struct AreaKey(int CountyKey, long Id);

/// <summary>
/// What a person said an unknown written place within an area is; remembered for the next list. It holds for every day: lists about the past are written
/// the same way.
/// </summary>
/// <param name="WithinId">The township of a village, or the county of a township (or of a village written without its township).</param>
/// <param name="Written">As <see cref="PlaceName.Exact"/> compares it.</param>
public sealed record PlaceAlias(long WithinId, string Written, long AreaId)
{
    public static VersionedTable Table { get; } = new("place_alias", "area", "area_id",
        new Column("within_id", ColumnType.Integer), new Column("written", ColumnType.Text) { IsWords = true, IsOfPlace = true }, new Column("area_id", ColumnType.Integer))
    {
        GoesWithItsWords = true,
    };

    public object?[] ToValues() => [WithinId, Written, AreaId];

    public static PlaceAlias From(Version version) => new((long)version.Values[0]!, (string)version.Values[1]!, (long)version.Values[2]!);
}
