using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Registers;

/// <summary>
/// A register's typed table, made and widened from its definition: real columns, never key-value rows. Columns are only ever added; a field that the
/// definition no longer has keeps its column.
/// </summary>
internal static class RegisterTables
{
    public static void Bring(RegistryDatabase database, IReadOnlyList<RegisterDefinition> registers)
    {
        using var writer = database.OpenWriter();
        foreach (var register in registers)
        {
            var table = register.Table;
            var known = ColumnsOf(writer, table.Name);
            if (known.Count == 0)
            {
                Create(database, writer, register);
                continue;
            }
            foreach (var column in table.Columns.Where(column => !known.Contains(column.Name)))
            {
                foreach (var name in new[] { table.Name, table.HistoryName })
                    writer.Execute($"ALTER TABLE {name} ADD COLUMN {RegistryDatabase.Identifier(column.Name)} {SqlType(column.Type)}");
            }
        }
        writer.Commit();
    }

    private static HashSet<string> ColumnsOf(WriteConnection writer, string table)
    {
        if (writer.Scalar("SELECT value FROM installation WHERE name = @table", ("@table", "table " + table)) is null)
            return [];
        using var command = writer.Command($"SELECT * FROM {table} WHERE county_key = -1");
        using var reader = command.ExecuteReader();
        return Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToHashSet();
    }

    private static void Create(RegistryDatabase database, WriteConnection writer, RegisterDefinition register)
    {
        var table = register.Table;
        var columns = string.Concat(table.Columns.Select(column => $"{RegistryDatabase.Identifier(column.Name)} {SqlType(column.Type)}{(column.Name == register.OwnerColumn ? " NOT NULL" : "")}, "));
        writer.Execute(database.Dialect($"""
            CREATE TABLE {table.Name} (county_key INT NOT NULL, id BIGINT NOT NULL, {columns}true_from DATE NOT NULL, known_from BIGINT NOT NULL, source_row INT,
                PRIMARY KEY (county_key, id)) CLUSTERED;
            CREATE TABLE {table.HistoryName} (county_key INT NOT NULL, id BIGINT NOT NULL, {columns}true_from DATE NOT NULL, known_from BIGINT NOT NULL, source_row INT,
                true_to DATE, known_to BIGINT, PRIMARY KEY (county_key, id, known_from, true_from)) CLUSTERED;
            """));
        var identity = string.Join(", ", new[] { "county_key", register.OwnerColumn }.Concat(register.IdentifiedBy.Select(RegistryDatabase.Identifier)));
        var unique = !register.Many || register.IdentifiedBy.Count > 0 ? "UNIQUE " : "";
        writer.Execute($"CREATE {unique}INDEX {table.Name}_owner ON {table.Name} ({identity})");
        writer.Execute($"CREATE INDEX {table.HistoryName}_owner ON {table.HistoryName} (county_key, {register.OwnerColumn})");
        writer.Execute("INSERT INTO installation (name, value) VALUES (@table, 'made')", ("@table", "table " + table.Name));
    }

    private static string SqlType(ColumnType type) => type switch
    {
        ColumnType.Integer => "BIGINT",
        ColumnType.Day => "DATE",
        ColumnType.YesNo => "BOOLEAN",
        ColumnType.Secret => "BYTEA",
        _ => "TEXT",
    };
}
