using System;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;

namespace Saxaul.Database;

/// <summary>
/// Encrypts what must not rest in plain text (AES-256-GCM) and makes the keyed hashes by which it is found again (HMAC-SHA-256). A sealed value is: key number (1 byte), nonce (12), tag (16), cipher text; a look-up hash is
/// the number of the same key and 15 bytes. Which key is written is what the database says (<see cref="RegistryDatabase.OpenWriter"/>). Safe for several threads.
/// </summary>
public sealed class Secrets : IDisposable
{
    private const int NonceBytes = 12, TagBytes = 16, HeadBytes = 1 + NonceBytes + TagBytes;

    /// <summary>Length of a look-up hash in bytes.</summary>
    public const int HashBytes = 16;

    /// <summary>While a list is compared, the same number is asked for several times in short order.</summary>
    private const int RecentHashes = 1 << 13;

    /// <summary>Those that were ever read; one that is retired meanwhile opens what it sealed as long as this process runs.</summary>
    private readonly ConcurrentDictionary<byte, DataKey> keys = [];
    private readonly Lock taking = new();
    private readonly Func<DataKeys>? reread;
    private readonly byte oldest;

    /// <summary>
    /// Those whose hashes are asked for, the newest first. One that has left the rows meanwhile stays among them as long as this process runs: what was read into memory, or is seen as of an earlier moment, may still bear it.
    /// </summary>
    private volatile DataKey[] inRows = [];
    private readonly byte[] markKey;
    private readonly byte[] tagKey;
    private readonly Hashed?[] recent = new Hashed?[RecentHashes];
    private readonly Aes identifiers;
    private readonly byte[] nonces = new byte[NonceBytes * 256];
    private int noncesUsed = NonceBytes * 256;

    /// <param name="reread">Reads the keys as they are by now, for when another process has made a new one.</param>
    internal Secrets(DataKeys keys, Func<DataKeys>? reread = null)
    {
        this.reread = reread;
        oldest = keys.OldestInRows;
        Take(keys);
        markKey = Lasting("journal");
        tagKey = Lasting("tags");
        identifiers = Aes.Create();
        identifiers.Key = Lasting("identifiers");

        byte[] Lasting(string purpose) => Derive(keys.Keys[DataKeys.Lasting], purpose);
    }

    /// <summary>Secrets under new keys of their own: nothing that any registry holds opens with them.</summary>
    public static Secrets Create() => new(DataKeys.Create());

    /// <summary>The number of the key that encrypts.</summary>
    internal byte Newest => inRows[0].Number;

    /// <summary>Thirty-two bytes for one purpose (HKDF, RFC 5869).</summary>
    internal static byte[] Derive(byte[] key, string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyRing.KeyBytes, info: Encoding.UTF8.GetBytes("saxaul " + purpose));

    /// <summary>Whether this is the key that is known here by the number.</summary>
    internal bool Knows(byte number, byte[] fingerprint) => keys.TryGetValue(number, out var known) && known.Fingerprint.AsSpan().SequenceEqual(fingerprint);

    /// <summary>The newest of these encrypts from now on. Never goes back: keys that were read before a newer one was made change nothing.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.DatabaseOlderThanProgram"/> when another key is known here by the number of one of them.</exception>
    internal void Take(DataKeys read)
    {
        lock (taking)
        {
            if (read.Keys.Any(key => keys.ContainsKey(key.Key) && !Knows(key.Key, DataKeys.Fingerprint(key.Value))))
                throw new ProblemException(Problem.DatabaseOlderThanProgram());
            foreach (var (number, key) in read.Keys)
            {
                if (number != DataKeys.Lasting)
                    keys.GetOrAdd(number, _ => new DataKey(number, new AesGcm(Derive(key, "values"), TagBytes), Derive(key, "look-up"), DataKeys.Fingerprint(key)));
            }
            inRows = [.. keys.Values.Where(key => key.Number >= oldest).OrderByDescending(key => key.Number)];
        }
    }

    private sealed record DataKey(byte Number, AesGcm Cipher, byte[] LookUp, byte[] Fingerprint);

    public byte[] Seal(string text)
    {
        Span<byte> plain = text.Length <= 128 ? stackalloc byte[Encoding.UTF8.GetMaxByteCount(text.Length)] : new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        return Seal(plain[..Encoding.UTF8.GetBytes(text, plain)]);
    }

    public byte[] Seal(ReadOnlySpan<byte> plain)
    {
        var result = new byte[HeadBytes + plain.Length];
        var key = inRows[0];
        result[0] = key.Number;
        var nonce = result.AsSpan(1, NonceBytes);
        lock (nonces)
            NextNonce(nonce);
        lock (key)
            key.Cipher.Encrypt(nonce, plain, result.AsSpan(HeadBytes), result.AsSpan(1 + NonceBytes, TagBytes));
        return result;
    }

    /// <summary>Random bytes, each given out once; asked for in larger pieces, since asking takes longer than encrypting a number.</summary>
    private void NextNonce(Span<byte> nonce)
    {
        if (noncesUsed == nonces.Length)
        {
            RandomNumberGenerator.Fill(nonces);
            noncesUsed = 0;
        }
        nonces.AsSpan(noncesUsed, NonceBytes).CopyTo(nonce);
        noncesUsed += NonceBytes;
    }

