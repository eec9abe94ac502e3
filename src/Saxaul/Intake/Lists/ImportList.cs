using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Registers;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>
/// Applies a department's list within one transaction. A list is known by its kind, source and period: it takes the place of what an earlier list of the same three
/// said, so that a corrected list corrects and nothing counts twice.
/// </summary>
internal sealed class ImportList
{
    /// <summary>Writes questions, no facts.</summary>
    private const string AskAct = "ask who is meant";

    /// <summary>Writes leads, no facts.</summary>
    private const string KeepLeadsAct = "keep leads";

    private readonly WriteSession session;
    private readonly OpenedFile file;
    private readonly RegisterDefinition register;
    private readonly RecordsDefinition records;
    private readonly IReadOnlyList<StatedField> fields;
    private readonly Gazetteer gazetteer;
    private readonly IReadOnlyList<int> countyKeys;

    /// <summary>The counties for which the actor may hand it in: it says nothing of others, and takes the place of nothing there.</summary>
    private readonly IReadOnlyList<int> own;

    private readonly long batchId;
    private readonly long fileId;
    private readonly bool isToldOfRows;
    private readonly SortedDictionary<string, int> findings = new(StringComparer.Ordinal);

    /// <summary>Households with which no department's list is compared, since they said so.</summary>
    private HashSet<(int CountyKey, long Id)> withdrawn = [];

    public ImportList(Registry registry, WriteSession session, OpenedFile file, Gazetteer counties, long batchId, long fileId)
    {
        this.session = session;
        this.file = file;
        this.batchId = batchId;
        this.fileId = fileId;
        isToldOfRows = session.Actor.IsToldOfRows(file.Shape.Definition.List);
        records = file.Shape.Definition.Records!;
        register = registry.Register(records.Register);
        fields = StatedField.Of(register);
        // A list concerns any county: all stand still while its rows are matched.
        countyKeys = [.. counties.Counties.Select(county => county.CountyKey).Order()];
        own = [.. countyKeys.Where(countyKey => session.Actor.MayHandIn(file.Shape.Definition.List, countyKey))];
        session.HeightOf(0);
        foreach (var countyKey in countyKeys)
            session.HeightOf(countyKey);
        gazetteer = Gazetteer.Read(session, countyKeys);
    }

    /// <summary>The households whose figures changed, by county.</summary>
    public Dictionary<int, List<long>> Touched { get; } = [];

    /// <summary>Where each finding of this reading stands, those that were open already included.</summary>
    public List<FindingInFile> Found { get; } = [];

    /// <summary>What it tries of numbers that are covered; none for who is told nothing of its rows, and for a list of villages.</summary>
    public TriedNumbers Tried { get; private set; } = new();

    public FileReport Run()
    {
        var rows = ListedRow.Read(file);
        var households = new MatchHouseholds(session, gazetteer, rows);
        if (isToldOfRows && file.Shape.Definition.About != ListAbout.Area)
            Tried = households.Tried(rows, own);
        var answers = new MatchAnswers(session, file, countyKeys);
        var keys = rows.ToDictionary(row => row, answers.KeyOf);
        withdrawn = file.Shape.Definition.About == ListAbout.Area ? [] : ReadComparison.Withdrawn(session);
        var matches = rows.Select(row => (Row: row, Match: file.Shape.Definition.About == ListAbout.Area ? Village(households, row) : answers.Of(keys[row], Within(households.Of(row))).Without(withdrawn))).ToList();
        var speaksOf = matches.SelectMany(one => one.Match.Candidates).Select(candidate => candidate.CountyKey).ToHashSet();
        var part = ListPart.Of(file, gazetteer, rows, households.PlaceOf, speaksOf);
        var earlier = EarlierLists.Read(session, file, fileId, own, speaksOf, matches.Where(one => one.Match.Outcome == MatchOutcome.Matched).Select(one => one.Match.Candidates[0]).ToHashSet(), part);

        Record(matches.Where(one => one.Match.Outcome == MatchOutcome.Matched), earlier);
        Ask(matches.Where(one => one.Match.Outcome == MatchOutcome.ForReview), earlier, keys);
        var leads = Leads(matches.Where(one => one.Match.Outcome == MatchOutcome.Unknown).Select(one => one.Row), earlier, row => CountyOf(households, row, part, speaksOf));
        int Count(MatchOutcome outcome) => matches.Count(one => one.Match.Outcome == outcome);
        return new FileReport
        {
            File = file.Name,
            Kind = file.Shape.Definition.List,
            Rows = rows.Count,
            Matched = Count(MatchOutcome.Matched),
            ForReview = Count(MatchOutcome.ForReview),
            Unknown = Count(MatchOutcome.Unknown),
            NotCompared = Count(MatchOutcome.NotCompared),
            Leads = leads,
            Findings = findings,
            Changed = Touched.Values.Sum(changed => changed.Count),
            UnknownColumns = file.UnknownColumns,
            Unreadable = rows.Count(row => Unreadable(row) is not null),
            UnreadableCells = [.. rows.Select(row => (row.Sheet, row.Row, Field: Unreadable(row))).Where(one => one.Field is not null).Take(UnreadableCell.Most)
                .Select(one => new UnreadableCell(one.Sheet, file.Sheets.First(sheet => sheet.Form.Sheet.Name == one.Sheet).Form.ColumnOf(one.Field!)?.Letter, one.Row))],
            Replaces = earlier.Notes,
            ReplacedFiles = [.. earlier.Files],
            Notes = file.AllNotes,
            Part = part,
            Counties = part is null ? speaksOf : speaksOf.Append(part.CountyKey).ToHashSet(),
        };
    }

