using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Saxaul.Intake;

/// <summary>A text file with commas, tabs or semicolons, as one sheet.</summary>
internal sealed class CsvWorkbook : Workbook
{
    private readonly Stream content;
    private readonly Encoding encoding;
    private readonly char delimiter;

    public CsvWorkbook(Stream content, string name) : base(name, WorkbookFormat.Csv)
    {
        this.content = content;
        encoding = CsvEncoding.Detect(content);
        delimiter = CsvDelimiter.Find(Reader());
        Sheets = [new Sheet(0, Path.GetFileNameWithoutExtension(name), Visible: true)];
    }

    public override SheetRows Rows(Sheet sheet) => new CsvRows(this, sheet, Reader(), delimiter);

    public override IReadOnlyList<MergedRange> MergedRanges(Sheet sheet) => [];

    public override void Dispose() => content.Dispose();

    private StreamReader Reader()
    {
        content.Position = 0;
        return new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16, leaveOpen: true);
    }
}
