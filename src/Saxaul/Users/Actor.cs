using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Households;

namespace Saxaul.Users;

/// <summary>
/// Who acts. Every act takes one; nothing is allowed that no <see cref="Grant"/> says. A right may hold only in some townships and villages of a county, or for some households: <see cref="May"/> then
/// says no, and whoever knows the place asks <see cref="Saxaul.Areas.Reach"/>.
/// </summary>
/// <param name="Name">The name the journal keeps, for example "operator" or a user's sign-in name.</param>
/// <param name="Grants">What is allowed; none denies everything.</param>
public sealed record Actor(string Name, IReadOnlyList<Grant> Grants)
{
    /// <summary>Somebody with the same rights in all of some counties.</summary>
    /// <param name="name">The name the journal keeps.</param>
    /// <param name="rights">What is allowed.</param>
    /// <param name="counties">County keys, or null for every county.</param>
    public Actor(string name, IReadOnlySet<Right> rights, IReadOnlySet<int>? counties) : this(name, [new Grant(rights, counties)])
    {
    }

    /// <summary>Whoever runs the program on the machine that holds the database: all rights, everywhere.</summary>
    public static Actor Operator(string name) => new(name, Enum.GetValues<Right>().ToHashSet(), null);

    /// <summary>Somebody who may do nothing.</summary>
    public static Actor Nobody { get; } = new("nobody", []);

    /// <summary>The same rights, only in these counties.</summary>
    public Actor In(params IReadOnlyCollection<int> countyKeys) => this with { Grants = [.. Grants.Select(grant => grant with { Counties = countyKeys.ToHashSet() })] };

    /// <summary>The same rights, of one county only in some of its townships and villages.</summary>
    public Actor Within(int countyKey, params IReadOnlyCollection<long> areaIds) => this with
    {
        Grants = [.. Grants.Select(grant => grant with { Counties = new HashSet<int> { countyKey }, Only = new Dictionary<int, IReadOnlySet<long>> { [countyKey] = areaIds.ToHashSet() } })],
    };

    /// <summary>Whether a right holds in the whole county; of handing in, for every list.</summary>
    public bool May(Right right, int countyKey) => Grants.Any(grant => grant.Holds(right, countyKey) && grant.IsWhole(countyKey) && grant.Lists.Count == 0);

    /// <summary>Whether a list that speaks of a county may be handed in.</summary>
    /// <param name="list">Its code.</param>
    public bool MayHandIn(string list, int countyKey) =>
        Grants.Any(grant => grant.Holds(Right.HandInLists, countyKey) && grant.IsWhole(countyKey) && (grant.Lists.Count == 0 || grant.Lists.Contains(list)));

    /// <summary>Whether it may be handed in for some county.</summary>
    public bool MayHandIn(string list) => Grants.Any(grant => grant.Rights.Contains(Right.HandInLists) && !grant.IsOfParts && grant.Counties is not { Count: 0 } && (grant.Lists.Count == 0 || grant.Lists.Contains(list)));

    /// <summary>
    /// Whether whoever hands in a list is told what becomes of it: they read every household of each county for which they may hand it in. Others are told of their file alone, for one row would tell them
    /// whether somebody is registered.
    /// </summary>
    /// <param name="list">Its code; null for one that was not recognised.</param>
    public bool IsToldOfRows(string? list) => Grants.Where(grant => grant.Rights.Contains(Right.HandInLists) && grant.Counties is not { Count: 0 } && (list is null || grant.Lists.Count == 0 || grant.Lists.Contains(list))).ToList() is { Count: > 0 } handing
        && handing.TrueForAll(grant => grant.Counties is null ? Grants.Any(one => one.HoldsEverywhere(Right.ReadHouseholds)) : grant.Counties.All(county => May(Right.ReadHouseholds, county)));

    /// <summary>The counties for which a list may be handed in; null for all.</summary>
    internal IReadOnlySet<int>? HandsInFor(string list)
    {
        var handing = Grants.Where(grant => grant.Rights.Contains(Right.HandInLists) && (grant.Lists.Count == 0 || grant.Lists.Contains(list))).ToList();
        return handing.Exists(grant => grant.Counties is null) ? null : handing.SelectMany(grant => grant.Counties!).ToHashSet();
    }

    /// <summary>Whether it holds somewhere in the county.</summary>
    public bool MayIn(Right right, int countyKey) => Grants.Any(grant => grant.Holds(right, countyKey));

    public bool MaySomewhere(Right right) => Grants.Any(grant => grant.Rights.Contains(right) && grant.Counties is not { Count: 0 });

