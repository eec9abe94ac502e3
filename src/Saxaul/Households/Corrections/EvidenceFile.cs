using System;
using System.IO;
using System.Security.Cryptography;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Households;

/// <summary>
/// A photo or PDF that shows what was seen: encrypted where it rests, shown only to who may read the household. It is made anew from what is seen of it (<see cref="PlainPicture"/>,
/// <see cref="PlainPdf"/>); what it says besides, of place, time, device and persons, is never kept.
/// </summary>
public sealed record EvidenceFile(byte[] Content, string MediaType)
{
    /// <summary>In bytes: what a telephone's photo takes.</summary>
    public const int Most = 10 << 20;

    private static ReadOnlySpan<byte> Pdf => "%PDF-"u8;

    /// <summary>Makes a file that was handed in anew.</summary>
    /// <exception cref="ProblemException">
    /// <see cref="Problem.EvidenceTooLarge"/>; <see cref="Problem.EvidenceUnreadable"/> for anything but a whole JPEG, PNG or PDF; <see cref="Problem.PictureTooLarge"/>, <see cref="Problem.PdfLocked"/>,
    /// <see cref="Problem.PdfHoldsMore"/>.
    /// </exception>
    public static EvidenceFile Read(ReadOnlyMemory<byte> content)
    {
        if (content.Length > Most)
            throw new ProblemException(Problem.EvidenceTooLarge(content.Length, Most));
        try
        {
            var type = TypeOf(content.Span);
            return new EvidenceFile(type switch { "image/png" => PlainPicture.OfPng(content.Span), "image/jpeg" => PlainPicture.OfJpeg(content.Span), _ => PlainPdf.Of(content) }, type);
        }
        catch (InvalidDataException unreadable)
        {
            throw new ProblemException(Problem.EvidenceUnreadable(), unreadable);
        }
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
        return HashOf(content) == correction.FileHash ? new EvidenceFile(content, TypeOf(content)) : throw new ProblemException(Problem.SealBroken("evidence", $"id {id}"));
    }

    internal string Hash => HashOf(Content);

    internal void Keep(WriteSession session, int countyKey, long id) =>
        session.Writer.Execute("INSERT INTO evidence (county_key, id, content) VALUES (@county, @id, @content)", ("@county", countyKey), ("@id", id), ("@content", session.Database.Secrets.Seal(Content)));

    /// <summary>Files of corrections whose content was erased go too.</summary>
    internal static void EraseOrphans(WriteSession session, int countyKey) => session.Writer.Execute($"""
        DELETE FROM evidence WHERE county_key = @county AND NOT EXISTS (SELECT 1 FROM {WaitingCorrection.Table.Name} one WHERE one.county_key = evidence.county_key AND one.id = evidence.id)
        """, ("@county", countyKey));

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <exception cref="InvalidDataException">It is none of them.</exception>
    private static string TypeOf(ReadOnlySpan<byte> content) => content.StartsWith(PlainPicture.Png) ? "image/png" : content.StartsWith(PlainPicture.Jpeg) ? "image/jpeg"
        : content.StartsWith(Pdf) ? "application/pdf" : throw new InvalidDataException("Neither a picture nor a PDF.");
}
