using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace Saxaul.Tests.Households;

/// <summary>Small pictures and PDFs as telephones and offices' programs write them, with what they say besides.</summary>
internal static class Pictures
{
    /// <summary>A grey square of 8 by 8.</summary>
    public static byte[] Square { get; } = Jpeg();

    /// <param name="segments">Whole segments that stand before the picture's own.</param>
    public static byte[] Jpeg(params ReadOnlySpan<byte[]> segments) => Sized(8, 8, segments);

    public static byte[] Sized(int width, int height, params ReadOnlySpan<byte[]> segments)
    {
        var all = new List<byte>([0xff, 0xd8]);
        foreach (var segment in segments)
            all.AddRange(segment);
        all.AddRange(Segment(0xdb, [0, .. Enumerable.Repeat((byte)1, 64)]));
        all.AddRange(Segment(0xc0, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]));
        // One code each: a difference of none, and the end of the block.
        all.AddRange(Segment(0xc4, [0x00, 1, .. new byte[15], 0]));
        all.AddRange(Segment(0xc4, [0x10, 1, .. new byte[15], 0]));
        all.AddRange(Segment(0xda, [1, 1, 0, 0, 63, 0]));
        return [.. all, 0x3f, 0xff, 0xd9];
    }

    public static byte[] Segment(byte marker, params byte[] body) => [0xff, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    /// <summary>What a telephone says of a photo: how it is to be turned, and where it was taken.</summary>
    public static byte[] Exif(byte orientation) =>
        Segment(0xe1, [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 2, 0x01, 0x0e, 0, 2, 0, 0, 0, 4, .. "GPS\0"u8, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0, .. "GPS 41.72,82.96"u8]);

    /// <summary>A white dot, with further chunks behind its header.</summary>
    public static byte[] Png(params ReadOnlySpan<byte[]> chunks) => PngOf(1, 1, chunks);

    public static byte[] PngOf(int width, int height, params ReadOnlySpan<byte[]> chunks)
    {
        var all = new List<byte>([0x89, .. "PNG\r\n"u8, 0x1a, 0x0a]);
        all.AddRange(Chunk("IHDR", [.. Number(width), .. Number(height), 8, 0, 0, 0, 0]));
        foreach (var chunk in chunks)
            all.AddRange(chunk);
        return [.. all, .. Chunk("IDAT", Packed([0, 255])), .. Chunk("IEND")];
    }

    public static byte[] Chunk(string kind, params byte[] body)
    {
        byte[] summed = [.. Encoding.ASCII.GetBytes(kind), .. body];
        return [.. Number(body.Length), .. summed, .. Number((int)~summed.Aggregate(uint.MaxValue, (sum, next) =>
        {
            sum ^= next;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
            return sum;
        }))];
    }

    public static byte[] Packed(byte[] plain)
    {
        using var into = new MemoryStream();
        using (var packing = new ZLibStream(into, CompressionLevel.Optimal, leaveOpen: true))
            packing.Write(plain);
        return into.ToArray();
    }

    /// <summary>A PDF of these objects, numbered from 1, the first being its catalogue; each a text, or a text and a stream.</summary>
    public static byte[] Pdf(params ReadOnlySpan<(string Text, byte[]? Stream)> objects) => PdfWith("/Root 1 0 R/Info<</Author(古丽)>>", objects);

    public static byte[] PdfWith(string trailer, params ReadOnlySpan<(string Text, byte[]? Stream)> objects)
    {
        var all = new List<byte>("%PDF-1.4\n%\xe2\xe3\n"u8.ToArray());
        for (var i = 0; i < objects.Length; i++)
        {
            all.AddRange(Encoding.UTF8.GetBytes($"{i + 1} 0 obj\n{objects[i].Text}"));
            if (objects[i].Stream is { } stream)
                all.AddRange([.. "\nstream\r\n"u8, .. stream, .. "\nendstream"u8]);
            all.AddRange("\nendobj\n"u8);
        }
        return [.. all, .. Encoding.UTF8.GetBytes($"trailer\n<<{trailer}>>\nstartxref\n0\n%%EOF\n")];
    }

    private static byte[] Number(int number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
}
