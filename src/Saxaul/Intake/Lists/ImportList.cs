using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Registers;

namespace Saxaul.Intake;

/// <summary>
/// Applies a department's list within one transaction. A list is known by its kind, source and period: it takes the place of what an earlier list of the same three
/// said, so that a corrected list corrects and nothing counts twice.
/// </summary>
internal sealed class ImportList
{
    private readonly WriteSession session;
    private readonly OpenedFile file;
    private readonly RegisterDefinition register;
    private readonly RecordsDefinition records;
    private readonly Gazetteer gazetteer;
    private readonly IReadOnlyList<int> countyKeys;
    private readonly long batchId;
    private readonly long fileId;
    private readonly SortedDictionary<string, int> findings = new(StringComparer.Ordinal);

    public ImportList(Registry registry, WriteSession session, OpenedFile file, Gazetteer counties, long batchId, long fileId)
    {
        this.session = session;
        this.file = file;
        this.batchId = batchId;
        this.fileId = fileId;
        records = file.Shape.Definition.Records!;
        register = registry.Register(records.Register);
        // A list concerns any county: all stand still while its rows are matched.
        countyKeys = [.. counties.Counties.Select(county => county.CountyKey).Order()];
        session.HeightOf(0);
        foreach (var countyKey in countyKeys)
            session.HeightOf(countyKey);
        gazetteer = Gazetteer.Read(session, countyKeys);
    }

    /// <summary>The households whose figures changed, by county.</summary>
    public Dictionary<int, List<long>> Touched { get; } = [];

    /// <summary>Where each finding of this reading stands, those that were open already included.</summary>
    public List<ListedFinding> Found { get; } = [];

    public FileReport Run()
    {
        var rows = ListedRow.Read(file);
        var households = new MatchHouseholds(session, gazetteer, rows);
        var matches = rows.Select(row => (Row: row, Match: file.Shape.Definition.About == ListAbout.Area ? Village(households, row) : households.Of(row))).ToList();
        var earlier = EarlierLists.Read(session, file, fileId, countyKeys);

        Record(matches.Where(one => one.Match.Outcome == MatchOutcome.Matched), earlier);
        Ask(matches.Where(one => one.Match.Outcome == MatchOutcome.ForReview), earlier);
        var leads = KeepLeads(matches.Where(one => one.Match.Outcome == MatchOutcome.Unknown).Select(one => one.Row));
        int Count(MatchOutcome outcome) => matches.Count(one => one.Match.Outcome == outcome);
        return new FileReport
        {
            File = file.Name,
            Kind = file.Shape.Definition.List,
            Rows = rows.Count,
            Matched = Count(MatchOutcome.Matched),
            ForReview = Count(MatchOutcome.ForReview),
            Unknown = Count(MatchOutcome.Unknown),
            Leads = leads,
            Findings = findings,
            Changed = Touched.Values.Sum(changed => changed.Count),
            UnknownColumns = file.UnknownColumns,
            Notes = file.AllNotes,
        };
    }

    private static ListMatch Village(MatchHouseholds households, ListedRow row) =>
        households.PlaceOf(row.Place) is { Village: { } village } ? ListMatch.Found((village.CountyKey, village.Id)) : ListMatch.Unknown;

    /// <summary>One journal entry an owner: what the list says of it now, and what an earlier list said and this one no longer does.</summary>
    private void Record(IEnumerable<(ListedRow Row, ListMatch Match)> matched, EarlierLists earlier)
    {
        var byOwner = matched.ToLookup(one => one.Match.Candidates[0], one => one.Row);
        foreach (var county in byOwner.Select(group => group.Key).Concat(earlier.Owners).Distinct().GroupBy(owner => owner.CountyKey).OrderBy(group => group.Key))
        {
            var owners = county.Select(owner => owner.Id).Order().ToList();
            var standing = session.Read(register.Table, county.Key, session.Database.AnyOf(register.OwnerColumn, "@owners"), command => session.Database.AddList(command, "@owners", owners))
                .ToLookup(version => (long)version.Values[0]!);
            var open = session.Read(Finding.Table, county.Key, "file_id IS NOT NULL AND kind = @kind", command => command.Add("@kind", FindingKind.UnreadableValue)).ToLookup(version => Finding.From(version).HouseholdId ?? 0);
            foreach (var owner in owners)
                RecordOf((county.Key, owner), [.. byOwner[(county.Key, owner)]], [.. standing[owner]], [.. open[owner]], earlier);
        }
    }

