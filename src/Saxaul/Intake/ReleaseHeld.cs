using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;

namespace Saxaul.Intake;

/// <summary>
/// Looks up anew where a county's held households are: those whose village is certain by now are released, those of whom more is known are held lower down, and
/// the findings that asked are closed. One journal entry a household, so that facts and warnings follow.
/// </summary>
internal static class ReleaseHeld
{
    public const string Act = "release household";

    /// <returns>The households that were released.</returns>
    public static IReadOnlySet<long> In(WriteSession session, int countyKey, string? reason = null)
    {
        session.HeightOf(countyKey);
        session.Flush();
        var gazetteer = Gazetteer.Read(session, [countyKey]);
        var held = HeldHousehold.Read(session.Database, session.Writer.Connection, session.Writer.Transaction, gazetteer, countyKey);
        var released = new HashSet<long>();
        var erased = new ErasedHere(session, countyKey);
        var head = new EntryHead(Act, session.Database.Time.Today()) { Reason = reason };
        var understood = held.Where(one => one.Place.Village is not null || one.Place.Within is { } within && within.Id != one.Household.PlaceId).ToList();
        var origins = EntryHeads.At(session, countyKey, understood.Select(one => one.Version.KnownFrom));
        foreach (var one in understood)
        {
            // The household still comes from its file: undoing that takes it back, answered or not.
            var origin = origins[one.Version.KnownFrom];
            var entry = session.Begin(countyKey, head with { HouseholdId = one.Version.Id, BatchId = origin.BatchId, FileId = origin.FileId, Sheet = origin.Sheet, SourceRow = origin.SourceRow });
            var mayBeErased = one.Place.Village is { } village && erased.LastIn(village.Id, before: FirstKnown(session, countyKey, one.Version.Id)) is not null;
            Release(session, entry, one.Version, household => mayBeErased ? household with { PlaceId = one.Place.Village!.Id, WrittenPlace = null } : Put(household, one.Place));
            if (mayBeErased)
                entry.Add(Finding.Table, new Finding { Kind = FindingKind.ErasedNamedAgain, HouseholdId = one.Version.Id, FileId = origin.FileId, Sheet = origin.Sheet, Field = Registers.WellKnown.HouseholdNumber }.ToValues(), one.Version.SourceRow);
            entry.Seal();
            if (one.Place.Village is not null && !mayBeErased)
                released.Add(one.Version.Id);
        }
        HeldFindings.Settle(session, countyKey, head);
        return released;
    }

    private static Household Put(Household held, ResolvedPlace place) => place.Village is { } village
        ? held with { VillageId = village.Id, PlaceId = village.Id, WrittenPlace = null }
        : held with { PlaceId = place.Within!.Id };

    /// <summary>Puts a held household where it stands from its first day on.</summary>
    internal static void Release(WriteSession session, Entry entry, Journal.Version held, Func<Household, Household> put)
    {
        foreach (var state in Earlier(session, entry.CountyKey, held.Id).Where(state => Waits(state, Household.From(held))))
        {
            entry.Retract(Household.Table, state);
            entry.Restore(Household.Table, new Journal.Version
            {
                Id = state.Id, Values = put(Household.From(state)).ToValues(), TrueFrom = state.TrueFrom, TrueTo = state.TrueTo, KnownFrom = entry.Height, SourceRow = state.SourceRow,
            });
        }
        entry.Correct(Household.Table, held, put(Household.From(held)).ToValues(), held.SourceRow);
    }

    private static long FirstKnown(WriteSession session, int countyKey, long id) =>
        session.Writer.Command($"SELECT known_from FROM {Household.Table.Name} WHERE county_key = @county AND id = @id UNION ALL SELECT known_from FROM {Household.Table.HistoryName} WHERE county_key = @county AND id = @id", ("@county", countyKey), ("@id", id))
            .ToList(reader => reader.GetInt64(0)).Min();

    /// <summary>Earlier states of the same household that wait for the same words: it stood there then, too.</summary>
    private static bool Waits(Journal.Version state, Household now) => Household.From(state) is var then && then.IsHeld && then.WrittenPlace == now.WrittenPlace;

    private static List<Journal.Version> Earlier(WriteSession session, int countyKey, long id)
    {
        session.Flush();
        return session.Writer.Command($"SELECT {Household.Table.SelectList(history: true)} FROM {Household.Table.HistoryName} WHERE county_key = @county AND id = @id AND known_to IS NULL",
            ("@county", countyKey), ("@id", id)).ToList(reader => Household.Table.Read(reader, session.Database.Secrets));
    }
}

/// <summary>The findings that ask where held households are, kept in step with them: one for each question, none where nobody waits any more.</summary>
internal static class HeldFindings
{
    /// <param name="head">The entry under which findings are closed and raised, when there are any.</param>
    public static void Settle(WriteSession session, int countyKey, EntryHead head)
    {
        var open = session.Read(Finding.Table, countyKey, "kind = @kind", command => command.Add("@kind", FindingKind.UnresolvedPlace));
        using var any = session.Writer.Command("SELECT 1 FROM household WHERE county_key = @county AND village_id IS NULL LIMIT 1", ("@county", countyKey));
        var holds = any.ExecuteScalar() is not null;
        if (open.Count == 0 && !holds)
            return;
        var held = holds
            ? HeldHousehold.Read(session.Database, session.Writer.Connection, session.Writer.Transaction, Gazetteer.Read(session, [countyKey]), countyKey)
            : [];
        var questions = held.GroupBy(one => one.Question).ToDictionary(group => group.Key, group => group.First());
        var asked = new HashSet<HeldKey>();
        var settled = open.Where(version =>
        {
            var finding = Finding.From(version);
            var key = HeldKey.Of(finding.AreaId ?? 0, finding.Details ?? "");
            return !questions.ContainsKey(key) || !asked.Add(key);
        }).ToList();
        var raised = questions.Where(question => !asked.Contains(question.Key)).ToList();
        // Whoever changed nothing about held places needs no right to them.
        if (settled.Count + raised.Count == 0)
            return;
        var entry = session.Begin(countyKey, head with { HouseholdId = EntryHead.NoHousehold, AreaId = null });
        foreach (var version in settled)
            entry.End(Finding.Table, version);
        foreach (var (key, one) in raised)
        {
            entry.Add(Finding.Table, new Finding
            {
                Kind = FindingKind.UnresolvedPlace, AreaId = key.WithinId, Field = Registers.WellKnown.Village, Details = one.Place.Unknown ?? "",
            }.ToValues(), one.Version.SourceRow);
        }
        entry.Seal();
    }
}
