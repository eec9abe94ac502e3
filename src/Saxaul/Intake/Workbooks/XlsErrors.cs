using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace Saxaul.Intake;

/// <summary>
/// Where an .xls holds errors such as #REF!. The library that reads its cells gives errors as blanks, and a blank may mean "none": an error
/// must never look like one. Only record headers are walked. Source: [MS-XLS] 2.4.24 (BoolErr), 2.4.127 (Formula), 2.4.28 (BoundSheet8).
/// </summary>
internal static class XlsErrors
{
    private const int BoundSheet = 0x85, BoolErr = 0x205, Formula = 0x6, BeginOfFile = 0x809, EndOfFile = 0xA;

    /// <summary>For each worksheet in its order: the error of each cell that holds one.</summary>
    /// <param name="workbook">The container's stream Workbook, or Book before Excel 97.</param>
    public static List<Dictionary<(int Row, int Column), string>> Find(ReadOnlySpan<byte> workbook)
    {
        var sheets = new List<Dictionary<(int, int), string>>();
        foreach (int start in SheetStarts(workbook)) sheets.Add(InSheet(workbook, start));
        return sheets;
    }

    private static List<int> SheetStarts(ReadOnlySpan<byte> workbook)
    {
        var starts = new List<int>();
        for (int at = 0; TryRecord(workbook, at, out int id, out ReadOnlySpan<byte> data) && id != EndOfFile; at += 4 + data.Length)
        {
            bool isWorksheet = id == BoundSheet && data.Length >= 6 && data[5] == 0;
            if (isWorksheet) starts.Add(BinaryPrimitives.ReadInt32LittleEndian(data));
        }
        return starts;
    }

    private static Dictionary<(int, int), string> InSheet(ReadOnlySpan<byte> workbook, int start)
    {
        var errors = new Dictionary<(int, int), string>();
        // Charts inside a sheet begin and end files of their own.
        int depth = 0;
        for (int at = start; TryRecord(workbook, at, out int id, out ReadOnlySpan<byte> data); at += 4 + data.Length)
        {
            if (id == BeginOfFile) depth++;
            else if (id == EndOfFile && --depth <= 0) break;
            else if (id == BoolErr && data.Length >= 8 && data[7] == 1) errors[Place(data)] = Text(data[6]);
            else if (id == Formula && data.Length >= 14 && data[6] == 2 && data[12] == 0xFF && data[13] == 0xFF) errors[Place(data)] = Text(data[8]);
        }
        return errors;
    }

    private static (int Row, int Column) Place(ReadOnlySpan<byte> cell) =>
        (BinaryPrimitives.ReadUInt16LittleEndian(cell) + 1, BinaryPrimitives.ReadUInt16LittleEndian(cell[2..]));

    internal static bool TryRecord(ReadOnlySpan<byte> workbook, int at, out int id, out ReadOnlySpan<byte> data)
    {
        id = 0;
        data = default;
        if (at < 0 || at > workbook.Length - 4) return false;
        id = BinaryPrimitives.ReadUInt16LittleEndian(workbook[at..]);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(workbook[(at + 2)..]);
        if (length > workbook.Length - at - 4) return false;
        data = workbook.Slice(at + 4, length);
        return true;
    }

    private static string Text(byte code) => code switch
    {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#ERROR!",
    };
}