    private void RecordOf((int CountyKey, long Id) owner, List<ListedRow> rows, List<Journal.Version> standing, List<Journal.Version> open, EarlierLists earlier)
    {
        var ofHousehold = register.BelongsTo == Owner.Household;
        var entry = session.Begin(owner.CountyKey, new EntryHead("import list", file.On)
        {
            HouseholdId = ofHousehold ? owner.Id : null, AreaId = ofHousehold ? null : owner.Id, BatchId = batchId, FileId = fileId,
            Sheet = rows.FirstOrDefault()?.Sheet ?? file.Sheets[0].Form.Sheet.Name, SourceRow = rows.FirstOrDefault()?.Row,
        });
        var renewed = new HashSet<Journal.Version>();
        var line = 0L;
        foreach (var row in rows)
        {
            if (Unreadable(row) is { } field)
            {
                Count(FindingKind.UnreadableValue, row, field);
                Raise(entry, open, new Finding
                {
                    Kind = FindingKind.UnreadableValue, HouseholdId = ofHousehold ? owner.Id : null, AreaId = ofHousehold ? null : owner.Id, FileId = fileId, Sheet = row.Sheet,
                    ColumnLetter = file.Sheets[0].Form.ColumnOf(field)?.Letter, Field = field,
                }, row.Row);
                continue;
            }
            object?[] values = [owner.Id, .. Values(row, ++line)];
            var known = standing.FirstOrDefault(version => register.IdentifiedBy.All(name => Equals(version.Values[register.IndexOf(name)], values[register.IndexOf(name)])));
            if (known is not null)
                renewed.Add(known);
            _ = known is null ? entry.Add(register.Table, values, row.Row) : entry.Change(register.Table, known, values, row.Row);
        }
        foreach (var gone in standing.Where(version => earlier.Wrote(owner.CountyKey, version) && !renewed.Contains(version)))
            entry.Retract(register.Table, gone);
        foreach (var settled in open.Where(version => Finding.From(version).FileId is { } raisedBy && earlier.Files.Contains(raisedBy)))
            entry.End(Finding.Table, settled);
        if (entry.Seal())
            Touch(owner, ofHousehold);
    }

    private void Count(string kind, ListedRow row, string field)
    {
        findings[kind] = findings.GetValueOrDefault(kind) + 1;
        Found.Add(new ListedFinding(row.Sheet, row.Row, null, kind, field));
    }

    private void Touch((int CountyKey, long Id) owner, bool ofHousehold)
    {
        if (!Touched.TryGetValue(owner.CountyKey, out var changed))
            Touched[owner.CountyKey] = changed = [];
        changed.AddRange(ofHousehold ? [owner.Id] : session.Writer.Command("SELECT id FROM household WHERE county_key = @county AND village_id = @village", ("@county", owner.CountyKey), ("@village", owner.Id))
            .ToList(reader => reader.GetInt64(0)));
    }

    /// <summary>The column that the entry needs and that says nothing one can read.</summary>
    private string? Unreadable(ListedRow row) => records.Fields.Values.FirstOrDefault(column => row.Value(column) is null);

    private object?[] Values(ListedRow row, long line) => ListEntry.Values(register, file.Source, file.Period, field =>
        records.Fields.TryGetValue(field, out var column) ? row.Value(column)
        : records.Values.TryGetValue(field, out var constant) ? constant
        : field switch { ListEntry.Line => line, ListEntry.LeftBlank => false, _ => null });

