using System;
using System.Collections.Generic;
using System.Linq;

namespace Saxaul.Areas;

/// <summary>
/// Finds which known area each area of an edition is, from the top down: within the predecessors of what it lies in, by code and name, then by name alone. Codes are used
/// again for other places, so a code alone decides nothing. What is certain by rule is linked; what is likely is proposed to a person; the rest is left open.
/// </summary>
/// <param name="childrenOf">Reads what lies in a known area, where it was not read yet.</param>
internal sealed class MatchAreas(List<AreaProposal> proposals, Action<KnownNode>? childrenOf = null)
{
    /// <summary>Where two names differ in one of these only, they are two places: 一村 and 二村, 东街 and 西街.</summary>
    private const string Distinguishing = "一二三四五六七八九十百0123456789东南西北中上下前后左右内外大小新老旧";

    /// <summary>All families of a level, of one country or of counties that were compared together.</summary>
    public void Run(IReadOnlyList<AreaFamily> families, AreaLevel level)
    {
        foreach (var family in families)
            PairByCodeAndName(family);
        if (level == AreaLevel.Village)
            PairWithinCounties(families);
        foreach (var family in families)
            PairTheRest(family, level);
    }

    private static void PairByCodeAndName(AreaFamily family)
    {
        ByCode(family, static (known, listed) => known.Area.Name == listed.Area.Name);
        var known = Open(family.Known).Select(node => node.Name.Exact).ToHashSet(StringComparer.Ordinal);
        var listed = Open(family.Listed).Select(node => node.Name.Exact).ToHashSet(StringComparer.Ordinal);
        if (known.Count == 0)
            return;
        bool NamedElsewhere(PlaceName a, PlaceName b) => a.Exact != b.Exact && (listed.Contains(a.Exact) || known.Contains(b.Exact));
        ByCode(family, (a, b) => a.Name.Agreement(b.Name) is not null && !NamedElsewhere(a.Name, b.Name));
        ByName(family, static name => name.Exact);
        ByName(family, static name => name.Plain);
        ByName(family, static name => name.Bare, static (a, b) => a.Name.Agreement(b.Name) is not null);
        ByCode(family, static (a, b) => a.Name.Bare == b.Name.Bare);
        JoinToNamesakes(family);
    }

    /// <summary>Where an answer says that two areas were joined, what lay in one is what came with the edition, under the same name, in the other.</summary>
    private static void JoinToNamesakes(AreaFamily family)
    {
        var came = family.Listed.Where(node => node.Same is { CameWithEdition: true }).ToLookup(node => node.Name.Plain, StringComparer.Ordinal);
        foreach (var known in Open(family.Known).Where(node => node.Parent is { HasGone: true }).ToList())
        {
            if (came[known.Name.Plain].Take(2).ToList() is [var listed])
                AreaNodes.Join(known, listed);
        }
    }

    /// <summary>A village that was put under another township: when its name is the county's only one, before and now.</summary>
    private static void PairWithinCounties(IReadOnlyList<AreaFamily> families)
    {
        var listedIn = families.SelectMany(family => family.Listed).ToLookup(node => node.KnownCountyKey);
        foreach (var known in families.SelectMany(family => family.Known).GroupBy(node => node.CountyKey))
        {
            var (before, now) = (known.ToList(), listedIn[known.Key].ToList());
            if (!Open(before).Any() || !Open(now).Any())
                continue;
            var came = now.GroupBy(node => node.Name.Plain).Where(nodes => nodes.Count() == 1).ToDictionary(nodes => nodes.Key, nodes => nodes.First(), StringComparer.Ordinal);
            foreach (var alone in before.GroupBy(node => node.Name.Plain).Where(nodes => nodes.Count() == 1).Select(nodes => nodes.First()))
            {
                if (alone.IsOpen && came.TryGetValue(alone.Name.Plain, out var other) && other.IsOpen)
                    AreaNodes.Link(alone, other);
            }
        }
    }

    private void PairTheRest(AreaFamily family, AreaLevel level)
    {
        if (!Open(family.Known).Any())
            return;
        if (level < AreaLevel.Village && childrenOf is not null)
        {
            foreach (var known in Open(family.Known))
                childrenOf(known);
        }
        ByName(family, static name => name.Bare, (known, listed) => Decide(known, listed, level == AreaLevel.Village ? IsOnlyOfItsName(known, listed, family) : IsMostlyIn(known, listed), "名称相同，类别和代码已变 / the same name, another kind and code"));
        ByCode(family, (known, listed) => Decide(known, listed, AreAlike(known.Name.Bare, listed.Name.Bare) || HoldTheSame(known, listed), "代码相同，名称不同 / the same code, another name"));
        foreach (var known in Open(family.Known).Where(node => node.Children.Count > 0).ToList())
        {
            if (Open(family.Listed).Where(listed => HoldTheSame(known, listed)).Take(2).ToList() is [var one])
                Decide(known, one, false, Share(known, one));
            else if (family.Listed.Where(listed => !listed.Waits && IsMostlyIn(known, listed)).MaxBy(listed => AreaNodes.Shared(known, listed)) is { } into)
            {
                known.Proposed = true;
                proposals.Add(Proposal(AreaProposal.Joined, known, into, Share(known, into)));
            }
        }
    }

