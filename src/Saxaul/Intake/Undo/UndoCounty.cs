using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Registers;
using Version = Saxaul.Journal.Version;

namespace Saxaul.Intake;

/// <summary>What a <see cref="FindingKind.UndoConflict"/> tells: which batch was undone, and what of the household something else has changed since.</summary>
/// <param name="What">Names of tables: "household", "membership", "register_budget", …</param>
public sealed record UndoConflict(long Batch, IReadOnlyList<string> What);

/// <summary>Undoes a batch in one county, one journal entry a household for what is taken back and one for each entry from which something is restored.</summary>
internal sealed class UndoCounty(Registry registry, WriteSession session, int countyKey, long batchId, string? reason, string act = UndoBatch.Act)
{
    internal const string RestoreAct = "restore";

    private readonly record struct About(long? HouseholdId, long? AreaId);

    private readonly HashSet<long> restored = [];
    private readonly HashSet<About> asked = [];
    private readonly Dictionary<VersionedTable, RegisterDefinition> registers = registry.Registers.ToDictionary(register => register.Table);

    public int CountyKey => countyKey;

    /// <summary>Households of which something was taken back or restored.</summary>
    public HashSet<long> Touched { get; } = [];

    /// <summary>Of those, the ones of which nothing waits for a person.</summary>
    public IEnumerable<long> Restored => restored.Where(household => !asked.Contains(new About(household, null)));

    /// <summary>Households and areas of which a person must be asked.</summary>
    public int Conflicts => asked.Count;

    public void Run()
    {
        var trace = new BatchTrace(registry, session, countyKey, batchId);
        var staying = new Staying(trace.Things, registers);
        var before = trace.Before([.. trace.Things.Where(thing => thing.OfBatch && !staying.Contains(thing))]);
        foreach (var taken in Collisions(trace, before))
            staying.Keep(taken);
        var undone = before.Keys.Where(thing => !staying.Contains(thing)).ToList();
        var byAbout = undone.GroupBy(thing => Of(trace.Head(thing.Height))).OrderBy(group => group.Key.HouseholdId).ThenBy(group => group.Key.AreaId).ToList();

        TakeBack(byAbout.ToDictionary(group => group.Key, group => group.ToList()), trace, staying);
        var askNothing = FindingsOfNobody(undone);
        foreach (var group in byAbout)
            Restore(group.Key, [.. group.Where(thing => !askNothing.Contains(thing)).SelectMany(thing => before[thing].Select(state => (thing.Table, state.Version, state.Origin)))]);
        if (countyKey != HandedFiles.Office)
            HeldFindings.Settle(session, countyKey, Head(default));
    }

    /// <summary>First everything goes, so that what comes back finds its place free.</summary>
    private void TakeBack(Dictionary<About, List<BatchThing>> undone, BatchTrace trace, Staying staying)
    {
        var conflicts = staying.Conflicts.GroupBy(conflict => conflict.HouseholdId is null && conflict.AreaId is null ? Of(trace.Head(conflict.Thing.Height)) : new About(conflict.HouseholdId, conflict.AreaId))
            .ToDictionary(group => group.Key, group => group.Select(conflict => conflict.Thing).ToList());
        var orphans = staying.FindingsOfGone.ToLookup(thing => new About((long?)thing.Value("household_id"), null));
        foreach (var about in undone.Keys.Union(conflicts.Keys).Union(orphans.Select(group => group.Key)).OrderBy(about => about.HouseholdId).ThenBy(about => about.AreaId))
        {
            var entry = session.Begin(countyKey, Head(about));
            foreach (var thing in undone.GetValueOrDefault(about) ?? [])
            {
                foreach (var version in thing.Known)
                    entry.Retract(thing.Table, version);
            }
            foreach (var finding in orphans[about])
                entry.End(finding.Table, finding.Current!);
            if (conflicts.TryGetValue(about, out var things))
                Ask(entry, about, things, trace);
            if (entry.Seal())
                Touch(about);
        }
    }

    /// <summary>Findings that the batch settled, about households that went with another batch since: they do not come back.</summary>
    private HashSet<BatchThing> FindingsOfNobody(IReadOnlyList<BatchThing> undone)
    {
        var findings = undone.Where(thing => thing.Table == Finding.Table && thing.Replaced.Count > 0).Select(thing => (Thing: thing, Household: thing.Value("household_id") as long?)).Where(one => one.Household is not null).ToList();
        if (findings.Count == 0)
            return [];
        var ids = findings.Select(one => one.Household!.Value).Distinct().ToList();
        var there = session.Read(Household.Table, countyKey, session.Database.AnyOf("id", "@ids"), command => session.Database.AddList(command, "@ids", ids)).Select(version => version.Id)
            .Concat(undone.Where(thing => thing.Table == Household.Table && thing.Replaced.Count > 0).Select(thing => thing.Id)).ToHashSet();
        return [.. findings.Where(one => !there.Contains(one.Household!.Value)).Select(one => one.Thing)];
    }