    /// <summary>Who may be meant is kept with what the list says of them, until a person answers.</summary>
    private void Ask(IEnumerable<(ListedRow Row, ListMatch Match)> uncertain, EarlierLists earlier)
    {
        var byCounty = uncertain.GroupBy(one => one.Match.Candidates[0].CountyKey).ToDictionary(county => county.Key, county => county.ToList());
        foreach (var countyKey in countyKeys)
        {
            var open = session.Read(Finding.Table, countyKey, "kind = @kind", command => command.Add("@kind", FindingKind.MatchForReview));
            if (open.Count == 0 && !byCounty.ContainsKey(countyKey))
                continue;
            var entry = session.Begin(countyKey, new EntryHead("ask who is meant", file.On) { BatchId = batchId, FileId = fileId, Sheet = file.Sheets[0].Form.Sheet.Name });
            foreach (var (row, match) in byCounty.GetValueOrDefault(countyKey) ?? [])
            {
                Count(FindingKind.MatchForReview, row, WellKnown.Name);
                Raise(entry, open, new Finding
                {
                    Kind = FindingKind.MatchForReview, FileId = fileId, Sheet = row.Sheet, Field = WellKnown.Name, Written = $"{row.Name} {row.Document.Number}".Trim(),
                    Details = JsonSerializer.Serialize(new MatchQuestion(file.Shape.Definition.List, file.Period.ToString(),
                        [.. Values(row, 1)], [.. match.Candidates.Select(one => new HouseholdKey(one.CountyKey, one.Id))]), ReportJson.Options),
                }, row.Row);
            }
            foreach (var settled in open.Where(version => Finding.From(version).FileId is { } raisedBy && earlier.Files.Contains(raisedBy)))
                entry.End(Finding.Table, settled);
            entry.Seal();
        }
    }

    /// <summary>Raises a finding unless the same one is open; that stays, and is taken off the list of the open ones.</summary>
    private static void Raise(Entry entry, List<Journal.Version> open, Finding raised, int row)
    {
        var same = open.FindIndex(version => Finding.From(version) is var known && known.Kind == raised.Kind && known.HouseholdId == raised.HouseholdId
            && known.AreaId == raised.AreaId && known.Field == raised.Field && known.Written == raised.Written && known.Details == raised.Details);
        if (same >= 0)
            open.RemoveAt(same);
        else
            entry.Add(Finding.Table, raised.ToValues(), row);
    }

    private int KeepLeads(IEnumerable<ListedRow> unknown)
    {
        if (file.Shape.Definition.Lead is not { } large)
            return 0;
        var period = file.Period.ToString();
        var known = session.Read(Lead.Table, 0, "list = @list AND source = @source AND period = @period", command =>
        {
            command.Add("@list", file.Shape.Definition.List);
            command.Add("@source", file.Source);
            command.Add("@period", period);
        });
        var entry = session.Begin(0, new EntryHead("keep leads", file.On) { BatchId = batchId, FileId = fileId, Sheet = file.Sheets[0].Form.Sheet.Name });
        var count = 0;
        foreach (var row in unknown)
        {
            if (row.Value(large.Column) is not long amount || amount < large.From * 100)
                continue;
            count++;
            var place = string.Join(' ', new[] { row.Place.County, row.Place.Township, row.Place.Village }.OfType<string>());
            var lead = new Lead(row.Name, place.Length == 0 ? null : place, file.Shape.Definition.List, file.Source, period, amount, file.On.AddDays(large.Days));
            var same = known.FindIndex(version => version.Values.AsSpan(0, 6).SequenceEqual(lead.ToValues().AsSpan(0, 6)));
            if (same >= 0)
                known.RemoveAt(same);
            else
                entry.Add(Lead.Table, lead.ToValues(), row.Row);
        }
        foreach (var gone in known)
            entry.Retract(Lead.Table, gone);
        entry.Seal();
        return count;
    }
}

/// <summary>A household by its key.</summary>
public sealed record HouseholdKey(int CountyKey, long Id);

/// <summary>What a <see cref="FindingKind.MatchForReview"/> asks: which of these households a row of a list means.</summary>
/// <param name="List">The kind of list.</param>
/// <param name="Values">What is to be recorded for the household that is chosen, in the order of the register's fields.</param>
public sealed record MatchQuestion(string List, string Period, IReadOnlyList<object?> Values, IReadOnlyList<HouseholdKey> Candidates);
