using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace Saxaul.Database;

/// <summary>
/// The key file of one installation, kept apart from its data. It protects nothing but the data keys (<see cref="DataKeys"/>), which rest in the database encrypted with it: so it is copied once to each machine, and stays
/// the same however often those change. One line a key: "number base64"; the highest number encrypts data keys, all decrypt them.
/// </summary>
public sealed class KeyRing
{
    internal const int KeyBytes = 32;
    private const int NonceBytes = 12, TagBytes = 16, HeadBytes = 1 + NonceBytes + TagBytes;
    private readonly SortedDictionary<byte, byte[]> keys;

    private KeyRing(SortedDictionary<byte, byte[]> keys) => this.keys = keys;

    public byte Newest => keys.Keys.Last();

    /// <summary>A new ring with one random key.</summary>
    public static KeyRing Create() => new(new() { [1] = RandomNumberGenerator.GetBytes(KeyBytes) });

    /// <summary>Reads a ring from its text form.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.KeyUnreadable"/></exception>
    public static KeyRing Parse(string text)
    {
        var keys = new SortedDictionary<byte, byte[]>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith('#'))
                continue;
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var bytes = new byte[KeyBytes];
            if (parts.Length != 2 || !byte.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || !Convert.TryFromBase64String(parts[1], bytes, out var length) || length != KeyBytes)
                throw new ProblemException(Problem.KeyUnreadable());
            keys[number] = bytes;
        }
        return keys.Count > 0 ? new(keys) : throw new ProblemException(Problem.KeyUnreadable());
    }

    /// <summary>Reads a key file.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.KeyUnreadable"/>, <see cref="Problem.KeyFileNotReadable"/></exception>
    public static KeyRing Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new ProblemException(Problem.KeyFileNotReadable(), refused);
        }
    }

    /// <summary>Writes the ring where only its owner can read it; never over an existing file.</summary>
    public void Save(string path)
    {
        var text = new StringBuilder("# Saxaul keys. Without this file document numbers and telephones cannot be read: keep a copy apart from the data.\n");
        foreach (var (number, key) in keys)
            text.Append(number).Append(' ').Append(Convert.ToBase64String(key)).Append('\n');
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        using var stream = PrivateFile.Make(path);
        stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>
    /// Puts the ring in the place of a file, at once or not at all: who reads it meanwhile reads the old or the new one. Whose the file at <paramref name="like"/> is, and who may read it, holds for the new one: the account
    /// that serves has to read it, whichever account changes keys.
    /// </summary>
    /// <exception cref="ProblemException"><see cref="Problem.KeyFileNotWritable"/>, <see cref="Problem.KeyFileOfAnother"/></exception>
    internal void Replace(string path, string like)
    {
        try
        {
            File.Delete(path + ".new");
            Save(path + ".new");
            if (!PrivateFile.MakeAlike(path + ".new", like))
            {
                File.Delete(path + ".new");
                throw new ProblemException(Problem.KeyFileOfAnother());
            }
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(Problem.KeyFileNotWritable(), refused);
        }
    }

    /// <summary>The same ring with one key more, which encrypts data keys from now on.</summary>
    public KeyRing WithNewKey() => Newest == byte.MaxValue ? throw new ProblemException(Problem.NoMoreKeys()) : new(new(keys) { [(byte)(Newest + 1)] = RandomNumberGenerator.GetBytes(KeyBytes) });

    /// <summary>The newest key alone.</summary>
    internal KeyRing OnlyNewest() => new(new() { [Newest] = keys[Newest] });

    /// <summary>A data key as it rests in the database (AES-256-GCM): number of this ring's key (1 byte), nonce (12), tag (16), cipher text. Its own number is part of what is proven: no row can be put in another's place.</summary>
    internal byte[] Wrap(byte number, byte[] dataKey)
    {
        var result = new byte[HeadBytes + dataKey.Length];
        result[0] = Newest;
        var nonce = result.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = Cipher(keys[Newest]);
        cipher.Encrypt(nonce, dataKey, result.AsSpan(HeadBytes), result.AsSpan(1 + NonceBytes, TagBytes), Named(number));
        return result;
    }

    /// <exception cref="ProblemException"><see cref="Problem.KeyMissing"/> when it was encrypted with a key that is not here, <see cref="Problem.SecretDamaged"/> when it was changed or belongs to another installation.</exception>
    internal byte[] Unwrap(byte number, ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length != HeadBytes + KeyBytes)
            throw new ProblemException(Problem.SecretDamaged());
        if (!keys.TryGetValue(wrapped[0], out var key))
            throw new ProblemException(Problem.KeyMissing());
        var dataKey = new byte[KeyBytes];
        using var cipher = Cipher(key);
        try
        {
            cipher.Decrypt(wrapped.Slice(1, NonceBytes), wrapped[HeadBytes..], wrapped.Slice(1 + NonceBytes, TagBytes), dataKey, Named(number));
        }
        catch (AuthenticationTagMismatchException damaged)
        {
            throw new ProblemException(Problem.SecretDamaged(), damaged);
        }
        return dataKey;
    }

    private static AesGcm Cipher(byte[] key) => new(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyBytes, info: "saxaul data keys"u8.ToArray()), TagBytes);

    private static byte[] Named(byte number) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"data key {number}"));
}