    /// <summary>Whether a right holds in townships or villages or for single households only, and in no whole county.</summary>
    public bool AnswersForParts(Right right) => Grants.Where(grant => grant.Rights.Contains(right) && grant.Counties is not { Count: 0 }).ToList() is { Count: > 0 } having && having.TrueForAll(grant => grant.IsOfParts);

    /// <summary>The townships and villages of a county in which a right holds, with all that lies in them; none where it holds in the whole county or nowhere.</summary>
    public IReadOnlySet<long> PlacesIn(Right right, int countyKey) => May(right, countyKey) ? new HashSet<long>()
        : Grants.Where(grant => grant.Holds(right, countyKey)).SelectMany(grant => grant.Only.GetValueOrDefault(countyKey, NoIds)).ToHashSet();

    /// <summary>The single households of a county for which a right holds; none where it holds in the whole county.</summary>
    public IReadOnlySet<long> HouseholdsIn(Right right, int countyKey) => May(right, countyKey) ? NoIds
        : Grants.Where(grant => grant.Holds(right, countyKey)).SelectMany(grant => grant.Households.GetValueOrDefault(countyKey, NoIds)).ToHashSet();

    private static readonly IReadOnlySet<long> NoIds = new HashSet<long>();

    /// <summary>The role by which somebody has a right for a household, the narrowest that has it; null for whoever has it without one. Of several for places, which one holds where the household is, is not asked.</summary>
    public string? RoleFor(Right right, HouseholdKey household) => GrantsFor(right, household).FirstOrDefault()?.Role;

    /// <summary>What may allow it for the household, the narrowest first.</summary>
    internal IReadOnlyList<Grant> GrantsFor(Right right, HouseholdKey household) => [.. Grants.Where(grant => grant.Holds(right, household.CountyKey))
        .Where(grant => !grant.Households.TryGetValue(household.CountyKey, out var ids) || ids.Contains(household.Id))
        .OrderBy(grant => grant.Households.Count > 0 ? 0 : grant.Only.Count > 0 ? 1 : 2)];

    /// <summary>Whether somebody is the household itself.</summary>
    public bool IsThemselves(HouseholdKey household, IReadOnlyList<Role> roles) => RoleFor(Right.ReadHouseholds, household) is { } code && roles.Any(role => role.Code == code && role.Themselves);

    /// <summary>Whether it holds in the whole of some county: a file may speak of all of it.</summary>
    public bool MayInAWholeCounty(Right right) =>
        Grants.Any(grant => grant.Rights.Contains(right) && (grant.Counties is null || grant.Counties.Any(grant.IsWhole)));

    /// <summary>Refuses when the right does not hold in the whole county.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/></exception>
    public void Require(Right right, int countyKey)
    {
        if (!May(right, countyKey))
            throw new ProblemException(Problem.NotAllowed(right));
    }

    /// <summary>Refuses when the right holds nowhere in the county. Whoever asks this has still to ask for the place.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/></exception>
    public void RequireIn(Right right, int countyKey)
    {
        if (!MayIn(right, countyKey))
            throw new ProblemException(Problem.NotAllowed(right));
    }

    /// <summary>For what follows from an act by itself, such as screening a county anew: in the whole of every county in which something was allowed.</summary>
    internal Actor ForConsequences() =>
        new(Name, [.. Grants.Where(grant => grant.Rights.Overlaps(Causes)).Select(grant => new Grant(grant.Rights.Append(Right.WriteHouseholds).ToHashSet(), grant.Counties))]);

    /// <summary>Whether something that somebody may do in the county changes what warnings rest on.</summary>
    internal bool MayCauseIn(int countyKey) => Causes.Any(right => MayIn(right, countyKey));

    private static readonly Right[] Causes = [Right.WriteHouseholds, Right.HandInLists];

    /// <summary>Refuses when the right holds nowhere: the first thing that an act does which finds the place only later.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/></exception>
    public void RequireSomewhere(Right right)
    {
        if (!MaySomewhere(right))
            throw new ProblemException(Problem.NotAllowed(right));
    }

    /// <summary>Refuses when the right does not hold in every county (for what concerns all of them).</summary>
    public void RequireEverywhere(Right right)
    {
        if (!Grants.Any(grant => grant.HoldsEverywhere(right)))
            throw new ProblemException(Problem.NotAllowed(right));
    }

    /// <summary>Of these counties, the ones in the whole of which the right holds.</summary>
    public IEnumerable<int> Where(Right right, IEnumerable<int> countyKeys) => countyKeys.Where(key => May(right, key));
}
