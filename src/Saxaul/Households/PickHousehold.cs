using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Intake;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>
/// The one household that somebody means, by the office's own number or by the identifier in its page's address; nothing is guessed. A number means the household that
/// bears it now; where none does, the one that bore it until it ended.
/// </summary>
/// <param name="Written">The number, or 32 hex digits.</param>
/// <param name="AreaCode">Only in the area with this code; for a number that several counties know, a county's.</param>
public sealed record PickHousehold(string Written, string? AreaCode = null)
{
    /// <exception cref="ProblemException">
    /// <see cref="Problem.HouseholdNotFound"/>, <see cref="Problem.NumberInSeveralCounties"/>, <see cref="Problem.NumberOfSeveral"/>, <see cref="Problem.NoAreaWithCode"/>, <see cref="Problem.NotAllowed"/>
    /// </exception>
    public HouseholdKey Run(Registry registry, Actor actor)
    {
        actor.RequireSomewhere(Right.ReadHouseholds);
        using var connection = registry.Database.OpenReader();
        var countyKeys = (AreaCode is null
            ? FactStore.Counties(connection)
            : FindArea.CountiesOf(FindArea.ToRead(registry.Database, actor, AreaCode, on: null, known: null)))
            .Where(county => actor.MayIn(Right.ReadHouseholds, county)).ToDictionary(county => county, county => Reach.Of(registry.Database, actor, Right.ReadHouseholds, county));
        var written = WrittenText.Clean(Written);
        List<HouseholdKey> Among(string condition, params ReadOnlySpan<(string, object?)> parameters) =>
            [.. connection.Command($"SELECT DISTINCT county_key, id FROM {condition} ORDER BY county_key, id", parameters)
                .ToList(reader => new HouseholdKey(reader.GetInt32(0), reader.GetInt64(1))).Where(key => countyKeys.TryGetValue(key.CountyKey, out var reach) && (reach is null || Reach.Holds(registry.Database, connection, reach, key)))];

        List<HouseholdKey> found;
        if (registry.Database.Secrets.TryReadPublicId(written.ToLowerInvariant(), out var countyKey, out var id))
        {
            (string, object?)[] one = [("@county", countyKey), ("@id", id)];
            found = [.. Among("household WHERE county_key = @county AND id = @id", one).Union(Among("household_history WHERE county_key = @county AND id = @id", one))];
        }
        else
        {
            found = Among("household WHERE number = @number", ("@number", written));
            if (found.Count == 0)
                found = Among("household_history WHERE number = @number AND known_to IS NULL", ("@number", written));
        }
        if (found.Count == 0)
            throw new ProblemException(Problem.HouseholdNotFound());
        if (found.Count == 1)
            return found[0];
        var counties = found.Select(key => key.CountyKey).Distinct().ToList();
        if (counties.Count == 1)
            throw new ProblemException(Problem.NumberOfSeveral());
        var known = Gazetteer.ReadCounties(registry.Database);
        throw new ProblemException(Problem.NumberInSeveralCounties([.. counties.Select(county => known.Counties.FirstOrDefault(one => one.CountyKey == county)?.Code).OfType<string>().Order(StringComparer.Ordinal)]));
    }
}
