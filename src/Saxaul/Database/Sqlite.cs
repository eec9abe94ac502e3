using System;
using System.Collections.Generic;
using System.Data.Common;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Saxaul.Database;

/// <summary>
/// One file, SQLite with a write-ahead log. Within the process one writer at a time waits its turn; other processes wait by busy timeout.
/// Temporary tables stay in memory, so that nothing decrypted reaches a scratch file.
/// </summary>
internal sealed partial class SqliteDatabase : RegistryDatabase
{
    private const int BusySeconds = 120;

    /// <summary>Rows are written in great numbers and read by village or county: fewer, larger pages. It holds for files that are made anew.</summary>
    private const int PageBytes = 16384;

    /// <summary>The log goes into the file when it has this many pages, 64 MB: an import rewrites the same pages often.</summary>
    private const int LogPages = 4000;

    private readonly string path;
    private readonly string connectionString;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly ConditionalWeakTable<sqlite3, object> prepared = [];

    static SqliteDatabase()
    {
        Batteries_V2.Init();
        // Nobody asks how much memory SQLite holds; counting it takes a lock at every allocation. Only before its first use can this be said.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private readonly string pragmas;

    public SqliteDatabase(string path, TimeProvider time, bool lasting = true) : base(time)
    {
        pragmas = $"PRAGMA page_size = {PageBytes}; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = {LogPages}; PRAGMA synchronous = {(lasting ? "NORMAL" : "OFF")}; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -49152; PRAGMA mmap_size = 0;";
        this.path = Path.GetFullPath(path);
        if (!Directory.Exists(Path.GetDirectoryName(this.path)))
            throw new ProblemException(Problem.FolderMissing(Path.GetDirectoryName(this.path) ?? path));
        MakePrivate(this.path);
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = this.path,
            DefaultTimeout = BusySeconds,
            ForeignKeys = true,
        }.ToString();
    }

    internal override string? CopiesBeside => path;

    public override string Name => Path.GetFileName(path);

    internal override bool HoldsOthersTables(WriteConnection writer) =>
        writer.Scalar("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name <> 'installation'") is > 0L;

    /// <summary>Makes an empty file, if there is none, that only its owner can read.</summary>
    private static void MakePrivate(string file)
    {
        if (File.Exists(file))
            return;
        try
        {
            using var made = PrivateFile.Make(file, FileMode.OpenOrCreate);
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw new ProblemException(Problem.DatabaseUnreadable(Path.GetFileName(file)), refused);
        }
    }

    public override DbConnection OpenReader() => OpenConnection();

    internal override WriteConnection BeginWriter()
    {
        writing.Wait();
        try
        {
            var connection = OpenConnection();
            try
            {
                return new WriteConnection(connection, connection.BeginTransaction(deferred: false), () => writing.Release());
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch
        {
            writing.Release();
            throw;
        }
    }

    private SqliteConnection OpenConnection()
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            // What is said to a connection holds when it comes out of the pool again.
            if (!prepared.TryAdd(connection.Handle!, connectionString))
                return connection;
            using var prepare = connection.CreateCommand();
            prepare.CommandText = pragmas;
            prepare.ExecuteNonQuery();
            return connection;
        }
        catch (SqliteException notOurs) when (notOurs.SqliteErrorCode is 26 or 14 or 11)
        {
            connection.Dispose();
            throw new ProblemException(Problem.DatabaseUnreadable(Name), notOurs);
        }
    }

