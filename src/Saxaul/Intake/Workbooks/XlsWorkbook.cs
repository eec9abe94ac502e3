using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Saxaul.Intake;

/// <summary>An .xls workbook (BIFF 2 to 8), read through ExcelDataReader.</summary>
internal sealed class XlsWorkbook : Workbook
{
    private static readonly ExcelReaderConfiguration Configuration = BuildConfiguration();
    private readonly Stream content;
    private readonly MergedRange[][] merges;
    private readonly List<Dictionary<(int Row, int Column), string>> errors;

    public XlsWorkbook(Stream content, string name) : base(name, WorkbookFormat.Xls)
    {
        this.content = content;
        var sheets = new List<Sheet>();
        var merged = new List<MergedRange[]>();
        using IExcelDataReader reader = OpenReader();
        do
        {
            sheets.Add(new Sheet(sheets.Count, reader.Name, reader.VisibleState == "visible"));
            merged.Add(Array.ConvertAll(reader.MergeCells ?? [], static range =>
                new MergedRange(range.FromRow + 1, range.FromColumn, range.ToRow + 1, range.ToColumn)));
        }
        while (reader.NextResult());
        Sheets = sheets;
        merges = [.. merged];
        errors = FindErrors();
    }

    /// <summary>In which texts of Excel 5 and 95 stand.</summary>
    internal static Encoding CodePage => Configuration.FallbackEncoding;

    public override SheetRows Rows(Sheet sheet) => new XlsRows(this, sheet, merges[sheet.Index], errors[sheet.Index], OpenReader());

    public override IReadOnlyList<MergedRange> MergedRanges(Sheet sheet) => merges[sheet.Index];

    public override void Dispose() => content.Dispose();

    private List<Dictionary<(int Row, int Column), string>> FindErrors()
    {
        content.Position = 0;
        bool hasContainer = content.ReadByte() == 0xD0;
        List<Dictionary<(int Row, int Column), string>> found = hasContainer ? XlsErrors.Find(CompoundFile.ReadStream(content, "Workbook", "Book")) : [];
        while (found.Count < Sheets.Count) found.Add([]);
        return found;
    }

    private IExcelDataReader OpenReader()
    {
        try
        {
            content.Position = 0;
            return ExcelReaderFactory.CreateBinaryReader(content, Configuration);
        }
        catch (InvalidPasswordException needsPassword)
        {
            throw new ProblemException(Problem.FileHasPassword(Name), needsPassword);
        }
    }

    private static ExcelReaderConfiguration BuildConfiguration()
    {
        // Excel 5 and 95 wrote in the machine's code page: in these offices that is GBK.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return new ExcelReaderConfiguration { LeaveOpen = true, FallbackEncoding = Encoding.GetEncoding(936) };
    }
}
