using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Journal;

namespace Saxaul.Intake;

/// <summary>Applies one roster's file in one transaction: all of it, or nothing.</summary>
internal sealed class ImportRoster(Registry registry, OpenedFile file, Gazetteer counties, long batchId, long fileId, KnownNumbers numbers, Action<int, double> progress)
{
    private readonly Dictionary<int, ApplyRoster> applying = [];
    private readonly HashSet<UInt128> brought = [];

    /// <summary>What came of it, by county; complete when <see cref="Run"/> ends.</summary>
    public IReadOnlyDictionary<int, RosterOutcome> Outcomes => applying.ToDictionary(county => county.Key, county => county.Value.Outcome);

    public int Rows { get; private set; }

    /// <summary>
    /// Applies the file within the session. False when it must be begun anew in a new session, with the next feed and the counties in <paramref name="lockFirst"/>:
    /// counties are locked in ascending order, and a file may name them in any; its households' rows may be scattered.
    /// </summary>
    public bool Run(WriteSession session, RosterFeed feed, SortedSet<int> lockFirst)
    {
        applying.Clear();
        brought.Clear();
        foreach (var countyKey in lockFirst)
            session.HeightOf(countyKey);
        numbers.CatchUp(session);
        var places = new RosterPlaces(session, counties, file);
        var (highest, persons, outOfOrder) = (lockFirst.Count > 0 ? lockFirst.Max : 0, 0, false);
        foreach (var block in feed.Blocks())
        {
            foreach (var group in block.Select(household => (household, At: places.Of(household))).GroupBy(pair => pair.At.CountyKey).OrderBy(group => group.Key))
            {
                outOfOrder |= group.Key < highest && !lockFirst.Contains(group.Key) && !applying.ContainsKey(group.Key);
                highest = Math.Max(highest, group.Key);
                if (!outOfOrder)
                    ApplyIn(session, group.Key).Block([.. group.Select(pair => pair.household with { Place = pair.At.Place })]);
                lockFirst.Add(group.Key);
            }
            persons += block.Sum(household => household.Members.Count);
            progress(persons, feed.Share);
        }
        if (outOfOrder || feed.IsScattered)
            return false;
        foreach (var (_, apply) in applying.OrderBy(county => county.Key))
            apply.Settle();
        numbers.Include(brought);
        Rows = feed.Rows;
        return true;
    }

    private ApplyRoster ApplyIn(WriteSession session, int countyKey)
    {
        if (!applying.TryGetValue(countyKey, out var apply))
        {
            // Before anything is read of it: whoever imports, or erases, at the same time goes first or waits.
            session.HeightOf(countyKey);
            applying[countyKey] = apply = new ApplyRoster(registry, session, countyKey, file.On, batchId, fileId, numbers, brought);
        }
        return apply;
    }
}
