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

    internal override WriteConnection BeginWriter()
    {
        var connection = OpenReader();
        try
        {
            var transaction = connection.BeginTransaction();
            // What an import asks for, a block of households at a time, it asks for by key; the server's default was made for disks that turn and reads the whole table.
            // And who writes says so, for whoever has to be alone. What is read afterwards is as it was left by the last who was.
            using var begin = connection.Command($"SET LOCAL random_page_cost = 1.1; SELECT pg_advisory_xact_lock_shared({Writing})");
            begin.Transaction = transaction;
            begin.ExecuteNonQuery();
            return new WriteConnection(connection, transaction);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The advisory lock that every writer shares: the letters Sxau, and a number.</summary>
    private const string Writing = "1400398197, 1";

    internal override bool IsAlone(WriteConnection writer) => writer.Scalar($"SELECT pg_try_advisory_xact_lock({Writing})") is true;

    internal override DbTransaction BeginSnapshot(DbConnection reader) => reader.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);

    internal override IReadOnlyList<string> CheckStorage(DbConnection reader) => [];

    /// <summary>
    /// A row that was deleted stays in its table's file until others take the room; a table that is written anew leaves it behind, with its indexes. Who waits for a table to be free for too long leaves it for the next
    /// time. The server's own logs, and backups, are kept as long as its operator says.
    /// </summary>
    internal override bool OverwriteDeleted(bool wait)
    {
        using var connection = OpenReader();
        using (var patience = connection.Command($"SET lock_timeout = '{(wait ? "5s" : "50ms")}'"))
            patience.ExecuteNonQuery();
        if (!NobodySeesEarlier(connection, wait ? LongestWait : TimeSpan.Zero))
            return false;
        foreach (var table in OwnTables(connection, "pg_relation_size(oid) > 0"))
        {
            using var rewrite = connection.Command($"VACUUM (FULL) {Identifier(table)}");
            rewrite.CommandTimeout = 0;
            try
            {
                rewrite.ExecuteNonQuery();
            }
            catch (PostgresException busy) when (busy.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DiskFull)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>
    /// Waits until whoever began before this has ended: they may still ask for what was deleted since, and the server keeps it for them, in a table that is written anew too. Of the server's
    /// other databases as well: what runs there holds back what new readers here count as past.
    /// </summary>
    /// <returns>False when somebody takes too long.</returns>
    private static bool NobodySeesEarlier(DbConnection connection, TimeSpan longest)
    {
        var since = (string)connection.Command("SELECT pg_current_xact_id()::xid::text").ExecuteScalar()!;
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            using var earlier = connection.Command("SELECT COUNT(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND GREATEST(age(backend_xid), age(backend_xmin)) > age(@since::xid)",
                ("@since", since));
            if (earlier.ExecuteScalar() is long and 0)
                return true;
            if (waited >= longest)
                return false;
            using var pause = connection.Command("SELECT pg_sleep(@pause)", ("@pause", Pause.TotalSeconds));
            pause.ExecuteNonQuery();
        }
    }

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60), Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Of the schema's tables ours: those of our names that begin with the county and that we may change.</summary>
    private static List<string> OwnTables(DbConnection connection, string condition) => connection.Command($$"""
        SELECT relname FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relname ~ '^[a-z][a-z0-9_]{0,58}$' AND pg_has_role(relowner, 'USAGE')
          AND EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = pg_class.oid AND attnum = 1 AND attname = 'county_key') AND {{condition}}
        """).ToList(reader => reader.GetString(0));

    internal override string AnyOf(string column, string parameter) => $"{column} = ANY({parameter})";

    internal override string AnyOfBytes(string column, string parameter) => $"{column} = ANY({parameter})";

    internal override void AddList(DbCommand command, string parameter, IReadOnlyCollection<long> values) => command.Add(parameter, values.ToArray());

    internal override void AddList(DbCommand command, string parameter, IReadOnlyCollection<string> values) => command.Add(parameter, values.ToArray());

    internal override void AddList(DbCommand command, string parameter, IReadOnlyCollection<byte[]> values) => command.Add(parameter, values.ToArray());

    internal override BulkWriter BulkInto(DbConnection connection, DbTransaction transaction, string table, IReadOnlyList<string> columns) =>
        new PostgresRowWriter((NpgsqlConnection)connection, (NpgsqlTransaction)transaction, table, columns);

    internal override string ForUpdate => " FOR UPDATE";

    internal override string ForUpdateOfFree => " FOR UPDATE SKIP LOCKED";

    internal override string FirstByte(string column) => $"upper(encode(substr({column}, 1, 1), 'hex'))";

    internal override string Dialect(string definition) => definition.Replace(") CLUSTERED;", ");", StringComparison.Ordinal);

    /// <summary>
    /// The server measures a table by itself, but only some time after it grew; until then it reads whole tables where an index would do. Of the schema's tables only ours
    /// are measured. Nobody is waited for.
    /// </summary>
    protected override void MeasureTables()
    {
        using var connection = OpenReader();
        // A tenth of the usual sample tells a key from a word as well. Asking for a table's size waits for whoever holds it alone.
        using (var sample = connection.Command("SET default_statistics_target = 10; SET lock_timeout = '500ms'"))
            sample.ExecuteNonQuery();
        var grown = OwnTables(connection, "pg_relation_size(oid) > 2 * 8192::bigint * GREATEST(relpages, 32)");
        foreach (var table in grown)
        {
            using var analyze = connection.Command($"ANALYZE (SKIP_LOCKED) {Identifier(table)}");
            analyze.CommandTimeout = 0;
            analyze.ExecuteNonQuery();
        }
    }

    internal override void CopyTo(string file) => throw new ProblemException(Problem.BackUpWithServerTools());

    protected override string DefaultKeyFile(string installation) =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "saxaul", installation + ".key");

    public override void Dispose()
    {
        source.Dispose();
        base.Dispose();
    }
}
