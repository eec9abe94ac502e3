using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Saxaul.Intake;

/// <summary>
/// What must be known of a sheet before its first row is read, found in one pass over its bytes without parsing them: the merged
/// ranges (which xlsx writes after the rows) and where the last value ends, so that a million formatted blank rows below it need not be read.
/// </summary>
/// <param name="Merges">The merged ranges.</param>
/// <param name="LastValue">Offset in bytes from which on no cell holds anything; <see cref="long.MaxValue"/> when that is not known.</param>
internal sealed record SheetScan(MergedRange[] Merges, long LastValue)
{
    private const int Block = 128 << 10;
    // Tags and their attributes that straddle two blocks are seen whole in the second.
    private const int Overlap = 256;

    public static SheetScan Of(Stream part, int mostMerges, Action tooManyMerges)
    {
        var merges = new List<MergedRange>();
        var buffer = new byte[Overlap + Block];
        int kept = 0;
        long offset = 0;
        long lastValue = 0;
        bool inData = true, prefixed = false, first = true;
        while (true)
        {
            int read = part.ReadAtLeast(buffer.AsSpan(kept, Block), Block, throwOnEndOfStream: false);
            ReadOnlySpan<byte> bytes = buffer.AsSpan(0, kept + read);
            if (first)
            {
                // Tags with a prefix (<x:v>) or in UTF-16 are legal and rare: their rows are simply all read.
                prefixed = bytes.IndexOf("<worksheet"u8) < 0;
                first = false;
            }
            if (inData)
            {
                int end = bytes.IndexOf("</sheetData"u8);
                ReadOnlySpan<byte> rows = end < 0 ? bytes : bytes[..end];
                int value = LastMark(rows);
                if (value >= 0) lastValue = offset - kept + value;
                if (end >= 0) inData = false;
            }
            if (bytes.IndexOf("mergeCell "u8) >= 0)
            {
                AddMerges(bytes, kept, merges);
                if (merges.Count > mostMerges) tooManyMerges();
            }
            offset += read;
            if (read < Block) break;
            bytes[^Overlap..].CopyTo(buffer);
            kept = Overlap;
        }
        return new SheetScan([.. merges], prefixed ? long.MaxValue : lastValue);
    }

    /// <summary>Where the last value, inline text or formula begins.</summary>
    private static int LastMark(ReadOnlySpan<byte> rows) =>
        Math.Max(rows.LastIndexOf("<v"u8), Math.Max(rows.LastIndexOf("<is"u8), rows.LastIndexOf("<f"u8)));

    /// <summary>Adds the ranges whose tag is complete in this block and was not complete in the one before.</summary>
    private static void AddMerges(ReadOnlySpan<byte> bytes, int kept, List<MergedRange> merges)
    {
        for (int at = 0; ;)
        {
            int found = bytes[at..].IndexOf("mergeCell "u8);
            if (found < 0) return;
            int start = at + found;
            int length = bytes[start..].IndexOf((byte)'>');
            at = start + "mergeCell ".Length;
            bool seenBefore = length >= 0 && start + length < kept;
            if (length < 0 || seenBefore || start == 0 || bytes[start - 1] is not ((byte)'<' or (byte)':')) continue;
            if (RangeIn(bytes.Slice(start, length)) is { } range) merges.Add(range);
        }
    }

    private static MergedRange? RangeIn(ReadOnlySpan<byte> tag)
    {
        int start = tag.IndexOf("ref="u8) + 5;
        if (start < 5 || start >= tag.Length) return null;
        int length = tag[start..].IndexOfAny((byte)'"', (byte)'\'');
        if (length is <= 0 or > 40) return null;
        string text = Encoding.ASCII.GetString(tag.Slice(start, length));
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return null;
        bool understood = ColumnLetters.TryParse(text.AsSpan(0, colon), out int firstColumn, out int firstRow)
            & ColumnLetters.TryParse(text.AsSpan(colon + 1), out int lastColumn, out int lastRow);
        return understood && firstRow > 0 && lastRow >= firstRow && lastColumn >= firstColumn
            ? new MergedRange(firstRow, firstColumn, lastRow, lastColumn)
            : null;
    }
}
