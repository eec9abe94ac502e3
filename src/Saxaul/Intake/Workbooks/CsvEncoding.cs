using System;
using System.IO;
using System.Text;

namespace Saxaul.Intake;

/// <summary>How a text file's bytes stand for characters: by its mark, else UTF-8 if every byte fits, else GB18030 (which contains GBK and GB2312).</summary>
internal static class CsvEncoding
{
    /// <summary>Whether bytes can be text at all: control characters other than line ends and tabs mean they are not.</summary>
    public static bool LooksLikeText(ReadOnlySpan<byte> start)
    {
        if (HasUtf16Mark(start)) return true;
        foreach (byte b in start)
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\r' or (byte)'\n' or 0x1A or 0x0C)) return false;
        }
        return true;
    }

    /// <summary>Finds the encoding by reading all of the content once, and leaves it at its start.</summary>
    public static Encoding Detect(Stream content)
    {
        content.Position = 0;
        var block = new byte[64 << 10];
        int kept = 0;
        bool first = true, fits = true;
        while (fits)
        {
            int read = content.ReadAtLeast(block.AsSpan(kept), block.Length - kept, throwOnEndOfStream: false);
            ReadOnlySpan<byte> bytes = block.AsSpan(0, kept + read);
            if (first)
            {
                if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return AtStart(content, Encoding.Unicode);
                if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return AtStart(content, Encoding.BigEndianUnicode);
                first = false;
            }
            bool last = kept + read < block.Length;
            int unfinished = last ? 0 : UnfinishedTail(bytes);
            fits = System.Text.Unicode.Utf8.IsValid(bytes[..^unfinished]);
            bytes[^unfinished..].CopyTo(block);
            kept = unfinished;
            if (last) break;
        }
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        // What cannot be decoded becomes U+FFFD, never a question mark that could have been typed.
        return AtStart(content, fits
            ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
            : Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("\uFFFD")));
    }

    private static Encoding AtStart(Stream content, Encoding encoding)
    {
        content.Position = 0;
        return encoding;
    }

    private static bool HasUtf16Mark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);

    /// <summary>How many bytes at the end begin a UTF-8 sequence that the next block will finish.</summary>
    private static int UnfinishedTail(ReadOnlySpan<byte> bytes)
    {
        for (int back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            byte b = bytes[^back];
            if (b < 0x80) return 0;
            if (b >= 0xC0) return back < (b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2) ? back : 0;
        }
        return 0;
    }
}
