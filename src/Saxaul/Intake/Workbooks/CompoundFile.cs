using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Saxaul.Intake;

/// <summary>
/// An OLE compound file, the container of .xls, .doc, .et and of password-protected xlsx. Source: [MS-CFB].
/// </summary>
internal static class CompoundFile
{
    private const int EntryBytes = 128;
    private const int NameBytes = 64;

    /// <summary>
    /// The names in its directory. To have them from broken files too, every aligned block is tried as a directory entry and no chain is
    /// followed (2.6.1).
    /// </summary>
    public static HashSet<string> StreamNames(Stream content)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var block = new byte[64 << 10];
        content.Position = 0;
        while (true)
        {
            int read = content.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
            for (int at = 0; at + EntryBytes <= read; at += EntryBytes)
            {
                if (NameOf(block.AsSpan(at, EntryBytes)) is { } name) names.Add(name);
            }
            if (read < block.Length || names.Count > 10_000) break;
        }
        content.Position = 0;
        return names;
    }

    /// <summary>All bytes of one of its streams.</summary>
    /// <exception cref="InvalidDataException">There is no such stream, or its chain of sectors is broken.</exception>
    public static byte[] ReadStream(Stream content, params ReadOnlySpan<string> names)
    {
        byte[] file = new byte[content.Length];
        content.Position = 0;
        content.ReadExactly(file);
        content.Position = 0;
        var sectors = new Sectors(file);
        byte[] directory = sectors.Chain(Int(file, 48));
        ReadOnlySpan<byte> root = directory.AsSpan(0, EntryBytes);
        for (int at = 0; at + EntryBytes <= directory.Length; at += EntryBytes)
        {
            ReadOnlySpan<byte> entry = directory.AsSpan(at, EntryBytes);
            if (NameOf(entry) is not { } name || !names.Contains(name)) continue;
            int start = Int(entry, 116), length = Int(entry, 120);
            byte[] bytes = length < Int(file, 56) ? sectors.SmallChain(start, Int(root, 116)) : sectors.Chain(start);
            return length >= 0 && length <= bytes.Length ? bytes[..length] : throw new InvalidDataException("A stream is shorter than its directory says.");
        }
        throw new InvalidDataException("There is no such stream.");
    }

    private static int Int(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);

    private static string? NameOf(ReadOnlySpan<byte> entry)
    {
        int bytes = BinaryPrimitives.ReadUInt16LittleEndian(entry[NameBytes..]);
        bool isStream = entry[66] == 2;
        bool hasColour = entry[67] is 0 or 1;
        if (!isStream || !hasColour || bytes is < 4 or > NameBytes || bytes % 2 != 0) return null;
        ReadOnlySpan<byte> name = entry[..bytes];
        if (name[^1] != 0 || name[^2] != 0) return null;
        return Encoding.Unicode.GetString(name[..^2]);
    }

    /// <summary>Follows the chains of sectors that streams are cut into (2.3 and 2.4), never further than the file has sectors.</summary>
    private sealed class Sectors
    {
        private const int HeaderBytes = 512;
        private readonly byte[] file;
        private readonly int size;
        private readonly List<int> next = [];

        public Sectors(byte[] file)
        {
            this.file = file;
            int shift = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(30));
            if (shift is not (9 or 12)) throw new InvalidDataException("A sector has neither 512 nor 4,096 bytes.");
            size = 1 << shift;
            int tables = Int(file, 44);
            int list = Int(file, 68);
            // The first 109 table sectors stand in the header, the others in a list of sectors of their own.
            for (int n = 0; n < Math.Min(tables, 109); n++) AddTable(Int(file, 76 + 4 * n));
            for (int left = tables - 109, seen = 0; left > 0 && list >= 0; seen++)
            {
                if (seen > file.Length / size) throw new InvalidDataException("A list of sectors runs in a circle.");
                ReadOnlySpan<byte> sector = Sector(list);
                for (int n = 0; n < size / 4 - 1 && left > 0; n++, left--) AddTable(Int(sector, 4 * n));
                list = Int(sector, size - 4);
            }
        }

        public byte[] Chain(int start)
        {
            var bytes = new MemoryStream();
            for (int sector = start, seen = 0; sector >= 0; sector = Next(next, sector), seen++)
            {
                if (seen > next.Count) throw new InvalidDataException("A chain of sectors runs in a circle.");
                bytes.Write(Sector(sector));
            }
            return bytes.ToArray();
        }

        /// <summary>A stream of less than 4,096 bytes, cut into pieces of 64 inside the root's stream.</summary>
        public byte[] SmallChain(int start, int rootStart)
        {
            const int piece = 64;
            byte[] pieces = Chain(rootStart);
            byte[] table = Chain(Int(file, 60));
            var bytes = new MemoryStream();
            for (int at = start, seen = 0; at >= 0; at = Int(table, 4 * at), seen++)
            {
                if (seen > table.Length / 4 || 4 * at + 4 > table.Length || piece * (at + 1) > pieces.Length) throw new InvalidDataException("A chain of small sectors is broken.");
                bytes.Write(pieces, piece * at, piece);
            }
            return bytes.ToArray();
        }

        private void AddTable(int sector)
        {
            ReadOnlySpan<byte> table = Sector(sector);
            for (int at = 0; at < size; at += 4) next.Add(Int(table, at));
        }

        private static int Next(List<int> table, int sector) => sector < table.Count ? table[sector] : throw new InvalidDataException("A sector lies outside the file.");

        private ReadOnlySpan<byte> Sector(int sector)
        {
            long start = HeaderBytes + (long)sector * size;
            if (size > HeaderBytes) start = ((long)sector + 1) * size;
            if (sector < 0 || start >= file.Length) throw new InvalidDataException("A sector lies outside the file.");
            // The last sector of a file may be cut short.
            return start + size <= file.Length ? file.AsSpan((int)start, size) : Padded(file.AsSpan((int)start));
        }

        private byte[] Padded(ReadOnlySpan<byte> part)
        {
            var whole = new byte[size];
            part.CopyTo(whole);
            return whole;
        }
    }
}
