using System;
using System.IO;

namespace Saxaul.Intake;

/// <summary>
/// The records of a text file. Quotes as in RFC 4180, leniently: only a quotation mark that begins a cell opens a quoted one.
/// <c>="0123"</c>, with which offices keep leading zeros, reads 0123.
/// </summary>
internal sealed class CsvRows : SheetRows
{
    private const int LongestField = 1 << 20;
    private const int End = -1;

    private readonly Workbook workbook;
    private readonly TextReader reader;
    private readonly char delimiter;
    private readonly StringPool pool = new();
    private readonly char[] buffer = new char[1 << 15];
    private int at;
    private int length;
    private char[] field = new char[256];
    private int fieldLength;
    private int record;

    public CsvRows(Workbook workbook, Sheet sheet, TextReader reader, char delimiter) : base(workbook, sheet, [])
    {
        this.workbook = workbook;
        this.reader = reader;
        this.delimiter = delimiter;
        SkipDelimiterLine();
    }

    public override void Dispose() => reader.Dispose();

    private protected override int ReadOwnCells()
    {
        if (Peek() == End) return 0;
        record++;
        for (int column = 0; ; column++)
        {
            ReadField();
            PutField(column);
            int next = Next();
            if (next == delimiter) continue;
            if (next == '\r' && Peek() == '\n') Next();
            return record;
        }
    }

    private void PutField(int column)
    {
        ReadOnlySpan<char> text = field.AsSpan(0, fieldLength);
        if (text is ['=', '"', .., '"']) text = text[2..^1];
        if (text.IsEmpty || text is ['\u001A']) return;
        if (text.Contains('\uFFFD'))
        {
            Note(record, column,
                $"第 {record} 行 {ColumnLetters.Of(column)} 列有无法识别的文字，请对照原表核对。",
                $"Row {record}, column {ColumnLetters.Of(column)} holds characters that could not be decoded; compare it with the original.");
        }
        Put(column, Cell.OfText(pool.Get(text)));
    }

    private void ReadField()
    {
        fieldLength = 0;
        if (Peek() == '"')
        {
            Next();
            ReadQuoted();
        }
        // Whatever stands between a closing quotation mark and the delimiter still belongs to the cell.
        while (Fill())
        {
            ReadOnlySpan<char> rest = buffer.AsSpan(at, length - at);
            int stop = rest.IndexOfAny(delimiter, '\r', '\n');
            Append(stop < 0 ? rest : rest[..stop]);
            at += stop < 0 ? rest.Length : stop;
            if (stop >= 0) return;
        }
    }

    private void ReadQuoted()
    {
        while (Fill())
        {
            ReadOnlySpan<char> rest = buffer.AsSpan(at, length - at);
            int quote = rest.IndexOf('"');
            Append(quote < 0 ? rest : rest[..quote]);
            at += quote < 0 ? rest.Length : quote + 1;
            if (quote < 0) continue;
            if (Peek() != '"') return;
            Next();
            Append("\"");
        }
        throw new ProblemException(Problem.QuoteNeverClosed(workbook.Name, record));
    }

    private void Append(ReadOnlySpan<char> text)
    {
        if (fieldLength + text.Length > LongestField) throw new ProblemException(Problem.QuoteNeverClosed(workbook.Name, record));
        if (fieldLength + text.Length > field.Length) Array.Resize(ref field, Math.Max(field.Length * 2, fieldLength + text.Length));
        text.CopyTo(field.AsSpan(fieldLength));
        fieldLength += text.Length;
    }

    private int Peek() => Fill() ? buffer[at] : End;

    private int Next() => Fill() ? buffer[at++] : End;

    private bool Fill()
    {
        if (at < length) return true;
        at = 0;
        length = reader.ReadBlock(buffer);
        return length > 0;
    }

    /// <summary>A first line such as <c>sep=;</c> tells spreadsheets the delimiter and is no row.</summary>
    private void SkipDelimiterLine()
    {
        if (!Fill() || !buffer.AsSpan(0, length).StartsWith("sep=", StringComparison.OrdinalIgnoreCase)) return;
        int next;
        do next = Next(); while (next is not (End or '\n'));
    }
}
