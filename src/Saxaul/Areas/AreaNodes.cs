using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Intake;

namespace Saxaul.Areas;

/// <summary>An area that the registry knows, while an edition is compared with it.</summary>
internal sealed class KnownNode(int countyKey, Journal.Version version, KnownNode? parent)
{
    private PlaceName? name;

    public int CountyKey { get; } = countyKey;

    public Journal.Version Version { get; } = version;

    public Area Area { get; } = Area.From(version);

    public KnownNode? Parent { get; } = parent;

    public List<KnownNode> Children { get; } = [];

    public PlaceName Name => name ??= AreaNodes.NameOf(Area.Level, Area.Name, Parent?.Names ?? []);

    /// <summary>The names of it and of what it lies in, before and now: places are written with one or the other in front.</summary>
    public List<string> Names => AreaNodes.NamesOf(Parent?.Names, Area.Name, Same?.Area.Name);

    public void ForgetName() => name = null;

    /// <summary>What it is called from now on: the same area, whatever code and name the edition gives it.</summary>
    public ListedNode? Same { get; set; }

    /// <summary>What it was joined to or divided into.</summary>
    public List<ListedNode> Into { get; } = [];

    /// <summary>What became of it by an earlier import; it still stands because something stands in it.</summary>
    public List<AreaKey> Earlier { get; } = [];

    /// <summary>It came with the edition that is imported, by an earlier import of it.</summary>
    public bool CameWithEdition { get; set; }

    /// <summary>A person said that it ended without a successor.</summary>
    public bool Abolished { get; set; }

    /// <summary>It is proposed to be an area of the edition; nothing is done with either until a person answers.</summary>
    public bool Waits { get; set; }

    /// <summary>A person has to say what became of it, or an answer is proposed.</summary>
    public bool Proposed { get; set; }

    public bool HasGone => Into.Count > 0 || Earlier.Count > 0 || Abolished;

    public bool IsOpen => Same is null && !HasGone && !Waits;
}

/// <summary>An area of the edition, while it is compared with what the registry knows.</summary>
internal sealed class ListedNode(ListedArea area, ListedNode? parent)
{
    private static readonly List<ListedNode> nothing = [];
    private PlaceName? name;
    private List<ListedNode>? children;
    private List<KnownNode>? from;

    public ListedArea Area { get; } = area;

    public ListedNode? Parent { get; } = parent;

    public IReadOnlyList<ListedNode> Children => children ?? nothing;

    public PlaceName Name => name ??= AreaNodes.NameOf(Area.Level, Area.Name, Parent?.Names ?? []);

    public List<string> Names => AreaNodes.NamesOf(Parent?.Names, Area.Name, Same?.Area.Name);

    public void ForgetName() => name = null;

    public KnownNode? Same { get; set; }

    /// <summary>What was joined to it, or out of which it was divided.</summary>
    public IReadOnlyList<KnownNode> From => from is null ? [] : from;

    public bool Waits { get; set; }

    /// <summary>A person said that it is an area of its own.</summary>
    public bool IsNew { get; set; }

    /// <summary>Its key once that is known; a county's key also for what lies in it.</summary>
    public AreaKey Key { get; set; }

    public bool IsOpen => Same is null && !Waits && !IsNew;

    public ListedNode? County => Area.Level switch { AreaLevel.County => this, > AreaLevel.County => Parent?.County, _ => null };

    public void Add(ListedNode child) => (children ??= []).Add(child);

    public void ComesFrom(KnownNode known) => (from ??= []).Add(known);

    /// <summary>Lets go of the known side, of which a whole country's would fill the memory.</summary>
    public void Release()
    {
        (name, from, children) = (null, null, null);
        if (Area.Level > AreaLevel.County)
            Same = null;
    }

    /// <summary>It or something it lies in waits for an answer.</summary>
    public bool IsHeldBack => Waits || Parent is { IsHeldBack: true };