    private void Ask(Entry entry, About about, List<BatchThing> things, BatchTrace trace)
    {
        asked.Add(about);
        var file = things.Where(thing => thing.OfBatch).Select(thing => trace.Head(thing.Height)).FirstOrDefault();
        entry.Add(Finding.Table, new Finding
        {
            Kind = FindingKind.UndoConflict, HouseholdId = about.HouseholdId is EntryHead.NoHousehold ? null : about.HouseholdId, AreaId = about.AreaId, FileId = file?.FileId, Sheet = file?.Sheet,
            Details = JsonSerializer.Serialize(new UndoConflict(batchId, [.. things.Select(thing => thing.Table.Name).Distinct().Order()]), ReportJson.Options),
        }.ToValues(), file?.SourceRow);
    }

    /// <summary>What comes back keeps the entry it came with: its file and row, and the batch with which it can be undone in its turn.</summary>
    private void Restore(About about, List<(VersionedTable Table, Version Version, EntryHead Origin)> states)
    {
        foreach (var origin in states.GroupBy(state => state.Origin))
        {
            var entry = session.Begin(countyKey, origin.Key with { Act = RestoreAct, HouseholdId = about.HouseholdId, AreaId = about.AreaId, Reason = ReasonText, BatchId = origin.Key.BatchId ?? Undone });
            foreach (var (table, version, _) in origin)
                entry.Restore(table, version);
            if (entry.Seal())
                Touch(about);
        }
    }

    private void Touch(About about)
    {
        List<long> households = about.HouseholdId is EntryHead.NoHousehold ? []
            : about.HouseholdId is { } one ? [one]
            : about.AreaId is { } village ? In(village)
            : [];
        Touched.UnionWith(households);
        if (!asked.Contains(about))
            restored.UnionWith(households);
    }

    private List<long> In(long village)
    {
        var command = session.Writer.Command($"SELECT id FROM household WHERE county_key = @county AND {session.Database.AnyOf("village_id", "@villages")}", ("@county", countyKey));
        session.Database.AddList(command, "@villages", JoinedAreas.Read(session.Writer.Connection, session.Writer.Transaction, AsOf.Now, countyKey).With([village]));
        return command.ToList(reader => reader.GetInt64(0));
    }

    /// <summary>Things that cannot come back because something else has taken their place since: the same member, the same amount of the same list.</summary>
    private List<BatchThing> Collisions(BatchTrace trace, IReadOnlyDictionary<BatchThing, List<(Version Version, EntryHead Origin)>> before)
    {
        var taken = trace.Things.Where(thing => !before.ContainsKey(thing) && thing.Current is not null).Select(thing => Identity(thing.Table, thing.Current!)).OfType<string>().ToHashSet();
        return [.. before.Where(one => one.Value.Any(state => state.Version.TrueTo is null && Identity(one.Key.Table, state.Version) is { } identity && taken.Contains(identity))).Select(one => one.Key)];
    }

    /// <summary>What no second current row of the table may share with this one; null when it shares nothing.</summary>
    private string? Identity(VersionedTable table, Version version)
    {
        object?[]? key = table == Membership.Table ? version.Values[..2]
            : table == Household.Table && version.Values[0] is { } number ? [number]
            : registers.TryGetValue(table, out var register) && (!register.Many || register.IdentifiedBy.Count > 0) ? [version.Values[0], .. register.IdentifiedBy.Select(field => version.Values[register.IndexOf(field)])]
            : null;
        return key is null ? null : $"{table.Name}\n{string.Join('\n', key)}";
    }

    private EntryHead Head(About about) => new(act, session.Database.Time.Today())
    {
        HouseholdId = about.HouseholdId, AreaId = about.AreaId, Reason = ReasonText, BatchId = Undone,
    };

    /// <summary>What takes back an act by hand is no batch of its own, which could be taken back.</summary>
    private long? Undone => HandBatch.Is(batchId) ? -batchId : null;

    /// <summary>Of files with the number of their batch, in no language.</summary>
    private string? ReasonText => HandBatch.Is(batchId) ? reason : reason is null ? $"#{batchId}" : $"#{batchId} {reason}";

    private static About Of(EntryHead head) => new(head.HouseholdId, head.AreaId);
}