    /// <summary>
    /// Which county keeps the lead that a row becomes: the one that it writes; else the one whose part the file is; else the only one in which the file knows anybody. Nothing says it:
    /// the office above the counties, when the actor answers for that.
    /// </summary>
    /// <exception cref="ProblemException"><see cref="Problem.CountyOfLeadsUnclear"/> when it is the office and the actor may only write in some county.</exception>
    private int CountyOf(MatchHouseholds households, ListedRow row, ListPart? part, IReadOnlySet<int> speaksOf)
    {
        var place = households.PlaceOf(row.Place);
        // A refusal would tell a department that the row is about nobody in the registry: its own county keeps it, of several the one that the row or the file names.
        if (!isToldOfRows && session.Actor.HandsInFor(file.Shape.Definition.List) is not null)
        {
            var named = new[] { (place?.Area ?? place?.Within)?.At(AreaLevel.County)?.CountyKey, part?.CountyKey }.FirstOrDefault(county => county is { } key && own.Contains(key));
            return named ?? own.Min();
        }
        return (place?.Area ?? place?.Within)?.At(AreaLevel.County)?.CountyKey ?? part?.CountyKey ?? (speaksOf.Count == 1 ? speaksOf.First()
            : session.Actor.May(Right.WriteAreas, HandedFiles.Office) ? HandedFiles.Office : throw new ProblemException(Problem.CountyOfLeadsUnclear(file.Name, row.Row)));
    }

    /// <summary>
    /// Those of the counties whose list somebody may hand in. Who is registered elsewhere is unknown here; where a row may be about a household here or one elsewhere, somebody here is asked. A department is asked nothing and told
    /// nothing: for it such a row is unknown too.
    /// </summary>
    private ListMatch Within(ListMatch match)
    {
        var here = match.Candidates.Where(one => session.Actor.MayHandIn(file.Shape.Definition.List, one.CountyKey)).ToList();
        return here.Count == match.Candidates.Count ? match : here.Count == 0 || !isToldOfRows ? ListMatch.Unknown : ListMatch.ForReview(here);
    }

    private static ListMatch Village(MatchHouseholds households, ListedRow row) =>
        households.PlaceOf(row.Place) is { Village: { } village } ? ListMatch.Found((village.CountyKey, village.Id)) : ListMatch.Unknown;

