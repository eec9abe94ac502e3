using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>A correction for reading.</summary>
/// <param name="Since">The day it was proposed.</param>
/// <param name="Decided">The day it was confirmed, declined or withdrawn; null while it waits.</param>
public sealed record ListedCorrection(int CountyKey, long Id, DateOnly Since, DateOnly? Decided, WaitingCorrection Correction)
{
    public HouseholdKey Household => new(CountyKey, Correction.HouseholdId);

    public bool IsWaiting => Correction.State == WaitingCorrection.Waiting;
}

/// <summary>Reads corrections that wait for a second person, and what became of them, as known now.</summary>
public static class ReadCorrections
{
    /// <summary>Those of a household, the newest first.</summary>
    /// <exception cref="ProblemException">7001, 7002</exception>
    public static IReadOnlyList<ListedCorrection> OfHousehold(Registry registry, Actor actor, HouseholdKey household)
    {
        Reach.Require(registry.Database, actor, Right.ReadHouseholds, household);
        using var connection = registry.Database.OpenReader();
        return Read(registry, connection, household.CountyKey, "household_id = @household", command => command.Add("@household", household.Id));
    }

    /// <summary>Those that wait in an area, the oldest first.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NoAreaWithCode"/>, 7001.</exception>
    public static IReadOnlyList<ListedCorrection> In(Registry registry, Actor actor, Place area)
    {
        using var connection = registry.Database.OpenReader();
        var waiting = FindArea.CountiesOf(area).Where(county => actor.MayIn(Right.ReadHouseholds, county))
            .SelectMany(county => Read(registry, connection, county, "state = @state", command => command.Add("@state", WaitingCorrection.Waiting))).ToList();
        HashSet<long>? within = area.Level > AreaLevel.County ? [.. area.WithAllBelow().Select(place => place.Id)] : null;
        return [.. waiting.Where(one => (within is null || Reach.Holds(registry.Database, connection, within, one.Household)) && Reach.May(registry.Database, actor, Right.ReadHouseholds, one.Household)).OrderBy(one => one.Since).ThenBy(one => one.Id)];
    }

    /// <exception cref="ProblemException"><see cref="Problem.CorrectionNotFound"/>; 7001, 7002.</exception>
    public static ListedCorrection One(Registry registry, Actor actor, int countyKey, long id)
    {
        actor.RequireIn(Right.ReadHouseholds, countyKey);
        using var connection = registry.Database.OpenReader();
        var found = Read(registry, connection, countyKey, "id = @id", command => command.Add("@id", id)).FirstOrDefault() ?? throw new ProblemException(Problem.CorrectionNotFound());
        Reach.Require(registry.Database, actor, Right.ReadHouseholds, found.Household);
        return found;
    }

    private static List<ListedCorrection> Read(Registry registry, DbConnection connection, int countyKey, string condition, Action<DbCommand> prepare)
    {
        var current = AsOf.Now.Read(registry.Database, connection, WaitingCorrection.Table, countyKey, condition, prepare);
        if (current.Count == 0)
            return [];
        var command = connection.Command($"SELECT id, MIN(true_from) FROM {WaitingCorrection.Table.HistoryName} WHERE county_key = @county AND {registry.Database.AnyOf("id", "@ids")} GROUP BY id", ("@county", countyKey));
        registry.Database.AddList(command, "@ids", [.. current.Select(version => version.Id)]);
        var first = command.ToList(reader => (reader.GetInt64(0), reader.Day(1))).ToDictionary(one => one.Item1, one => one.Item2);
        return [.. current.OrderByDescending(version => version.Id).Select(version => (version, Correction: WaitingCorrection.From(version))).Select(one => new ListedCorrection(countyKey, one.version.Id,
            first.TryGetValue(one.version.Id, out var since) ? since : one.version.TrueFrom, one.Correction.State == WaitingCorrection.Waiting ? null : one.version.TrueFrom, one.Correction))];
    }
}
