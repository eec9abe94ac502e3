using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>
/// What people have put right by hand in the households that a list speaks of. Lists are copied from older lists, so what was corrected comes back wrong with each of them:
/// none overrules a person, and where one says otherwise it is asked about.
/// </summary>
internal sealed class PutRight
{
    /// <summary>What these say is a first statement, or one carried to another county, which a list may complete and better.</summary>
    private static readonly HashSet<string> FirstStatements = [RegisterHousehold.Act, RecordBirth.Act, JoinHousehold.Act, MoveToCounty.Act];

    /// <summary>Only these say of something that it is unknown, or was never so; others leave open what they do not speak of.</summary>
    private static readonly HashSet<string> Corrections = [CorrectEntry.Act, CorrectPerson.Act, CorrectHousehold.Act, CorrectDeath.Act, GiveDocument.Act];

    private readonly WriteSession session;
    private readonly int countyKey;
    private readonly HashSet<long> households = [];
    private readonly HashSet<long> owners = [];
    private readonly List<Finding> answered = [];
    private readonly Dictionary<(VersionedTable Table, long Id, long KnownFrom), KnownStates> states = [];
    private readonly Dictionary<(VersionedTable Table, long OwnerId), List<object?[]>> tookAway = [];
    private readonly Dictionary<long, string?> acts = [];

    /// <param name="householdIds">Those that it may speak of. Where nobody acted by hand, nothing more is ever asked.</param>
    public PutRight(WriteSession session, int countyKey, IReadOnlyCollection<long> householdIds)
    {
        this.session = session;
        this.countyKey = countyKey;
        var database = session.Database;
        if (householdIds.Count > 0)
        {
            var touched = session.Writer.Command($"SELECT DISTINCT household_id FROM journal WHERE county_key = @county AND {database.AnyOf("household_id", "@ids")} AND batch_id >= @mark", ("@county", countyKey), ("@mark", HandBatch.Mark));
            database.AddList(touched, "@ids", householdIds);
            households.UnionWith(touched.ToList(reader => reader.GetInt64(0)));
        }
        owners.UnionWith(households);
        if (households.Count == 0)
            return;
        var closed = session.Writer.Command($"""
            SELECT {Finding.Table.SelectList(history: true)} FROM {Finding.Table.HistoryName} answered WHERE county_key = @county AND {database.AnyOf("household_id", "@ids")}
            AND EXISTS (SELECT 1 FROM journal WHERE journal.county_key = @county AND journal.height = answered.known_to AND journal.act = @act)
            """, ("@county", countyKey), ("@act", KeepAsRecorded.Act));
        database.AddList(closed, "@ids", households);
        answered = closed.ToList(reader => Finding.From(Finding.Table.Read(reader, database.Secrets)));
    }

    /// <summary>The values to write: what a list of a day says, but for what a person has put right, which stays and is asked about where the list differs.</summary>
    public object?[] Keep(VersionedTable table, Journal.Version current, object?[] values, IReadOnlyList<StatedField> stated, DateOnly on, Action<RaisedFinding> ask)
    {
        if (!Concerns(table.OwnerOf(current.Id, values).Id) || StateOn(table, current, on) is not { } state)
            return values;
        var kept = (object?[])values.Clone();
        foreach (var field in stated.Where(field => !Equals(values[field.Columns[0]], state.Values[field.Columns[0]]) && Holds(table, state, field.Columns[0])))
        {
            AskAbout([field], values, ask);
            foreach (var column in field.Columns)
                kept[column] = state.Values[column];
        }
        return kept;
    }

    public static void AskAbout(IEnumerable<StatedField> fields, object?[] values, Action<RaisedFinding> ask)
    {
        foreach (var field in fields)
            ask(new RaisedFinding(FindingKind.PutRightByHand, field.Key(values), null, field.Written(values[field.Columns[0]])));
    }

    /// <summary>Somebody who is or was in a household.</summary>
    public void Includes(long householdId, long personId)
    {
        if (households.Contains(householdId))
            owners.Add(personId);
    }

    /// <summary>Whether anything of a household or person may have been put right at all.</summary>
    public bool Concerns(long ownerId) => owners.Contains(ownerId);

    /// <summary>Whether a person has answered already of this household that what is recorded stays, though a list says so.</summary>
    public bool WasAnswered(long householdId, string kind, long? personId, string field, string? written) =>
        answered.Exists(finding => finding.HouseholdId == householdId && finding.Kind == kind && finding.PersonId == personId && finding.Field == field && finding.Written == written);

