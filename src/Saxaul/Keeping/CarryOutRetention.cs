using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Keeping.Erasing;
using Saxaul.Registers;
using Saxaul.Users;

namespace Saxaul.Keeping;

/// <summary>What was erased because its time was over.</summary>
/// <param name="Rules">How many states or rows went by each rule, for example "health.state" or "look".</param>
/// <param name="IsOverwritten">Whether nothing of it is left in the database's files; then as <see cref="ErasureReport.IsOverwritten"/>.</param>
public sealed record RetentionReport(IReadOnlyDictionary<string, int> Rules, bool IsOverwritten)
{
    public int Count => Rules.Values.Sum();
}

/// <summary>
/// Erases content whose time is over: each field of a register after its own time, whatever else after that of <see cref="KeepTimes"/>. A county at a time, in one transaction: its journal can still be checked, totals of
/// past days stay, and an entry says what went by which rule, without saying what it was. Whoever runs it a second time finds nothing.
/// </summary>
/// <param name="on">The day; null for today. A day that has not come is only for a dry run.</param>
public sealed class CarryOutRetention(Registry registry, Actor actor, DateOnly? on = null)
{
    internal const string Act = "carry out retention";

    /// <summary>Whom something is about, and the rules by which all that is kept of one goes.</summary>
    private const string Household = "household", Person = "person";

    /// <summary>Before entries take no longer reason.</summary>
    private const int MostOfReason = 400;

    private readonly DateOnly day = on ?? registry.Database.Time.Today();
    private readonly Dictionary<string, int> rules = [];

    /// <summary>Only says what would be erased.</summary>
    public bool DryRun { get; init; }

    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/>, <see cref="Problem.RetentionDayToCome"/>, <see cref="Problem.JournalNotWhole"/></exception>
    public RetentionReport Run()
    {
        actor.RequireSomewhere(Right.Erase);
        if (!DryRun && day > registry.Database.Time.Today())
            throw new ProblemException(Problem.RetentionDayToCome(day));
        List<int> countyKeys;
        using (var connection = registry.Database.OpenReader())
            countyKeys = connection.Command("SELECT county_key FROM chain ORDER BY county_key").ToList(reader => reader.GetInt32(0)).FindAll(countyKey => actor.May(Right.Erase, countyKey));
        foreach (var countyKey in countyKeys)
        {
            using var session = registry.Write(actor);
            new InCounty(this, session, countyKey).Run();
            if (!DryRun)
                session.Commit();
        }
        if (DryRun || rules.Count == 0)
            return new RetentionReport(rules, IsOverwritten: !DryRun);
        PracticeCopy.RemoveAll(registry);
        return new RetentionReport(rules, registry.Database.OverwriteIfDue());
    }

    private void Count(string rule, int count)
    {
        if (count > 0)
            rules[rule] = rules.GetValueOrDefault(rule) + count;
    }

    /// <summary>What is over in one county.</summary>
    private sealed class InCounty(CarryOutRetention act, WriteSession session, int countyKey)
    {
        private readonly Registry registry = act.Registry;
        private readonly Dictionary<(string Table, long Id, long KnownFrom, DateOnly TrueFrom), Over> over = [];

        /// <summary>A state of which something is over.</summary>
        private sealed class Over(VersionReader reader, Journal.Version version)
        {
            public VersionReader Reader { get; } = reader;

            public Journal.Version Version { get; } = version;

            /// <summary>The columns that go; all of them when the whole of it does.</summary>
            public HashSet<string> Columns { get; } = [];

            public bool IsWhole { get; set; }

            /// <summary>Each rule by which something goes, with its time.</summary>
            public SortedDictionary<string, Retention> Rules { get; } = new(StringComparer.Ordinal);
        }

        public void Run()
        {
            session.Lock(countyKey);
            foreach (var register in registry.Registers)
                Register(register);
            foreach (var states in KeepTimes.States)
                States(states);
            People(Household, Households.Household.Table, "id");
            People(Person, Membership.Table, "person_id");
            var erasures = new List<Erasure>();
            foreach (var rows in KeepTimes.Rows)
                Rows(rows, erasures);
            if (countyKey == HandedFiles.Office)
                Files(erasures);
            foreach (var (rule, count) in over.Values.SelectMany(one => one.Rules.Keys).CountBy(rule => rule))
                act.Count(rule, count);
            if (act.DryRun || over.Count == 0 && erasures.Count == 0)
                return;
            var destroyed = over.Values.Select(one => new Destroyed(one.Reader, one.Version, one.IsWhole ? null : one.Columns)).ToList();
            erasures.InsertRange(0, over.Values.GroupBy(one => one.Reader.Table.OwnerOf(one.Version.Id, one.Version.Values)).OrderBy(owner => owner.Key).Select(owner => OfOwner(owner.Key, [.. owner])));
            new DestroyVersions(registry, session, countyKey).Run(destroyed, new EntryHead(Act, registry.Database.Time.Today()) { HouseholdId = over.Count == 0 ? EntryHead.NoHousehold : null, Reason = Reason() }, erasures);
        }

