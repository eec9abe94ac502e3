using System.Data.Common;
using System.IO;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Saxaul.Database;

/// <summary>What a provider's exception means to whoever uses the program: each transaction is whole or not there, so nothing is half-written.</summary>
public static class DatabaseFailure
{
    private const int SqliteBusy = 5, SqliteLocked = 6, SqliteReadOnly = 8, SqliteIoError = 10, SqliteCorrupt = 11, SqliteFull = 13, SqliteConstraint = 19, SqliteNoDatabase = 26;

    public static Problem Of(DbException failed) => failed switch
    {
        SqliteException { SqliteErrorCode: SqliteReadOnly } or PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InsufficientPrivilege } => Problem.DatabaseReadOnly(),
        SqliteException { SqliteErrorCode: SqliteFull or SqliteIoError } or PostgresException { SqlState: PostgresErrorCodes.DiskFull } => Problem.DiskFull(),
        SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked or SqliteConstraint } => Problem.ChangedAtOnce(),
        PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable
        } => Problem.ChangedAtOnce(),
        SqliteException { SqliteErrorCode: SqliteCorrupt or SqliteNoDatabase } damaged => Problem.StorageDamaged(damaged.SqliteExtendedErrorCode.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        NpgsqlException { InnerException: IOException or System.Net.Sockets.SocketException } => Problem.ConnectionLost(),
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow } => Problem.ConnectionLost(),
        _ => Problem.DatabaseFailed(failed.SqlState ?? (failed as SqliteException)?.SqliteExtendedErrorCode.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? failed.GetType().Name),
    };
}
