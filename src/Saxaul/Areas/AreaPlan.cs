using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Areas;

/// <summary>What an edition changes, gathered county by county and then written, so that only the counties concerned are locked, in the order of their keys.</summary>
internal sealed class AreaPlan(WriteSession session, int edition)
{
    private readonly SortedDictionary<int, Changes> byCounty = [];
    private int unchanged, renamed, recoded, added, ended, waiting, asked, open;

    private sealed class Changes
    {
        public List<ListedNode> Added { get; } = [];

        public List<(Journal.Version Version, ListedNode Listed)> Changed { get; } = [];

        public List<Journal.Version> Ended { get; } = [];

        public List<(long Id, ListedNode Successor)> Successors { get; } = [];
    }

    private Changes In(int countyKey)
    {
        if (!byCounty.TryGetValue(countyKey, out var changes))
            byCounty[countyKey] = changes = new Changes();
        return changes;
    }

    /// <summary>Gives each county its key: its own, or the next one.</summary>
    public void KeyCounties(IEnumerable<ListedNode> counties, int next)
    {
        foreach (var county in counties.Where(county => !county.IsHeldBack))
            county.Key = new AreaKey(county.Same?.CountyKey ?? next++, Area.CountyId);
    }

    /// <summary>Takes down what became of provinces or prefectures.</summary>
    public void TakeAbove(AreaFamily compared, List<AreaProposal> proposals)
    {
        foreach (var listed in compared.Listed)
            Take(listed, false, proposals);
        foreach (var node in compared.Known)
            Take(node, proposals);
    }

    /// <summary>Takes down what became of counties and of what lies in them; nothing of their known side is needed afterwards.</summary>
    public void Take(AreaFamily counties, List<AreaProposal> proposals)
    {
        var known = counties.Known.SelectMany(WithAllBelow).ToList();
        foreach (var listed in counties.Listed)
            Take(listed, true, proposals);
        foreach (var node in known)
            Take(node, proposals);
        End(counties.Known, known, proposals);
        foreach (var listed in counties.Listed)
            Release(listed);
    }

    /// <summary>Counts areas that wait for an answer, and what lies in them.</summary>
    public void Wait(IReadOnlyCollection<ListedNode> listed)
    {
        asked += listed.Count;
        waiting += listed.Sum(node => 1 + node.Children.Sum(child => 1 + child.Children.Count));
    }

    private void Take(ListedNode listed, bool withAllBelow, List<AreaProposal> proposals)
    {
        if (listed.Waits)
        {
            Wait([listed]);
            return;
        }
        var countyKey = listed.County?.Key.CountyKey ?? KnownAreas.Above;
        if (listed.Same is { } known)
        {
            listed.Key = new AreaKey(known.CountyKey, known.Version.Id);
            var (before, moves) = (known.Area, listed.Parent?.Same != known.Parent);
            if (before.Code != listed.Area.Code || moves)
                recoded++;
            else if (before.Name != listed.Area.Name)
                renamed++;
            else
                unchanged++;
            if (before.Code != listed.Area.Code || before.Name != listed.Area.Name || moves)
                In(countyKey).Changed.Add((known.Version, listed));
        }
        else
        {
            added++;
            In(countyKey).Added.Add(listed);
            if (listed.From.Count == 0 && listed.Parent is { Same: not null })
                proposals.Add(new AreaProposal(AreaProposal.New, null, null, listed.Area.Code, listed.Area.Name, "以前没有 / not there before"));
        }
        foreach (var child in withAllBelow ? listed.Children : [])
            Take(child, true, proposals);
    }

    private void Take(KnownNode known, List<AreaProposal> proposals)
    {
        foreach (var successor in known.Into.Where(successor => !known.Earlier.Contains(successor.Key)))
            In(known.CountyKey).Successors.Add((known.Version.Id, successor));
        if (known.HasGone || known.Same is not null)
        {
            foreach (var child in known.Children.Where(child => known.Abolished && child.IsOpen))
                child.Abolished = true;
            return;
        }
        open++;
        if (!known.Proposed && (known.Parent is null or { Same: not null } or { HasGone: true }))
            proposals.Add(new AreaProposal(AreaProposal.Gone, known.Area.Code, known.Area.Name, null, null, "新版没有 / not in the edition"));
    }

