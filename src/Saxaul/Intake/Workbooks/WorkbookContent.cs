using System;
using System.IO;
using System.Text;

namespace Saxaul.Intake;

/// <summary>Tells from a file's content what it is, whatever it is called, and refuses what is no workbook with the reason.</summary>
internal static class WorkbookContent
{
    private const int BytesLookedAt = 4096;

    /// <exception cref="ProblemException">Empty, too large, or something else than a workbook.</exception>
    public static WorkbookFormat Recognise(Stream content, string name, WorkbookLimits limits)
    {
        if (content.Length == 0) throw new ProblemException(Problem.FileIsEmpty(name));
        if (content.Length > limits.FileBytes)
        {
            long megabytes = limits.FileBytes >> 20;
            throw new ProblemException(Problem.FileTooLarge(name, $"文件超过 {megabytes} MB", $"the file has more than {megabytes} MB"));
        }
        Span<byte> buffer = stackalloc byte[BytesLookedAt];
        content.Position = 0;
        ReadOnlySpan<byte> start = buffer[..content.ReadAtLeast(buffer, BytesLookedAt, throwOnEndOfStream: false)];
        content.Position = 0;

        if (start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8)) return WorkbookFormat.Xlsx;
        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])) return CompoundContent(content, name);
        // Excel 2 to 4 wrote its records bare, without a container.
        if (start.Length > 3 && start[0] == 0x09 && start[1] is 0x00 or 0x02 or 0x04 && start[3] == 0x00) return WorkbookFormat.Xls;
        RefuseOtherBinaries(start, name);
        RefuseMarkup(start, name);
        return CsvEncoding.LooksLikeText(start) ? WorkbookFormat.Csv : throw new ProblemException(Problem.NotAWorkbook(name));
    }

    private static WorkbookFormat CompoundContent(Stream content, string name)
    {
        var inside = CompoundFile.StreamNames(content);
        if (inside.Contains("EncryptedPackage")) throw new ProblemException(Problem.FileHasPassword(name));
        if (inside.Contains("Workbook") || inside.Contains("Book")) return WorkbookFormat.Xls;
        throw new ProblemException(
            inside.Contains("WordDocument") ? Problem.OtherFormat(name, "Word 文档", "a Word document")
            : inside.Contains("PowerPoint Document") ? Problem.OtherFormat(name, "演示文稿", "a presentation")
            : inside.Count == 0 ? Problem.FileIsDamaged(name)
            : Problem.OtherFormat(name, "旧版或其他软件的文件（如旧版 WPS 的 .et）", "a file of an old or another program (such as an old WPS .et)"));
    }

    private static void RefuseOtherBinaries(ReadOnlySpan<byte> start, string name)
    {
        if (start.StartsWith("%PDF"u8)) throw new ProblemException(Problem.OtherFormat(name, "PDF 文档", "a PDF document"));
        if (start.StartsWith("Rar!"u8) || start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ||
            start.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF]))
            throw new ProblemException(Problem.ArchiveOfFiles(name));
        if (start.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47]) || start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            throw new ProblemException(Problem.OtherFormat(name, "图片", "a picture"));
        if (start.StartsWith("{\\rtf"u8)) throw new ProblemException(Problem.OtherFormat(name, "RTF 文档", "an RTF document"));
    }

    private static void RefuseMarkup(ReadOnlySpan<byte> start, string name)
    {
        // Read as Latin-1: only ASCII words are looked for, and every byte is some character.
        string text = Encoding.Latin1.GetString(start).Replace("\0", "", StringComparison.Ordinal).TrimStart('\u00EF', '\u00BB', '\u00BF', '\u00FF', '\u00FE', ' ', '\r', '\n', '\t');
        bool Begins(string mark) => text.StartsWith(mark, StringComparison.OrdinalIgnoreCase);
        bool Has(string mark) => text.Contains(mark, StringComparison.OrdinalIgnoreCase);

        if (Begins("MIME-Version:") || Begins("<!DOCTYPE html") || Begins("<html") || Begins("<table") || Begins("<meta") || Begins("<style") ||
            (Begins("<") && (Has("<html") || Has("<table "))))
            throw new ProblemException(Problem.OtherFormat(name, "网页（HTML）", "a web page (HTML)"));
        if (Begins("<?xml") || Begins("<Workbook"))
        {
            throw new ProblemException(Has("schemas-microsoft-com:office:spreadsheet")
                ? Problem.OtherFormat(name, "XML 表格（2003）", "an XML Spreadsheet 2003")
                : Has("office:spreadsheet") || Has("opendocument")
                    ? Problem.OtherFormat(name, "OpenDocument 表格", "an OpenDocument spreadsheet")
                    : Problem.NotAWorkbook(name));
        }
        if (Begins("ID;P")) throw new ProblemException(Problem.OtherFormat(name, "SYLK 表格", "a SYLK table"));
    }
}
