using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;

namespace Saxaul.Database;

/// <summary>
/// The keys that protect what the registry keeps. They rest in its database, each encrypted with the key file's (<see cref="KeyRing"/>): a new one is there for every process of every machine at the moment of its commit.
/// <see cref="Lasting"/> never changes, for the journal's proofs hang on it; each of the others encrypts values and makes the hashes by which those are found, so a value and its hashes are always of one key.
/// </summary>
/// <param name="Keys">Thirty-two random bytes each, by number.</param>
/// <param name="OldestInRows">The oldest key that may stand in rows; <see cref="Newest"/> is the one that is written.</param>
internal sealed record DataKeys(IReadOnlyDictionary<byte, byte[]> Keys, byte OldestInRows)
{
    /// <summary>The number of the key that never changes.</summary>
    public const byte Lasting = 0;

    public byte Newest => Keys.Keys.Max();

    public static DataKeys Create() => new(new Dictionary<byte, byte[]> { [Lasting] = NewKey(), [1] = NewKey() }, 1);

    private const int FingerprintBytes = 16;

    private static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyRing.KeyBytes);

    /// <summary>All that there are; null in a database that is just being made.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.KeyMissing"/>, <see cref="Problem.SecretDamaged"/></exception>
    public static DataKeys? Read(DbConnection connection, DbTransaction? moment, KeyRing file)
    {
        using var command = connection.Command("SELECT number, content, in_rows, fingerprint FROM data_key WHERE county_key = @office ORDER BY number", ("@office", RegistryDatabase.Office));
        command.Transaction = moment;
        var rows = command.ToList(reader => (Number: checked((byte)reader.GetInt32(0)), Key: file.Unwrap(checked((byte)reader.GetInt32(0)), reader.GetFieldValue<byte[]>(1)), InRows: reader.GetBoolean(2), Fingerprint: reader.GetFieldValue<byte[]>(3)));
        if (rows.Exists(row => !row.Fingerprint.AsSpan().SequenceEqual(Fingerprint(row.Key))))
            throw new ProblemException(Problem.SecretDamaged());
        return rows.Count == 0 ? null : new DataKeys(rows.ToDictionary(row => row.Number, row => row.Key), rows.Where(row => row.InRows).Select(row => row.Number).DefaultIfEmpty(rows[^1].Number).Min());
    }

    /// <summary>
    /// The key with which everything is written from now on: cheap enough to ask at each write and look-up. Its fingerprint tells it from another of the same number, made in an older backup that was put in the
    /// database's place.
    /// </summary>
    public static (byte Number, byte[] Fingerprint) ReadNewest(DbConnection connection, DbTransaction? moment)
    {
        using var command = connection.Command("SELECT number, fingerprint FROM data_key WHERE county_key = @office ORDER BY number DESC LIMIT 1", ("@office", RegistryDatabase.Office));
        command.Transaction = moment;
        return command.ToList(reader => (checked((byte)reader.GetInt32(0)), reader.GetFieldValue<byte[]>(1))) is [var newest] ? newest : throw new ProblemException(Problem.SecretDamaged());
    }

    /// <summary>The oldest key that may stand in rows, as of a moment.</summary>
    public static byte ReadOldestInRows(DbConnection connection, DbTransaction? moment)
    {
        using var command = connection.Command("SELECT COALESCE(MIN(CASE WHEN in_rows THEN number END), MAX(number)) FROM data_key WHERE county_key = @office", ("@office", RegistryDatabase.Office));
        command.Transaction = moment;
        return command.ExecuteScalar() is { } number and not DBNull ? Convert.ToByte(number, CultureInfo.InvariantCulture) : throw new ProblemException(Problem.SecretDamaged());
    }

    /// <summary>Sixteen bytes that only this key has, and that tell nothing of it.</summary>
    public static byte[] Fingerprint(byte[] key) => Secrets.Derive(key, "fingerprint")[..FingerprintBytes];

    /// <summary>The first keys of a registry.</summary>
    public void Write(WriteConnection writer, KeyRing file)
    {
        foreach (var (number, key) in Keys)
            Insert(writer, file, number, key);
    }

    /// <summary>One key more, with which everything is written from the commit on. Nobody else may be writing (<see cref="RegistryDatabase.OpenWriterAlone"/>).</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.NoMoreKeys"/>, <see cref="Problem.KeyMissing"/></exception>
    public static byte Add(WriteConnection writer, KeyRing file)
    {
        var (newest, _) = ReadNewest(writer.Connection, writer.Transaction);
        if (newest == byte.MaxValue)
            throw new ProblemException(Problem.NoMoreKeys());
        // A key encrypted with a file that does not open the others would lock out every machine, this one too.
        Read(writer.Connection, writer.Transaction, file);
        Insert(writer, file, ++newest, NewKey());
        return newest;
    }

    /// <summary>No row holds anything of the keys before this one any more: it need not be looked for.</summary>
    public static void LeaveRows(WriteConnection writer, byte before) =>
        writer.Execute("UPDATE data_key SET in_rows = @no WHERE county_key = @office AND number > @lasting AND number < @before AND in_rows",
            ("@no", false), ("@office", RegistryDatabase.Office), ("@lasting", (int)Lasting), ("@before", (int)before));

    /// <summary>Destroys a key.</summary>
    public static void Remove(WriteConnection writer, int number) => writer.Execute("DELETE FROM data_key WHERE county_key = @office AND number = @number", ("@office", RegistryDatabase.Office), ("@number", number));

    /// <summary>Encrypts every key with the newest of the key file. The keys themselves stay what they are, and so does all that they protect.</summary>
    public static void WrapAnew(WriteConnection writer, KeyRing file)
    {
        foreach (var (number, key) in Read(writer.Connection, writer.Transaction, file)!.Keys)
            writer.Execute("UPDATE data_key SET content = @content WHERE county_key = @office AND number = @number", ("@content", file.Wrap(number, key)), ("@office", RegistryDatabase.Office), ("@number", (int)number));
    }

    private static void Insert(WriteConnection writer, KeyRing file, byte number, byte[] key) =>
        writer.Execute("INSERT INTO data_key (county_key, number, content, fingerprint, in_rows) VALUES (@office, @number, @content, @fingerprint, @in)",
            ("@office", RegistryDatabase.Office), ("@number", (int)number), ("@content", file.Wrap(number, key)), ("@fingerprint", Fingerprint(key)), ("@in", number != Lasting));
}
