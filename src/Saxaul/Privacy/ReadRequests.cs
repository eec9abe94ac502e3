using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Privacy;

/// <summary>A request for reading.</summary>
/// <param name="Number">The household's number; null when it has none.</param>
public sealed record ListedRequest(int CountyKey, long Id, PrivacyRequest Request, string? Number)
{
    public HouseholdKey Household => new(CountyKey, Request.HouseholdId);
}

/// <summary>Reads what was asked about what is kept, as known now.</summary>
public static class ReadRequests
{
    /// <summary>Those of a household and its members, the newest first.</summary>
    /// <exception cref="ProblemException">7001, 7002.</exception>
    public static IReadOnlyList<ListedRequest> OfHousehold(Registry registry, Actor actor, HouseholdKey household)
    {
        Reach.Require(registry.Database, actor, Right.ReadHouseholds, household);
        using var connection = registry.Database.OpenReader();
        return [.. Read(registry, connection, household.CountyKey, "household_id = @household", command => command.Add("@household", household.Id)).OrderByDescending(one => one.Request.ReceivedOn).ThenByDescending(one => one.Id)];
    }

    /// <summary>Those that wait in an area, by the day on which they are due; or those that were answered, the last first.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NoAreaWithCode"/>, 7001.</exception>
    public static IReadOnlyList<ListedRequest> In(Registry registry, Actor actor, Place area, bool answered)
    {
        using var connection = registry.Database.OpenReader();
        var found = FindArea.CountiesOf(area).Where(county => actor.MayIn(Right.ReadHouseholds, county))
            .SelectMany(county => Read(registry, connection, county, $"state {(answered ? "<>" : "=")} '{nameof(RequestState.Open)}'", _ => { })).ToList();
        var within = area.Level > AreaLevel.County ? Reach.In(area.WithAllBelow().Select(place => place.Id).ToHashSet()) : null;
        var here = found.Where(one => (within is null || Reach.Holds(registry.Database, connection, within, one.Household)) && Reach.May(registry.Database, actor, Right.ReadHouseholds, one.Household));
        return answered ? [.. here.OrderByDescending(one => one.Request.AnsweredOn).ThenByDescending(one => one.Id)] : [.. here.OrderBy(one => one.Request.DueOn).ThenBy(one => one.Request.ReceivedOn).ThenBy(one => one.Id)];
    }

    /// <exception cref="ProblemException"><see cref="Problem.NoSuchRequest"/>; 7001, 7002.</exception>
    public static ListedRequest One(Registry registry, Actor actor, int countyKey, long id)
    {
        actor.RequireIn(Right.ReadHouseholds, countyKey);
        using var connection = registry.Database.OpenReader();
        var found = Read(registry, connection, countyKey, "id = @id", command => command.Add("@id", id)).FirstOrDefault() ?? throw new ProblemException(Problem.NoSuchRequest());
        Reach.Require(registry.Database, actor, Right.ReadHouseholds, found.Household);
        return found;
    }

    /// <summary>One by which everything that is kept is printed: a request to see it that waits, for whoever may answer it and did not write it down; and for the household itself, which asks about its own.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NoAccessRequest"/>, <see cref="Problem.SecondPersonPrints"/>, <see cref="Problem.NoSuchRequest"/>; 7001, 7002.</exception>
    public static ListedRequest ToPrint(Registry registry, Actor actor, int countyKey, long id)
    {
        var one = One(registry, actor, countyKey, id);
        if (one.Request is not { Kind: RequestKind.Access, State: RequestState.Open })
            throw new ProblemException(Problem.NoAccessRequest());
        if (actor.IsThemselves(one.Household, registry.Roles))
            return one;
        if (!Reach.May(registry.Database, actor, Right.WriteHouseholds, one.Household))
            throw new ProblemException(Problem.NoAccessRequest());
        return one.Request.EnteredBy == actor.Name ? throw new ProblemException(Problem.SecondPersonPrints()) : one;
    }

    private static List<ListedRequest> Read(Registry registry, DbConnection connection, int countyKey, string condition, Action<DbCommand> prepare)
    {
        var requests = AsOf.Now.Read(registry.Database, connection, PrivacyRequest.Table, countyKey, condition, prepare).Select(version => (version.Id, Request: PrivacyRequest.From(version))).ToList();
        if (requests.Count == 0)
            return [];
        var command = connection.Command($"SELECT id, number FROM household WHERE county_key = @county AND {registry.Database.AnyOf("id", "@ids")}", ("@county", countyKey));
        registry.Database.AddList(command, "@ids", [.. requests.Select(one => one.Request.HouseholdId).Distinct()]);
        var numbers = command.ToList(reader => (reader.GetInt64(0), reader.TextOrNull(1))).ToDictionary(one => one.Item1, one => one.Item2);
        return [.. requests.Select(one => new ListedRequest(countyKey, one.Id, one.Request, numbers.GetValueOrDefault(one.Request.HouseholdId)))];
    }
}
