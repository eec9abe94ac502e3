using System;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Saxaul.Database;

/// <summary>
/// Encrypts what must not rest in plain text (AES-256-GCM) and makes the keyed hashes by which it is found again (HMAC-SHA-256, cut to
/// 16 bytes). A sealed value is: key number (1 byte), nonce (12), tag (16), cipher text. Safe for several threads.
/// </summary>
public sealed class Secrets : IDisposable
{
    private const int NonceBytes = 12, TagBytes = 16, HeadBytes = 1 + NonceBytes + TagBytes;

    /// <summary>Length of a look-up hash in bytes.</summary>
    public const int HashBytes = 16;

    /// <summary>While a list is compared, the same number is asked for several times in short order.</summary>
    private const int RecentHashes = 1 << 13;

    /// <summary>Those that were ever read; one that is retired meanwhile opens what it sealed as long as this process runs.</summary>
    private readonly ConcurrentDictionary<byte, AesGcm> ciphers = [];
    private readonly Func<KeyRing>? reread;
    private volatile byte newest;
    private readonly byte[] hashKey;
    private readonly byte[] markKey;
    private readonly Hashed?[] recent = new Hashed?[RecentHashes];
    private readonly Aes identifiers;
    private readonly byte[] nonces = new byte[NonceBytes * 256];
    private int noncesUsed = NonceBytes * 256;

    /// <param name="reread">Reads the keys as they are by now, for when another process has made a new one.</param>
    public Secrets(KeyRing keys, Func<KeyRing>? reread = null)
    {
        this.reread = reread;
        Take(keys);
        hashKey = keys.DeriveFromFirst("look-up");
        markKey = keys.DeriveFromFirst("journal");
        identifiers = Aes.Create();
        identifiers.Key = keys.DeriveFromFirst("identifiers");
    }

    /// <summary>The number of the key that encrypts.</summary>
    internal byte Newest => newest;

    private void Take(KeyRing keys)
    {
        foreach (var number in keys.Numbers)
            ciphers.GetOrAdd(number, _ => new AesGcm(keys.Derive(number, "values"), TagBytes));
        newest = keys.Newest;
    }

    /// <summary>Reads the keys again; the newest encrypts from now on.</summary>
    internal void Follow()
    {
        if (reread is not null)
            Take(reread());
    }

    public byte[] Seal(string text)
    {
        Span<byte> plain = text.Length <= 128 ? stackalloc byte[Encoding.UTF8.GetMaxByteCount(text.Length)] : new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        return Seal(plain[..Encoding.UTF8.GetBytes(text, plain)]);
    }

    public byte[] Seal(ReadOnlySpan<byte> plain)
    {
        var result = new byte[HeadBytes + plain.Length];
        result[0] = newest;
        var nonce = result.AsSpan(1, NonceBytes);
        lock (nonces)
            NextNonce(nonce);
        var cipher = ciphers[result[0]];
        lock (cipher)
            cipher.Encrypt(nonce, plain, result.AsSpan(HeadBytes), result.AsSpan(1 + NonceBytes, TagBytes));
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
        if (!ciphers.ContainsKey(sealedValue[0]))
            Follow();
        if (!ciphers.TryGetValue(sealedValue[0], out var cipher))
            throw new ProblemException(Problem.KeyMissing());
        var plain = new byte[sealedValue.Length - HeadBytes];
        try
        {
            lock (cipher)
                cipher.Decrypt(sealedValue.Slice(1, NonceBytes), sealedValue[HeadBytes..], sealedValue.Slice(1 + NonceBytes, TagBytes), plain);
        }
        catch (AuthenticationTagMismatchException damaged)
        {
            throw new ProblemException(Problem.SecretDamaged(), damaged);
        }
        return plain;
    }

    public string Open(ReadOnlySpan<byte> sealedValue) => Encoding.UTF8.GetString(OpenBytes(sealedValue));

    /// <summary>The hash by which a whole value is found: the same in every county, so that one person known in two counties is recognised.</summary>
    public byte[] Hash(string text)
    {
        ref var place = ref recent[string.GetHashCode(text) & (RecentHashes - 1)];
        if (place is not { } known || known.Text != text)
            place = known = new Hashed(text, Hash("=", text));
        return known.Hash;
    }

    /// <summary>The hash of a value's last four characters; null when it has fewer.</summary>
    public byte[]? HashLastFour(string text) => text.Length < 4 ? null : Hash("4", text[^4..]);

    private sealed record Hashed(string Text, byte[] Hash);

    private byte[] Hash(string purpose, string text)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(hashKey, Encoding.UTF8.GetBytes(purpose + text), whole);
        return whole[..HashBytes].ToArray();
    }

    /// <summary>A keyed hash of 32 bytes (HMAC-SHA-256) that only this installation can make: the journal's proof of what it wrote. It hangs on the first key.</summary>
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
        foreach (var cipher in ciphers.Values)
            cipher.Dispose();
        identifiers.Dispose();
    }
}
