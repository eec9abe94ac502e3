using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using Saxaul.Areas;
using Saxaul.Journal;

namespace Saxaul.Database;

/// <summary>
/// One registry: a SQLite file or a PostgreSQL database, with the keys to its secrets. Only <see cref="SqliteDatabase"/> and
/// <see cref="PostgresDatabase"/> know their provider; everybody else writes SQL that both read.
/// </summary>
public abstract class RegistryDatabase : IDisposable
{
    /// <summary>The county key of what belongs to no county but to the office above them: batches and files, users, keys, definitions.</summary>
    public const int Office = 0;

    private Secrets? secrets;

    protected RegistryDatabase(TimeProvider time)
    {
        Time = time;
        Gazetteers = new GazetteerStore(this);
    }

    public TimeProvider Time { get; }

    /// <summary>The areas as this process last read them; <see cref="Gazetteer"/> asks it.</summary>
    internal GazetteerStore Gazetteers { get; }

    public Secrets Secrets => secrets ?? throw new InvalidOperationException("The registry was not opened.");

    /// <summary>
    /// Opens a registry and brings its tables up to date; makes the file when it is not there.
    /// </summary>
    /// <param name="target">A file's path (SQLite) or a PostgreSQL connection string.</param>
    /// <param name="time">The clock; tests give their own.</param>
    /// <param name="keyFile">Where the keys are; when left out, beside the file, or in the user's data folder for a server.</param>
    /// <param name="lasting">False for a file that is thrown away when the machine fails while it is written, so that nothing waits for the disk; a server decides for itself.</param>
    /// <exception cref="ProblemException">When it cannot be reached, is newer than this program, or its key is missing.</exception>
    public static RegistryDatabase Open(string target, TimeProvider? time = null, string? keyFile = null, bool lasting = true)
    {
        time ??= TimeProvider.System;
        RegistryDatabase database = PostgresDatabase.IsConnectionString(target) ? new PostgresDatabase(target, time) : new SqliteDatabase(target, time, lasting);
        try
        {
            database.Prepare(keyFile);
            database.Measure();
            database.OverwriteIfDue(wait: false);
        }
        catch
        {
            database.Dispose();
            throw;
        }
        return database;
    }

    /// <summary>
    /// Within a transaction that deletes what must leave no trace: until <see cref="OverwriteIfDue"/> has done it, every opening tries again. Each such act leaves a mark of its own, with its day: whoever is overwriting what
    /// others deleted before takes away theirs alone.
    /// </summary>
    internal void RememberToOverwrite(WriteConnection writer) => writer.Execute("INSERT INTO installation (name, value) VALUES (@mark, @day)",
        ("@mark", OverwriteDue + Guid.NewGuid().ToString("n", CultureInfo.InvariantCulture)), ("@day", Time.Today().ToString("O", CultureInfo.InvariantCulture)));

    /// <summary>Overwrites what was deleted when that is due: an erasure that was cut off before it could, or while somebody still read an older state.</summary>
    /// <param name="wait">Whether those who read an older state are waited for, for a while: by the act that erases and by the clock of what serves. A command that only opens the registry has something else to do.</param>
    /// <returns>Whether nothing is left of what was due when it began.</returns>
    public bool OverwriteIfDue(bool wait = true)
    {
        var due = ReadOverwriteDue();
        if (due.Count == 0)
            return true;
        if (!OverwriteDeleted(wait))
            return false;
        // What somebody deleted since may lie in a table that was written anew before: it stays due.
        using var writer = OpenWriter();
        foreach (var (mark, _) in due)
            writer.Execute("DELETE FROM installation WHERE name = @mark", ("@mark", mark));
        writer.Commit();
        return true;
    }

    /// <summary>Whether no file of the database holds anything that was erased; false until <see cref="OverwriteIfDue"/> could do it.</summary>
    /// <param name="until">Only what was erased until the end of this day is asked for; when left out, everything.</param>
    public bool IsOverwritten(DateOnly? until = null) => ReadOverwriteDue().TrueForAll(due => due.Day > (until ?? DateOnly.MaxValue));

    private List<(string Mark, DateOnly Day)> ReadOverwriteDue()
    {
        using var reader = OpenReader();
        return reader.Command("SELECT name, value FROM installation WHERE name LIKE @marks", ("@marks", OverwriteDue + "%"))
            .ToList(row => (row.GetString(0), DateOnly.ParseExact(row.GetString(1), "O", CultureInfo.InvariantCulture)));
    }

    private const string OverwriteDue = "overwrite due ";