    /// <summary>The state that a list of a day meets: the present one, or, for an older list, what was so then; null when nothing was.</summary>
    private Journal.Version? StateOn(VersionedTable table, Journal.Version current, DateOnly on) =>
        on >= current.TrueFrom ? current : States(table, current).At(current.Id, on);

    /// <summary>Whether a value was put right by hand; that something is unknown counts when a correction put it in a value's place.</summary>
    public bool Holds(VersionedTable table, Journal.Version state, int column)
    {
        var known = States(table, state);
        var origin = known.OriginOf(state, column);
        if (ActOf(origin.KnownFrom) is not { } act || FirstStatements.Contains(act))
            return false;
        return state.Values[column] is not null || Corrections.Contains(act) && known.Ever(state.Id).Any(earlier => earlier.KnownTo == origin.KnownFrom && earlier.Values[column] is not null);
    }

    /// <summary>Whether a list says again what a person has put right: the very value that stood there before.</summary>
    public bool Repeats(VersionedTable table, Journal.Version state, int column, object? value) =>
        !Equals(state.Values[column], value) && Holds(table, state, column) && States(table, state).Ever(state.Id).Any(earlier => Equals(earlier.Values[column], value));

    /// <summary>Whether an owner's entry of this kind was taken away by a correction.</summary>
    public bool TookAway(RegisterDefinition register, long ownerId, Func<string, object?> valueOf)
    {
        var key = (register.Table, ownerId);
        if (!tookAway.TryGetValue(key, out var gone))
        {
            var known = Read(register.Table, register.OwnerColumn, ownerId);
            tookAway[key] = gone = [.. known.Ids.Select(id => known.Ever(id).MaxBy(version => version.KnownTo ?? version.KnownFrom)!)
                .Where(last => (last.TrueTo is not null || last.KnownTo is not null) && ActOf(last.KnownTo ?? last.KnownFrom) is { } act && Corrections.Contains(act)).Select(last => last.Values)];
        }
        return gone.Exists(values => register.IdentifiedBy.TrueForAll(field => Equals(values[register.IndexOf(field)], valueOf(field))));
    }

    /// <summary>The one of an owner's entries that had this identity until a person put right what told it apart; null when there is none.</summary>
    public Journal.Version? OnceIdentified(RegisterDefinition register, long ownerId, IEnumerable<Journal.Version> entries, Func<string, object?> valueOf) => !Concerns(ownerId) || !register.Many ? null
        : entries.FirstOrDefault(entry => States(register.Table, entry).Ever(entry.Id).Any(earlier => register.IdentifiedBy.TrueForAll(field => Equals(earlier.Values[register.IndexOf(field)], valueOf(field))))
            && register.IdentifiedBy.Select(register.IndexOf).Where(column => !Equals(entry.Values[column], valueOf(register.Fields[column - 1].Name))).All(column => Holds(register.Table, entry, column)));

    /// <summary>How somebody was known before, the present state included: a list may still know them by it.</summary>
    public IEnumerable<Person> EverKnownAs(Journal.Version person) => Concerns(person.Id) ? States(Person.Table, person).Ever(person.Id).Select(Person.From) : [Person.From(person)];

    /// <summary>Read anew for each state: an earlier row of the block may have changed the same thing.</summary>
    private KnownStates States(VersionedTable table, Journal.Version version)
    {
        var key = (table, version.Id, version.KnownFrom);
        return states.TryGetValue(key, out var known) ? known : states[key] = Read(table, "id", version.Id);
    }

    private KnownStates Read(VersionedTable table, string column, long id)
    {
        session.Flush();
        return KnownStates.Read(session.Database, session.Writer.Connection, table, countyKey, long.MaxValue, column, [id], session.Writer.Transaction);
    }

    /// <summary>The act by hand that wrote an entry; what undoing brings back is of the act that had brought it first. Null for what a list brought.</summary>
    private string? ActOf(long height)
    {
        if (!acts.TryGetValue(height, out var act))
        {
            act = session.Writer.Scalar("""
                SELECT act FROM journal WHERE county_key = @county AND batch_id = (SELECT batch_id FROM journal WHERE county_key = @county AND height = @height AND batch_id >= @mark)
                  AND (height = @height AND act <> @restore OR height < @height AND act <> @restore AND EXISTS (SELECT 1 FROM journal one WHERE one.county_key = @county AND one.height = @height AND one.act = @restore))
                ORDER BY height LIMIT 1
                """, ("@county", countyKey), ("@height", height), ("@mark", HandBatch.Mark), ("@restore", UndoCounty.RestoreAct)) as string;
            acts[height] = act;
        }
        return act;
    }
}
