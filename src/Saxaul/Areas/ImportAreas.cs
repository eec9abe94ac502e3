using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Users;

namespace Saxaul.Areas;

/// <summary>What an import of area codes did.</summary>
/// <param name="Unchanged">Areas with the code and name they had.</param>
/// <param name="Renamed">The same area under another name.</param>
/// <param name="Recoded">The same area under another code, also when what it lies in changed; its name may have changed too.</param>
/// <param name="Added">Areas that are new.</param>
/// <param name="Ended">Areas that ended: joined to others, divided or abolished.</param>
/// <param name="Waiting">Areas of the edition that are not taken over until a person answers a proposal: those it asks about, and what lies in them.</param>
/// <param name="Asked">Those of them that a proposal asks about.</param>
/// <param name="Open">Areas of the registry of which nobody has said what became of them; they stand as before.</param>
/// <param name="Proposals">For a person: what to confirm, and what is left.</param>
public sealed record AreaImport(int Unchanged, int Renamed, int Recoded, int Added, int Ended, int Waiting, int Asked, int Open, IReadOnlyList<AreaProposal> Proposals);

/// <summary>
/// Imports an edition of the statistical area codes. An area keeps its own key, so households keep their village whatever its code and name become. What is certain is
/// done, from the first day of the edition's year; what is likely is proposed and waits for <see cref="Answers"/>; what the edition no longer lists stands until somebody
/// says what became of it. One journal entry for each county that changes, and one for what lies above the counties. Importing again changes nothing.
/// </summary>
/// <param name="Edition">The year of the edition; it holds from its first day.</param>
/// <param name="Answers">What a person says became of areas.</param>
public sealed record ImportAreas(IReadOnlyList<ListedArea> Areas, int Edition, IReadOnlyList<AreaAnswer>? Answers = null)
{
    /// <param name="progress">Told how many of the areas are compared and written, and of how many.</param>
    /// <exception cref="ProblemException">3010 for an edition older than what is known; 3013 for an answer that cannot be; 3014; 7001.</exception>
    public AreaImport Run(Registry registry, Actor actor, Action<int, int>? progress = null)
    {
        actor.RequireEverywhere(Right.WriteAreas);
        if (Edition is < 1950 or > 2200)
            throw new ProblemException(Problem.AreaEditionImpossible(Edition));
        var answers = new AreaAnswers(Answers ?? [], Edition);
        using var session = registry.Write(actor);
        // Imports of areas follow one another; counties are locked only once it is known which change.
        session.HeightOf(KnownAreas.Above);

        var known = new KnownAreas(session, Edition, answers);
        var plan = new AreaPlan(session, Edition);
        var (provinces, prefectures, counties) = ListedTree(answers);
        var proposals = new List<AreaProposal>();
        var match = new MatchAreas(proposals, known.ReadTownships);

        var ofProvinces = new AreaFamily([.. known.Provinces], provinces);
        match.Run([ofProvinces], AreaLevel.Province);
        var ofPrefectures = AreaNodes.Families(known.Provinces, provinces).ConvertAll(family => family.Below());
        match.Run(ofPrefectures, AreaLevel.Prefecture);
        plan.TakeAbove(ofProvinces, proposals);
        foreach (var family in ofPrefectures)
            plan.TakeAbove(family, proposals);

        answers.Settle(AreaLevel.County);
        var ofCounties = AreaNodes.Families(known.Prefectures.Where(node => node.Same is not null), prefectures).ConvertAll(family => family.Below());
        match.Run(ofCounties, AreaLevel.County);
        plan.KeyCounties(counties, known.NextCountyKey);

        var done = 0;
        foreach (var together in Together(ofCounties, answers))
        {
            foreach (var county in together.Known)
                known.ReadAll(county);
            var townships = AreaNodes.Families(together.Known, together.Listed).ConvertAll(family => family.Below());
            answers.Settle(AreaLevel.Township);
            match.Run(townships, AreaLevel.Township);
            var villages = AreaNodes.Families(townships.SelectMany(family => family.Known), townships.SelectMany(family => family.Listed)).ConvertAll(family => family.Below());
            answers.Settle(AreaLevel.Village);
            match.Run(villages, AreaLevel.Village);
            done += together.Listed.Sum(county => 1 + county.Children.Sum(township => 1 + township.Children.Count));
            plan.Take(together, proposals);
            progress?.Invoke(done / 2, Areas.Count);
            foreach (var county in together.Known)
                known.Forget(county);
        }
        plan.Wait([.. counties.Where(county => county.Waits)]);
        answers.RequireAllSettled(known.WasChanged);
        plan.Write(written => progress?.Invoke(Areas.Count / 2 + written, Areas.Count));
        session.Commit();
        return plan.Done(AreaProposal.WithMoves(proposals));
    }

    private (List<ListedNode> Provinces, List<ListedNode> Prefectures, List<ListedNode> Counties) ListedTree(AreaAnswers answers)
    {
        var above = new Dictionary<string, ListedNode>(StringComparer.Ordinal);
        var levels = new List<ListedNode>[(int)AreaLevel.Village + 1];
        foreach (var area in Areas)
        {
            var parent = area.Parent is null ? null : above[area.Parent];
            var node = new ListedNode(area, parent);
            parent?.Add(node);
            if (area.Level < AreaLevel.Village)
                above[area.Code] = node;
            if (area.Level <= AreaLevel.County)
                (levels[(int)area.Level] ??= []).Add(node);
            answers.See(node);
        }
        return (levels[(int)AreaLevel.Province] ?? [], levels[(int)AreaLevel.Prefecture] ?? [], levels[(int)AreaLevel.County] ?? []);
    }

    /// <summary>Counties that must be compared together, because one became the other or because an answer goes from one to the other.</summary>
    private static List<AreaFamily> Together(List<AreaFamily> ofCounties, AreaAnswers answers)
    {
        var (known, listed) = (ofCounties.SelectMany(family => family.Known).ToList(), ofCounties.SelectMany(family => family.Listed).Where(node => !node.Waits).ToList());
        var families = AreaNodes.Families(known.Where(node => !node.Waits), listed);
        var byKnown = new Dictionary<string, int>(StringComparer.Ordinal);
        var byListed = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < families.Count; i++)
        {
            foreach (var node in families[i].Known)
                byKnown[node.Area.Code] = i;
            foreach (var node in families[i].Listed)
                byListed[node.Area.Code] = i;
        }
        var group = Enumerable.Range(0, families.Count).ToArray();
        int Root(int i) => group[i] == i ? i : group[i] = Root(group[i]);
        foreach (var (from, to) in answers.BetweenCounties)
        {
            if (byKnown.TryGetValue(from, out var a) && byListed.TryGetValue(to, out var b))
                group[Root(a)] = Root(b);
        }
        return [.. Enumerable.Range(0, families.Count).GroupBy(Root)
            .Select(together => new AreaFamily([.. together.SelectMany(i => families[i].Known)], [.. together.SelectMany(i => families[i].Listed)]))];
    }
}
