using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Journal;

namespace Saxaul.Screening;

/// <summary>
/// Brings the warnings of a county, or of some of its households, to what a policy says on a day: what fires and did not is first seen, what no longer fires is
/// gone. What is gone and back within one day was never gone, so that looking often and looking once come to the same. The latest look decides: one for
/// an earlier day than the last takes back what the last had said for later days.
/// </summary>
internal sealed class KeepWarnings
{
    public const string Act = "screen";

    private readonly WriteSession session;
    private readonly CountyFacts facts;
    private readonly Policy policy;
    private readonly IReadOnlyCollection<long>? among;
    private readonly Entry entry;
    private readonly Dictionary<(long HouseholdId, string Rule), Journal.Version> standing = [];
    private readonly Dictionary<(long HouseholdId, string Rule), Journal.Version> ended = [];
    private int added;
    private int gone;

    /// <param name="among">The households that were looked at; null for all of the county.</param>
    public KeepWarnings(WriteSession session, CountyFacts facts, Policy policy, IReadOnlyCollection<long>? among)
    {
        this.session = session;
        this.facts = facts;
        this.policy = policy;
        this.among = among;
        entry = session.Begin(facts.CountyKey, new EntryHead(Act, On) { HouseholdId = EntryHead.NoHousehold });
    }

    private DateOnly On => facts.On;

    /// <summary>Writes what differs, as one entry of the journal.</summary>
    /// <returns>Warnings first seen and gone again, those of held households not counted.</returns>
    public (int New, int Gone) Write(IEnumerable<Fired> fired)
    {
        ReadStanding();
        ReadEnded();
        foreach (var one in fired)
            Fire(one);
        foreach (var (key, warning) in standing)
        {
            entry.End(Warning.Table, warning);
            gone += IsHeld(key.HouseholdId) ? 0 : 1;
        }
        foreach (var warning in ended.Values.Where(warning => warning.TrueTo > On && warning.TrueFrom < On))
            entry.Restore(Warning.Table, Lasting(warning, warning.TrueFrom, On));
        entry.Seal();
        return (added, gone);
    }

    /// <summary>What stands now, for whatever day it was last looked at.</summary>
    public static HashSet<(long HouseholdId, string Rule)> Standing(WriteSession session, int countyKey, Policy policy) =>
        [.. session.Read(Warning.Table, countyKey, "policy = @policy", command => command.Add("@policy", policy.Name)).Select(KeyOf)];

    private void ReadStanding()
    {
        foreach (var warning in session.Read(Warning.Table, facts.CountyKey, Among, AddAmong))
        {
            if (warning.TrueFrom <= On)
                standing.Add(KeyOf(warning), warning);
            else
                entry.Retract(Warning.Table, warning);
        }
    }

    /// <summary>What stood on the day and no longer does, or ended that very day.</summary>
    private void ReadEnded()
    {
        var known = standing.Values.Select(warning => warning.Id).ToHashSet();
        using var command = session.Writer.Command(
            $"SELECT {Warning.Table.SelectList(history: true)} FROM {Warning.Table.HistoryName} WHERE county_key = @county AND known_to IS NULL AND true_to >= @on AND {Among} ORDER BY true_from, id",
            ("@county", facts.CountyKey), ("@on", On));
        AddAmong(command);
        foreach (var warning in command.ToList(reader => Warning.Table.Read(reader, session.Database.Secrets)).Where(warning => !known.Contains(warning.Id)))
        {
            if (warning.TrueTo > On)
                entry.Retract(Warning.Table, warning);
            if (warning.TrueFrom <= On)
                ended[KeyOf(warning)] = warning;
        }
    }

    private void Fire(Fired one)
    {
        var key = (one.HouseholdId, one.Rule);
        object?[] Values(DateOnly firstSeen) => new Warning(one.HouseholdId, one.Rule, policy.Name, firstSeen, one.Figures).ToValues();
        if (standing.Remove(key, out var known))
        {
            entry.Change(Warning.Table, known, Values(Warning.From(known).FirstSeen));
            return;
        }
        if (ended.Remove(key, out var back))
        {
            Reopen(back, Values(Warning.From(back).FirstSeen));
            return;
        }
        entry.Add(Warning.Table, Values(On));
        added += IsHeld(one.HouseholdId) ? 0 : 1;
    }

    private void Reopen(Journal.Version back, object?[] values)
    {
        var isSame = back.Values.SequenceEqual(values);
        // What ended later was taken back already.
        if (isSame && back.TrueTo == On)
            entry.Retract(Warning.Table, back);
        if (!isSame && back.TrueTo > On && back.TrueFrom < On)
            entry.Restore(Warning.Table, Lasting(back, back.TrueFrom, On));
        entry.Restore(Warning.Table, new Journal.Version { Id = back.Id, Values = values, TrueFrom = isSame ? back.TrueFrom : On, KnownFrom = entry.Height });
    }

    private Journal.Version Lasting(Journal.Version warning, DateOnly from, DateOnly until) =>
        new() { Id = warning.Id, Values = warning.Values, TrueFrom = from, TrueTo = until, KnownFrom = entry.Height };

    private bool IsHeld(long householdId) => IsHeld(facts, householdId);

    /// <summary>Whether nobody has said yet in which village a household is.</summary>
    public static bool IsHeld(CountyFacts facts, long householdId) => facts.RowOf(householdId) is >= 0 and var row && facts.VillageOf(row) == 0;

    private string Among => among is null ? "policy = @policy" : $"policy = @policy AND {session.Database.AnyOf("household_id", "@among")}";

    private void AddAmong(DbCommand command)
    {
        command.Add("@policy", policy.Name);
        if (among is not null)
            session.Database.AddList(command, "@among", among);
    }

    private static (long HouseholdId, string Rule) KeyOf(Journal.Version version)
    {
        var warning = Warning.From(version);
        return (warning.HouseholdId, warning.Rule);
    }
}