    /// <summary>The plain bytes of a sealed value.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.KeyMissing"/> when its key is not here, <see cref="Problem.SecretDamaged"/> when it was changed.</exception>
    public byte[] OpenBytes(ReadOnlySpan<byte> sealedValue)
    {
        if (sealedValue.Length < HeadBytes)
            throw new ProblemException(Problem.SecretDamaged());
        if (!keys.ContainsKey(sealedValue[0]) && reread is not null)
            Take(reread());
        if (!keys.TryGetValue(sealedValue[0], out var key))
            throw new ProblemException(Problem.KeyMissing());
        var plain = new byte[sealedValue.Length - HeadBytes];
        try
        {
            lock (key)
                key.Cipher.Decrypt(sealedValue.Slice(1, NonceBytes), sealedValue[HeadBytes..], sealedValue.Slice(1 + NonceBytes, TagBytes), plain);
        }
        catch (AuthenticationTagMismatchException damaged)
        {
            throw new ProblemException(Problem.SecretDamaged(), damaged);
        }
        return plain;
    }

    public string Open(ReadOnlySpan<byte> sealedValue) => Encoding.UTF8.GetString(OpenBytes(sealedValue));

    /// <summary>The hash that is written with a whole value: the same in every county, so that one person known in two counties is recognised. To find somebody ask for <see cref="Hashes"/>.</summary>
    public byte[] Hash(string text) => Hashes(text)[0];

    /// <summary>The hashes by which a whole value is found, the newest key's first: while keys change, some rows bear the older one's.</summary>
    internal byte[][] Hashes(string text)
    {
        var by = inRows;
        ref var place = ref recent[string.GetHashCode(text) & (RecentHashes - 1)];
        if (place is not { } known || known.By != by || known.Text != text)
            place = known = new Hashed(text, by, Array.ConvertAll(by, key => Hash(key, "=", text)));
        return known.Hashes;
    }

    /// <summary>The hash of a value's last four characters; null when it has fewer.</summary>
    public byte[]? HashLastFour(string text) => text.Length < 4 ? null : Hash(inRows[0], "4", text[^4..]);

    /// <summary>The hashes by which the last four characters of a value are found; none when it has fewer.</summary>
    internal byte[][] HashesLastFour(string text) => text.Length < 4 ? [] : Array.ConvertAll(inRows, key => Hash(key, "4", text[^4..]));

    /// <summary>Whether a hash that rests beside a sealed value is that of this text, made with the same key.</summary>
    internal bool IsHashBeside(byte[] sealedValue, byte[]? hash, string text) => hash is not null && hash.AsSpan().SequenceEqual(Hash(keys[sealedValue[0]], "=", text));

    /// <summary>The same for that of the last four characters.</summary>
    internal bool IsLastFourBeside(byte[] sealedValue, byte[]? hash, string text) => text.Length < 4 ? hash is null : hash is not null && hash.AsSpan().SequenceEqual(Hash(keys[sealedValue[0]], "4", text[^4..]));

    private sealed record Hashed(string Text, DataKey[] By, byte[][] Hashes);

    private static byte[] Hash(DataKey key, string purpose, string text)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.LookUp, Encoding.UTF8.GetBytes(purpose + text), whole);
        return [key.Number, .. whole[..(HashBytes - 1)]];
    }

    /// <summary>A keyed hash by which something is known again that is no value of a row, such as a list's row that a person has answered. It never changes, and nothing is found by it.</summary>
    public byte[] Tag(string text) => HMACSHA256.HashData(tagKey, Encoding.UTF8.GetBytes(text))[..HashBytes];

    /// <summary>A keyed hash of 32 bytes (HMAC-SHA-256) that only this installation can make: the journal's proof of what it wrote. It never changes.</summary>
    internal byte[] Mark(ReadOnlySpan<byte> data) => HMACSHA256.HashData(markKey, data);

    /// <summary>The opaque form of a key, for addresses: one AES block, so that nobody can count or guess households.</summary>
    public string PublicId(int countyKey, long id)
    {
        Span<byte> block = stackalloc byte[16];
        BinaryPrimitives.WriteInt32BigEndian(block[4..], countyKey);
        BinaryPrimitives.WriteInt64BigEndian(block[8..], id);
        return Convert.ToHexStringLower(identifiers.EncryptEcb(block, PaddingMode.None));
    }

    /// <summary>The key behind <see cref="PublicId"/>; false for anything this installation did not make.</summary>
    public bool TryReadPublicId(string text, out int countyKey, out long id)
    {
        (countyKey, id) = (0, 0);
        if (text.Length != 32 || !IsHex(text))
            return false;
        var block = identifiers.DecryptEcb(Convert.FromHexString(text), PaddingMode.None);
        if (BinaryPrimitives.ReadInt32BigEndian(block) != 0)
            return false;
        countyKey = BinaryPrimitives.ReadInt32BigEndian(block.AsSpan(4));
        id = BinaryPrimitives.ReadInt64BigEndian(block.AsSpan(8));
        return countyKey >= 0 && id > 0;
    }

    private static bool IsHex(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c))
                return false;
        }
        return true;
    }

    public void Dispose()
    {
        foreach (var key in keys.Values)
            key.Cipher.Dispose();
        identifiers.Dispose();
    }
}
