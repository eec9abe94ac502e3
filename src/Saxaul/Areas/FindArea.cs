using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Areas;

/// <summary>Finds an area by its code without reading more than its own county, or the counties alone when it stands above them.</summary>
public static class FindArea
{
    /// <summary>An area that the actor may read: every county of it, or, below the county, a place within reach.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NoAreaWithCode"/>, 7001.</exception>
    public static Place ToRead(RegistryDatabase database, Actor actor, string code, DateOnly? on, DateTimeOffset? known)
    {
        actor.RequireSomewhere(Right.ReadHouseholds);
        return Readable(database, actor, Find(database, code, on, known) ?? throw new ProblemException(known is null || Find(database, code, on, null) is not { } later ? Problem.NoAreaWithCode() : LaterThan(database, Readable(database, actor, later))));
    }

    /// <summary>An area, as it is now, that somebody gives as an answer by its code: one that they may read.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.PlaceCodeUnknown"/>, 7001.</exception>
    public static Place ToAnswer(RegistryDatabase database, Actor actor, string code)
    {
        actor.RequireSomewhere(Right.ReadHouseholds);
        return Readable(database, actor, Find(database, code, null, null) ?? throw new ProblemException(Problem.PlaceCodeUnknown()));
    }

    /// <summary>Of an area that is known by now, and was not at the moment that was asked for.</summary>
    private static Problem LaterThan(RegistryDatabase database, Place area)
    {
        using var connection = database.OpenReader();
        return AsOf.FirstMoment(connection, Area.Table, area.CountyKey, "id = @id", ("@id", area.Id)) is { } first ? Problem.NotKnownYet(first) : Problem.NoAreaWithCode();
    }

    private static Place Readable(RegistryDatabase database, Actor actor, Place area)
    {
        foreach (var countyKey in CountiesOf(area))
        {
            if (area.Level <= AreaLevel.County)
                actor.Require(Right.ReadHouseholds, countyKey);
            else if (Reach.Of(database, actor, Right.ReadHouseholds, countyKey)?.Contains(area.Id) == false)
                throw new ProblemException(Problem.NotAllowed(Right.ReadHouseholds));
        }
        return area;
    }

    /// <summary>An area as it is now, whoever asks: for what is no personal data.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NoAreaWithCode"/></exception>
    internal static Place ByCode(RegistryDatabase database, string code) => Find(database, code, null, null) ?? throw new ProblemException(Problem.NoAreaWithCode());

    /// <summary>The keys of the county an area lies in, or of the counties that lie in it, ascending.</summary>
    public static IReadOnlyList<int> CountiesOf(Place area) =>
        area.Level >= AreaLevel.County ? [area.CountyKey] : [.. area.WithAllBelow().Where(place => place.Level == AreaLevel.County).Select(county => county.CountyKey).Order()];

    private static Place? Find(RegistryDatabase database, string code, DateOnly? on, DateTimeOffset? known)
    {
        if (Gazetteer.ReadCounties(database, on).ByCode(code) is { Level: < AreaLevel.County } high)
            return high;
        // A county or what lies in it: the index tells its county, whatever its digits say.
        using var connection = database.OpenReader();
        var keys = connection.Command("SELECT county_key FROM area WHERE code = @code UNION SELECT county_key FROM area_history WHERE code = @code", ("@code", code)).ToList(reader => reader.GetInt32(0));
        return keys.Where(key => key > 0).Select(key => Gazetteer.Read(database, [key], on, known).ByCode(code)).FirstOrDefault(place => place is not null);
    }
}
