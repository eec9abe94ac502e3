using System.Collections.Generic;
using Saxaul.Journal;

namespace Saxaul.Households;

/// <summary>
/// A household of one county as the registry keeps it. Where it is registered and where it lives are two things. While nobody has said which village
/// a written place is, the household is held: <see cref="VillageId"/> is null, <see cref="PlaceId"/> the lowest area that is known.
/// </summary>
public sealed record Household
{
    /// <summary>The office's own number of the household; unique in its county; null when it has none.</summary>
    public string? Number { get; init; }

    /// <summary>The registered village; null while held.</summary>
    public long? VillageId { get; init; }

    /// <summary>The registered village, or, while held, the township or county it is held in.</summary>
    public required long PlaceId { get; init; }

    /// <summary>What the list wrote for the village, while held.</summary>
    public string? WrittenPlace { get; init; }

    /// <summary>The village it lives in when that is another one of the same county.</summary>
    public long? LivingVillageId { get; init; }

    /// <summary>The natural village (自然村, 组) in the office's words.</summary>
    public string? NaturalVillage { get; init; }

    public string? Phone { get; init; }

    /// <summary>Where it was registered before it moved county; there it is ended.</summary>
    public (int CountyKey, long Id)? Former { get; init; }

    public bool IsHeld => VillageId is null;

    public static VersionedTable Table { get; } = new("household", "household", null,
        new Column("number", ColumnType.Text), new Column("village_id", ColumnType.Integer), new Column("place_id", ColumnType.Integer),
        new Column("written_place", ColumnType.Text) { IsWords = true, IsOfPlace = true }, new Column("living_village_id", ColumnType.Integer), new Column("natural_village", ColumnType.Text) { IsWords = true, IsOfPlace = true },
        new Column("phone", ColumnType.FoundSecret), new Column("former_county", ColumnType.Integer), new Column("former_id", ColumnType.Integer))
    {
        WhenErased = new Dictionary<string, object?>
        {
            ["number"] = null, ["written_place"] = null, ["living_village_id"] = null, ["natural_village"] = null, ["phone"] = null, ["former_county"] = null, ["former_id"] = null,
        },
    };

    public object?[] ToValues() =>
        [Number, VillageId, PlaceId, WrittenPlace, LivingVillageId, NaturalVillage, Phone, Former is { } county ? (long)county.CountyKey : null, Former?.Id];

    public static Household From(Version version)
    {
        var v = version.Values;
        return new Household
        {
            Number = (string?)v[0], VillageId = (long?)v[1], PlaceId = (long)v[2]!, WrittenPlace = (string?)v[3], LivingVillageId = (long?)v[4],
            NaturalVillage = (string?)v[5], Phone = (string?)v[6], Former = v[7] is long county && v[8] is long id ? ((int)county, id) : null,
        };
    }
}