    /// <summary>
    /// One journal entry an owner: what the list says of it now, and what an earlier list said and this one no longer does. Of a household that withdrew this one says nothing: what was recorded before stays.
    /// </summary>
    private void Record(IEnumerable<(ListedRow Row, ListMatch Match)> matched, EarlierLists earlier)
    {
        var byOwner = matched.ToLookup(one => one.Match.Candidates[0], one => one.Row);
        foreach (var county in byOwner.Select(group => group.Key).Concat(earlier.Owners.Where(owner => !withdrawn.Contains(owner))).Distinct().GroupBy(owner => owner.CountyKey).OrderBy(group => group.Key))
        {
            var owners = county.Select(owner => owner.Id).Order().ToList();
            var standing = session.Read(register.Table, county.Key, session.Database.AnyOf(register.OwnerColumn, "@owners"), command => session.Database.AddList(command, "@owners", owners))
                .ToLookup(version => (long)version.Values[0]!);
            var open = session.Read(Finding.Table, county.Key, "file_id IS NOT NULL AND kind IN (@unreadable, @differs)", command =>
            {
                command.Add("@unreadable", FindingKind.UnreadableValue);
                command.Add("@differs", FindingKind.PutRightByHand);
            }).ToLookup(version => OwnerOf(Finding.From(version)));
            var putRight = new PutRight(session, county.Key, register.BelongsTo == Owner.Household ? owners : []);
            foreach (var owner in owners)
                RecordOf((county.Key, owner), [.. byOwner[(county.Key, owner)]], [.. standing[owner]], [.. open[owner]], earlier, putRight);
        }
    }

    /// <summary>Whom a finding asks about: within a county no household shares an id with an area.</summary>
    private static long OwnerOf(Finding finding) => finding.HouseholdId ?? finding.AreaId ?? 0;

    private void RecordOf((int CountyKey, long Id) owner, List<ListedRow> rows, List<Journal.Version> standing, List<Journal.Version> open, EarlierLists earlier, PutRight putRight)
    {
        var ofHousehold = register.BelongsTo == Owner.Household;
        var entry = session.Begin(owner.CountyKey, new EntryHead("import list", file.On)
        {
            HouseholdId = ofHousehold ? owner.Id : null, AreaId = ofHousehold ? null : owner.Id, BatchId = batchId, FileId = fileId,
            Sheet = rows.FirstOrDefault()?.Sheet ?? file.Sheets[0].Form.Sheet.Name, SourceRow = rows.FirstOrDefault()?.Row,
        });
        var renewed = new HashSet<Journal.Version>();
        var line = earlier.AlsoInOtherParts(owner) ? LastLineOfOthers(owner.CountyKey, standing, earlier) : 0L;
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
            var known = standing.FirstOrDefault(version => register.IdentifiedBy.All(name => Equals(version.Values[register.IndexOf(name)], values[register.IndexOf(name)])))
                ?? putRight.OnceIdentified(register, owner.Id, standing, field => values[register.IndexOf(field)]);
            if (known is null && putRight.Concerns(owner.Id) && putRight.TookAway(register, owner.Id, field => values[register.IndexOf(field)]))
            {
                PutRight.AskAbout(fields.Where(field => values[field.Columns[0]] is not null && field.Columns[0] == register.IndexOf(register.Spread?.Value ?? "")), values, raised => Ask(raised, row));
                continue;
            }
            var written = known is null ? entry.Add(register.Table, values, row.Row) : entry.Change(register.Table, known, putRight.Keep(register.Table, known, values, fields, file.On, raised => Ask(raised, row)), row.Row);
            renewed.Add(written);
            // Another row that says the same renews it.
            if (known is not null)
                standing.Remove(known);
            standing.Add(written);
        }
        foreach (var gone in standing.Where(version => earlier.Wrote(owner.CountyKey, version) && !renewed.Contains(version)))
            entry.Retract(register.Table, gone);
        foreach (var settled in open.Where(version => Finding.From(version).FileId is { } raisedBy && earlier.Files.Contains(raisedBy)))
            entry.End(Finding.Table, settled);
        if (entry.Seal())
            Touch(owner, ofHousehold);

