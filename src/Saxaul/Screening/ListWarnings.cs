using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Screening;

/// <summary>A warning for reading.</summary>
/// <param name="Number">The household's own number; null when it has none.</param>
/// <param name="AreaCode">The code of its village on the day, of the one its village was joined to; of the township or county that a held household waits in.</param>
/// <param name="LastSeen">The day on which it was last looked at and found.</param>
/// <param name="GoneOn">The first day on which it was no longer found; null while it stands.</param>
public sealed record ListedWarning(int CountyKey, long HouseholdId, string? Number, string? AreaCode, Warning Warning, DateOnly? LastSeen, DateOnly? GoneOn)
{
    /// <summary>The day it was first seen.</summary>
    public DateOnly FirstSeen => Warning.FirstSeen;
}

/// <summary>
/// The warnings on a day, as known at a moment, in the counties that the actor may read. Those of households that are held on that day stand apart: they belong to no
/// village's list until somebody says where the household is.
/// </summary>
public static class ListWarnings
{
    /// <param name="on">The day.</param>
    /// <param name="known">The moment; null for now.</param>
    /// <param name="area">The code of an area at any level; null for all.</param>
    /// <param name="held">Those of held households, instead of all others.</param>
    /// <exception cref="ProblemException"><see cref="Problem.AreaNotFound"/></exception>
    public static IReadOnlyList<ListedWarning> Of(Registry registry, Actor actor, DateOnly on, DateTimeOffset? known = null, string? area = null, bool held = false)
    {
        using var connection = registry.Database.OpenReader();
        var counties = area is null
            ? connection.Command("SELECT county_key FROM chain WHERE county_key > 0 ORDER BY county_key").ToList(reader => (CountyKey: reader.GetInt32(0), Places: (List<long>?)null))
            : Within(registry, actor, area, on, known);
        return [.. counties.Where(county => county.Places is not null || actor.May(Right.ReadHouseholds, county.CountyKey))
            .SelectMany(county => InCounty(registry, connection, county.CountyKey, county.Places, held, on, known))];
    }

    /// <summary>Every warning that a household had by a day, those that are gone again included, in order of rule and day.</summary>
    public static IReadOnlyList<ListedWarning> OfHousehold(Registry registry, Actor actor, int countyKey, long householdId, DateOnly on, DateTimeOffset? known = null)
    {
        Reach.Require(registry.Database, actor, Right.ReadHouseholds, new HouseholdKey(countyKey, householdId));
        using var connection = registry.Database.OpenReader();
        const string columns = "id, rule, policy, first_seen, figures, true_from", among = "county_key = @county AND household_id = @household AND true_from <= @on AND known_from <= @height";
        var states = connection.Command($"""
            SELECT {columns}, NULL, (SELECT day FROM screening WHERE county_key = @county AND screening.policy = warning.policy) FROM warning WHERE {among}
            UNION ALL
            SELECT {columns}, true_to, (SELECT day FROM screening WHERE county_key = @county AND screening.policy = warning_history.policy) FROM warning_history
            WHERE {among} AND (known_to IS NULL OR known_to > @height)
            """, ("@county", countyKey), ("@household", householdId), ("@on", on), ("@height", HeightAt(connection, countyKey, known) ?? long.MaxValue))
            .ToList(reader => (Id: reader.GetInt64(0), From: reader.Day(5), GoneOn: reader.DayOrNull(6) is { } end && end <= on ? end : (DateOnly?)null, Day: reader.DayOrNull(7),
                Warning: new Warning(householdId, reader.GetString(1), reader.GetString(2), reader.Day(3), reader.GetString(4))));
        return [.. states.GroupBy(state => state.Id).Select(warning => warning.MaxBy(state => state.From))
            .OrderBy(state => state.Warning.Rule, StringComparer.Ordinal).ThenBy(state => state.Warning.FirstSeen)
            .Select(state => new ListedWarning(countyKey, householdId, null, null, state.Warning, state.GoneOn is null ? Seen(state.Day, on) : null, state.GoneOn))];
    }

    private static List<ListedWarning> InCounty(Registry registry, DbConnection connection, int countyKey, List<long>? places, bool held, DateOnly on, DateTimeOffset? known)
    {
        var asOf = new AsOf(on, HeightAt(connection, countyKey, known));
        var joined = JoinedAreas.Read(connection, null, asOf, countyKey);
        var areas = connection.Command(asOf.Select(Area.Table, "id, code"));
        asOf.AddTo(areas, countyKey);
        var codes = areas.ToList(reader => (Id: reader.GetInt64(0), Code: reader.GetString(1))).ToDictionary(area => area.Id, area => area.Code);
        var households = $"village_id IS {(held ? "" : "NOT ")}NULL{(places is null ? "" : $" AND {registry.Database.AnyOf("place_id", "@places")}")}";
        using var command = connection.Command($"""
            SELECT warning.household_id, warning.rule, warning.policy, warning.first_seen, warning.figures, household.number, household.place_id, screening.day
            FROM ({asOf.Select(Warning.Table, "household_id, rule, policy, first_seen, figures")}) warning
            JOIN ({asOf.Select(Household.Table, "id, number, place_id", condition: households)}) household ON household.id = warning.household_id
            LEFT JOIN screening ON screening.county_key = @county AND screening.policy = warning.policy
            ORDER BY warning.household_id, warning.rule
            """);
        asOf.AddTo(command, countyKey);
        if (places is not null)
            registry.Database.AddList(command, "@places", joined.With(places));
        return command.ToList(reader => new ListedWarning(countyKey, reader.GetInt64(0), reader.TextOrNull(5), codes.GetValueOrDefault(joined.Meant(reader.GetInt64(6))),
            new Warning(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.Day(3), reader.GetString(4)), Seen(reader.DayOrNull(7), on), null));
    }

    private static DateOnly? Seen(DateOnly? screened, DateOnly on) => screened is { } day && day < on ? day : on;

    private static long? HeightAt(DbConnection connection, int countyKey, DateTimeOffset? known) => known is { } moment ? AsOf.HeightAt(connection, countyKey, moment) : null;

    /// <summary>The counties in or around an area, and below a county the places in it.</summary>
    private static List<(int CountyKey, List<long>? Places)> Within(Registry registry, Actor actor, string code, DateOnly on, DateTimeOffset? known)
    {
        var place = Gazetteer.ReadUnder(registry.Database, code, on, known).ByCode(code) ?? throw new ProblemException(Problem.AreaNotFound());
        if (place.Level > AreaLevel.County && Reach.Of(registry.Database, actor, Right.ReadHouseholds, place.CountyKey)?.Contains(place.Id) == false)
            return [];
        return place.Level > AreaLevel.County
            ? [(place.CountyKey, [.. place.WithAllBelow().Select(below => below.Id)])]
            : [.. place.WithAllBelow().Where(below => below.Level == AreaLevel.County).Select(county => (county.CountyKey, (List<long>?)null))];
    }
}