    /// <summary>Whether there is something to open: a file that exists, or any server.</summary>
    public static bool IsThere(string target) => PostgresDatabase.IsConnectionString(target) || File.Exists(target);

    /// <summary>A connection for reading, ready to use; the caller disposes it.</summary>
    public abstract DbConnection OpenReader();

    /// <summary>Begins a transaction in which everything is read as of one moment, while others go on writing.</summary>
    internal abstract DbTransaction BeginSnapshot(DbConnection reader);

    /// <summary>What the provider itself finds wrong with its files, in its own words; nothing where its server has tools for that.</summary>
    internal abstract IReadOnlyList<string> CheckStorage(DbConnection reader);

    /// <summary>Overwrites what was deleted, as far as the provider can, so that no file of the database still holds it.</summary>
    /// <param name="wait">Whether to wait for those who read an older state.</param>
    /// <returns>Whether nothing of it is left; false while somebody still reads an older state.</returns>
    internal abstract bool OverwriteDeleted(bool wait);

    /// <summary>Whether tables stand there that are not ours: somebody else's file, which must not be taken over.</summary>
    internal virtual bool HoldsOthersTables(WriteConnection writer) => false;

    /// <summary>
    /// The connection for a write transaction. SQLite gives out one at a time. What is written in it is encrypted with the newest key, whoever made that, and that stays the newest until it ends: nobody makes another
    /// beside it (<see cref="OpenWriterAlone"/>).
    /// </summary>
    internal WriteConnection OpenWriter()
    {
        var writer = BeginWriter();
        try
        {
            if (secrets is not null)
            {
                // An older database was put in this one's place while this program ran: what it would write with a key that is no longer there nobody could ever read.
                if (FollowKeys(writer.Connection, writer.Transaction) < secrets.Newest)
                    throw new ProblemException(Problem.DatabaseOlderThanProgram());
            }
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A write transaction beside which there is no other, of whatever process; while it lasts none begins. Waits until those that are going on have ended, an import perhaps, and holds up nobody meanwhile: what they
    /// were told of keys still held for all they wrote.
    /// </summary>
    /// <param name="waiting">Told once when somebody has to be waited for; not of a file, whose writer waits as every writer of it does and is then alone.</param>
    /// <exception cref="OperationCanceledException">Stopped while waiting, but for a file.</exception>
    internal WriteConnection OpenWriterAlone(Action? waiting = null, CancellationToken stop = default)
    {
        for (; ; waiting = null)
        {
            var writer = OpenWriter();
            try
            {
                if (IsAlone(writer))
                    return writer;
            }
            catch
            {
                writer.Dispose();
                throw;
            }
            writer.Dispose();
            waiting?.Invoke();
            // Two who both wait to be alone must not hold each other up in step.
            stop.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(20, 100)));
            stop.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Whether whoever writes for long, an import, holds up everybody else who writes.</summary>
    internal virtual bool HasOneWriter => false;

    /// <summary>Makes sure that a write transaction is the only one until it ends; false when there are others.</summary>
    internal abstract bool IsAlone(WriteConnection writer);

    /// <summary>
    /// Looks somebody up by a hash without a write transaction. A key that was made while it was asked may have taken somebody's hash out of sight: then it is asked again.
    /// </summary>
    /// <param name="ask">Asks for every one of <see cref="Database.Secrets.Hashes"/>.</param>
    internal T LookUp<T>(DbConnection connection, Func<T> ask)
    {
        while (true)
        {
            var newest = Secrets.Newest;
            var found = ask();
            FollowKeys(connection, null);
            if (Secrets.Newest == newest)
                return found;
        }
    }

    /// <summary>From here on this process knows every key that may stand in what is read of this moment.</summary>
    /// <returns>The number of the newest of that moment.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.DatabaseOlderThanProgram"/> when another key bears the number of one that is known here.</exception>
    internal byte FollowKeys(DbConnection connection, DbTransaction? moment)
    {
        var (newest, fingerprint) = DataKeys.ReadNewest(connection, moment);
        if (!Secrets.Knows(newest, fingerprint))
            Secrets.Take(DataKeys.Read(connection, moment, KeyRing.Read(KeyFile))!);
        return newest;
    }

    /// <summary>Begins a write transaction.</summary>
    internal abstract WriteConnection BeginWriter();

    /// <summary>SQL for the first byte of a column of bytes, as two hexadecimal digits: of what is encrypted, the number of its key.</summary>
    internal abstract string FirstByte(string column);

    /// <summary>A condition "column is one of the parameter's values"; add the values with <see cref="AddList(DbCommand, string, IReadOnlyCollection{long})"/>.</summary>
    internal abstract string AnyOf(string column, string parameter);

    /// <summary>The same for a column of bytes.</summary>
    internal abstract string AnyOfBytes(string column, string parameter);

    internal abstract void AddList(DbCommand command, string parameter, IReadOnlyCollection<long> values);

    internal abstract void AddList(DbCommand command, string parameter, IReadOnlyCollection<string> values);

    internal abstract void AddList(DbCommand command, string parameter, IReadOnlyCollection<byte[]> values);

    /// <summary>Rows into one table, as fast as the provider can; flushed before the transaction reads and at its end.</summary>
    internal abstract BulkWriter BulkInto(DbConnection connection, DbTransaction transaction, string table, IReadOnlyList<string> columns);

    /// <summary>What follows a SELECT that locks its rows until the transaction ends; nothing where a writer is alone anyway.</summary>
    internal abstract string ForUpdate { get; }

    /// <summary>
    /// The same, leaving out rows that somebody else has locked: who waits for nobody holds nobody up in a circle.
    /// </summary>
    internal abstract string ForUpdateOfFree { get; }

    /// <summary>Our SQL in the provider's dialect: only for statements that make tables.</summary>
    internal abstract string Dialect(string definition);

    /// <summary>The file beside which copies of it may lie; null for a server's.</summary>
    internal virtual string? CopiesBeside => null;

    /// <summary>Where its keys were read.</summary>
    internal string KeyFile { get; private set; } = "";

    /// <summary>Writes a consistent copy to a file that is not there yet, while others go on working.</summary>
    internal abstract void CopyTo(string file);

    /// <summary>
    /// Brings the planner's statistics of tables that grew much up to date. They only make things quicker: what somebody else holds, or the provider refuses, is left for the
    /// next time, and what was opened or committed stays so.
    /// </summary>
    internal void Measure()
    {
        try
        {
            MeasureTables();
        }
        catch (Exception later) when (later is DbException or ProblemException or TimeoutException)
        {
        }
    }

    protected abstract void MeasureTables();

    protected abstract string DefaultKeyFile(string installation);

    /// <summary>A short name for messages; never the connection string, which may hold a password.</summary>
    public abstract string Name { get; }

    /// <summary>Where the keys of an installation are when nothing else is said.</summary>
    internal static string? KeyFileInEnvironment => Environment.GetEnvironmentVariable("SAXAUL_KEY_FILE");

    private void Prepare(string? keyFile)
    {
        using var writer = OpenWriter();
        var isNew = Migrations.Bring(this, writer);
        var installation = writer.Scalar("SELECT value FROM installation WHERE name = 'id'") as string;
        if (installation is null)
        {
            installation = Guid.NewGuid().ToString("n", CultureInfo.InvariantCulture);
            writer.Execute("INSERT INTO installation (name, value) VALUES ('id', @id)", ("@id", installation));
        }
        var path = keyFile ?? KeyFileInEnvironment ?? DefaultKeyFile(installation);
        if (!File.Exists(path))
        {
            if (!isNew)
                throw new ProblemException(Problem.KeyFileMissing(path));
            KeyRing.Create().Save(path);
        }
        KeyFile = path;
        var file = KeyRing.Read(path);
        // That they can be decrypted tells at once whether another installation's key file lies there.
        if (DataKeys.Read(writer.Connection, writer.Transaction, file) is not { } keys)
        {
            if (!isNew)
                throw new ProblemException(Problem.SecretDamaged());
            keys = DataKeys.Create();
            keys.Write(writer, file);
        }
        secrets = new Secrets(keys, ReadKeys);
        writer.Commit();
    }

    private DataKeys ReadKeys()
    {
        using var reader = OpenReader();
        return DataKeys.Read(reader, null, KeyRing.Read(KeyFile))!;
    }

    public virtual void Dispose()
    {
        secrets?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Checked before a name from a definition becomes part of a statement: lower-case letters, digits and underscores only.</summary>
    /// <exception cref="ArgumentException">Anything else.</exception>
    internal static string Identifier(string name) =>
        name.Length is > 0 and <= 59 && char.IsAsciiLetterLower(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
            ? name
            : throw new ArgumentException($"'{name}' is not a name for a table or column.", nameof(name));
}

/// <summary>
/// Many rows into, and some out of, one table whose first two columns are county_key and id. What was given before
/// <see cref="Flush"/> may not be in the table yet; the order of giving holds.
/// </summary>
internal abstract class BulkWriter : IDisposable
{
    public abstract void Add(ReadOnlySpan<object?> values);

    public abstract void Delete(int countyKey, long id);

    public abstract void Flush();

    public abstract void Dispose();
}
