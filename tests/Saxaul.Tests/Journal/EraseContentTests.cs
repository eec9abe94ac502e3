using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Privacy;
using Saxaul.Screening;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Households;
using Saxaul.Tests.Intake;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Journals;

public class EraseContentTests
{
    private const int County = 1;
    private const string Name = "卡德尔·艾尔肯", Number = "999019196309248931", Born = "1963-09-24";

    private static List<Saxaul.Journal.Version> Now(Registry registry, VersionedTable table)
    {
        using var reader = registry.Database.OpenReader();
        return AsOf.Now.Read(registry.Database, reader, table, County);
    }

    private static long Id(Registry registry, string number) => Now(registry, Person.Table).Single(version => Person.From(version).Number == number).Id;

    private static long Household(Registry registry, string number) => Now(registry, Saxaul.Households.Household.Table).Single(version => Saxaul.Households.Household.From(version).Number == number).Id;

    private static EraseContent Erase(Registry registry, Actor? actor = null) => new(registry, actor ?? WholeRegistry.Official, "个人信息保护法第四十七条", "2020-04-03 来信");

    /// <summary>Everything of the database as text, secrets opened.</summary>
    private static string Everything(Registry registry)
    {
        var text = new StringBuilder();
        using var connection = registry.Database.OpenReader();
        foreach (var table in registry.Tables.SelectMany(table => new[] { table.Name, table.HistoryName }).Concat(["journal", "journal_part", "handed_file", "batch", "screening", "file_piece"]))
        {
            using var command = connection.Command($"SELECT * FROM {table}");
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                    text.Append(reader.GetValue(i) is byte[] bytes ? Opened(registry, bytes) : reader.GetValue(i)).Append('\n');
            }
        }
        return text.ToString();
    }

    private static string Opened(Registry registry, byte[] bytes)
    {
        try
        {
            return registry.Database.Secrets.Open(bytes);
        }
        catch (ProblemException)
        {
            return Convert.ToHexString(bytes);
        }
    }

    [Theory, EachDatabase]
    public void After_an_erasure_nothing_of_the_person_is_left_and_the_journal_is_whole(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        Assert.Contains(Name, Everything(whole.Registry), StringComparison.Ordinal);

        var report = Erase(whole.Registry).Person(County, Id(whole.Registry, Number));

        Assert.Empty(whole.Problems());
        Assert.True(report.IsOverwritten);
        Assert.Single(report.Files);
        var everything = Everything(whole.Registry);
        foreach (var value in new[] { Name, "卡德尔艾尔肯", Number, Convert.ToHexString(whole.Registry.Database.Secrets.Hash(Number)) })
            Assert.DoesNotContain(value, everything, StringComparison.Ordinal);
        Assert.Contains("古丽", everything, StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_of_the_database_s_files_finds_none_of_the_values()
    {
        using var whole = new WholeRegistry(DatabaseKind.Sqlite);
        // A change moves an earlier state to history, which leaves its bytes in freed space.
        whole.Import("652902-库车市-户信息-更正.csv", WholeRegistry.RosterText.Replace(Name, Name + "江", StringComparison.Ordinal));
        byte[] Bytes() => [.. Directory.GetFiles(Path.GetDirectoryName(whole.Target)!, "registry.db*").SelectMany(File.ReadAllBytes)];
        Assert.True(Bytes().AsSpan().IndexOf(Encoding.UTF8.GetBytes(Name)) >= 0);

        Assert.True(Erase(whole.Registry).Person(County, Id(whole.Registry, Number)).IsOverwritten);

        foreach (var value in new[] { Name, "卡德尔", Number, Born })
            Assert.True(Bytes().AsSpan().IndexOf(Encoding.UTF8.GetBytes(value)) < 0, value);
        Assert.Empty(whole.Problems());
    }

    [Theory, EachDatabase]
    public void The_household_still_counts_its_member_and_what_is_asked_of_them_is_unknown(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        var (id, household) = (Id(whole.Registry, "999037196307227961"), Household(whole.Registry, "6510000001"));
        long? Healths(bool sick)
        {
            var store = new FactStore(whole.Registry);
            var facts = store.Get(County, WholeRegistry.Day);
            var members = facts.MembersOf(facts.RowOf(household)).ToArray();
            Assert.Equal(2, members.Length);
            var column = facts.OfPersons[store.Shape.MemberIndex("health")];
            return members.Count(row => sick ? column[row] is not null : column[row] is null);
        }
        Assert.Equal(2, Healths(sick: true));

        Erase(whole.Registry).Person(County, id);

        Assert.Equal(1, Healths(sick: true));
        Assert.Equal(1, Healths(sick: false));
    }

    [Theory, EachDatabase]
    public void Erasing_a_household_takes_its_members_and_leaves_an_empty_household_in_its_village(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        var household = Household(whole.Registry, "6510000001");

        Erase(whole.Registry).Household(County, household);

        Assert.Empty(whole.Problems());
        Assert.True(whole.Count() > 0);
        var left = Now(whole.Registry, Saxaul.Households.Household.Table).Single(version => version.Id == household);
        Assert.NotNull(Saxaul.Households.Household.From(left).VillageId);
        Assert.Null(Saxaul.Households.Household.From(left).Number);
        Assert.Empty(whole.Problems());
        Assert.DoesNotContain("古丽", Everything(whole.Registry), StringComparison.Ordinal);
        Assert.Contains("买买提", Everything(whole.Registry), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public void What_an_erasure_leaves_is_still_proven(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        var (id, other) = (Id(whole.Registry, Number), Id(whole.Registry, "999037196307227961"));
        Erase(whole.Registry).Person(County, id);
        void Tampered(string change, string back)
        {
            foreach (var (sql, found) in new[] { (change, true), (back, false) })
            {
                using (var writer = whole.Registry.Database.OpenWriter())
                {
                    Assert.True(writer.Execute(sql, ("@day", WholeRegistry.Day)) > 0);
                    writer.Commit();
                }
                Assert.Equal(found, whole.Problems().Count > 0);
            }
        }

        Tampered($"UPDATE person SET name = '某' WHERE county_key = 1 AND id = {id}", $"UPDATE person SET name = NULL WHERE county_key = 1 AND id = {id}");
        Tampered($"UPDATE person SET sex = 'male' WHERE county_key = 1 AND id = {other}", $"UPDATE person SET sex = 'female' WHERE county_key = 1 AND id = {other}");
        Tampered($"UPDATE membership SET household_id = household_id + 1000 WHERE county_key = 1 AND person_id = {id}", $"UPDATE membership SET household_id = household_id - 1000 WHERE county_key = 1 AND person_id = {id}");
        Tampered($"INSERT INTO membership (county_key, id, household_id, person_id, true_from, known_from) SELECT 1, 9999, 9999, {id}, @day, known_from FROM membership WHERE person_id = {id}", "DELETE FROM membership WHERE id = 9999");
        Tampered("UPDATE journal_part SET owner_id = owner_id + 1000 WHERE salt IS NULL", "UPDATE journal_part SET owner_id = owner_id - 1000 WHERE salt IS NULL");
    }

    [Theory, EachDatabase]
    public void Life_goes_on_after_an_erasure_and_a_second_one_in_the_same_household(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        var first = Id(whole.Registry, Number);
        Erase(whole.Registry).Person(County, first);
        Assert.Equal(6041, Assert.Throws<ProblemException>(() => Erase(whole.Registry).Person(County, first)).Problem.Number);
        using (var session = whole.Registry.Write(WholeRegistry.Official))
        {
            var entry = session.Begin(County, new EntryHead("end membership", WholeRegistry.Day.AddDays(30)));
            entry.End(Membership.Table, session.Read(Membership.Table, County, $"person_id = {first}").Single());
            entry.Seal();
            session.Commit();
        }
        Assert.Empty(whole.Problems());

        Erase(whole.Registry).Person(County, Id(whole.Registry, "999037196307227961"));

        Assert.Empty(whole.Problems());
        Assert.DoesNotContain("古丽", Everything(whole.Registry), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_roster_handed_in_again_does_not_bring_an_erased_person_back()
    {
        using var whole = new WholeRegistry(DatabaseKind.Sqlite);
        whole.Import("医保局-2020年3月自付费用.csv", "姓名,身份证号,住院日期,总费用,自付费用\n古丽,999037196307227961,2020-03-05,9000,1500\n");
        var report = Erase(whole.Registry).Person(County, Id(whole.Registry, "999037196307227961"));

        Assert.Equal(2, report.Files.Count);
        Assert.Equal(0, whole.Import("医保局-2020年3月自付费用.csv", "姓名,身份证号,住院日期,总费用,自付费用\n古丽,999037196307227961,2020-03-05,9000,1500\n").Changed);
        Assert.DoesNotContain("古丽", Everything(whole.Registry), StringComparison.Ordinal);
        Assert.Empty(whole.Problems());
    }

    [Fact]
    public void Nor_does_a_roster_with_a_held_village_or_one_whose_import_was_followed_by_an_undo()
    {
        using var example = new IntakeExample(DatabaseKind.Sqlite);
        var roster = IntakeExample.Roster(IntakeExample.Row("1", "买买提", 1), IntakeExample.Row("2", "古丽", 2, village: "守奴特村"));
        example.Import("652902-库车市.csv", roster);
        var costs = example.Import("医保局-2020年3月自付费用.csv", IntakeExample.Costs($"买买提,{IntakeExample.Number(1)},,,2020-03-05,10"));
        Erase(example.Registry).Person(IntakeExample.Kuqa, Id(example.Registry, IntakeExample.Number(1)));
        new UndoBatch(costs.BatchId!.Value, null).Run(example.Registry, WholeRegistry.Official);

        var again = example.Import("652902-库车市.csv", roster).Files[0];
        Assert.True(again.Already);
        Assert.Contains(again.Notes, note => note.En.Contains("erased", StringComparison.Ordinal));
        Assert.DoesNotContain(Values(example.Registry), value => value.Contains("买买提", StringComparison.Ordinal));
        Assert.True(example.IsWhole());
    }

    [Fact]
    public void A_files_cells_are_not_taken_for_a_household_because_its_number_is_short()
    {
        Assert.False(new KnownBy(["买买提"], ["19900001234"], ["7"]).StandsIn("7"));
        Assert.False(new KnownBy(["买买提"], ["19900001234"], ["7"]).StandsIn("2017-07-07"));
        Assert.True(new KnownBy(["买买提"], ["19900001234"], ["6510000007"]).StandsIn(" 6510000007"));
        Assert.True(new KnownBy(["买买提"], ["19900001234"], ["7"]).StandsIn("电话:199-0000-1234"));
        Assert.True(new KnownBy(["托合提·买买提"], [], []).StandsIn("由户主托合提·买买提代领"));
        Assert.True(new KnownBy(["古丽"], [], []).StandsIn("古丽(户主)、女"));
        Assert.False(new KnownBy(["古丽"], [], []).StandsIn("古丽娜尔"));
    }

    [Fact]
    public void An_erasure_that_was_cut_off_before_it_overwrote_is_finished_by_the_next_opening()
    {
        using var whole = new WholeRegistry(DatabaseKind.Sqlite);
        using (var session = whole.Registry.Write(WholeRegistry.Official))
        {
            whole.Registry.Database.RememberToOverwrite(session.Writer);
            session.Commit();
        }
        Assert.True(whole.Registry.Database.OverwriteIfDue());
        Assert.True(whole.Registry.Database.IsOverwritten());
    }

    [Theory, EachDatabase]
    public async Task What_opens_the_registry_waits_for_nobody_who_reads_an_older_state_and_what_erases_does(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        var database = whole.Registry.Database;
        Task<bool> overwriting;
        using (var reader = database.OpenReader())
        {
            using var older = database.BeginSnapshot(reader);
            using (var read = reader.Command("SELECT COUNT(*) FROM person"))
            {
                read.Transaction = older;
                read.ExecuteScalar();
            }
            // After it: whoever reads sees the state before.
            using (var session = whole.Registry.Write(WholeRegistry.Official))
            {
                database.RememberToOverwrite(session.Writer);
                session.Commit();
            }
            using (var second = Registry.Open(whole.Target, keyFile: whole.KeyFile))
                Assert.False(second.Database.IsOverwritten());
            Assert.False(database.OverwriteIfDue(wait: false));
            overwriting = Task.Run(() => database.OverwriteIfDue());
        }
        Assert.True(await overwriting || database.OverwriteIfDue());
        Assert.True(database.IsOverwritten());
    }

    /// <summary>The tables that it had passed by then still hold what the other one erased.</summary>
    [Fact]
    public async Task Whoever_overwrites_does_not_take_for_done_what_somebody_erased_meanwhile()
    {
        using var whole = new WholeRegistry(DatabaseKind.Postgres);
        var database = whole.Registry.Database;
        void Erase()
        {
            using var session = whole.Registry.Write(WholeRegistry.Official);
            database.RememberToOverwrite(session.Writer);
            session.Commit();
        }
        Task<bool> overwriting;
        using (var reader = database.OpenReader())
        using (var second = database.OpenReader())
        {
            using var older = database.BeginSnapshot(reader);
            using (var read = reader.Command("SELECT COUNT(*) FROM person"))
            {
                read.Transaction = older;
                read.ExecuteScalar();
            }
            // After it: whoever reads sees the state before.
            Erase();
            overwriting = Task.Run(() => database.OverwriteIfDue());
            // It has begun, and waits for whoever reads.
            while (!overwriting.IsCompleted && second.Command("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%'").ToList(_ => 1).Count == 0)
                await Task.Yield();
            Erase();
        }
        await overwriting;
        Assert.False(database.IsOverwritten());
        Assert.True(database.OverwriteIfDue());
        Assert.True(database.IsOverwritten());
    }

    [Theory, EachDatabase]
    public void What_was_overwritten_stays_so_whatever_is_erased_on_a_later_day(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        var (database, today) = (whole.Registry.Database, whole.Registry.Database.Time.Today());
        using (var session = whole.Registry.Write(WholeRegistry.Official))
        {
            database.RememberToOverwrite(session.Writer);
            session.Commit();
        }
        Assert.True(database.IsOverwritten(until: today.AddDays(-1)));
        Assert.False(database.IsOverwritten(until: today));
    }

    [Fact]
    public void Of_two_of_one_name_a_whole_number_tells_who_is_meant()
    {
        var (mine, other) = (IntakeExample.Number(1), IntakeExample.Number(2));
        Assert.True(new KnownBy(["买买提"], [mine], []).Is("买买提", mine));
        Assert.True(new KnownBy(["买买提"], [mine], []).Is("买买提", null));
        Assert.False(new KnownBy(["买买提"], [mine], []).Is("买买提", other));
    }

    [Fact]
    public void Erasing_needs_its_own_right_a_reason_a_ground_and_somebody_there()
    {
        using var whole = new WholeRegistry(DatabaseKind.Sqlite);
        var id = Id(whole.Registry, Number);
        var writer = new Actor("team", new HashSet<Right> { Right.WriteHouseholds, Right.ReadHouseholds }, null);
        var elsewhere = new Actor("officer", new HashSet<Right> { Right.Erase }, new HashSet<int> { 2 });
        var officer = new Actor("officer", new HashSet<Right> { Right.Erase }, new HashSet<int> { 1 });

        Assert.Equal(7001, Assert.Throws<ProblemException>(() => Erase(whole.Registry, writer).Person(County, id)).Problem.Number);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => Erase(whole.Registry, elsewhere).Person(County, id)).Problem.Number);
        Assert.Equal(6040, Assert.Throws<ProblemException>(() => new EraseContent(whole.Registry, officer, "", "来信").Person(County, id)).Problem.Number);
        Assert.Equal(6040, Assert.Throws<ProblemException>(() => new EraseContent(whole.Registry, officer, "法", " ").Person(County, id)).Problem.Number);
        Assert.Equal(6041, Assert.Throws<ProblemException>(() => Erase(whole.Registry, officer).Person(County, 99999)).Problem.Number);
        Erase(whole.Registry, officer).Person(County, id);
        Assert.Empty(whole.Problems());
    }

    [Fact]
    public void Nothing_is_erased_where_the_journal_no_longer_fits_since_the_change_could_never_be_traced()
    {
        using var whole = new WholeRegistry(DatabaseKind.Sqlite);
        var id = Id(whole.Registry, Number);
        using (var writer = whole.Registry.Database.OpenWriter())
        {
            writer.Execute($"UPDATE person SET name = '某' WHERE id = {id}");
            writer.Commit();
        }

        Assert.Equal(6042, Assert.Throws<ProblemException>(() => Erase(whole.Registry).Person(County, id)).Problem.Number);
        Assert.Contains("某", Everything(whole.Registry), StringComparison.Ordinal);
    }

    private const string Mentioned = "阿依古丽";

    /// <summary>Every value of every state of every county, secrets opened.</summary>
    private static List<string> Values(Registry registry)
    {
        using var connection = registry.Database.OpenReader();
        return [.. FactStore.Counties(connection).Prepend(0).SelectMany(county => registry.Tables.SelectMany(table => new[] { false, true }.SelectMany(history =>
            connection.Command($"SELECT {table.SelectList(history)} FROM {(history ? table.HistoryName : table.Name)} WHERE county_key = @county", ("@county", county))
                .ToList(reader => table.Read(reader, registry.Database.Secrets)).SelectMany(version => version.Values.OfType<string>()))))];
    }

    private static List<string> Erasures(IntakeExample example, int county) => example.Now(Erasure.Table, version => Erasure.From(version).OwnerKind, county);

    [Theory, EachDatabase]
    public void A_question_and_a_lead_of_their_name_go_along_and_those_about_others_stay(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", IntakeExample.Roster(IntakeExample.Row("1", Mentioned, 1), IntakeExample.Row("2", "卡德尔", 2)));
        example.Import("医保局-2020年3月自付费用.csv", IntakeExample.Costs($"{Mentioned},,,,2020-03-05,6000", "卡德尔,,,,2020-03-05,6000",
            "阿依·古丽,,哈尼喀塔木乡,英买里村,2020-03-06,25000", "外乡人,,哈尼喀塔木乡,英买里村,2020-03-06,25000"));
        Assert.Equal([Mentioned, "卡德尔"], MatchQuestions.Of(example.Registry, IntakeExample.Official).Select(question => question.Name));
        Assert.Equal(2, Leads.Of(example.Registry, IntakeExample.Official).Count);

        var report = Erase(example.Registry).Person(IntakeExample.Kuqa, Id(example.Registry, IntakeExample.Number(1)));

        Assert.Equal((1, 2), (report.Persons, report.Files.Count));
        Assert.Equal("卡德尔", Assert.Single(MatchQuestions.Of(example.Registry, IntakeExample.Official)).Name);
        Assert.Equal("外乡人", Assert.Single(Leads.Of(example.Registry, IntakeExample.Official)).Lead.Name);
        Assert.Equal(["finding", "lead", "person"], Erasures(example, IntakeExample.Kuqa).Order());
        foreach (var value in new[] { Mentioned, "阿依·古丽", IntakeExample.Number(1) })
            Assert.DoesNotContain(Values(example.Registry), one => one.Contains(value, StringComparison.Ordinal));
        Assert.True(example.IsWhole());
    }

    /// <summary>In another county questions and leads in every state: by name, by number alone, and about somebody else.</summary>
    private static IntakeExample MentionedElsewhere(DatabaseKind kind)
    {
        var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", IntakeExample.Roster(IntakeExample.Row("1", Mentioned, 1), IntakeExample.Row("2", "卡德尔", 2)));
        Finding Asks(string written) => new() { Kind = FindingKind.MatchForReview, Sheet = "表一", Field = "name", Written = written };
        Lead Of(string name) => new(name, "库木里村", "medical", "医保局", "2020-03", 2_500_000, WholeRegistry.Day.AddDays(90));
        void Write(int county, Action<Entry> write)
        {
            using var session = example.Registry.Write(IntakeExample.Official);
            var entry = session.Begin(county, new EntryHead("test", WholeRegistry.Day));
            write(entry);
            entry.Seal();
            session.Commit();
        }
        List<Saxaul.Journal.Version> kept = [];
        Write(IntakeExample.Kalpin, entry => kept.AddRange(new[] { Mentioned, $"{Mentioned}\t{IntakeExample.Number(1)}", $"阿衣古丽\t{IntakeExample.Number(1)}", $"外乡人\t{IntakeExample.Number(9)}" }
            .Select(written => entry.Add(Finding.Table, Asks(written).ToValues(), 2))));
        Write(IntakeExample.Kalpin, entry =>
        {
            entry.End(Finding.Table, kept[0], WholeRegistry.Day.AddDays(3));
            entry.Correct(Finding.Table, kept[1], Asks($"某人\t{IntakeExample.Number(1)}").ToValues());
            entry.Add(Lead.Table, Of(Mentioned).ToValues(), 3);
            entry.Add(Lead.Table, Of("外乡人").ToValues(), 4);
        });
        Write(0, entry => entry.Retract(Lead.Table, entry.Add(Lead.Table, Of("外乡人").ToValues(), 3)));
        Write(0, entry => kept.Add(entry.Add(Lead.Table, Of(Mentioned).ToValues(), 3)));
        Write(0, entry => entry.Retract(Lead.Table, kept[^1]));
        Assert.True(example.IsWhole());
        return example;
    }

    [Theory, EachDatabase]
    public void In_every_county_every_state_of_what_names_them_goes_and_what_stays_is_still_proven(DatabaseKind kind)
    {
        using var example = MentionedElsewhere(kind);
        Erase(example.Registry).Household(IntakeExample.Kuqa, Household(example.Registry, "1"));

        Assert.True(example.IsWhole());
        foreach (var value in new[] { Mentioned, "阿衣古丽", IntakeExample.Number(1) })
            Assert.DoesNotContain(Values(example.Registry), one => one.Contains(value, StringComparison.Ordinal));
        Assert.Equal($"外乡人\t{IntakeExample.Number(9)}", Assert.Single(example.Findings(FindingKind.MatchForReview, IntakeExample.Kalpin)).Written);
        Assert.Single(example.Now(Lead.Table, Lead.From, IntakeExample.Kalpin));
        Assert.Equal(["finding", "finding", "finding", "lead"], Erasures(example, IntakeExample.Kalpin).Order());
        Assert.Equal(["lead"], Erasures(example, 0));

        foreach (var (change, back) in new[]
                 {
                     ("UPDATE finding SET sheet = '表二' WHERE county_key = 2", "UPDATE finding SET sheet = '表一' WHERE county_key = 2"),
                     ("UPDATE lead SET amount = amount + 1 WHERE county_key = 2", "UPDATE lead SET amount = amount - 1 WHERE county_key = 2"),
                     ("UPDATE erasure SET owner_id = owner_id + 1000 WHERE county_key = 2", "UPDATE erasure SET owner_id = owner_id - 1000 WHERE county_key = 2"),
                     ("INSERT INTO finding (county_key, id, kind, true_from, known_from) SELECT 2, owner_id, 'match_for_review', true_from, 1 FROM erasure WHERE county_key = 2 AND owner_kind = 'finding' AND owner_id = (SELECT MIN(owner_id) FROM erasure WHERE county_key = 2)",
                         "DELETE FROM finding WHERE county_key = 2 AND sheet IS NULL"),
                 })
        {
            Sql(example.Registry, change);
            Assert.False(example.IsWhole(), change);
            Sql(example.Registry, back);
            Assert.True(example.IsWhole(), back);
        }
    }

    private static void Sql(Registry registry, string sql)
    {
        using var writer = registry.Database.OpenWriter();
        Assert.True(writer.Execute(sql) > 0, sql);
        writer.Commit();
    }

    [Theory, EachDatabase]
    public void Who_may_not_erase_in_a_county_that_names_them_is_refused_and_a_dry_run_only_counts(DatabaseKind kind)
    {
        using var example = MentionedElsewhere(kind);
        var before = Values(example.Registry);
        var id = Id(example.Registry, IntakeExample.Number(1));
        var officer = new Actor("officer", new HashSet<Right> { Right.Erase }, new HashSet<int> { IntakeExample.Kuqa });

        Assert.Equal(7001, Assert.Throws<ProblemException>(() => Erase(example.Registry, officer).Person(IntakeExample.Kuqa, id)).Problem.Number);
        var would = new EraseContent(example.Registry, WholeRegistry.Official, "个人信息保护法第四十七条", "2020-04-03 来信") { DryRun = true }.Person(IntakeExample.Kuqa, id);

        Assert.Equal(before.Order(), Values(example.Registry).Order());
        var did = Erase(example.Registry).Person(IntakeExample.Kuqa, id);
        Assert.Equal((1, did.Versions, did.Files.Count, false, true), (would.Persons, would.Versions, would.Files.Count, would.IsOverwritten, did.IsOverwritten));
    }

    [Theory, EachDatabase]
    public void A_household_that_moved_county_goes_in_both_and_where_whoever_erases_may_not_it_is_asked_for(DatabaseKind kind)
    {
        foreach (var everywhere in new[] { true, false })
        {
            using var example = new ExampleCounties(kind);
            var official = ExampleCounties.Official;
            new MoveToCounty(example.Family, new Saxaul.Areas.AreaKey(example.OtherCounty, example.Village("652924100200")), ExampleCounties.Spring.AddDays(30)) { Number = "6520000009" }.Run(example.Registry, official);
            var there = FindMoved(example);
            Assert.Equal([example.County], EraseContent.OtherCounties(example.Registry, official, there.CountyKey, "household", there.Id));

            var report = Erase(example.Registry, everywhere ? official : example.OfficialOf(example.OtherCounty)).Household(there.CountyKey, there.Id);

            var left = AsLeft(example, example.County);
            var requests = ReadRequests.OfHousehold(example.Registry, official, example.Family);
            Assert.Equal(everywhere, !left.Contains("卡德尔·艾尔肯"));
            Assert.DoesNotContain("卡德尔·艾尔肯", AsLeft(example, example.OtherCounty));
            Assert.Equal(everywhere ? [] : [example.County], report.Elsewhere);
            Assert.Equal(everywhere ? [] : [(RequestKind.Deletion, RequestState.Open, "county official")], requests.Select(one => (one.Request.Kind, one.Request.State, one.Request.EnteredBy)));
            // Nobody of the household asked, and nothing says so.
            Assert.All(requests, one => Assert.Equal(AskedBy.Office, one.Request.AskedBy));
            Assert.Empty(Verify.Run(example.Registry, official));
            if (everywhere)
                continue;
            // Who may there carries it out.
            new CarryOutDeletion(example.County, requests[0].Id, "个人信息保护法第四十七条", "已清除").Run(example.Registry, Actor.Operator("officer").In(example.County));
            Assert.DoesNotContain("卡德尔·艾尔肯", AsLeft(example, example.County));
            Assert.Empty(Verify.Run(example.Registry, official));
        }
    }

    [Theory, EachDatabase]
    public void Somebody_of_a_longer_name_is_not_meant(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        var official = ExampleCounties.Official;
        new RegisterHousehold(example.County, example.Village("652902105208"), [new Newcomer { Name = "卡德尔·艾尔肯江", Relation = "head" }], ExampleCounties.Spring).Run(example.Registry, official);
        var neighbour = new RegisterHousehold(example.County, example.Village("652902105208"), [new Newcomer { Name = "帕提曼", Relation = "head" }], ExampleCounties.Spring).Run(example.Registry, official)[0];
        void Note(string group, string why) => new CorrectHousehold(neighbour, new Dictionary<string, string?> { ["natural_village"] = group }, null, why).Run(example.Registry, official);
        Note("卡德尔·艾尔肯江家东边", "接替卡德尔·艾尔肯江的工作");
        Note("三组", "问过卡德尔·艾尔肯");

        Erase(example.Registry, official).Household(example.Family.CountyKey, example.Family.Id);

        var history = ReadHousehold.Of(example.Registry, official, neighbour, ExampleCounties.Spring.AddDays(1)).History;
        Assert.Equal(["接替卡德尔·艾尔肯江的工作"], history.Where(line => line.Act == "correct household" && !line.IsReasonErased).Select(line => line.Reason));
        Assert.Contains("卡德尔·艾尔肯江", AsLeft(example, example.County));
        Assert.Empty(Verify.Run(example.Registry, official));
    }

    private static HouseholdKey FindMoved(ExampleCounties example)
    {
        using var connection = example.Registry.Database.OpenReader();
        return new HouseholdKey(example.OtherCounty, AsOf.Now.Read(example.Registry.Database, connection, Saxaul.Households.Household.Table, example.OtherCounty).Single(version => Saxaul.Households.Household.From(version).Number == "6520000009").Id);
    }

    /// <summary>The names that a county knows or knew.</summary>
    private static List<string?> AsLeft(ExampleCounties example, int county)
    {
        using var connection = example.Registry.Database.OpenReader();
        return connection.Command("SELECT name FROM person WHERE county_key = @county UNION ALL SELECT name FROM person_history WHERE county_key = @county", ("@county", county)).ToList(reader => reader.TextOrNull(0));
    }

    [Theory, EachDatabase]
    public void Words_that_name_them_go_in_a_county_where_whoever_erases_may_not(DatabaseKind kind)
    {
        using var example = new ExampleCounties(kind);
        WriteIn(example, example.OtherCounty, "卡德尔·艾尔肯的亲戚");

        Erase(example.Registry, example.OfficialOf(example.County)).Household(example.County, example.Family.Id);

        using var connection = example.Registry.Database.OpenReader();
        Assert.Equal(1L, connection.Command("SELECT COUNT(*) FROM entry_reason WHERE county_key = @county AND words IS NULL", ("@county", example.OtherCounty)).ExecuteScalar());
        Assert.Empty(Verify.Run(example.Registry, ExampleCounties.Official));
    }

    private static void WriteIn(ExampleCounties example, int county, string reason)
    {
        using var session = example.Registry.Write(ExampleCounties.Official);
        var entry = session.Begin(county, new EntryHead("test", ExampleCounties.Spring) { Reason = reason });
        entry.Add(Lead.Table, new Lead("外乡人", "城郊村", "medical", "医保局", "2020-03", 2_500_000, ExampleCounties.Spring.AddDays(90)).ToValues());
        entry.Seal();
        session.Commit();
    }

    [Theory, EachDatabase]
    public void What_came_while_files_and_words_were_read_goes_as_well(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", IntakeExample.Roster(IntakeExample.Row("6510000001", Mentioned, 1), IntakeExample.Row("6510000002", "卡德尔", 2)));
        var who = new KnownBy([Mentioned], [IntakeExample.Number(1)], []);
        var (mentions, files, looks) = (new Mentions(example.Registry, new Whom("person", new Dictionary<int, HashSet<(string Kind, long Id)>>(), new HashSet<HouseholdKey>(), who)), new FilesHolding(example.Registry.Database, who), new LooksNaming(example.Registry.Database, who));
        using (var log = new LookLog(example.Registry.Database))
            log.Add(IntakeExample.Official, [new HouseholdKey(IntakeExample.Kuqa, Household(example.Registry, "6510000002"))], LookPurpose.Asked, sensitive: true, new AskedFor("other", $"{Mentioned}说的"));
        new CorrectHousehold(new HouseholdKey(IntakeExample.Kuqa, Household(example.Registry, "6510000002")), new Dictionary<string, string?> { ["natural_village"] = "一组" }, null, $"与{Mentioned}核对").Run(example.Registry, IntakeExample.Official);
        example.Import("医保局-2020年3月自付费用.csv", IntakeExample.Costs($"{Mentioned},{IntakeExample.Number(1)},,,2020-03-05,6000"));

        using var session = example.Registry.Write(IntakeExample.Official);
        session.HeightOf(IntakeExample.Kuqa);
        Assert.Equal("entry_reason", Assert.Single(mentions.In(session, IntakeExample.Kuqa, new HashSet<(string, long)>())).Reader.Table.Name);
        Assert.Equal(2, files.Now(session).Kept.Count);
        looks.EraseWords(session, new HashSet<HouseholdKey>());
        Assert.Equal(0L, session.Writer.Scalar("SELECT COUNT(*) FROM look WHERE words IS NOT NULL"));
    }

    [Theory, EachDatabase]
    public void A_file_whose_name_or_report_changed_while_names_were_read_is_read_again(DatabaseKind kind)
    {
        using var example = new IntakeExample(kind);
        example.Import("652902-库车市.csv", IntakeExample.Roster(IntakeExample.Row("6510000001", Mentioned, 1)));
        var files = new FilesHolding(example.Registry.Database, new KnownBy([Mentioned], [], []));
        using var session = example.Registry.Write(IntakeExample.Official);
        Assert.Empty(files.Named(session));
        RowSeal.Update(session.Writer, session.Database.Secrets, "handed_file", "name = @name", "county_key = 0", ("@name", $"{Mentioned}.csv"));
        Assert.Single(files.Named(session));
    }

    [Fact]
    public void Erasing_a_household_with_a_short_number_leaves_questions_whose_numbers_hold_its_digits()
    {
        using var example = MentionedElsewhere(DatabaseKind.Sqlite);

        Erase(example.Registry).Household(IntakeExample.Kuqa, Household(example.Registry, "2"));

        Assert.Equal(3, example.Findings(FindingKind.MatchForReview, IntakeExample.Kalpin).Count);
        Assert.True(example.IsWhole());
    }

    [Theory, EachDatabase]
    public void What_a_screening_counted_is_in_step_after_an_erasure_as_if_all_were_screened_anew(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        ScreenReport Counted()
        {
            using var session = whole.Registry.Write(WholeRegistry.Official);
            return LastScreening.Read(session, County, "acceptance")!.Report;
        }
        var flagged = Counted().Flagged;
        Assert.Contains(flagged, rule => rule.Value > 0);

        Erase(whole.Registry).Household(County, Household(whole.Registry, "6510000001"));
        new CatchUpWarnings(whole.Registry, WholeRegistry.Official, new FactStore(whole.Registry)).Run();
        var caughtUp = Counted();
        whole.Screen();
        var anew = Counted();

        Assert.Equal(anew.Flagged.ToList(), caughtUp.Flagged.ToList());
        Assert.Equal(anew.Undecided.ToList(), caughtUp.Undecided.ToList());
        Assert.Equal(anew.Households, caughtUp.Households);
        Assert.NotEqual(flagged.ToList(), caughtUp.Flagged.ToList());
        Assert.Empty(whole.Problems());
    }
}
