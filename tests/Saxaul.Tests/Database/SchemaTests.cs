using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Tests.Database;

/// <summary>What the database itself says of its tables.</summary>
public class SchemaTests
{
    /// <summary>Says who this installation is; the only table that belongs to no county.</summary>
    private const string Installation = "installation";

    // Unique keys and foreign keys: table, key, first column; and where they lead to.
    private const string OnPostgres = """
        SELECT t.relname, i.relname, a.attname
        FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_namespace n ON n.oid = t.relnamespace
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0]
        WHERE x.indisunique AND n.nspname = 'public'
        UNION ALL
        SELECT t.relname, c.conname, a.attname
        FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
        WHERE c.contype = 'f'
        UNION ALL
        SELECT t.relname, c.conname, a.attname
        FROM pg_constraint c JOIN pg_class t ON t.oid = c.confrelid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.confkey[1]
        WHERE c.contype = 'f'
        """;

    private const string OnSqlite = """
        SELECT t.name, i.name, c.name FROM sqlite_schema t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
        WHERE t.type = 'table' AND i."unique" AND c.seqno = 0
        UNION ALL
        SELECT t.name, 'foreign key', f."from" FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table' AND f.seq = 0
        UNION ALL
        SELECT t.name, 'foreign key', f."to" FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table' AND f.seq = 0
        """;

    private static List<(string Table, string Key, string First)> Keys(DbConnection connection, DatabaseKind kind)
    {
        using var command = connection.CreateCommand();
        command.CommandText = kind == DatabaseKind.Postgres ? OnPostgres : OnSqlite;
        using var reader = command.ExecuteReader();
        var keys = new List<(string, string, string)>();
        while (reader.Read())
            keys.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return keys;
    }

    [Theory, EachDatabase]
    public void Every_unique_and_foreign_key_begins_with_the_county_so_that_counties_can_be_spread_over_machines(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        using var connection = test.Registry.Database.OpenReader();
        var keys = Keys(connection, kind).Where(key => key.Table != Installation).ToList();

        Assert.True(keys.Count > 30, "The keys were not found.");
        Assert.DoesNotContain(keys, key => key.First != "county_key");
    }

    [Theory, EachDatabase]
    public void Every_kind_of_thing_whose_states_are_kept_has_its_columns_in_both_tables(DatabaseKind kind)
    {
        using var test = new TestRegistry(kind);
        using var connection = test.Registry.Database.OpenReader();
        foreach (var table in test.Registry.Tables)
        {
            Assert.Equal(table.PhysicalColumns.Order(), Columns(connection, table.Name).Order());
            Assert.Equal(table.PhysicalHistoryColumns.Order(), Columns(connection, table.HistoryName).Order());
        }
    }

    private static List<string> Columns(DbConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} WHERE county_key = -1";
        using var reader = command.ExecuteReader();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }
}
