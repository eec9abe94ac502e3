using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Screening;

namespace Saxaul.Intake;

/// <summary>The trace that a batch left in one county: its entries, and everything written there since it began.</summary>
internal sealed class BatchTrace
{
    private readonly WriteSession session;
    private readonly int countyKey;
    private readonly Dictionary<long, EntryHead> heads;

    public BatchTrace(Registry registry, WriteSession session, int countyKey, long batchId)
    {
        (this.session, this.countyKey) = (session, countyKey);
        heads = EntryHeads.OfBatch(session, countyKey, batchId);
        var first = heads.Keys.Min();
        var batch = heads.Keys.ToHashSet();
        // Warnings follow from facts, and facts from what is undone here. That a correction was confirmed stays so, and why an entry was made.
        Things = [.. registry.Tables.Where(table => table != Warning.Table && table != WaitingCorrection.Table && table != EntryReason.Table).SelectMany(table =>
            Read(table, "known_from >= @first", "(known_from >= @first OR known_to >= @first)", ("@first", first))
                .GroupBy(version => version.Id).Select(thing => new BatchThing(table, thing.Key, batch, [.. thing.OrderBy(version => version.KnownFrom)])))];
    }

    /// <summary>Everything that was written or closed since, by whomever.</summary>
    public IReadOnlyList<BatchThing> Things { get; }

    /// <summary>Whom an entry of the batch was about.</summary>
    public EntryHead Head(long height) => heads[height];

    /// <summary>What each thing was before the batch, with the entry that each version came with.</summary>
    public IReadOnlyDictionary<BatchThing, List<(Version Version, EntryHead Origin)>> Before(IReadOnlyList<BatchThing> things)
    {
        var origins = EntryHeads.At(session, countyKey, things.SelectMany(thing => thing.Replaced).Select(version => version.KnownFrom));
        return things.ToDictionary(thing => thing, thing => thing.Replaced.Select(version => (version, origins[version.KnownFrom])).DistinctBy(state => new BatchThing.State(state.version)).ToList());
    }

    private List<Version> Read(VersionedTable table, string condition, string historyCondition, (string, object?) parameter)
    {
        var secrets = session.Database.Secrets;
        return
        [
            .. session.Writer.Command($"SELECT {table.SelectList(history: false)} FROM {table.Name} WHERE county_key = @county AND {condition}", ("@county", countyKey), parameter)
                .ToList(reader => table.Read(reader, secrets)),
            .. session.Writer.Command($"SELECT {table.SelectList(history: true)} FROM {table.HistoryName} WHERE county_key = @county AND {historyCondition}", ("@county", countyKey), parameter)
                .ToList(reader => table.Read(reader, secrets)),
        ];
    }
}