        private static Erasure OfOwner((string Kind, long Id) owner, List<Over> states)
        {
            var rules = states.SelectMany(one => one.Rules).DistinctBy(rule => rule.Key).OrderBy(rule => rule.Key, StringComparer.Ordinal).ToList();
            var whole = rules.Exists(rule => rule.Key is Household or Person);
            return new Erasure(owner.Kind, owner.Id, string.Join("; ", rules.Select(rule => $"{rule.Key}: {rule.Value}")), whole ? null : string.Join(' ', rules.Select(rule => rule.Key)));
        }

        /// <summary>How much went by which rule; nothing of what it was.</summary>
        private string Reason()
        {
            var text = "保存期限已到 time over: " + string.Join(", ", over.Values.SelectMany(one => one.Rules.Keys).CountBy(rule => rule).OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => $"{rule.Key} {rule.Value}"));
            return text.Length > MostOfReason ? text[..MostOfReason] + "…" : text;
        }

        /// <summary>Fields of one time are looked for together.</summary>
        private void Register(RegisterDefinition register)
        {
            foreach (var fields in register.Fields.Where(field => register.KeepOf(field) is not null).GroupBy(field => register.KeepOf(field)!))
            {
                if (fields.Key.OverUntil(act.day) is not { } until)
                    continue;
                var kept = string.Join(" OR ", fields.Select(field => $"{RegistryDatabase.Identifier(field.Name)} IS NOT NULL"));
                foreach (var (reader, history) in Readers(register.Table))
                {
                    foreach (var version in Where(reader, $"({When(fields.Key, register.BelongsTo == Owner.Area ? null : register.OwnerColumn, history)}) AND ({kept})", until, register.OwnerName))
                    {
                        foreach (var field in fields.Where(field => version.Values[register.IndexOf(field.Name)] is not null))
                            Take(reader, version, $"{register.Register}.{field.Name}", fields.Key, field.Name);
                    }
                }
            }
            // A state of which nothing is left but whose it was goes itself.
            foreach (var one in over.Values.Where(one => one.Reader.Table == register.Table))
                one.IsWhole = register.Fields.All(field => one.Version.Values[register.IndexOf(field.Name)] is null || one.Columns.Contains(field.Name));
        }

        private void States(StatesKept kept)
        {
            if (kept.Keep.OverUntil(act.day) is not { } until)
                return;
            if (kept.Keep.From == KeptFrom.Recorded)
            {
                // All states of a thing go together, when it has long stood as it stands.
                var ids = Column($"SELECT id FROM {kept.Table.Name} WHERE county_key = @county AND known_from <= @height AND ({kept.Condition ?? "1 = 1"})", until);
                foreach (var (reader, history) in Readers(kept.Table))
                {
                    var gone = history ? $" OR (known_to <= @height OR known_to IS NULL AND known_from <= @height) AND id NOT IN (SELECT id FROM {kept.Table.Name} WHERE county_key = @county)" : "";
                    foreach (var version in Where(reader, registry.Database.AnyOf("id", "@owners") + gone, until, ids))
                        TakeWhole(reader, version, kept.Table.Name, kept.Keep);
                }
                return;
            }
            var owner = kept.Table.OwnerKind == Household && kept.Table.Columns.All(one => one.Name != "owner_kind") ? kept.Table.OwnColumns.FirstOrDefault(column => column.Name == kept.Table.OwnerColumn)?.Name ?? "id" : null;
            foreach (var (reader, history) in Readers(kept.Table))
            {
                foreach (var version in Where(reader, When(kept.Keep, owner, history), until, kept.Table.OwnerKind))
                    TakeWhole(reader, version, kept.Table.Name, kept.Keep);
            }
        }

