using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Saxaul.Intake;

/// <summary>
/// The names in the directory of an OLE compound file, the container of .xls, .doc, .et and of password-protected xlsx.
/// Only names are wanted, so every aligned block is tried as a directory entry and no chain is followed that a broken file could
/// bend into a loop. Source: [MS-CFB] 2.6.1.
/// </summary>
internal static class CompoundFile
{
    private const int EntryBytes = 128;
    private const int NameBytes = 64;

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
}
