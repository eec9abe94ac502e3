using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>
/// A photo or PDF that shows what was seen: encrypted where it rests, shown only to who may read the household. What a photo says of place, time and device is taken out
/// before it is kept.
/// </summary>
public sealed record EvidenceFile(byte[] Content, string MediaType)
{
    /// <summary>In bytes.</summary>
    public const int Most = 4 << 20;

    /// <exception cref="ProblemException"><see cref="Problem.EvidenceUnreadable"/> for anything but a JPEG, PNG or PDF of at most <see cref="Most"/> bytes.</exception>
    public static EvidenceFile Read(ReadOnlySpan<byte> content)
    {
        if (content.Length > Most)
            throw new ProblemException(Problem.EvidenceUnreadable());
        if (content.StartsWith("%PDF-"u8))
            return new EvidenceFile(content.ToArray(), "application/pdf");
        try
        {
            if (content.StartsWith(Png))
                return new EvidenceFile(PlainPng(content), "image/png");
            if (content.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]))
                return new EvidenceFile(PlainJpeg(content), "image/jpeg");
        }
        catch (ArgumentOutOfRangeException)
        {
            // Cut off, or no picture at all.
        }
        throw new ProblemException(Problem.EvidenceUnreadable());
    }

    /// <summary>The file of a correction; null when none was handed in.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.CorrectionNotFound"/>; 7001, 7002; <see cref="Problem.SealBroken"/> when it is not what was handed in.</exception>
    public static EvidenceFile? Of(Registry registry, Actor actor, int countyKey, long id)
    {
        var correction = ReadCorrections.One(registry, actor, countyKey, id).Correction;
        using var connection = registry.Database.OpenReader();
        if (connection.Command("SELECT content FROM evidence WHERE county_key = @county AND id = @id", ("@county", countyKey), ("@id", id)).ExecuteScalar() is not byte[] kept)
            return null;
        var content = registry.Database.Secrets.OpenBytes(kept);
        return HashOf(content) == correction.FileHash ? Read(content) : throw new ProblemException(Problem.SealBroken("evidence", $"id {id}"));
    }

    internal string Hash => HashOf(Content);

    internal void Keep(WriteSession session, int countyKey, long id) =>
        session.Writer.Execute("INSERT INTO evidence (county_key, id, content) VALUES (@county, @id, @content)", ("@county", countyKey), ("@id", id), ("@content", session.Database.Secrets.Seal(Content)));

    /// <summary>Files of corrections whose content was erased go too.</summary>
    internal static void EraseOrphans(WriteSession session, int countyKey) => session.Writer.Execute($"""
        DELETE FROM evidence WHERE county_key = @county AND NOT EXISTS (SELECT 1 FROM {WaitingCorrection.Table.Name} one WHERE one.county_key = evidence.county_key AND one.id = evidence.id)
        """, ("@county", countyKey));

    private static readonly byte[] Png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Without its segments for applications and comments, but for the two that say how colours are meant.</summary>
    private static byte[] PlainJpeg(ReadOnlySpan<byte> content)
    {
        using var plain = new MemoryStream();
        plain.Write(content[..2]);
        for (var at = 2; ;)
        {
            var marker = content.Slice(at, 2)[1];
            // From the start of the scan on it is all picture.
            if (marker == 0xda)
            {
                plain.Write(content[at..]);
                return plain.ToArray();
            }
            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(content.Slice(at + 2, 2));
            if (marker is not (>= 0xe1 and <= 0xef or 0xfe) || marker is 0xe2 or 0xee)
                plain.Write(content.Slice(at, length));
            at += length;
        }
    }

    /// <summary>Only the chunks that make the picture.</summary>
    private static byte[] PlainPng(ReadOnlySpan<byte> content)
    {
        using var plain = new MemoryStream();
        plain.Write(content[..8]);
        for (var at = 8; at < content.Length;)
        {
            var claimed = 12L + BinaryPrimitives.ReadUInt32BigEndian(content.Slice(at, 4));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(claimed, content.Length - at);
            var length = (int)claimed;
            var kind = System.Text.Encoding.ASCII.GetString(content.Slice(at + 4, 4));
            if (Kept.Contains(kind))
                plain.Write(content.Slice(at, length));
            at += length;
        }
        return plain.ToArray();
    }

    private static readonly IReadOnlySet<string> Kept = new HashSet<string> { "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs" };
}