        /// <summary>Everything about those who left, or about households that ended.</summary>
        private void People(string kind, VersionedTable membership, string column)
        {
            if (KeepTimes.People.OverUntil(act.day) is not { } until)
                return;
            var ended = Ended(membership, column, until);
            if (kind == Person)
                ended.UnionWith(Waiting(until));
            // Those of whom nothing was recorded since they were erased are not looked through again each night.
            ended.ExceptWith(ErasedAndQuiet(kind));
            if (ended.Count == 0)
                return;
            foreach (var table in registry.Tables)
            {
                foreach (var one in DestroyVersions.All(session, countyKey, table).Where(one => one.Owner.Kind == kind && ended.Contains(one.Owner.Id)))
                    TakeWhole(one.Reader, one.Version, kind, KeepTimes.People);
            }
        }

        /// <summary>Those who were erased, on request or because their time was over, and whose households no entry has named since, but for what erased others of them.</summary>
        private IEnumerable<long> ErasedAndQuiet(string kind)
        {
            var erased = session.Writer.Command($"SELECT owner_id, MAX(known_from) FROM {Erasure.Table.Name} WHERE county_key = @county AND owner_kind = @kind AND scope IS NULL GROUP BY owner_id", ("@county", countyKey), ("@kind", kind))
                .ToList(reader => (Id: reader.GetInt64(0), Height: reader.GetInt64(1)));
            var of = kind == Household ? "(@id)" : "(SELECT household_id FROM membership WHERE county_key = @county AND person_id = @id UNION SELECT household_id FROM membership_history WHERE county_key = @county AND person_id = @id)";
            return erased.Where(one => session.Writer.Scalar($"SELECT 1 FROM journal WHERE county_key = @county AND household_id IN {of} AND height > @height AND act NOT IN ('{EraseContent.PersonAct}', '{EraseContent.HouseholdAct}') LIMIT 1",
                ("@county", countyKey), ("@id", one.Id), ("@height", one.Height)) is null).Select(one => one.Id);
        }

        private void Rows(RowsKept kept, List<Erasure> erasures)
        {
            if (kept.Keep.OverUntil(act.day) is not { } until)
                return;
            var which = $"FROM {kept.Table} WHERE county_key = @county AND {kept.Moment} < @moment";
            var count = Convert.ToInt32(session.Writer.Scalar($"SELECT COUNT(*) {which}", ("@county", countyKey), ("@moment", EndOf(until))), System.Globalization.CultureInfo.InvariantCulture);
            act.Count(kept.Table, count);
            if (count == 0 || act.DryRun)
                return;
            session.Writer.Execute($"DELETE {which}", ("@county", countyKey), ("@moment", EndOf(until)));
            erasures.Add(new Erasure(kept.Table, 0, $"{kept.Table}: {kept.Keep}; {count}", kept.Table));
        }

        private void Files(List<Erasure> erasures)
        {
            if (KeepTimes.Files.OverUntil(act.day) is not { } until)
                return;
            var files = session.Writer.Command("""
                SELECT f.id FROM handed_file f JOIN batch b ON b.county_key = f.county_key AND b.id = f.batch_id
                WHERE f.county_key = @office AND f.state = @applied AND f.erased_at IS NULL AND b.started_at < @moment ORDER BY f.id
                """, ("@office", countyKey), ("@applied", HandedFiles.Applied), ("@moment", EndOf(until))).ToList(reader => reader.GetInt64(0));
            act.Count("handed_file", files.Count);
            foreach (var file in act.DryRun ? [] : files)
            {
                ErasedFiles.Destroy(session, file);
                erasures.Add(new Erasure("handed_file", file, $"handed_file: {KeepTimes.Files}", "handed_file"));
            }
        }

        /// <summary>The condition under which the time of a row's content is over: @until is the last day, @height the journal's height at its end, @owners who had left by then.</summary>
        /// <param name="owner">The column that names the household or person; null where it is about neither.</param>
        private string When(Retention keep, string? owner, bool history)
        {
            var left = owner is null ? "1 = 0" : registry.Database.AnyOf(owner, "@owners");
            var ended = history ? $"known_to <= @height OR known_to IS NULL AND true_to <= @until OR {left}" : left;
            return keep.From switch
            {
                KeptFrom.Leaving => left,
                KeptFrom.Recorded => "known_from <= @height",
                KeptFrom.Field => $"{RegistryDatabase.Identifier(keep.Field!)} <= @until OR {keep.Field} IS NULL AND ({ended})",
                _ => ended,
            };
        }