    /// <summary>Links what is certain; else both wait for a person.</summary>
    private bool Decide(KnownNode known, ListedNode listed, bool certain, string reason)
    {
        if (certain)
            return true;
        known.Waits = listed.Waits = known.Proposed = true;
        proposals.Add(Proposal(AreaProposal.Same, known, listed, reason));
        return false;
    }

    private static AreaProposal Proposal(string what, KnownNode known, ListedNode listed, string reason) =>
        new(what, known.Area.Code, known.Area.Name, listed.Area.Code, listed.Area.Name, reason);

    private static string Share(KnownNode known, ListedNode listed) =>
        $"所辖 {known.Children.Count} 个中 {AreaNodes.Shared(known, listed)} 个同名在内 / {AreaNodes.Shared(known, listed)} of {known.Children.Count} within it are there by name";

    /// <summary>A community that became a village, or the other way round: no neighbour bore the name before, and none bears it now.</summary>
    private static bool IsOnlyOfItsName(KnownNode known, ListedNode listed, AreaFamily family) =>
        family.Known.All(node => node == known || node.Name.Bare != known.Name.Bare) && family.Listed.All(node => node == listed || node.Name.Bare != listed.Name.Bare);

    private static bool IsMostlyIn(KnownNode known, ListedNode listed) => known.Children.Count > 0 && AreaNodes.Shared(known, listed) * 2 >= known.Children.Count;

    private static bool HoldTheSame(KnownNode known, ListedNode listed) => IsMostlyIn(known, listed) && AreaNodes.Shared(known, listed) * 2 >= listed.Children.Count;

    /// <summary>One name written anew: one longer than the other, or one character of three or more exchanged; nothing that tells neighbours apart.</summary>
    private static bool AreAlike(string a, string b)
    {
        var start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start])
            start++;
        var end = 0;
        while (end < a.Length - start && end < b.Length - start && a[^(end + 1)] == b[^(end + 1)])
            end++;
        var (restA, restB) = (a[start..^end], b[start..^end]);
        if ((restA + restB).AsSpan().IndexOfAny(Distinguishing) >= 0)
            return false;
        var kept = start + end;
        return kept >= 2 && (restA.Length == 0 || restB.Length == 0 || restA.Length == 1 && restB.Length == 1);
    }

    private static IEnumerable<KnownNode> Open(IEnumerable<KnownNode> nodes) => nodes.Where(static node => node.IsOpen);

    private static IEnumerable<ListedNode> Open(IEnumerable<ListedNode> nodes) => nodes.Where(static node => node.IsOpen);

    private static void ByCode(AreaFamily family, Func<KnownNode, ListedNode, bool> isSame)
    {
        var known = new Dictionary<string, KnownNode>(StringComparer.Ordinal);
        foreach (var node in Open(family.Known))
        {
            if (!known.TryGetValue(node.Area.Code, out var other) || other.Area.Edition < node.Area.Edition)
                known[node.Area.Code] = node;
        }
        if (known.Count == 0)
            return;
        foreach (var listed in Open(family.Listed))
        {
            if (known.TryGetValue(listed.Area.Code, out var node) && node.IsOpen && isSame(node, listed))
                AreaNodes.Link(node, listed);
        }
    }

    /// <summary>Pairs the only open known area and the only open listed one of a name.</summary>
    private static void ByName(AreaFamily family, Func<PlaceName, string> form, Func<KnownNode, ListedNode, bool>? isSame = null)
    {
        var known = Open(family.Known).ToLookup(node => form(node.Name), StringComparer.Ordinal);
        if (known.Count == 0)
            return;
        foreach (var listed in Open(family.Listed).GroupBy(node => form(node.Name)).Where(nodes => nodes.Count() == 1).Select(nodes => nodes.First()).ToList())
        {
            if (known[form(listed.Name)].Take(2).ToList() is [var alone] && alone.IsOpen && (isSame is null || isSame(alone, listed)))
                AreaNodes.Link(alone, listed);
        }
    }
}
