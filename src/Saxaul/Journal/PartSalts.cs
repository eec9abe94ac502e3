using System;
using System.Buffers.Binary;
using System.Text;
using Saxaul.Database;

namespace Saxaul.Journal;

/// <summary>
/// The salts of an entry's parts. They hang on the installation's key that never changes, so that whoever holds the database without its keys cannot try numbers until one fits
/// a hash.
/// </summary>
internal sealed class PartSalts
{
    // The first bytes are shown as the check, the next are the key of the salts.
    private readonly byte[] mark;

    /// <param name="secrets">Of the installation.</param>
    /// <param name="entrySalt">The entry's, or whatever else stands for it.</param>
    public PartSalts(Secrets secrets, ReadOnlySpan<byte> entrySalt) => mark = secrets.Mark(entrySalt);

    /// <summary>The first of an entry's checks: whether its salt is the one that was made.</summary>
    public ReadOnlySpan<byte> Check => mark.AsSpan(0, Content.CheckBytes);

    /// <summary>The salt of what the entry wrote about one owner.</summary>
    public byte[] Of(string ownerKind, long ownerId)
    {
        Span<byte> input = stackalloc byte[9 + 64];
        BinaryPrimitives.WriteInt64BigEndian(input[1..], ownerId);
        input = input[..(9 + Encoding.UTF8.GetBytes(ownerKind, input[9..]))];
        var key = mark.AsSpan(Content.CheckBytes, SipHash.KeyBytes);
        var salt = new byte[SipHash.KeyBytes];
        for (byte half = 0; half < 2; half++)
        {
            input[0] = half;
            BinaryPrimitives.WriteUInt64LittleEndian(salt.AsSpan(8 * half), SipHash.Of(key, input));
        }
        return salt;
    }
}
