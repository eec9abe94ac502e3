using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Registers;

/// <summary>
/// A register's typed table, made and widened from its definition: real columns, never key-value rows. Columns are only ever added; a field that the
/// definition no longer has keeps its column and is carried along, so that nothing entered is lost and the journal can still be checked.
/// </summary>
internal static class RegisterTables
{
    public static void Bring(RegistryDatabase database, IReadOnlyList<RegisterDefinition> registers)
    {
        using var writer = database.OpenWriter();
        foreach (var register in registers)
        {
            var name = "register_" + register.Register;
            if (ColumnsOf(writer, name) is not { } known)
            {
                Create(database, writer, register);
                Remember(writer, register.Table);
                continue;
            }
            if (register.Fields.Find(field => known.TryGetValue(field.Name, out var type) && type != field.Column) is { } changed)
                throw new ProblemException(Problem.FieldTypeChanged(register.Register, changed.Name));
            if (known.ContainsKey(register.OwnerName + "_id") != register.Many)
                throw new ProblemException(Problem.EntriesPerOwnerChanged(register.Register));
            foreach (var (column, type) in known.Where(column => column.Key != register.OwnerName + "_id" && !register.Fields.Exists(field => field.Name == column.Key)))
                register.Fields.Add(Retired(column, type));
            var added = register.Table.OwnColumns.Where(column => !known.ContainsKey(column.Name)).ToList();
            foreach (var column in added)
            {
                foreach (var table in new[] { register.Table.Name, register.Table.HistoryName })
                    writer.Execute(database.Dialect($"ALTER TABLE {table} ADD COLUMN {RegistryDatabase.Identifier(column.Name)} {SqlType(column.Type)}"));
            }
            if (added.Count > 0)
                Remember(writer, register.Table);
        }
        writer.Commit();
    }

    private static FieldDefinition Retired(string name, ColumnType type) => new()
    {
        Name = name,
        Labels = new Labels { ["zh"] = name, ["en"] = name },
        Secret = type == ColumnType.Secret,
        Type = type switch
        {
            ColumnType.Integer => FieldType.Integer,
            ColumnType.Day => FieldType.Day,
            ColumnType.YesNo => FieldType.YesNo,
            _ => FieldType.Text,
        },
    };

    /// <summary>The table's columns and what they hold, as they were made; null when there is no such table yet.</summary>
    private static Dictionary<string, ColumnType>? ColumnsOf(WriteConnection writer, string table) =>
        (writer.Scalar("SELECT value FROM installation WHERE name = @table", ("@table", "table " + table)) as string)?.Split(' ')
            .Select(column => column.Split(':')).ToDictionary(column => column[0], column => Enum.Parse<ColumnType>(column[1]));

    private static void Remember(WriteConnection writer, VersionedTable table)
    {
        writer.Execute("DELETE FROM installation WHERE name = @table", ("@table", "table " + table.Name));
        writer.Execute("INSERT INTO installation (name, value) VALUES (@table, @columns)",
            ("@table", "table " + table.Name), ("@columns", string.Join(' ', table.OwnColumns.Select(column => $"{column.Name}:{column.Type}"))));
    }

    private static void Create(RegistryDatabase database, WriteConnection writer, RegisterDefinition register)
    {
        var table = register.Table;
        var columns = string.Concat(table.OwnColumns.Select(column => $"{RegistryDatabase.Identifier(column.Name)} {SqlType(column.Type)}{(column.Name == register.OwnerColumn ? " NOT NULL" : "")}, "));
        writer.Execute(database.Dialect($"""
            CREATE TABLE {table.Name} (county_key INT NOT NULL, id BIGINT NOT NULL, {columns}true_from DATE NOT NULL, known_from BIGINT NOT NULL, source_row INT,
                PRIMARY KEY (county_key, id)) CLUSTERED;
            CREATE TABLE {table.HistoryName} (county_key INT NOT NULL, id BIGINT NOT NULL, {columns}true_from DATE NOT NULL, known_from BIGINT NOT NULL, source_row INT,
                true_to DATE, known_to BIGINT, PRIMARY KEY (county_key, id, known_from, true_from)) CLUSTERED;
            """));
        if (!register.Many)
            return;
        var identity = string.Join(", ", new[] { "county_key", register.OwnerColumn }.Concat(register.IdentifiedBy.Select(RegistryDatabase.Identifier)));
        var unique = register.IdentifiedBy.Count > 0 ? "UNIQUE " : "";
        writer.Execute($"CREATE {unique}INDEX {table.Name}_owner ON {table.Name} ({identity})");
        writer.Execute($"CREATE INDEX {table.HistoryName}_owner ON {table.HistoryName} (county_key, {register.OwnerColumn})");
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
