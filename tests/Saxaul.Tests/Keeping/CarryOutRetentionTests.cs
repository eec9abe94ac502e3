using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Indicators;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Keeping;
using Saxaul.Keeping.Erasing;
using Saxaul.Registers;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Intake;
using Saxaul.Tests.Journals;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Keeping;

/// <summary>
/// Two households are listed on 1 April 2020 as having left poverty, in safe houses. From 1 June 2020 the first is an ordinary household and its house is of grade C. The registers of standing and houses keep a value for
/// ten years after it ends, amounts for ten years after their period.
/// </summary>
public class CarryOutRetentionTests
{
    private static readonly DateOnly June = new(2020, 6, 1), Over = new(2030, 6, 1);
    private static readonly Actor Official = IntakeExample.Official;

    private sealed class Calendar : TimeProvider
    {
        public DateOnly Day { get; set; } = IntakeExample.Day;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(Day.ToDateTime(new TimeOnly(12, 0)), Instant.Shanghai).ToUniversalTime();
    }

    private static (IntakeExample Example, Calendar Calendar) Begin(DatabaseKind kind)
    {
        var calendar = new Calendar();
        var example = new IntakeExample(kind, calendar);
        string[] rows = [IntakeExample.Row("6510000001", "卡德尔", 1, phone: "19900000001"), IntakeExample.Row("6510000002", "买买提", 2)];
        example.Import("652902-库车市.csv", IntakeExample.Roster(rows));
        calendar.Day = June;
        example.Import(new ImportOptions { On = June }, ("652902-库车市-六月.csv", IntakeExample.Roster(rows[0].Replace("脱贫户", "一般农户", StringComparison.Ordinal).Replace("A级", "C级", StringComparison.Ordinal), rows[1])));
        return (example, calendar);
    }

    private static RetentionReport Run(IntakeExample example, DateOnly? on = null, bool dryRun = false) => new CarryOutRetention(example.Registry, Official, on) { DryRun = dryRun }.Run();

    /// <summary>How many states, ever, know this value in this field.</summary>
    private static long States(IntakeExample example, string register, string field, string value)
    {
        using var connection = example.Registry.Database.OpenReader();
        return new[] { register, register + "_history" }.Sum(table => (long)connection.Command($"SELECT COUNT(*) FROM register_{table} WHERE {field} = @value", ("@value", value)).ExecuteScalar()!);
    }

    private static long[] Totals(IntakeExample example, DateOnly on)
    {
        var facts = new FactStore(example.Registry);
        var read = new ReadIndicators("652902", on).Run(example.Registry, facts, IndicatorSet.Of(example.Registry, facts.Shape), Official);
        return [.. read.Indicators.SelectMany(indicator => read.Area.Children.Prepend(read.Area).Select(place => read.Of(place, indicator.Name)))];
    }

    private static long Exited(IntakeExample example, DateOnly on)
    {
        var facts = new FactStore(example.Registry);
        var read = new ReadIndicators("652902", on).Run(example.Registry, facts, IndicatorSet.Of(example.Registry, facts.Shape), Official);
        return read.Of(read.Area, "exited_households");
    }

