using System;
using System.Linq;
using Saxaul.Database;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Keeping.Erasing;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Tests.Journals;

public class RowSealTests
{
    private static void Sql(Registry registry, string sql)
    {
        using var writer = registry.Database.OpenWriter();
        Assert.Equal(1, writer.Execute(sql));
        writer.Commit();
    }

    private static int Refused(Action act) => Assert.Throws<ProblemException>(act).Problem.Number;

    [Theory, EachDatabase]
    public void A_batch_that_somebody_changed_cannot_be_undone_and_is_still_named(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        Sql(whole.Registry, "UPDATE batch SET actor = 'somebody else'");
        var batch = Number(whole.Registry, "SELECT id FROM batch");

        Assert.Equal(6043, Refused(() => new UndoBatch(batch).Run(whole.Registry, WholeRegistry.Official)));

        Assert.Equal(6029, Assert.Single(whole.Problems()).Number);
        Assert.Equal(2, Number(whole.Registry, "SELECT COUNT(*) FROM household"));
        Assert.Equal(0, Number(whole.Registry, "SELECT COUNT(*) FROM batch WHERE undone_at IS NOT NULL"));
        Sql(whole.Registry, "UPDATE batch SET actor = 'official'");
        new UndoBatch(batch).Run(whole.Registry, WholeRegistry.Official);
        Assert.Empty(whole.Problems());
    }

    [Theory, EachDatabase]
    public void A_county_whose_chain_or_screening_somebody_changed_takes_nothing_more(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        var entries = Number(whole.Registry, "SELECT COUNT(*) FROM journal");
        foreach (var table in new[] { "chain", "screening" })
        {
            var column = table == "chain" ? "next_id" : "height";
            Sql(whole.Registry, $"UPDATE {table} SET {column} = {column} + 1 WHERE county_key = 1");

            Assert.Equal(6043, Refused(whole.Screen));

            Assert.Contains(whole.Problems(), problem => problem.Number == 6029 && problem.En.Contains(table, StringComparison.Ordinal));
            Assert.Equal(entries, Number(whole.Registry, "SELECT COUNT(*) FROM journal"));
            Sql(whole.Registry, $"UPDATE {table} SET {column} = {column} - 1 WHERE county_key = 1");
        }
        whole.Screen();
        Assert.Empty(whole.Problems());
    }

    [Fact]
    public void A_kept_file_whose_row_somebody_changed_is_not_erased()
    {
        using var whole = new WholeRegistry(DatabaseKind.Sqlite);
        Sql(whole.Registry, "UPDATE handed_file SET name = 'x'");
        var person = Number(whole.Registry, "SELECT MIN(id) FROM person WHERE county_key = 1");

        Assert.Equal(6043, Refused(() => new EraseContent(whole.Registry, WholeRegistry.Official, "法", "来信").Person(1, person)));

        Assert.Equal(6029, Assert.Single(whole.Problems()).Number);
    }

    [Theory, EachDatabase]
    public void Every_table_with_a_seal_is_checked(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        using var reader = test.Registry.Database.OpenReader();
        var tables = reader.Command(kind == DatabaseKind.Sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'").ToList(row => row.GetString(0));
        var withSeal = tables.Where(table =>
        {
            using var command = reader.Command($"SELECT * FROM {table} WHERE 1 = 0");
            using var row = command.ExecuteReader();
            return Enumerable.Range(0, row.FieldCount).Any(column => row.GetName(column) == "seal");
        });

        Assert.Equal(RowSeal.Tables.Select(one => one.Table).Order(StringComparer.Ordinal), withSeal.Order(StringComparer.Ordinal));
    }

    private static long Number(Registry registry, string sql)
    {
        using var reader = registry.Database.OpenReader();
        return reader.Command(sql).ToList(row => row.GetInt64(0)).Single();
    }
}