    /// <summary>The county of ours it lies in; 0 above the counties, -1 in a county that is new.</summary>
    public int KnownCountyKey => County is { } county ? county.Same?.CountyKey ?? -1 : 0;
}

internal static class AreaNodes
{
    /// <summary>The same area: with its key in the same county, as predecessor and successor across counties, whose rows never move.</summary>
    public static void Link(KnownNode known, ListedNode listed)
    {
        if (listed.Area.Level > AreaLevel.County && known.CountyKey != listed.KnownCountyKey || listed.Same is not null)
        {
            Join(known, listed);
            return;
        }
        known.Same = listed;
        listed.Same = known;
        foreach (var child in known.Children)
            child.ForgetName();
        foreach (var child in listed.Children)
            child.ForgetName();
    }

    public static void Join(KnownNode known, ListedNode listed)
    {
        known.Into.Add(listed);
        listed.ComesFrom(known);
    }

    /// <summary>A name as it is compared: without the names of what it lies in before it.</summary>
    public static PlaceName NameOf(AreaLevel level, string name, List<string> above)
    {
        var exact = WrittenText.Key(name);
        if (level >= AreaLevel.Township)
        {
            var rest = exact;
            foreach (var prefix in above)
            {
                if (rest.Length > prefix.Length + 1 && rest.StartsWith(prefix, StringComparison.Ordinal))
                    rest = rest[prefix.Length..];
            }
            exact = rest;
        }
        return PlaceName.Of(level, exact);
    }

    public static List<string> NamesOf(List<string>? above, string name, string? otherName) =>
        [.. above ?? [], WrittenText.Key(name), .. otherName is null || otherName == name ? Array.Empty<string>() : [WrittenText.Key(otherName)]];

    /// <summary>How many of their names two areas' children share.</summary>
    public static int Shared(KnownNode known, ListedNode listed)
    {
        var names = known.Children.Select(child => child.Name.Plain).ToHashSet(StringComparer.Ordinal);
        return names.Count == 0 ? 0 : listed.Children.Select(child => child.Name.Plain).Distinct().Count(names.Contains);
    }

    /// <summary>What belongs together: areas of which one became the other, whatever the number on either side.</summary>
    public static List<AreaFamily> Families(IEnumerable<KnownNode> known, IEnumerable<ListedNode> listed)
    {
        var (seenKnown, seenListed) = (new HashSet<KnownNode>(), new HashSet<ListedNode>());
        var families = new List<AreaFamily>();
        foreach (var first in listed)
            Gather(null, first);
        foreach (var first in known)
            Gather(first, null);
        return families;

        void Gather(KnownNode? one, ListedNode? other)
        {
            var family = new AreaFamily([], []);
            var waiting = new Stack<(KnownNode?, ListedNode?)>([(one, other)]);
            while (waiting.TryPop(out var next))
            {
                if (next.Item1 is { } k && seenKnown.Add(k))
                {
                    family.Known.Add(k);
                    if (k.Same is { } same)
                        waiting.Push((null, same));
                    foreach (var into in k.Into)
                        waiting.Push((null, into));
                }
                if (next.Item2 is { } l && seenListed.Add(l))
                {
                    family.Listed.Add(l);
                    if (l.Same is { } same)
                        waiting.Push((same, null));
                    foreach (var from in l.From)
                        waiting.Push((from, null));
                }
            }
            if (family.Known.Count + family.Listed.Count > 0)
                families.Add(family);
        }
    }
}

/// <summary>Known areas and the listed ones they became.</summary>
internal sealed record AreaFamily(List<KnownNode> Known, List<ListedNode> Listed)
{
    /// <summary>What lies in them; nothing of what waits for an answer.</summary>
    public AreaFamily Below() => new(
        [.. Known.Where(node => !node.Waits).SelectMany(node => node.Children)],
        [.. Listed.Where(node => !node.Waits).SelectMany(node => node.Children)]);
}
