using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Saxaul.Intake;

namespace Saxaul.Server.Tests.Acceptance;

/// <summary>The document numbers and telephones of handed-over workbooks, to look for where they must not be: whole or without their last character.</summary>
internal sealed partial class PlainSecrets
{
    private const int Document = 17, Telephone = 10;

    private readonly HashSet<string> documents = [];
    private readonly HashSet<string> telephones = [];

    public int Count => documents.Count + telephones.Count;

    public static PlainSecrets Of(IEnumerable<string> workbooks)
    {
        var secrets = new PlainSecrets();
        foreach (var path in workbooks)
        {
            using var workbook = Workbook.Open(path);
            foreach (var sheet in workbook.Sheets)
            {
                using var rows = workbook.Rows(sheet);
                while (rows.Read())
                {
                    foreach (var cell in rows.Cells)
                        secrets.Add(WrittenText.Key(cell.Text).Replace("-", "", StringComparison.Ordinal));
                }
            }
        }
        return secrets;
    }

    /// <summary>The files of a folder, and what lies in it, that hold one; never which.</summary>
    public IEnumerable<string> In(string folder, string pattern = "*") => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Where(FileHolds).Select(file => Path.GetFileName(file));

    /// <summary>"output" when a text holds one.</summary>
    public IEnumerable<string> InText(string text) => Holds(Encoding.UTF8.GetBytes(text)) ? ["output"] : [];

    private void Add(string text)
    {
        if (DocumentNumber().IsMatch(text))
            documents.Add(text[..Document]);
        else if (TelephoneNumber().IsMatch(text))
            telephones.Add(text[..Telephone]);
    }

    private bool FileHolds(string path)
    {
        // The database is open elsewhere: nothing is locked by reading its bytes.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        file.CopyTo(content);
        return Holds(content.GetBuffer().AsSpan(0, (int)content.Length));
    }

    /// <summary>Looks at every run of digits, one byte or two a character.</summary>
    private bool Holds(ReadOnlySpan<byte> bytes) => HoldsRuns(bytes, 1, 0) || HoldsRuns(bytes, 2, 0) || HoldsRuns(bytes, 2, 1);

    private bool HoldsRuns(ReadOnlySpan<byte> bytes, int step, int first)
    {
        var run = new StringBuilder();
        for (var at = first; at < bytes.Length; at += step)
        {
            if (bytes[at] is >= (byte)'0' and <= (byte)'9' && (step == 1 || at + 1 == bytes.Length || bytes[at + 1] == 0))
            {
                run.Append((char)bytes[at]);
                continue;
            }
            if (run.Length >= Telephone && Holds(run.ToString()))
                return true;
            run.Clear();
        }
        return run.Length >= Telephone && Holds(run.ToString());
    }

    private bool Holds(string digits) =>
        Enumerable.Range(0, Math.Max(0, digits.Length - Document + 1)).Any(at => documents.Contains(digits.Substring(at, Document)))
        || Enumerable.Range(0, Math.Max(0, digits.Length - Telephone + 1)).Any(at => telephones.Contains(digits.Substring(at, Telephone)));

    [GeneratedRegex(@"^\d{17}[\dx]")]
    private static partial Regex DocumentNumber();

    [GeneratedRegex(@"^1\d{10}$")]
    private static partial Regex TelephoneNumber();
}