    internal override string AnyOf(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";

    internal override string AnyOfBytes(string column, string parameter) => $"{column} IN (SELECT unhex(value) FROM json_each({parameter}))";

    internal override void AddList(DbCommand command, string parameter, IReadOnlyCollection<long> values) => command.Add(parameter, JsonSerializer.Serialize(values));

    internal override void AddList(DbCommand command, string parameter, IReadOnlyCollection<string> values) => command.Add(parameter, JsonSerializer.Serialize(values));

    internal override void AddList(DbCommand command, string parameter, IReadOnlyCollection<byte[]> values) =>
        command.Add(parameter, JsonSerializer.Serialize(values.Select(Convert.ToHexString)));

    internal override BulkWriter BulkInto(DbConnection connection, DbTransaction transaction, string table, IReadOnlyList<string> columns) =>
        new SqliteRowWriter((SqliteConnection)connection, table, columns);

    internal override string ForUpdate => "";

    internal override string ForUpdateOfFree => "";

    internal override string FirstByte(string column) => $"hex(substr({column}, 1, 1))";

    /// <summary>A column of type DATE would try to make a number of every day written into it.</summary>
    internal override string Dialect(string definition) => WordDate().Replace(definition, "TEXT").Replace(") CLUSTERED;", ") WITHOUT ROWID;", StringComparison.Ordinal);

    [GeneratedRegex(@"\bDATE\b")]
    private static partial Regex WordDate();

    internal override bool IsAlone(WriteConnection writer) => true;

    internal override DbTransaction BeginSnapshot(DbConnection reader) => ((SqliteConnection)reader).BeginTransaction(deferred: true);

    internal override IReadOnlyList<string> CheckStorage(DbConnection reader) =>
        [.. reader.Command("PRAGMA integrity_check(20)").ToList(row => row.GetString(0)).Where(found => found != "ok")];

    internal override bool HasOneWriter => true;

    internal override bool OverwriteDeleted(bool wait)
    {
        writing.Wait();
        try
        {
            using var connection = OpenConnection();
            if (!wait)
            {
                using var atOnce = connection.Command("PRAGMA busy_timeout = 0");
                atOnce.ExecuteNonQuery();
            }
            using (var vacuum = connection.Command("VACUUM"))
            {
                // Without an end the provider asks again for ever.
                vacuum.CommandTimeout = wait ? 0 : 1;
                vacuum.ExecuteNonQuery();
            }
            // The first column says whether a reader still needed the log.
            using var truncate = connection.Command("PRAGMA wal_checkpoint(TRUNCATE)");
            return truncate.ExecuteScalar() is 0L;
        }
        // Busy, read-only, out of room: what is due stays so.
        catch (SqliteException later) when (later.SqliteErrorCode is 5 or 6 or 8 or 10 or 13)
        {
            return false;
        }
        finally
        {
            writing.Release();
        }
    }

    internal override void CopyTo(string file)
    {
        using var from = OpenConnection();
        Copy(from, file);
    }

    /// <summary>Copies a database file, open elsewhere or not, to one that is not there yet.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.DatabaseUnreadable"/> when it is none or the copy is not whole.</exception>
    public static void Copy(string from, string to)
    {
        using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        try
        {
            source.Open();
            Copy(source, to);
        }
        catch (SqliteException damaged)
        {
            throw new ProblemException(Problem.DatabaseUnreadable(Path.GetFileName(from)), damaged);
        }
    }

    private static void Copy(SqliteConnection from, string file)
    {
        MakePrivate(file);
        using var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        to.Open();
        from.BackupDatabase(to);
        // One file, without a log beside it; and whole.
        using var single = to.Command("PRAGMA journal_mode = DELETE");
        single.ExecuteNonQuery();
        using var check = to.Command("PRAGMA quick_check(1)");
        if (check.ExecuteScalar() is not "ok")
            throw new ProblemException(Problem.DatabaseUnreadable(Path.GetFileName(from.DataSource)));
    }

    /// <summary>Whether a file is a registry of ours, without changing it.</summary>
    public static bool IsRegistry(string file)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var command = connection.Command("SELECT COUNT(*) FROM installation WHERE name IN ('id', 'schema')");
            return command.ExecuteScalar() is 2L;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <summary>Brings a file's log into it and closes it; false while somebody else has it open. A file that is damaged nobody can have in use.</summary>
    public static bool Close(string file)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            connection.Open();
            using var command = connection.Command("PRAGMA journal_mode = DELETE");
            return command.ExecuteScalar() is "delete";
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode is 5 or 6)
        {
            return false;
        }
        catch (SqliteException)
        {
            return true;
        }
    }

    /// <summary>
    /// Without statistics SQLite reads a county's whole table where the index of an owner would do. Only tables that grew much are measured, by samples; these must be
    /// large enough to tell a county from a household. While somebody else writes it is left to the next who opens.
    /// </summary>
    protected override void MeasureTables()
    {
        using var connection = OpenConnection();
        using var optimize = connection.CreateCommand();
        optimize.CommandTimeout = 1;
        optimize.CommandText = "PRAGMA busy_timeout = 0; PRAGMA analysis_limit = 4000; PRAGMA optimize = 0x10002;";
        optimize.ExecuteNonQuery();
    }

    protected override string DefaultKeyFile(string installation) => path + ".key";

    public override void Dispose()
    {
        using (var connection = new SqliteConnection(connectionString))
            SqliteConnection.ClearPool(connection);
        writing.Dispose();
        base.Dispose();
    }
}
