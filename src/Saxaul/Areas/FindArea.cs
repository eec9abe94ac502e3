using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
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
        return Readable(database, actor, Find(database, code, on, known) ?? throw new ProblemException(Problem.NoAreaWithCode()));
    }

    /// <summary>An area, as it is now, that somebody gives as an answer by its code: one that they may read.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.PlaceCodeUnknown"/>, 7001.</exception>
    public static Place ToAnswer(RegistryDatabase database, Actor actor, string code)
    {
        actor.RequireSomewhere(Right.ReadHouseholds);
        return Readable(database, actor, Find(database, code, null, null) ?? throw new ProblemException(Problem.PlaceCodeUnknown()));
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
