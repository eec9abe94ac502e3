using System;
using System.Buffers.Binary;
using System.IO;
using Saxaul.Intake;

namespace Saxaul.Households;

/// <summary>
/// A photo with what draws it and nothing else: no place, time, device, remark or small picture of what was cut away, and nothing behind its end. Whatever is not known to draw is left out, so that
/// what a camera of tomorrow writes is left out too. Colour profiles go as well: they name devices. What somebody hides in the drawn picture itself stays.
/// </summary>
internal static class PlainPicture
{
    /// <summary>Pixels of the largest picture: more than any telephone takes, and little enough for every browser to open.</summary>
    public const long MostPixels = 120_000_000;

    public static readonly byte[] Png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    public static readonly byte[] Jpeg = [0xff, 0xd8, 0xff];

    /// <summary>The picture without everything else (ITU T.81, B). How it is to be turned is kept, in a segment of our own: a telephone held upright takes pictures that lie on their side.</summary>
    /// <exception cref="InvalidDataException">It is cut off, or none that browsers draw.</exception>
    /// <exception cref="ProblemException"><see cref="Problem.PictureTooLarge"/></exception>
    public static byte[] OfJpeg(ReadOnlySpan<byte> content)
    {
        using var plain = new MemoryStream(content.Length);
        var (orientation, drawn, frames) = (OrientationOf(content), false, 0);
        plain.Write(content[..2]);
        if (orientation > 1)
            plain.Write([0xff, 0xe1, 0, 34, .. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]);
        for (var at = 2; ;)
        {
            var marker = Marker(content, ref at);
            if (marker == 0xd9)
            {
                plain.Write([0xff, 0xd9]);
                return drawn && frames == 1 ? plain.ToArray() : throw new InvalidDataException("It draws nothing.");
            }
            var body = Segment(content, ref at);
            if (!Draws(marker, ref body))
                continue;
            if (marker is >= 0xc0 and <= 0xc2)
            {
                frames++;
                Fits(BinaryPrimitives.ReadUInt16BigEndian(body[3..]), BinaryPrimitives.ReadUInt16BigEndian(body[1..]));
            }
            plain.Write([0xff, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2)]);
            plain.Write(body);
            if (marker != 0xda)
                continue;
            drawn = true;
            var end = at + EndOfScan(content[at..]);
            plain.Write(content[at..end]);
            at = end;
        }
    }

    /// <summary>The picture without everything else (ISO 15948): only the chunks that draw it, each as its check sum says it is.</summary>
    /// <exception cref="InvalidDataException">It is cut off or damaged, or holds something needed that nobody knows.</exception>
    /// <exception cref="ProblemException"><see cref="Problem.PictureTooLarge"/></exception>
    public static byte[] OfPng(ReadOnlySpan<byte> content)
    {
        using var plain = new MemoryStream(content.Length);
        plain.Write(content[..8]);
        var (before, drawn) = ("", false);
        for (var at = 8; ;)
        {
            if (content.Length - at < 12 || BinaryPrimitives.ReadUInt32BigEndian(content[at..]) is var length && length > content.Length - at - 12)
                throw new InvalidDataException("A chunk ends behind the file.");
            var chunk = content.Slice(at, 12 + (int)length);
            at += chunk.Length;
            var kind = System.Text.Encoding.Latin1.GetString(chunk[4..8]);
            var body = chunk[8..^4];
            var sum = new Crc32();
            sum.Add(chunk[4..^4]);
            if (sum.Value != BinaryPrimitives.ReadUInt32BigEndian(chunk[^4..]) || kind == "IHDR" != (before.Length == 0))
                throw new InvalidDataException("A chunk is damaged, or not where it belongs.");
            var isKept = kind switch
            {
                "IHDR" => body.Length == 13,
                "PLTE" => body.Length is > 0 and <= 768 && body.Length % 3 == 0,
                "IDAT" => !drawn || before == "IDAT",
                "IEND" => body.Length == 0 && drawn,
                "tRNS" => body.Length is > 0 and <= 256,
                "gAMA" => body.Length == 4,
                "sRGB" => body.Length == 1,
                // A small first letter says that it can be left out.
                _ => char.IsAsciiLetterLower(kind[0]) ? (bool?)null : false,
            };
            before = kind;
            if (isKept is null)
                continue;
            if (isKept is false)
                throw new InvalidDataException("A chunk is not as it should be.");
            if (kind == "IHDR")
                Fits(BinaryPrimitives.ReadUInt32BigEndian(body), BinaryPrimitives.ReadUInt32BigEndian(body[4..]));
            drawn |= kind == "IDAT";
            plain.Write(chunk);
            if (kind == "IEND")
                return plain.ToArray();
        }
    }

    /// <exception cref="ProblemException"><see cref="Problem.PictureTooLarge"/></exception>
    /// <exception cref="InvalidDataException">It has no size.</exception>
    public static void Fits(long width, long height)
    {
        if (width <= 0 || height <= 0)
            throw new InvalidDataException("It has no size.");
        if (width > MostPixels || height > MostPixels || width * height > MostPixels)
            throw new ProblemException(Problem.PictureTooLarge(MostPixels / 1_000_000));
    }

    private static byte Marker(ReadOnlySpan<byte> content, ref int at)
    {
        if (at >= content.Length || content[at] != 0xff)
            throw new InvalidDataException("A marker is missing.");
        // Any number of these may stand before it.
        while (at < content.Length && content[at] == 0xff)
            at++;
        return at < content.Length ? content[at++] : throw new InvalidDataException("It is cut off.");
    }

    /// <summary>What stands in a segment, behind its length.</summary>
    private static ReadOnlySpan<byte> Segment(ReadOnlySpan<byte> content, ref int at)
    {
        if (content.Length - at < 2 || BinaryPrimitives.ReadUInt16BigEndian(content[at..]) is var length && (length < 2 || length > content.Length - at))
            throw new InvalidDataException("A segment ends behind the file.");
        var body = content[(at + 2)..(at + length)];
        at += length;
        return body;
    }

    /// <summary>Whether a segment draws. One that does must be exactly as long as what it says, so that nothing stands behind it.</summary>
    /// <param name="body">Becomes what is kept of it.</param>
    private static bool Draws(byte marker, ref ReadOnlySpan<byte> body)
    {
        switch (marker)
        {
            // How large, how many colours; other ways to draw are shown by no browser.
            case >= 0xc0 and <= 0xc2:
                return body.Length is >= 9 and <= 18 && body.Length == 6 + 3 * body[5] ? true : throw new InvalidDataException("The frame cannot be read.");
            case 0xdb or 0xc4:
                for (var rest = body; rest.Length > 0;)
                {
                    var size = marker == 0xdb ? rest[0] >> 4 == 0 ? 65 : 129 : rest.Length < 17 ? int.MaxValue : 17 + Sum(rest[1..17]);
                    rest = size <= rest.Length ? rest[size..] : throw new InvalidDataException("A table cannot be read.");
                }
                return body.Length > 0;
            case 0xdd:
                return body.Length == 2 ? true : throw new InvalidDataException("The restarts cannot be read.");
            case 0xda:
                return body.Length is >= 6 and <= 12 && body.Length == 4 + 2 * body[0] ? true : throw new InvalidDataException("The scan cannot be read.");
            // How the colours are meant; JFIF may bring a small picture along.
            case 0xe0 when body.Length >= 14 && body.StartsWith("JFIF\0"u8):
                body = (byte[])[.. body[..12], 0, 0];
                return true;
            case 0xee when body.Length == 12 && body.StartsWith("Adobe"u8):
                return true;
            case >= 0xe0 and <= 0xef or 0xfe:
                return false;
            default:
                throw new InvalidDataException("A segment is none that browsers draw.");
        }
    }

    private static int Sum(ReadOnlySpan<byte> counts)
    {
        var sum = 0;
        foreach (var count in counts)
            sum += count;
        return sum;
    }

    /// <summary>Where the drawn bytes end: at the next marker that is no restart.</summary>
    private static int EndOfScan(ReadOnlySpan<byte> content)
    {
        for (var at = 0; content[at..].IndexOf((byte)0xff) is >= 0 and var next;)
        {
            at += next;
            if (at + 1 >= content.Length)
                break;
            if (content[at + 1] is not (0 or >= 0xd0 and <= 0xd7))
                return at;
            at += 2;
        }
        throw new InvalidDataException("It is cut off.");
    }

    /// <summary>How the picture is turned or mirrored, 1 to 8; 1 when nothing readable says so (Exif 2.32, 4.6.4).</summary>
    private static byte OrientationOf(ReadOnlySpan<byte> content)
    {
        for (var at = 2; Marker(content, ref at) is not (0xda or 0xd9) and var marker;)
        {
            var body = Segment(content, ref at);
            if (marker != 0xe1 || body.Length < 14 || !body.StartsWith("Exif\0\0"u8))
                continue;
            var tiff = body[6..];
            var little = tiff[0] == 'I';
            long first = Number(tiff[4..], 4, little);
            if (first > tiff.Length - 2)
                return 1;
            var tags = tiff[(int)first..];
            var count = Number(tags, 2, little);
            for (tags = tags[2..]; count > 0 && tags.Length >= 12; count--, tags = tags[12..])
            {
                if (Number(tags, 2, little) == 0x0112)
                    return Number(tags[8..], 2, little) is >= 1 and <= 8 and var turned ? (byte)turned : (byte)1;
            }
            return 1;
        }
        return 1;
    }

    private static long Number(ReadOnlySpan<byte> at, int length, bool little) => (length, little) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(at),
        (2, false) => BinaryPrimitives.ReadUInt16BigEndian(at),
        (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(at),
        _ => BinaryPrimitives.ReadUInt32BigEndian(at),
    };
}
