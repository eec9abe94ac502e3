using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Journals;

public class VerifyTests
{
    private static void Sql(Registry registry, string sql, params (string Name, object? Value)[] parameters)
    {
        using var writer = registry.Database.OpenWriter();
        writer.Execute(sql, parameters);
        writer.Commit();
    }

    [Theory, EachDatabase]
    public void What_the_system_itself_wrote_is_whole(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        whole.FillEveryTable();

        Assert.Empty(whole.Problems());
    }

    [Theory, EachDatabase]
    public void An_amount_changed_behind_the_journal_s_back_is_named_with_table_county_record_and_entry(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        Sql(whole.Registry, "UPDATE register_budget SET amount = amount + 1 WHERE county_key = 1 AND item = 'wages' AND amount > 0 AND household_id = (SELECT MIN(household_id) FROM register_budget)");

        var problem = Assert.Single(whole.Problems(), problem => problem.Number == 6025);
        Assert.Contains("register_budget", problem.En, StringComparison.Ordinal);
        Assert.Contains("county 1 ", problem.En, StringComparison.Ordinal);
        Assert.Contains("日志第", problem.Zh, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public void A_person_deleted_or_invented_and_an_entry_cut_off_are_found(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        Sql(whole.Registry, "INSERT INTO membership (county_key, id, household_id, person_id, true_from, known_from) VALUES (1, 9999, 9999, 9999, @day, 2)", ("@day", WholeRegistry.Day));
        Assert.Contains(whole.Problems(), problem => problem.Number == 6025 && problem.En.Contains("record 9999", StringComparison.Ordinal));
        Sql(whole.Registry, "DELETE FROM membership WHERE id = 9999");
        Assert.Empty(whole.Problems());

        Sql(whole.Registry, "DELETE FROM membership WHERE county_key = 1 AND id = (SELECT MAX(id) FROM membership WHERE county_key = 1)");
        Assert.Equal(6026, Assert.Single(whole.Problems(), problem => problem.Number is 6025 or 6026).Number);
    }

    [Theory, EachDatabase]
    public void Entries_cut_off_at_the_end_are_missed(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        Sql(whole.Registry, "DELETE FROM journal WHERE county_key = 1 AND height = (SELECT MAX(height) FROM journal WHERE county_key = 1)");

        Assert.Contains(whole.Problems(), problem => problem.Number == 6021);
    }

    /// <summary>It may be erased, which the sealed row of its file says then; otherwise nothing would tell any more that the place a figure came from was taken away.</summary>
    [Theory, EachDatabase]
    public void The_name_of_a_sheet_that_somebody_took_away_is_missed(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        Sql(whole.Registry, "UPDATE journal SET sheet = NULL WHERE county_key = 1");
        Assert.NotEmpty(whole.Problems());
    }

    /// <summary>What is not covered, and why.</summary>
    private static readonly HashSet<string> Uncovered =
    [
        "installation.name", "installation.value", // tells only how tables were made
        "fact_snapshot.shape", "fact_snapshot.day", // facts of other definitions are never read; facts that are right for another day are right
        "total_state.definitions", // totals of other definitions are counted anew before they are read
    ];

    [Theory, EachDatabase]
    public void Every_column_of_every_table_is_covered(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        whole.FillEveryTable();
        var registry = whole.Registry;
        var (missed, empty) = (new List<string>(), new List<string>());
        // What is staged is not of the registry yet: its pieces prove themselves when they are decrypted, and the rest is drawn up anew before anything is applied.
        // How users prove who they are is in no journal: encrypted together with the user, or a keyed hash, it proves itself when it is used; so do keys, encrypted with the key file's.
        foreach (var table in Tables(registry, kind).Where(table => !table.StartsWith("staged_", StringComparison.Ordinal)
                     && (!table.StartsWith("sign_in_", StringComparison.Ordinal) || RowSeal.Tables.Any(one => one.Table == table)) && table is not ("form_key" or "data_key")))
        {
            foreach (var column in Columns(registry, table).Where(column => !Uncovered.Contains($"{table}.{column}")))
            {
                switch (Tamper(registry, table, column))
                {
                    case null: empty.Add($"{table}.{column}"); break;
                    case { Count: > 0 } found when found.Exists(problem => problem.En.Contains(Named(table), StringComparison.Ordinal)): break;
                    case var found: missed.Add($"{table}.{column}: {string.Join(" / ", found.Select(problem => problem.En))}"); break;
                }
            }
        }
        Assert.Empty(missed);
        Assert.Equal(["batch.undone_at", "handed_file.erased_at",
            "journal_part.county_key", "journal_part.hash", "journal_part.height", "journal_part.owner_id", "journal_part.owner_kind", "journal_part.remains", "journal_part.salt"], empty.Order());
        Assert.Empty(whole.Problems());
    }

    /// <summary>What a problem calls a table: a version by its kind, wherever it lies.</summary>
    private static string Named(string table) => table is "area_total" or "total_state" ? "total" : table.EndsWith("_history", StringComparison.Ordinal) ? table[..^"_history".Length] : table;

    /// <summary>On the server those that stand for others of their kind: history and registers are read by the same code, and each check there takes its time.</summary>
    private static List<string> Tables(Registry registry, DatabaseKind kind)
    {
        using var reader = registry.Database.OpenReader();
        return reader.Command(kind == DatabaseKind.Sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            : """
              SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'
              AND table_name NOT LIKE '%history' AND (table_name NOT LIKE 'register%' OR table_name = 'register_budget') ORDER BY table_name
              """).ToList(row => row.GetString(0));
    }

    private static List<string> Columns(Registry registry, string table)
    {
        using var connection = registry.Database.OpenReader();
        using var command = connection.Command($"SELECT * FROM {table} WHERE 1 = 0");
        using var reader = command.ExecuteReader();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    /// <summary>Changes one value of one row, verifies, and changes it back; null when no row has a value there, empty when the database itself refused.</summary>
    private static List<Problem>? Tamper(Registry registry, string table, string column)
    {
        Dictionary<string, object> row;
        using (var connection = registry.Database.OpenReader())
        {
            using var command = connection.Command($"SELECT * FROM {table} WHERE {column} IS NOT NULL");
            using var reader = command.ExecuteReader();
            if (!reader.Read())
                return null;
            row = Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetValue);
        }
        var changed = Changed(row[column], table == "chain" && column == "next_id");
        var key = row.Where(one => one.Value is not DBNull && one.Key != column).ToList();
        void Set(object from, object to)
        {
            using var writer = registry.Database.OpenWriter();
            using var command = writer.Command($"UPDATE {table} SET {column} = @to WHERE {column} = @from{string.Concat(key.Select(one => $" AND {one.Key} = @{one.Key}"))}", ("@from", from), ("@to", to));
            foreach (var (name, value) in key)
                command.Add("@" + name, value);
            Assert.Equal(1, command.ExecuteNonQuery());
            writer.Commit();
        }
        try
        {
            Set(row[column], changed);
        }
        catch (DbException refused) when (refused.Message.Contains("foreign key", StringComparison.OrdinalIgnoreCase))
        {
            return [new Problem(0, table, table)];
        }
        var found = Verify.Run(registry, WholeRegistry.Official).Take(10).ToList();
        Set(changed, row[column]);
        return found;
    }

    private static object Changed(object value, bool lower) => value switch
    {
        bool truth => !truth,
        long number => lower ? 1L : number + 1000,
        int number => number + 1000,
        DateTime day => day.AddDays(1),
        DateOnly day => day.AddDays(1),
        byte[] bytes => (byte[])[.. bytes[..^1], (byte)(bytes[^1] ^ 1)],
        string text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        string text => text + "x",
        _ => throw new ArgumentException($"{value.GetType()}", nameof(value)),
    };

    private static Programmes Orchards(string fields) => new(new Dictionary<string, string>
    {
        ["production/registers/orchards.yaml"] = $"register: orchards\nlabels: {{ zh: 果园, en: Orchards }}\nbelongs_to: household\npurpose: {{ zh: 产业帮扶, en: help with production }}\nkeep: 5 years after it ends\nkeep_source: {{ zh: 验收口径, en: for acceptance }}\nfields:\n{fields}",
    });

    private const string Area = "  - { name: area, labels: { zh: 面积, en: Area }, type: integer }\n";
    private const string Kind = "  - { name: kind, labels: { zh: 品种, en: Kind }, type: text }\n";
    private const string Planted = "  - { name: planted_on, labels: { zh: 种植日期, en: Planted }, type: day }\n";

    [Fact]
    public void Fields_that_a_register_gains_reorders_or_drops_do_not_break_what_was_written_before()
    {
        using var database = new TestDatabase(DatabaseKind.Sqlite);
        void With(string fields, Func<int, object?[]> values)
        {
            using var registry = Registry.Open(database.Target, programmes: Orchards(fields), keyFile: database.KeyFile);
            using (var session = registry.Write(WholeRegistry.Official))
            {
                while (session.NewId(1) < 5) // the household has had its id
                {
                }
                var table = registry.Register("orchards").Table;
                var entry = session.Begin(1, new EntryHead("enter orchard", WholeRegistry.Day) { HouseholdId = 5 });
                var known = session.Read(table, 1).SingleOrDefault();
                if (known is null)
                    entry.Add(table, values(table.Columns.Count));
                else
                    entry.Change(table, known, values(table.Columns.Count), on: known.TrueFrom.AddDays(1));
                entry.Seal();
                session.Commit();
            }
            Assert.Empty(Verify.Run(registry, WholeRegistry.Official));
        }

        With(Area + Kind, _ => [5L, 1500L, "杏"]);
        With(Planted + Kind + Area, _ => [5L, WholeRegistry.Day, "杏", 1600L]);
        With(Planted + Area, count => [.. new object?[] { 5L, WholeRegistry.Day, 1700L }, .. new object?[count - 3]]);
        using var last = Registry.Open(database.Target, programmes: Orchards(Planted + Area), keyFile: database.KeyFile);
        using var reader = last.Database.OpenReader();
        var states = reader.Command("SELECT kind FROM register_orchards_history ORDER BY known_from").ToList(row => row.TextOrNull(0));
        Assert.All(states, state => Assert.Equal("杏", state));
    }

    [Fact]
    public void A_field_that_changes_its_type_is_refused_with_what_to_do()
    {
        using var database = new TestDatabase(DatabaseKind.Sqlite);
        Registry.Open(database.Target, programmes: Orchards(Area), keyFile: database.KeyFile).Dispose();

        var changed = Area.Replace("integer", "day", StringComparison.Ordinal);
        Assert.Equal(5002, Assert.Throws<ProblemException>(() => Registry.Open(database.Target, programmes: Orchards(changed), keyFile: database.KeyFile)).Problem.Number);
    }

    [Fact]
    public void Checking_needs_the_right_in_every_county()
    {
        using var test = new TestRegistry(DatabaseKind.Sqlite);
        var ofOneCounty = new Actor("team", new HashSet<Right> { Right.Verify }, new HashSet<int> { 1 });

        Assert.Equal(7001, Assert.Throws<ProblemException>(() => Verify.Run(test.Registry, Actor.Nobody)).Problem.Number);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => Verify.Run(test.Registry, ofOneCounty)).Problem.Number);
    }

    [Fact]
    public void A_look_up_hash_that_leads_to_somebody_else_is_named()
    {
        using var whole = new WholeRegistry(DatabaseKind.Sqlite);
        Sql(whole.Registry, $"UPDATE {Person.Table.Name} SET number_hash = @other WHERE number IS NOT NULL", ("@other", whole.Registry.Database.Secrets.Hash("999000")));

        Assert.All(whole.Problems(), problem => Assert.Equal(6028, problem.Number));
        Assert.Equal(2, whole.Problems().Count);
    }

    [Fact]
    public void SipHash_gives_the_value_of_its_paper()
    {
        byte[] key = [.. Enumerable.Range(0, 16).Select(i => (byte)i)], data = [.. Enumerable.Range(0, 15).Select(i => (byte)i)];

        Assert.Equal(0xa129ca6149be45e5UL, SipHash.Of(key, data));
        Assert.Equal(0xabac0158050fc4dcUL, SipHash.Quick(key, []));
    }
}