    [Theory, EachDatabase]
    public void What_was_true_once_goes_when_its_time_is_over_and_not_a_day_earlier(DatabaseKind kind)
    {
        var (example, calendar) = Begin(kind);
        using var _ = example;
        calendar.Day = Over.AddDays(-1);
        Run(example);
        Assert.True(States(example, "standing", "kind", "exited") > 1);
        Assert.True(States(example, "living", "house_grade", "a") > 1);

        calendar.Day = Over;
        var report = Run(example);

        Assert.True(report.IsOverwritten);
        Assert.Equal(["living.house_grade", "living.water_safe", "standing.kind"], report.Rules.Keys.Where(rule => rule.Contains('.')).Order());
        // The second household's kind and house still hold, and so do the first's of today.
        Assert.Equal(1, States(example, "standing", "kind", "exited"));
        Assert.Equal(1, States(example, "living", "house_grade", "a"));
        Assert.Equal(1, States(example, "living", "house_grade", "c"));
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void Totals_of_past_days_stay_and_are_proven(DatabaseKind kind)
    {
        var (example, calendar) = Begin(kind);
        using var _ = example;
        calendar.Day = Over;
        DateOnly[] days = [new(2020, 4, 1), new(2020, 4, 2), new(2020, 5, 31), June, new(2021, 1, 1), Over.AddDays(-1)];
        var before = days.Select(day => Totals(example, day)).ToList();
        Assert.Equal((2, 1), (Exited(example, days[0]), Exited(example, June)));

        Run(example);

        Assert.Equal(before, days.Select(day => Totals(example, day)));
        Assert.NotEmpty(Kept(example));
        Assert.True(example.IsWhole());
        using (var writer = example.Registry.Database.OpenWriter())
        {
            writer.Execute("UPDATE erased_total_history SET value = value + 1");
            writer.Commit();
        }
        Assert.False(example.IsWhole());
    }

    private static List<(string Indicator, long Value, DateOnly From, DateOnly To)> Kept(IntakeExample example)
    {
        using var connection = example.Registry.Database.OpenReader();
        return connection.Command("SELECT indicator, value, true_from, true_to FROM erased_total_history ORDER BY indicator, true_from").ToList(reader => (reader.GetString(0), reader.GetInt64(1), reader.Day(2), reader.Day(3)));
    }

    [Theory, EachDatabase]
    public void The_journal_says_what_went_by_which_rule_and_nothing_of_what_it_was(DatabaseKind kind)
    {
        var (example, calendar) = Begin(kind);
        using var _ = example;
        calendar.Day = Over;

        Run(example);

        using var connection = example.Registry.Database.OpenReader();
        var reasons = connection.Command($"SELECT journal.county_key, {EntryReason.Columns} FROM journal {EntryReason.Join()} WHERE act = 'carry out retention' ORDER BY journal.county_key")
            .ToList(reader => (reader.GetInt32(0), EntryReason.Read(reader, 1, example.Registry.Database.Secrets).Words!));
        Assert.Equal([HandedFiles.Office, IntakeExample.Kuqa], reasons.Select(one => one.Item1));
        Assert.Contains("standing.kind", reasons[1].Item2, StringComparison.Ordinal);
        var erasures = example.Now(Erasure.Table, Erasure.From);
        Assert.All(erasures, erasure => Assert.NotNull(erasure.Scope));
        Assert.Contains(erasures, erasure => erasure.Ground!.Contains("living.house_grade: 10 years after it ends", StringComparison.Ordinal));
        // Both files are older than five years.
        Assert.Equal(["handed_file", "handed_file"], example.Now(Erasure.Table, version => Erasure.From(version).OwnerKind, HandedFiles.Office));
        Assert.Equal(0L, connection.Command("SELECT COUNT(*) FROM file_piece").ExecuteScalar());
    }

    [Theory, EachDatabase]
    public void An_amount_goes_by_the_end_of_its_period_although_nothing_has_replaced_it(DatabaseKind kind)
    {
        var (example, calendar) = Begin(kind);
        using var _ = example;
        List<DateOnly> Periods()
        {
            using var connection = example.Registry.Database.OpenReader();
            return connection.Command("SELECT period_to FROM register_budget WHERE item = 'wages' ORDER BY period_to").ToList(reader => reader.Day(0));
        }
        // Lists that do not say their period are taken to cover the twelve months until the end of the month before last.
        DateOnly first = new(2020, 2, 29), second = new(2020, 4, 30);
        Assert.Equal([first, first, second, second], Periods());
        calendar.Day = new DateOnly(2030, 2, 28);
        Run(example);
        Assert.Equal(4, Periods().Count);
        calendar.Day = new DateOnly(2030, 3, 1);
        Run(example);
        Assert.Equal([second, second], Periods());
        calendar.Day = new DateOnly(2030, 4, 30);
        Run(example);
        Assert.Empty(Periods());
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void Ten_years_after_somebody_left_nothing_of_them_is_kept_and_past_days_still_count_them(DatabaseKind kind)
    {
        var (example, calendar) = Begin(kind);
        using var _ = example;
        var household = example.Now(Household.Table, version => (version.Id, Household.From(version).Number)).Single(one => one.Number == "6510000001").Id;
        var person = example.Now(Person.Table, version => (version.Id, Person.From(version).Name)).Single(one => one.Name == "卡德尔").Id;
        calendar.Day = new DateOnly(2020, 7, 1);
        new LeaveHousehold(new HouseholdKey(IntakeExample.Kuqa, household), person, calendar.Day) { Reason = "全户迁出" }.Run(example.Registry, Official);
        calendar.Day = new DateOnly(2030, 6, 30);
        Run(example);
        Assert.Contains("卡德尔", Names(example));
        calendar.Day = new DateOnly(2030, 7, 1);
        var before = Totals(example, new DateOnly(2020, 6, 15));

        var report = Run(example);

        Assert.True(report.Rules["person"] > 0 && report.Rules["household"] > 0);
        Assert.DoesNotContain("卡德尔", Names(example));
        Assert.Contains("买买提", Names(example));
        Assert.Equal(before, Totals(example, new DateOnly(2020, 6, 15)));
        Assert.True(example.IsWhole());
        Assert.Equal(0, Run(example).Count);
    }

    private static List<string?> Names(IntakeExample example)
    {
        using var connection = example.Registry.Database.OpenReader();
        return connection.Command("SELECT name FROM person UNION ALL SELECT name FROM person_history").ToList(reader => reader.TextOrNull(0));
    }

    [Theory, EachDatabase]
    public void A_rehearsal_says_the_same_and_writes_nothing_and_a_second_run_finds_nothing(DatabaseKind kind)
    {
        var (example, calendar) = Begin(kind);
        using var _ = example;
        calendar.Day = Over.AddDays(-9);
        Run(example);
        var state = example.State();
        var would = Run(example, Over, dryRun: true);
        Assert.Equal(state, example.State());
        Assert.Equal(7330, Assert.Throws<ProblemException>(() => Run(example, Over)).Problem.Number);

        calendar.Day = Over;
        var did = Run(example);

        Assert.Equal(would.Rules.OrderBy(rule => rule.Key), did.Rules.OrderBy(rule => rule.Key));
        Assert.NotEqual(0, did.Count);
        Assert.Equal(0, Run(example).Count);
    }

    private const string Visits = """
        register: visits
        labels: { zh: 走访, en: Visits }
        belongs_to: household
        purpose: { zh: 了解情况, en: to know how they are }
        keep: 9 years after it is recorded
        keep_source: { zh: 验收口径, en: for acceptance }
        fields:
          - { name: visited_on, labels: { zh: 日期, en: Day }, type: day }
          - { name: told, labels: { zh: 户里说的, en: What they said }, type: text, secret: true, keep: 90 days after visited_on }
        """;

    [Theory, EachDatabase]
    public void A_field_goes_before_the_others_of_its_entry_and_what_is_left_is_still_proven(DatabaseKind kind)
    {
        var calendar = new Calendar();
        using var test = new TestRegistry(kind, calendar, new Programmes(new Dictionary<string, string> { ["visits/registers/visits.yaml"] = Visits }));
        var visits = test.Registry.Register("visits").Table;
        using (var session = test.Registry.Write(Official))
        {
            var entry = session.Begin(1, new EntryHead("visit", calendar.Day) { HouseholdId = 5 });
            entry.Add(visits, [session.NewId(1), calendar.Day, "屋顶漏雨"]);
            entry.Add(visits, [session.NewId(1), calendar.Day.AddDays(30), "一切都好"]);
            entry.Seal();
            session.Commit();
        }
        List<string?> Told()
        {
            using var connection = test.Registry.Database.OpenReader();
            return [.. AsOf.Now.Read(test.Registry.Database, connection, visits, 1).OrderBy(version => version.Id).Select(version => (string?)version.Values[2])];
        }

        calendar.Day = calendar.Day.AddDays(90);
        Assert.Equal(["visits.told"], new CarryOutRetention(test.Registry, Official).Run().Rules.Keys);
        Assert.Equal([null, "一切都好"], Told());
        Assert.Empty(Verify.Run(test.Registry, Official));
        calendar.Day = calendar.Day.AddDays(30);
        Assert.Equal(1, new CarryOutRetention(test.Registry, Official).Run().Count);
        Assert.Equal([null, null], Told());
        Assert.Empty(Verify.Run(test.Registry, Official));
        using (var writer = test.Registry.Database.OpenWriter())
        {
            writer.Execute("UPDATE register_visits SET visited_on = @day WHERE id = 1", ("@day", calendar.Day));
            writer.Commit();
        }
        Assert.NotEmpty(Verify.Run(test.Registry, Official));
    }

    [Theory, EachDatabase]
    public void After_a_lifetime_no_table_holds_what_ended_long_ago_and_the_journal_is_whole(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        whole.FillEveryTable();
        var calendar = new Calendar { Day = DateOnly.FromDateTime(DateTime.UtcNow).AddYears(40) };
        using var later = Registry.Open(whole.Target, calendar, keyFile: whole.KeyFile);

        var report = new CarryOutRetention(later, Official).Run();

        Assert.True(report.IsOverwritten);
        using var connection = later.Database.OpenReader();
        foreach (var table in KeepTimes.States.Select(kept => kept.Table).Where(table => table.WhenErased is null).Concat(later.Registers.Where(register => register.Keep is not null).Select(register => register.Table)))
            Assert.Equal((table.HistoryName, 0L), (table.HistoryName, connection.Command($"SELECT COUNT(*) FROM {table.HistoryName}").ExecuteScalar()));
        foreach (var table in KeepTimes.Rows.Select(kept => kept.Table).Append("file_piece").Append("evidence"))
            Assert.Equal((table, 0L), (table, connection.Command($"SELECT COUNT(*) FROM {table}").ExecuteScalar()));
        Assert.Empty(Verify.Run(later, Official));
    }

    [Theory, EachDatabase]
    public void What_was_recorded_of_a_household_after_it_was_erased_on_request_ends_like_all_else(DatabaseKind kind)
    {
        var (example, calendar) = Begin(kind);
        using var _ = example;
        var household = example.Now(Household.Table, version => (version.Id, Household.From(version).Number)).Single(one => one.Number == "6510000001").Id;
        new EraseContent(example.Registry, Official, "个人信息保护法第四十七条", "2020-07-03 来信").Household(IntakeExample.Kuqa, household);
        // No act writes there any more; what an earlier version of the program let through ends all the same.
        using (var session = example.Registry.Write(Official))
        {
            var recorded = session.Begin(IntakeExample.Kuqa, new EntryHead("correct household", June) { HouseholdId = household });
            var empty = Timeline.Read(session, Household.Table, IntakeExample.Kuqa, "id", household).Single();
            empty.SetAlways("natural_village", "果园组");
            empty.WriteTo(recorded);
            recorded.Seal();
            session.Commit();
        }
        long Left()
        {
            using var connection = example.Registry.Database.OpenReader();
            return (long)connection.Command("SELECT COUNT(*) FROM household_history WHERE natural_village = '果园组'").ExecuteScalar()!;
        }
        Assert.True(Left() > 0);
        calendar.Day = June.AddYears(10).AddDays(5);

        Run(example);

        Assert.Equal(0, Left());
        Assert.True(example.IsWhole());
        Assert.Empty(Run(example).Rules);
    }

    [Fact]
    public void Who_may_not_erase_is_refused()
    {
        var (example, _) = Begin(DatabaseKind.Sqlite);
        using (example)
            Assert.Equal(7001, Assert.Throws<ProblemException>(() => new CarryOutRetention(example.Registry, new Actor("clerk", new HashSet<Right> { Right.WriteHouseholds }, null)).Run()).Problem.Number);
    }

    /// <summary>Whatever table is added has to say how long it keeps what it holds, or be among those that say why they keep it.</summary>
    [Fact]
    public void Every_table_about_people_says_how_long_it_keeps_them()
    {
        using var test = new TestRegistry(DatabaseKind.Sqlite);
        // What stays: areas and words of lists, users and their roles (of the office), that something was erased and what was counted.
        string[] stays = ["area", "area_succession", "place_alias", "remembered_heading", "app_user", "role_grant", "erasure", "erased_total"];
        var kept = KeepTimes.States.Select(states => states.Table.Name).Concat(["household", "person", "membership"]).Concat(test.Registry.Registers.Where(register => register.BelongsTo != Owner.Area).Select(register => register.Table.Name));
        Assert.Equal(test.Registry.Tables.Where(table => table.Name != "register_water_faults").Select(table => table.Name).Order(), kept.Concat(stays).Order());
    }

    /// <summary>
    /// Whoever adds a text says here what an erasure does with it. What people write in their own words is marked where the column is defined, and goes wherever it names somebody erased; a register's text fields are so by
    /// themselves. What is somebody's own goes with them; of all else it is said why it stays.
    /// </summary>
    [Fact]
    public void Every_text_goes_with_whom_it_names_or_names_nobody()
    {
        using var test = new TestRegistry(DatabaseKind.Sqlite);
        using var connection = test.Registry.Database.OpenReader();
        var texts = connection.Command("SELECT t.name || '.' || c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND c.type = 'TEXT'")
            .ToList(reader => reader.GetString(0)).Where(text => !text.Contains("_history.", StringComparison.Ordinal) && !text.StartsWith("sqlite", StringComparison.Ordinal) && !Days.IsMatch(text)).ToList();
        var words = test.Registry.Tables.SelectMany(table => table.Columns.Where(column => column.IsWords || column.IsNamedBySender).Select(column => $"{table.Name}.{column.Name}")).ToHashSet();
        var choices = test.Registry.Registers.SelectMany(register => register.Fields.Where(field => field.Type == FieldType.Choice).Select(field => $"{register.Table.Name}.{field.Name}")).ToHashSet();
        string[] gone =
        [
            // Their own: emptied, or gone with the row.
            "person.name", "person.name_key", "person.sex", "person.document_kind", "membership.relation", "household.number",
            "finding.details", "warning.figures", "waiting_correction.file_hash",
            // Names that a sender gave, looked through by ErasedFiles.EraseNames; uploads that wait, by FilesHolding.
            "handed_file.name", "handed_file.columns_read", "handed_file.report", "journal.sheet", "staged_file.name",
        ];
        string[] namesNobody =
        [
            // Our own words and codes, and numbers written as text.
            "journal.act", "journal_part.owner_kind", "erasure.owner_kind", "erasure.scope", "erased_total.indicator", "handed_file.kind", "handed_file.source", "handed_file.state", "original.owner_kind", "original.field",
            "finding.kind", "finding.column_letter", "finding.field", "warning.rule", "warning.policy", "warning_answer.answer", "waiting_correction.owner_kind", "waiting_correction.state", "waiting_correction.clears",
            "screening.policy", "screening.report", "look.purpose", "look.asked_for", "look.export", "look.role", "export.mark", "export.what", "export.area", "export.purpose", "privacy_request.owner_kind", "privacy_request.kind",
            "privacy_request.asked_by", "privacy_request.state", "comparison.signed_by", "fact_snapshot.shape", "role_grant.role", "role_grant.list", "sign_in_event.event", "form_key.name", "total_state.definitions",
            "area_total.indicator", "definition.name", "definition.content", "lead.list", "lead.source", "lead.period", "match_answer.list", "staged_upload.state", "staged_upload.work", "staged_upload.counties",
            "daily_use.what", "daily_use.counties", "daily_use.asked_for", "sent_list.list", "installation.name", "installation.value",
            // A keyed hash.
            "match_answer.row_key",
            // Places, and words for places and columns.
            "area.level", "area.code", "area.name", "area.kind", "remembered_heading.field",
            // Who works here, not whom the registry is about.
            "journal.actor", "batch.actor", "waiting_correction.proposed_by", "waiting_correction.decided_by", "look.actor", "export.actor", "privacy_request.entered_by", "privacy_request.answered_by", "app_user.name",
            "app_user.full_name", "sign_in_passkey.name", "sign_in_link.issuer", "sign_in_link.subject", "sign_in_session.browser", "sign_in_event.actor", "sign_in_event.browser", "emergency_access.user_name",
            "emergency_access.seen_by", "staged_upload.actor", "daily_use.actor", "sent_list.actor",
        ];
        Assert.Equal(texts.Except(words).Except(choices).Order(StringComparer.Ordinal), gone.Concat(namesNobody).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(test.Registry.Tables.SelectMany(table => table.Columns), column => column.Type == ColumnType.Secret && !column.IsWords);
    }

    private static readonly System.Text.RegularExpressions.Regex Days = new(@"\.(true_on|true_from|true_to|changed_from|\w+_on|\w+_date|period_from|period_to|first_seen|day)$");

    [Fact]
    public void Every_other_table_says_it_too()
    {
        using var test = new TestRegistry(DatabaseKind.Sqlite);
        using var connection = test.Registry.Database.OpenReader();
        var versions = test.Registry.Tables.SelectMany(table => new[] { table.Name, table.HistoryName }).ToHashSet();
        var others = connection.Command("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").ToList(reader => reader.GetString(0)).Where(table => !versions.Contains(table));
        string[] elsewhere =
        [
            // The journal itself, definitions, and what is computed.
            "installation", "chain", "journal", "journal_part", "definition", "screening", "fact_snapshot", "area_total", "total_state", "data_key", "form_key",
            // Files have a time of their own; uploads and evidence go with what they belong to.
            "batch", "handed_file", "file_piece", "staged_upload", "staged_file", "staged_piece", "evidence",
            // How a user signs in lasts as long as the user; sessions, tries and invitations end within days by themselves.
            "sign_in_secret", "sign_in_invitation", "sign_in_recovery", "sign_in_passkey", "sign_in_link", "sign_in_session", "sign_in_try",
        ];
        Assert.Equal(others.Order(), KeepTimes.Rows.Select(rows => rows.Table).Concat(elsewhere).Order());
    }
}
