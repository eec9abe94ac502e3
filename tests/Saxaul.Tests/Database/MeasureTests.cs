using System;
using System.Threading.Tasks;
using Saxaul.Database;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Database;

/// <summary>Measuring tables for the planner: only ours, without waiting for anybody, and never a reason to refuse.</summary>
public sealed class MeasureTests
{
    private const string Growing = "(county_key, id, true_from, known_from, name) SELECT 1, n, DATE '2020-01-01', 1, repeat('x', 200) FROM generate_series(1, 10000) n";

    private static void Run(TestRegistry test, string sql)
    {
        using var writer = test.Registry.Database.OpenWriter();
        writer.Execute(sql);
        writer.Commit();
    }

    private static long Pages(TestRegistry test, string table)
    {
        using var reader = test.Registry.Database.OpenReader();
        return Convert.ToInt64(reader.Command($"SELECT relpages FROM pg_class WHERE relname = '{table}'").ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void Grow(TestRegistry test, string? index = null)
    {
        Run(test, "CREATE TABLE grown_history (county_key INT NOT NULL, id BIGINT NOT NULL, true_from DATE, known_from BIGINT, name TEXT) WITH (autovacuum_enabled = false)");
        if (index is not null)
            Run(test, $"CREATE INDEX grown_index ON grown_history ({index})");
        Run(test, $"INSERT INTO grown_history {Growing}");
    }

    [Fact]
    public void Tables_that_others_keep_in_the_schema_are_left_alone()
    {
        using var test = new TestRegistry(DatabaseKind.Postgres);
        Grow(test);
        foreach (var name in new[] { "\"Orders\"", "\"a b\"", "orders" })
            Run(test, $"CREATE TABLE {name} WITH (autovacuum_enabled = false) AS SELECT n AS number, repeat('x', 200) AS text FROM generate_series(1, 10000) n");

        Registry.Open(test.Target, keyFile: test.KeyFile).Dispose();

        Assert.True(Pages(test, "grown_history") > 0);
        Assert.True(Pages(test, "orders") <= 0);
        Assert.True(Pages(test, "Orders") <= 0);
    }

    [Fact]
    public async Task A_table_that_somebody_holds_is_left_for_the_next_time()
    {
        using var test = new TestRegistry(DatabaseKind.Postgres);
        Grow(test);
        using (var holder = test.Registry.Database.OpenWriter())
        {
            holder.Execute("LOCK TABLE grown_history IN ACCESS EXCLUSIVE MODE");
            await Task.Run(test.Registry.Database.Measure, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
        using (var holder = test.Registry.Database.OpenWriter())
        {
            holder.Execute("LOCK TABLE grown_history IN SHARE UPDATE EXCLUSIVE MODE");
            await Task.Run(test.Registry.Database.Measure, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
        Assert.True(Pages(test, "grown_history") <= 0);

        test.Registry.Database.Measure();
        Assert.True(Pages(test, "grown_history") > 0);
    }

    [Fact]
    public void What_cannot_be_measured_fails_neither_an_opening_nor_what_was_just_written()
    {
        using var test = new TestRegistry(DatabaseKind.Postgres);
        Run(test, """
            CREATE FUNCTION fails(name TEXT) RETURNS TEXT IMMUTABLE LANGUAGE plpgsql AS $$
            BEGIN
                IF current_setting('default_statistics_target') = '10' THEN RAISE EXCEPTION 'measured'; END IF;
                RETURN name;
            END $$
            """);
        Grow(test, "fails(name)");
        Registry.Open(test.Target, keyFile: test.KeyFile).Dispose();

        using (var session = test.Registry.Write(Actor.Operator("official")))
        {
            var entry = session.Begin(1, new EntryHead("remember heading", new DateOnly(2020, 4, 1)));
            for (var i = 0; i < 10_001; i++)
                entry.Add(RememberedHeading.Table, new RememberedHeading($"h{i}", "name").ToValues());
            entry.Seal();
            session.Commit();
        }
        using var reader = test.Registry.Database.OpenReader();
        Assert.Equal(10_001L, reader.Command("SELECT COUNT(*) FROM remembered_heading").ExecuteScalar());
        Assert.True(Pages(test, "grown_history") <= 0);
    }
}
