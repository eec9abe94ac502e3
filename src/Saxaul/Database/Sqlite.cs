using System;
using System.Collections.Generic;
using System.Data.Common;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using Microsoft.Data.Sqlite;

namespace Saxaul.Database;

/// <summary>
/// One file, SQLite with a write-ahead log. Within the process one writer at a time waits its turn; other processes wait by busy timeout.
/// Temporary tables stay in memory, so that nothing decrypted reaches a scratch file.
/// </summary>
internal sealed class SqliteDatabase : RegistryDatabase
{
    private const int BusySeconds = 120;
    private readonly string path;
    private readonly string connectionString;
    private readonly SemaphoreSlim writing = new(1, 1);

    public SqliteDatabase(string path, TimeProvider time) : base(time)
    {
        this.path = Path.GetFullPath(path);
        if (!Directory.Exists(Path.GetDirectoryName(this.path)))
            throw new ProblemException(Problem.FolderMissing(Path.GetDirectoryName(this.path) ?? path));
        connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = this.path,
            DefaultTimeout = BusySeconds,
            ForeignKeys = true,
        }.ToString();
    }

    public override string Name => Path.GetFileName(path);

    public override DbConnection OpenReader() => OpenConnection();

    internal override WriteConnection OpenWriter()
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
            using var pragmas = connection.CreateCommand();
            pragmas.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -131072; PRAGMA mmap_size = 0;";
            pragmas.ExecuteNonQuery();
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

    internal override string Dialect(string definition) => definition.Replace(") CLUSTERED;", ") WITHOUT ROWID;", StringComparison.Ordinal);

    public override void BackUpTo(string file)
    {
        if (File.Exists(file))
            throw new ProblemException(Problem.FileExists(file));
        using var from = OpenConnection();
        using var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        to.Open();
        from.BackupDatabase(to);
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
