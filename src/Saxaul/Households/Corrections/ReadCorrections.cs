using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>What waits for a second person, or waited, for reading.</summary>
/// <param name="Since">The day it was entered.</param>
/// <param name="Decided">The day somebody said something of it; null while it waits.</param>
/// <param name="Event">The event that is in force; null for a correction.</param>
public sealed record ListedCorrection(int CountyKey, long Id, DateOnly Since, DateOnly? Decided, WaitingCorrection Correction, EntryHead? Event)
{
    public HouseholdKey Household => new(CountyKey, Correction.HouseholdId);

    /// <summary>The county's journal height with which it was entered.</summary>
    public required long EnteredAt { get; init; }

    public bool IsOpen => Correction.IsOpen;

    /// <summary>Why, in the words of whoever entered it.</summary>
    public string? Why => Event is null ? Correction.Correction!.WhyCorrected : Event.Reason;

    /// <summary>Whether there was a reason that was erased since.</summary>
    public bool IsWhyErased => Event?.IsReasonErased == true;
}

/// <summary>Reads what waits for a second person, corrections and events, and what became of it, as known now.</summary>
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
            .SelectMany(county => Read(registry, connection, county, $"state IN ('{WaitingCorrection.Waiting}', '{WaitingCorrection.Returned}')", _ => { })).ToList();
        var within = area.Level > AreaLevel.County ? Reach.In(area.WithAllBelow().Select(place => place.Id).ToHashSet()) : null;
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
        var command = connection.Command($"SELECT id, MIN(true_from), MIN(known_from) FROM {WaitingCorrection.Table.HistoryName} WHERE county_key = @county AND {registry.Database.AnyOf("id", "@ids")} GROUP BY id", ("@county", countyKey));
        registry.Database.AddList(command, "@ids", [.. current.Select(version => version.Id)]);
        var first = command.ToList(reader => (Id: reader.GetInt64(0), Day: reader.Day(1), Known: reader.GetInt64(2))).ToDictionary(one => one.Id);
        var all = current.OrderByDescending(version => version.Id).Select(version => (Version: version, Correction: WaitingCorrection.From(version))).ToList();
        var events = EntryHeads.FirstOf(registry.Database, connection, countyKey, [.. all.Select(one => one.Correction.EventBatch).OfType<long>().Distinct()]);
        return [.. all.Select(one => (one.Version, one.Correction, Entered: first.TryGetValue(one.Version.Id, out var entered) ? entered : (one.Version.Id, Day: one.Version.TrueFrom, Known: one.Version.KnownFrom)))
            .Select(one => new ListedCorrection(countyKey, one.Version.Id, one.Entered.Day, one.Correction.State == WaitingCorrection.Waiting ? null : one.Version.TrueFrom, one.Correction, one.Correction.EventBatch is { } batch ? events[batch] : null)
            {
                EnteredAt = one.Entered.Known,
            })];
    }
}