        void Ask(RaisedFinding raised, ListedRow row)
        {
            if (putRight.WasAnswered(owner.Id, raised.Kind, null, raised.Field, raised.Written))
                return;
            Count(raised.Kind, row, raised.Field);
            Raise(entry, open, new Finding { Kind = raised.Kind, HouseholdId = owner.Id, FileId = fileId, Sheet = row.Sheet, Field = raised.Field, Written = raised.Written }, row.Row);
        }
    }

    /// <summary>The highest line that stands of the list's source and period and is not replaced.</summary>
    private long LastLineOfOthers(int countyKey, List<Journal.Version> standing, EarlierLists earlier)
    {
        if (register.IndexOf(ListEntry.Line) is not (> 0 and var line))
            return 0;
        var ours = ListEntry.Values(register, file.Source, file.Period, _ => null);
        return standing.Where(version => !earlier.Wrote(countyKey, version) && new[] { "source", "period_from", "period_to" }.All(field => register.IndexOf(field) is not (> 0 and var at) || Equals(version.Values[at], ours[at - 1])))
            .Select(version => version.Values[line] as long? ?? 0).DefaultIfEmpty(0).Max();
    }

    private void Count(string kind, ListedRow row, string field)
    {
        findings[kind] = findings.GetValueOrDefault(kind) + 1;
        Found.Add(new FindingInFile(row.Sheet, row.Row, null, kind, field));
    }

    private void Touch((int CountyKey, long Id) owner, bool ofHousehold)
    {
        if (!Touched.TryGetValue(owner.CountyKey, out var changed))
            Touched[owner.CountyKey] = changed = [];
        if (ofHousehold)
        {
            changed.Add(owner.Id);
            return;
        }
        var command = session.Writer.Command($"SELECT id FROM household WHERE county_key = @county AND {session.Database.AnyOf("village_id", "@villages")}", ("@county", owner.CountyKey));
        session.Database.AddList(command, "@villages", JoinedAreas.Read(session.Writer.Connection, session.Writer.Transaction, AsOf.Now, owner.CountyKey).With([owner.Id]));
        changed.AddRange(command.ToList(reader => reader.GetInt64(0)));
    }

    /// <summary>The column that the entry needs and that says nothing one can read.</summary>
    private string? Unreadable(ListedRow row) => records.Fields.Values.FirstOrDefault(column => row.Value(column) is null);

    private object?[] Values(ListedRow row, long line) => ListEntry.Values(register, file.Source, file.Period, field =>
        records.Fields.TryGetValue(field, out var column) ? row.Value(column)
        : records.Values.TryGetValue(field, out var constant) ? constant
        : field switch { ListEntry.Line => line, ListEntry.LeftBlank => false, _ => null });

    /// <summary>Who may be meant is kept with what the list says of them, until a person answers.</summary>
    private void Ask(IEnumerable<(ListedRow Row, ListMatch Match)> uncertain, EarlierLists earlier, IReadOnlyDictionary<ListedRow, string> keys)
    {
        var byCounty = uncertain.GroupBy(one => one.Match.Candidates[0].CountyKey).ToDictionary(county => county.Key, county => county.ToList());
        foreach (var countyKey in own)
        {
            var open = session.Read(Finding.Table, countyKey, "kind = @kind", command => command.Add("@kind", FindingKind.MatchForReview));
            // What asks in a county of which the file says nothing is none of its sender's business.
            if (!byCounty.ContainsKey(countyKey) && !open.Exists(version => Finding.From(version).FileId is { } raisedBy && earlier.Files.Contains(raisedBy)))
                continue;
            var entry = session.Begin(countyKey, new EntryHead(AskAct, file.On) { HouseholdId = EntryHead.NoHousehold, BatchId = batchId, FileId = fileId, Sheet = file.Sheets[0].Form.Sheet.Name });
            foreach (var (row, match) in byCounty.GetValueOrDefault(countyKey) ?? [])
            {
                Count(FindingKind.MatchForReview, row, WellKnown.Name);
                Raise(entry, open, new Finding
                {
                    Kind = FindingKind.MatchForReview, FileId = fileId, Sheet = row.Sheet, Field = WellKnown.Name, Written = row.Document.Number is { } number ? $"{row.Name}{MatchQuestions.BeforeNumber}{number}" : row.Name,
                    Details = JsonSerializer.Serialize(new MatchQuestion(file.Shape.Definition.List, file.Period.ToString(), keys[row], row.Place.Words,
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

    private int Leads(IEnumerable<ListedRow> unknown, EarlierLists earlier, Func<ListedRow, int> countyOf)
    {
        var keep = new KeepLeads(session, file.Shape.Definition, file.Source, file.Period.ToString());
        var column = file.Shape.Definition.Lead?.Column ?? "";
        return keep.Replace([.. unknown.Select(row => (Lead: keep.LeadOf(row.Name, row.Place.Words, row.Value(column) as long?), Row: row)).Where(one => one.Lead is not null).Select(one => (one.Lead!, one.Row.Row, County: countyOf(one.Row))).Where(one => one.County == HandedFiles.Office || own.Contains(one.County))],
            new EntryHead(KeepLeadsAct, file.On) { HouseholdId = EntryHead.NoHousehold, BatchId = batchId, FileId = fileId, Sheet = file.Sheets[0].Form.Sheet.Name }, own, earlier);
    }
}
