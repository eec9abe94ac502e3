using System;
using System.Collections.Generic;
using System.Data.Common;
using System.IO;
using System.Linq;
using Npgsql;

namespace Saxaul.Database;

/// <summary>A PostgreSQL server, version 15 or later.</summary>
internal sealed class PostgresDatabase : RegistryDatabase
{
    private readonly NpgsqlDataSource source;

    public PostgresDatabase(string connectionString, TimeProvider time) : base(time)
    {
        try
        {
            var builder = new NpgsqlDataSourceBuilder(connectionString);
            builder.ConnectionStringBuilder.ApplicationName ??= "saxaul";
            source = builder.Build();
        }
        catch (ArgumentException wrong)
        {
            throw new ProblemException(Problem.ConnectionStringUnreadable(), wrong);
        }
    }

    /// <summary>A connection string names its host; a path does not hold "host=".</summary>
    public static bool IsConnectionString(string target) =>
        target.Contains("host=", StringComparison.OrdinalIgnoreCase) || target.StartsWith("postgres", StringComparison.OrdinalIgnoreCase) && target.Contains("://", StringComparison.Ordinal);

    public override string Name => "PostgreSQL";

    public override DbConnection OpenReader()
    {
        try
        {
            return source.OpenConnection();
        }
        catch (NpgsqlException away)
        {
            throw new ProblemException(Problem.ServerUnreachable(), away);
        }
    }

    internal override WriteConnection OpenWriter()
    {
        var connection = OpenReader();
        try
        {
            return new WriteConnection(connection, connection.BeginTransaction());
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal override DbTransaction BeginSnapshot(DbConnection reader) => reader.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);

    internal override IReadOnlyList<string> CheckStorage(DbConnection reader) => [];

    internal override bool OverwriteDeleted()
    {
        // What was deleted becomes free space that later rows take; the server's logs and backups are kept as long as its operator says.
        using var connection = OpenReader();
        using var vacuum = connection.Command("VACUUM");
        vacuum.CommandTimeout = 0;
        vacuum.ExecuteNonQuery();
        return true;
    }

    internal override string AnyOf(string column, string parameter) => $"{column} = ANY({parameter})";

    internal override string AnyOfBytes(string column, string parameter) => $"{column} = ANY({parameter})";

    internal override void AddList(DbCommand command, string parameter, IReadOnlyCollection<long> values) => command.Add(parameter, values.ToArray());

    internal override void AddList(DbCommand command, string parameter, IReadOnlyCollection<string> values) => command.Add(parameter, values.ToArray());

    internal override void AddList(DbCommand command, string parameter, IReadOnlyCollection<byte[]> values) => command.Add(parameter, values.ToArray());

    internal override BulkWriter BulkInto(DbConnection connection, DbTransaction transaction, string table, IReadOnlyList<string> columns) =>
        new BufferedCopy((NpgsqlConnection)connection, (NpgsqlTransaction)transaction, table, columns);

    internal override string ForUpdate => " FOR UPDATE";

    internal override string Dialect(string definition) => definition.Replace(") CLUSTERED;", ");", StringComparison.Ordinal);

    internal override void CopyTo(string file) => throw new ProblemException(Problem.BackUpWithServerTools());

    protected override string DefaultKeyFile(string installation) =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "saxaul", installation + ".key");

    public override void Dispose()
    {
        source.Dispose();
        base.Dispose();
    }

    /// <summary>Rows wait in memory, since a connection runs one COPY at a time; columns keep the type that the table gives them.</summary>
    private sealed class BufferedCopy(NpgsqlConnection connection, NpgsqlTransaction transaction, string table, IReadOnlyList<string> columns) : BulkWriter
    {
        private const int FlushRows = 8192;
        private readonly string sql = $"COPY {Identifier(table)} ({string.Join(", ", columns.Select(Identifier))}) FROM STDIN (FORMAT BINARY)";
        private readonly List<object?> waiting = [];
        private readonly HashSet<(int County, long Id)> added = [];
        private readonly Dictionary<int, List<long>> deleted = [];

        public override void Add(ReadOnlySpan<object?> values)
        {
            foreach (var value in values)
                waiting.Add(value);
            added.Add(((int)values[0]!, (long)values[1]!));
            if (waiting.Count >= FlushRows * columns.Count)
                Flush();
        }

        public override void Delete(int countyKey, long id)
        {
            if (added.Contains((countyKey, id)))
                Flush();
            if (!deleted.TryGetValue(countyKey, out var ids))
                deleted[countyKey] = ids = [];
            ids.Add(id);
        }

        public override void Flush()
        {
            foreach (var (countyKey, ids) in deleted)
            {
                using var delete = connection.Command($"DELETE FROM {Identifier(table)} WHERE county_key = @county AND id = ANY(@ids)", ("@county", countyKey), ("@ids", ids.ToArray()));
                delete.Transaction = transaction;
                delete.ExecuteNonQuery();
            }
            deleted.Clear();
            if (waiting.Count == 0)
                return;
            using (var copy = connection.BeginBinaryImport(sql))
            {
                for (var i = 0; i < waiting.Count; i++)
                {
                    if (i % columns.Count == 0)
                        copy.StartRow();
                    Write(copy, waiting[i]);
                }
                copy.Complete();
            }
            waiting.Clear();
            added.Clear();
        }

        private static void Write(NpgsqlBinaryImporter copy, object? value)
        {
            switch (value)
            {
                case null: copy.WriteNull(); break;
                case long number: copy.Write(number); break;
                case int number: copy.Write(number); break;
                case string text: copy.Write(text); break;
                case bool truth: copy.Write(truth); break;
                case DateOnly day: copy.Write(day); break;
                case byte[] bytes: copy.Write(bytes); break;
                default: throw new ArgumentException($"A {value.GetType().Name} has no column.", nameof(value));
            }
        }

        public override void Dispose()
        {
            // Nothing is held but memory.
        }
    }
}
