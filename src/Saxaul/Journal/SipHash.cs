using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Saxaul.Journal;

/// <summary>SipHash (Aumasson and Bernstein, 2012): a short keyed hash, quick for small input, that tells nothing without its key.</summary>
internal static class SipHash
{
    public const int KeyBytes = 16;

    /// <summary>SipHash-2-4.</summary>
    public static ulong Of(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data) => Of(key, data, 2, 4);

    /// <summary>SipHash-1-3: half the rounds, enough where few bits of it are kept.</summary>
    public static ulong Quick(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data) => Of(key, data, 1, 3);

    private static ulong Of(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, int compressing, int finishing)
    {
        var (k0, k1) = (BinaryPrimitives.ReadUInt64LittleEndian(key), BinaryPrimitives.ReadUInt64LittleEndian(key[8..]));
        var (v0, v1, v2, v3) = (k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d, k0 ^ 0x6c7967656e657261, k1 ^ 0x7465646279746573);
        var last = (ulong)data.Length << 56;
        for (; data.Length >= 8; data = data[8..])
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(data);
            v3 ^= word;
            for (var i = 0; i < compressing; i++)
                Round(ref v0, ref v1, ref v2, ref v3);
            v0 ^= word;
        }
        for (var i = 0; i < data.Length; i++)
            last |= (ulong)data[i] << (8 * i);
        v3 ^= last;
        for (var i = 0; i < compressing; i++)
            Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= last;
        v2 ^= 0xff;
        for (var i = 0; i < finishing; i++)
            Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v2 += v3;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