        private IReadOnlyCollection<long> Ended(string kind, DateOnly until) => kind switch
        {
            Household => Ended(Households.Household.Table, "id", until),
            Person => Ended(Membership.Table, "person_id", until),
            _ => [],
        };

        /// <summary>Whoever a list named where somebody was erased, and about whom nobody answered while the household stood, belongs to none: they go with the household.</summary>
        private List<long> Waiting(DateOnly until)
        {
            var ended = Ended(Households.Household.Table, "id", until);
            return session.Writer.Command("""
                SELECT household_id, person_id FROM (SELECT county_key, household_id, person_id, kind FROM finding UNION SELECT county_key, household_id, person_id, kind FROM finding_history) asked
                WHERE county_key = @county AND kind = @kind AND person_id IS NOT NULL
                  AND person_id NOT IN (SELECT person_id FROM membership WHERE county_key = @county UNION SELECT person_id FROM membership_history WHERE county_key = @county)
                """, ("@county", countyKey), ("@kind", FindingKind.ErasedNamedAgain)).ToList(reader => (Household: reader.GetInt64(0), Person: reader.GetInt64(1))).Where(one => ended.Contains(one.Household)).Select(one => one.Person).ToList();
        }

        /// <summary>Those of whom a table knows only what ended, the last of it by then.</summary>
        private HashSet<long> Ended(VersionedTable table, string column, DateOnly until) => [.. Column($"""
            SELECT {column} FROM {table.HistoryName} WHERE county_key = @county AND known_to IS NULL AND {column} NOT IN (SELECT {column} FROM {table.Name} WHERE county_key = @county)
            GROUP BY {column} HAVING MAX(true_to) <= @until
            """, until)];

        private List<long> Column(string sql, DateOnly until)
        {
            using var command = session.Writer.Command(sql, ("@county", countyKey));
            AddWhen(command, sql, until);
            return command.ToList(reader => reader.GetInt64(0));
        }

        private IEnumerable<Journal.Version> Where(VersionReader reader, string condition, DateOnly until, string ownerKind) =>
            Where(reader, condition, until, condition.Contains("@owners", StringComparison.Ordinal) ? Ended(ownerKind, until) : []);

        private List<Journal.Version> Where(VersionReader reader, string condition, DateOnly until, IReadOnlyCollection<long> owners) => [.. reader.Where(session, countyKey, condition, command =>
        {
            AddWhen(command, condition, until);
            if (condition.Contains("@owners", StringComparison.Ordinal))
                registry.Database.AddList(command, "@owners", owners);
        })];

        private void AddWhen(DbCommand command, string condition, DateOnly until)
        {
            if (condition.Contains("@until", StringComparison.Ordinal))
                command.Add("@until", until);
            if (condition.Contains("@height", StringComparison.Ordinal))
                command.Add("@height", HeightBy(until));
        }

        private long HeightBy(DateOnly until) =>
            session.Writer.Scalar("SELECT MAX(height) FROM journal WHERE county_key = @county AND recorded_at < @moment", ("@county", countyKey), ("@moment", EndOf(until))) is long height ? height : 0;

        /// <summary>The moment at which a legal day ends.</summary>
        private static long EndOf(DateOnly until) => Instant.ToMicroseconds(new DateTimeOffset(until.AddDays(1).ToDateTime(TimeOnly.MinValue), Instant.Shanghai));

        private IEnumerable<(VersionReader Reader, bool History)> Readers(VersionedTable table) =>
            [(new VersionReader(table, registry.Database.Secrets, history: false), false), (new VersionReader(table, registry.Database.Secrets, history: true), true)];

        private void Take(VersionReader reader, Journal.Version version, string rule, Retention keep, string column)
        {
            var one = Of(reader, version);
            one.Columns.Add(column);
            one.Rules[rule] = keep;
        }

        private void TakeWhole(VersionReader reader, Journal.Version version, string rule, Retention keep)
        {
            // Of some tables an empty row stays.
            if (reader.Table.IsErased(version))
                return;
            var one = Of(reader, version);
            one.IsWhole = true;
            one.Rules[rule] = keep;
        }

        private Over Of(VersionReader reader, Journal.Version version)
        {
            var key = (reader.PhysicalName, version.Id, version.KnownFrom, version.TrueFrom);
            if (!over.TryGetValue(key, out var one))
                over[key] = one = new Over(reader, version);
            return one;
        }
    }

    private Registry Registry => registry;
}
