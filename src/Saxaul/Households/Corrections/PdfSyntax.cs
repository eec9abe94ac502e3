using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace Saxaul.Households;

/// <summary>A name of a PDF, such as /Page, without its slash.</summary>
internal sealed record PdfName(string Text);

/// <summary>That a value stands in an object of its own.</summary>
internal sealed record PdfReference(int Object);

/// <summary>A number, a text, true, false or null, as it is written.</summary>
internal sealed record PdfWritten(ReadOnlyMemory<byte> Bytes)
{
    public int? AsInteger => int.TryParse(Bytes.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}

internal sealed class PdfDictionary : Dictionary<string, object>
{
    public PdfDictionary() : base(StringComparer.Ordinal)
    {
    }

    public string? Name(string key) => (this.GetValueOrDefault(key) as PdfName)?.Text;

    public int? Integer(string key) => (this.GetValueOrDefault(key) as PdfWritten)?.AsInteger;
}

/// <summary>A dictionary and the bytes behind it.</summary>
internal sealed record PdfStream(PdfDictionary Dictionary, ReadOnlyMemory<byte> Bytes);

/// <summary>Reads the values of a PDF (ISO 32000-2, 7.2 and 7.3), one after the other; what somebody wrote to make a reader run for ever or too deep is refused.</summary>
internal sealed class PdfSyntax(ReadOnlyMemory<byte> content)
{
    /// <summary>Values within values: what draws a page needs a handful.</summary>
    private const int Deepest = 40;

    /// <summary>How far behind a stream its end is looked for, in bytes.</summary>
    private const int EndWithin = 32;

    public int At { get; set; }

    public ReadOnlyMemory<byte> Content => content;

    private ReadOnlySpan<byte> Rest => content.Span[At..];

    /// <summary>The next word, or the next sign that stands alone; empty at the end.</summary>
    public ReadOnlySpan<byte> Word()
    {
        SkipSpace();
        var rest = Rest;
        var length = 0;
        while (length < rest.Length && IsRegular(rest[length]))
            length++;
        length = Math.Max(length, Math.Min(1, rest.Length));
        At += length;
        return rest[..length];
    }

    /// <summary>The value that stands here.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public object Value(int depth = 0)
    {
        if (depth > Deepest)
            throw new InvalidDataException("Values within values without end.");
        SkipSpace();
        var start = At;
        var rest = Rest;
        if (rest.StartsWith("<<"u8))
            return Dictionary(depth);
        switch (rest.IsEmpty ? (byte)0 : rest[0])
        {
            case (byte)'/':
                At++;
                return Name();
            case (byte)'[':
                At++;
                return List(depth);
            case (byte)'(':
                SkipText();
                return new PdfWritten(content[start..At]);
            case (byte)'<':
                At += rest.IndexOf((byte)'>') is > 0 and var end ? end + 1 : throw new InvalidDataException("A text without end.");
                return new PdfWritten(content[start..At]);
            case var first when IsRegular(first):
                Word();
                return AsReference(start) ?? (object)new PdfWritten(content[start..At]);
            default:
                throw new InvalidDataException("No value where one should be.");
        }
    }

    /// <summary>What stands behind a dictionary that has just been read, when it is a stream.</summary>
    public ReadOnlyMemory<byte>? Stream(PdfDictionary of)
    {
        SkipSpace();
        if (!Rest.StartsWith("stream"u8))
            return null;
        At += 6;
        At += Rest.StartsWith("\r\n"u8) ? 2 : Rest.StartsWith("\n"u8) || Rest.StartsWith("\r"u8) ? 1 : 0;
        var start = At;
        if (of.Integer("Length") is >= 0 and var said && said <= content.Length - start)
        {
            // A few blanks may come before its end; many would be looked through again for each stream that points at them.
            var behind = content.Span[(start + said)..Math.Min(content.Length, start + said + EndWithin)];
            var end = behind.TrimStart(" \t\r\n\f\0"u8);
            if (end.StartsWith("endstream"u8))
            {
                At = start + said + behind.Length - end.Length;
                return content.Slice(start, said);
            }
        }
        // Its length stands elsewhere, or is wrong: it ends where its end is written.
        var length = content.Span[start..].IndexOf("endstream"u8);
        if (length < 0)
            throw new InvalidDataException("A stream without end.");
        At = start + length;
        var bytes = content.Slice(start, length);
        return bytes.Span.EndsWith("\r\n"u8) ? bytes[..^2] : bytes.Span.EndsWith("\n"u8) || bytes.Span.EndsWith("\r"u8) ? bytes[..^1] : bytes;
    }

    private PdfDictionary Dictionary(int depth)
    {
        At += 2;
        var dictionary = new PdfDictionary();
        for (; ;)
        {
            SkipSpace();
            if (Rest.StartsWith(">>"u8))
            {
                At += 2;
                return dictionary;
            }
            if (Value(depth + 1) is not PdfName key)
                throw new InvalidDataException("A key that is no name.");
            dictionary[key.Text] = Value(depth + 1);
        }
    }

    private List<object> List(int depth)
    {
        var list = new List<object>();
        for (; ;)
        {
            SkipSpace();
            if (Rest.StartsWith("]"u8))
            {
                At++;
                return list;
            }
            list.Add(Value(depth + 1));
        }
    }

    /// <summary>A name may be written in many ways (#4A for J): here it is always the same.</summary>
    private PdfName Name()
    {
        var rest = Rest;
        var name = new StringBuilder();
        var at = 0;
        for (; at < rest.Length && IsRegular(rest[at]); at++)
        {
            if (rest[at] == '#' && at + 2 < rest.Length && byte.TryParse(rest.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                name.Append((char)code);
                at += 2;
            }
            else
                name.Append((char)rest[at]);
        }
        At += at;
        return new PdfName(name.ToString());
    }

    /// <summary>Two numbers and an R behind the first that has just been read; null when they do not stand there.</summary>
    private PdfReference? AsReference(int start)
    {
        var end = At;
        if (int.TryParse(content.Span[start..end], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(Word(), NumberStyles.None, CultureInfo.InvariantCulture, out _) && Word().SequenceEqual("R"u8))
            return new PdfReference(number);
        At = end;
        return null;
    }

    private void SkipText()
    {
        var rest = Rest;
        var (open, at) = (0, 0);
        do
        {
            if (at >= rest.Length)
                throw new InvalidDataException("A text without end.");
            open += rest[at] switch { (byte)'(' => 1, (byte)')' => -1, _ => 0 };
            at += rest[at] == '\\' ? 2 : 1;
        }
        while (open > 0);
        At += at;
    }

    private void SkipSpace()
    {
        var rest = Rest;
        var at = 0;
        for (; at < rest.Length && (IsSpace(rest[at]) || rest[at] == '%'); at++)
        {
            if (rest[at] == '%')
                at += rest[at..].IndexOfAny((byte)'\r', (byte)'\n') is > 0 and var line ? line : rest.Length - at - 1;
        }
        At += at;
    }

    private static bool IsSpace(byte one) => one is 0 or 9 or 10 or 12 or 13 or 32;

    public static bool IsRegular(byte one) => !IsSpace(one) && "()<>[]{}/%"u8.IndexOf(one) < 0;
}
