using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Saxaul.Intake;

namespace Saxaul.Tests.Intake.Forms;

/// <summary>An .xls (BIFF8 in a compound file, MS-XLS and MS-CFB) with just what a list needs: texts, numbers, days and merged ranges.</summary>
internal sealed class RawXls(IReadOnlyList<FormSheet> sheets)
{
    private const int Sector = 512;
    private const int EndOfChain = -2, FatSector = -3, Free = -1;

    /// <summary>The print footer of each sheet.</summary>
    public string? Footer { get; init; }

    public byte[] Bytes()
    {
        var stream = WorkbookStream();
        // A stream under 4,096 bytes would have to live in the small-stream container.
        var sectors = Math.Max(8, (stream.Length + Sector - 1) / Sector);
        var fatSectors = (sectors + 1 + Sector / 4) / (Sector / 4 - 1) + 1;
        if (fatSectors > 109)
            throw new InvalidOperationException("too large for a file without further tables");
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
        writer.Write(new byte[16]);
        foreach (var word in new ushort[] { 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0 })
            writer.Write(word);
        foreach (var number in new[] { 0, fatSectors, fatSectors, 0, 4096, EndOfChain, 0, EndOfChain, 0 })
            writer.Write(number);
        for (var i = 0; i < 109; i++)
            writer.Write(i < fatSectors ? i : Free);
        for (var i = 0; i < fatSectors * (Sector / 4); i++)
        {
            writer.Write(i < fatSectors ? FatSector
                : i == fatSectors ? EndOfChain
                : i > fatSectors && i <= fatSectors + sectors ? (i == fatSectors + sectors ? EndOfChain : i + 1)
                : Free);
        }
        Entry(writer, "Root Entry", 5, 1, EndOfChain, 0);
        Entry(writer, "Workbook", 2, Free, fatSectors + 1, sectors * Sector);
        writer.Write(new byte[256]);
        writer.Write(stream);
        writer.Write(new byte[sectors * Sector - stream.Length]);
        return file.ToArray();
    }

    private static void Entry(BinaryWriter writer, string name, byte kind, int child, int start, int size)
    {
        var bytes = new byte[64];
        Encoding.Unicode.GetBytes(name, bytes);
        writer.Write(bytes);
        writer.Write((ushort)(name.Length * 2 + 2));
        writer.Write(kind);
        writer.Write((byte)1);
        foreach (var number in new[] { Free, Free, child })
            writer.Write(number);
        writer.Write(new byte[36]);
        writer.Write(start);
        writer.Write((long)size);
    }

    private byte[] WorkbookStream()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        Record(writer, 0x809, Words(0x600, 0x5, 0xDBB, 0x7CC, 0, 0, 6, 0));
        // Formats 0 general and 1 day.
        Record(writer, 0xE0, Words(0, 0, 1, 0, 0, 0, 0, 0, 0, 0));
        Record(writer, 0xE0, Words(0, 14, 1, 0, 0, 0, 0, 0, 0, 0));
        var places = new List<long>();
        foreach (var sheet in sheets)
        {
            places.Add(stream.Position + 4);
            Record(writer, 0x85, [0, 0, 0, 0, (byte)(sheet.State == "visible" ? 0 : 1), 0, (byte)sheet.Name.Length, 1, .. Encoding.Unicode.GetBytes(sheet.Name)]);
        }
        Record(writer, 0x0A, []);
        foreach (var (sheet, place) in sheets.Zip(places))
        {
            var start = stream.Position;
            stream.Position = place;
            writer.Write((uint)start);
            stream.Position = start;
            Sheet(writer, sheet);
        }
        return stream.ToArray();
    }

    private void Sheet(BinaryWriter writer, FormSheet sheet)
    {
        Record(writer, 0x809, Words(0x600, 0x10, 0xDBB, 0x7CC, 0, 0, 6, 0));
        Record(writer, 0x200, [.. BitConverter.GetBytes(0), .. BitConverter.GetBytes(sheet.Rows.Count), .. Words(0, sheet.Rows.Max(row => row.Count), 0)]);
        for (var row = 0; row < sheet.Rows.Count; row++)
        {
            for (var column = 0; column < sheet.Rows[row].Count; column++)
            {
                if (sheet.Rows[row][column] is not { Text.Length: > 0 } cell)
                    continue;
                if (cell.As == Stored.Text)
                    Record(writer, 0x204, [.. Words(row, column, 0, cell.Text.Length), 1, .. Encoding.Unicode.GetBytes(cell.Text)]);
                else
                    Record(writer, 0x203, [.. Words(row, column, cell.As == Stored.Date ? 1 : 0), .. BitConverter.GetBytes(cell.As == Stored.Date ? FormFile.Serial(cell.Text) : double.Parse(cell.Text, CultureInfo.InvariantCulture))]);
            }
        }
        if (Footer is not null)
            Record(writer, 0x15, [.. Words(Footer.Length), 1, .. Encoding.Unicode.GetBytes(Footer)]);
        foreach (var some in sheet.Merges.Chunk(1000))
            Record(writer, 0xE5, [.. Words(some.Length), .. some.SelectMany(Range)]);
        Record(writer, 0x0A, []);
    }

    private static byte[] Range(string range)
    {
        var ends = range.Split(':');
        ColumnLetters.TryParse(ends[0], out var left, out var top);
        ColumnLetters.TryParse(ends[1], out var right, out var bottom);
        return Words(top - 1, bottom - 1, left, right);
    }

    private static byte[] Words(params int[] words) => [.. words.SelectMany(word => BitConverter.GetBytes((ushort)word))];

    private static void Record(BinaryWriter writer, ushort kind, byte[] content)
    {
        writer.Write(kind);
        writer.Write((ushort)content.Length);
        writer.Write(content);
    }
}