    /// <summary>An area ends when nothing is left in it: its parts have ended or lie elsewhere, and its households stand in the one area of this county that it was joined to, or elsewhere.</summary>
    private void End(List<KnownNode> counties, List<KnownNode> all, List<AreaProposal> proposals)
    {
        var candidates = all.Where(node => node.HasGone && !IsJoinedWithin(node)).ToLookup(node => node.CountyKey);
        var used = candidates.SelectMany(nodes => Used(nodes.Key, [.. nodes.Select(node => node.Version.Id)]).Select(one => (Key: new AreaKey(nodes.Key, one.Key), one.Value))).ToDictionary(one => one.Key, one => one.Value);
        foreach (var county in counties)
            Ends(county);

        bool Ends(KnownNode node)
        {
            var left = 0;
            foreach (var child in node.Children)
            {
                var ends = Ends(child);
                if (child.Same is { } same ? same.Parent?.Same == node : !ends)
                    left++;
            }
            if (!node.HasGone)
                return false;
            var households = used.GetValueOrDefault(new AreaKey(node.CountyKey, node.Version.Id));
            if (left == 0 && households == 0)
            {
                In(node.CountyKey).Ended.Add(node.Version);
                ended++;
                return true;
            }
            proposals.Add(new AreaProposal(AreaProposal.Stays, node.Area.Code, node.Area.Name, null, null, households > 0
                ? $"仍有 {households} 户，请先迁到新的村再导入一次 / {households} households stand in it: move them to their new village, then import again"
                : $"其中 {left} 个尚无去向 / {left} areas within it are not answered yet"));
            return false;
        }
    }

    private static bool IsJoinedWithin(KnownNode node) =>
        !node.Abolished && node.Into.Select(into => into.Same is { } same ? same.CountyKey : into.County?.Key.CountyKey ?? 0).Concat(node.Earlier.Select(key => key.CountyKey)).ToList() is [var only] && only == node.CountyKey;

    private Dictionary<long, long> Used(int countyKey, List<long> ids)
    {
        var used = new Dictionary<long, long>();
        foreach (var column in new[] { "village_id", "place_id", "living_village_id" })
        {
            using var command = session.Writer.Command($"SELECT {column}, COUNT(*) FROM household WHERE county_key = @county AND {session.Database.AnyOf(column, "@ids")} GROUP BY {column}", ("@county", countyKey));
            session.Database.AddList(command, "@ids", ids);
            foreach (var (id, count) in command.ToList(reader => (reader.GetInt64(0), reader.GetInt64(1))))
                used[id] = Math.Max(used.GetValueOrDefault(id), count);
        }
        return used;
    }

    private static void Release(ListedNode listed)
    {
        foreach (var child in listed.Children)
            Release(child);
        listed.Release();
    }

    private static IEnumerable<KnownNode> WithAllBelow(KnownNode node) => node.Children.SelectMany(WithAllBelow).Prepend(node);

    /// <summary>Writes everything, county by county.</summary>
    public void Write(Action<int> progress)
    {
        foreach (var (countyKey, changes) in byCounty)
        {
            session.HeightOf(countyKey);
            foreach (var listed in changes.Added.OrderBy(listed => listed.Area.Level))
                listed.Key = new AreaKey(countyKey, session.NewId(countyKey));
        }
        var written = 0;
        foreach (var (countyKey, changes) in byCounty)
        {
            var entry = session.Begin(countyKey, new EntryHead("import areas", new DateOnly(edition, 1, 1)), Right.WriteAreas);
            foreach (var (version, listed) in changes.Changed)
                entry.Change(Area.Table, version, (Area.From(version) with { Code = listed.Area.Code, Name = listed.Area.Name, ParentId = listed.Parent?.Key.Id, Edition = edition }).ToValues());
            foreach (var listed in changes.Added)
                entry.Add(Area.Table, new Area(listed.Parent?.Key.Id, listed.Area.Level, listed.Area.Code, listed.Area.Name, null, edition).ToValues(), id: listed.Key.Id);
            foreach (var version in changes.Ended)
                entry.End(Area.Table, version);
            foreach (var (id, successor) in changes.Successors)
                entry.Add(AreaSuccession.Table, new AreaSuccession(id, successor.Key.CountyKey, successor.Key.Id, edition).ToValues());
            entry.Seal();
            progress((written += changes.Added.Count + changes.Changed.Count) / 2);
        }
    }

    public AreaImport Done(IReadOnlyList<AreaProposal> proposals) => new(unchanged, renamed, recoded, added, ended, waiting, asked, open, proposals);
}
