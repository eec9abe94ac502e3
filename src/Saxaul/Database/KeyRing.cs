using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace Saxaul.Database;

/// <summary>
/// The keys of one installation, kept apart from its data. One line a key: "number base64"; the highest number encrypts, all decrypt, so that a key can be changed while serving. The hashes of the journal and of look-up
/// and public identifiers never change: they hang on the first key, and when that is retired, on lines of their own ("journal base64") that decrypt nothing.
/// </summary>
public sealed class KeyRing
{
    private const int KeyBytes = 32;
    private static readonly string[] Lasting = ["look-up", "journal", "identifiers"];
    private readonly SortedDictionary<byte, byte[]> keys;
    private readonly SortedDictionary<string, byte[]> lasting;

    private KeyRing(SortedDictionary<byte, byte[]> keys, SortedDictionary<string, byte[]>? lasting = null)
    {
        this.keys = keys;
        this.lasting = lasting ?? new(StringComparer.Ordinal);
    }

    public byte Newest => keys.Keys.Last();

    /// <summary>Thirty-two bytes for one purpose, derived from key <paramref name="number"/> (HKDF, RFC 5869).</summary>
    internal byte[] Derive(byte number, string purpose) =>
        keys.TryGetValue(number, out var key)
            ? HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyBytes, info: Encoding.UTF8.GetBytes("saxaul " + purpose))
            : throw new ProblemException(Problem.KeyMissing());

    /// <summary>For what never changes.</summary>
    internal byte[] DeriveFromFirst(string purpose) => lasting.TryGetValue(purpose, out var own) ? own : Derive(keys.Keys.First(), purpose);

    internal IEnumerable<byte> Numbers => keys.Keys;

    /// <summary>A new ring with one random key.</summary>
    public static KeyRing Create() => new(new() { [1] = RandomNumberGenerator.GetBytes(KeyBytes) });

    /// <summary>Reads a ring from its text form.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.KeyUnreadable"/></exception>
    public static KeyRing Parse(string text)
    {
        var keys = new SortedDictionary<byte, byte[]>();
        var lasting = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith('#'))
                continue;
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var bytes = new byte[KeyBytes];
            if (parts.Length != 2 || !Convert.TryFromBase64String(parts[1], bytes, out var length) || length != KeyBytes)
                throw new ProblemException(Problem.KeyUnreadable());
            if (byte.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                keys[number] = bytes;
            else if (Lasting.Contains(parts[0]))
                lasting[parts[0]] = bytes;
            else
                throw new ProblemException(Problem.KeyUnreadable());
        }
        return keys.Count > 0 ? new(keys, lasting) : throw new ProblemException(Problem.KeyUnreadable());
    }

    /// <summary>Reads a key file.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.KeyUnreadable"/></exception>
    public static KeyRing Read(string path) => Parse(File.ReadAllText(path));

    /// <summary>Writes the ring where only its owner can read it; never over an existing file.</summary>
    public void Save(string path)
    {
        var text = new StringBuilder("# Saxaul keys. Without this file document numbers and telephones cannot be read: keep a copy apart from the data.\n");
        foreach (var (number, key) in keys)
            text.Append(number).Append(' ').Append(Convert.ToBase64String(key)).Append('\n');
        foreach (var (purpose, key) in lasting)
            text.Append(purpose).Append(' ').Append(Convert.ToBase64String(key)).Append('\n');
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        using var stream = PrivateFile.Make(path);
        stream.Write(Encoding.UTF8.GetBytes(text.ToString()));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Puts the ring in the place of the one that lies there, at once or not at all: who reads it meanwhile reads the old or the new one.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.KeyFileNotWritable"/></exception>
    internal void Replace(string path)
    {
        try
        {
            File.Delete(path + ".new");
            Save(path + ".new");
            File.Move(path + ".new", path, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(Problem.KeyFileNotWritable(), refused);
        }
    }

    /// <summary>The same ring with one key more, which encrypts from now on.</summary>
    public KeyRing WithNewKey()
    {
        var next = new SortedDictionary<byte, byte[]>(keys) { [checked((byte)(Newest + 1))] = RandomNumberGenerator.GetBytes(KeyBytes) };
        return new(next, lasting);
    }

    /// <summary>The same ring without a key that nothing is encrypted with any more. What hung on it and never changes gets a line of its own.</summary>
    internal KeyRing Without(byte number)
    {
        var own = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var purpose in Lasting)
            own[purpose] = DeriveFromFirst(purpose);
        return new(new(keys.Where(key => key.Key != number).ToDictionary()), own);
    }
}
