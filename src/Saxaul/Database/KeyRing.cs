using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace Saxaul.Database;

/// <summary>
/// The keys of one installation, kept apart from its data. One line a key: "number base64"; the last line encrypts, all decrypt,
/// so that a key can be changed while serving. Look-up hashes and public identifiers hang on the first key, which therefore stays.
/// </summary>
public sealed class KeyRing
{
    private const int KeyBytes = 32;
    private readonly SortedDictionary<byte, byte[]> keys;

    private KeyRing(SortedDictionary<byte, byte[]> keys) => this.keys = keys;

    public byte Newest => keys.Keys.Last();

    /// <summary>Thirty-two bytes for one purpose, derived from key <paramref name="number"/> (HKDF, RFC 5869).</summary>
    internal byte[] Derive(byte number, string purpose) =>
        keys.TryGetValue(number, out var key)
            ? HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyBytes, info: Encoding.UTF8.GetBytes("saxaul " + purpose))
            : throw new ProblemException(Problem.KeyMissing());

    internal byte[] DeriveFromFirst(string purpose) => Derive(keys.Keys.First(), purpose);

    internal IEnumerable<byte> Numbers => keys.Keys;

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
            if (parts.Length != 2 || !byte.TryParse(parts[0], out var number)
                || !Convert.TryFromBase64String(parts[1], bytes, out var length) || length != KeyBytes)
                throw new ProblemException(Problem.KeyUnreadable());
            keys[number] = bytes;
        }
        return keys.Count > 0 ? new(keys) : throw new ProblemException(Problem.KeyUnreadable());
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

    /// <summary>The same ring with one key more, which encrypts from now on.</summary>
    public KeyRing WithNewKey()
    {
        var next = new SortedDictionary<byte, byte[]>(keys) { [checked((byte)(Newest + 1))] = RandomNumberGenerator.GetBytes(KeyBytes) };
        return new(next);
    }
}
