using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace Saxaul.Database;

/// <summary>
/// Whole values that are looked for together. While keys change a value rests under the hash of either key, so both are asked for; whoever is found is told by the newest, which is one for each value.
/// </summary>
internal sealed class SoughtHashes(Secrets secrets)
{
    private readonly HashSet<UInt128> all = [];
    private readonly Dictionary<UInt128, UInt128> newestOf = [];
    private readonly List<byte[]> asked = [];

    /// <summary>What the database is to be asked for.</summary>
    public IReadOnlyCollection<byte[]> Asked => asked;

    /// <summary>Looks for one more.</summary>
    public void Add(string value)
    {
        var hashes = secrets.Hashes(value);
        var newest = Key(hashes[0]);
        if (!all.Add(newest))
            return;
        asked.AddRange(hashes);
        foreach (var older in hashes.AsSpan(1))
            newestOf[Key(older)] = newest;
    }

    /// <summary>By the hash that a row bears, the newest of the same value.</summary>
    public UInt128 NewestOf(byte[] found) => newestOf.TryGetValue(Key(found), out var newest) ? newest : Key(found);

    /// <summary>A look-up hash as one number.</summary>
    public static UInt128 Key(byte[] hash) => BinaryPrimitives.ReadUInt128BigEndian(hash);
}
