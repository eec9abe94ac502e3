using System;
using System.Collections.Generic;
using System.IO;
using System.Xml;

namespace Saxaul.Intake;

/// <summary>
/// A workbook somebody handed in, opened for reading: xlsx, xls or csv, told apart by content and read the same way.
/// <code>
/// using Workbook workbook = Workbook.Open("乌什县.xlsx");
/// foreach (Sheet sheet in workbook.Sheets)
/// {
///     using SheetRows rows = workbook.Rows(sheet);
///     while (rows.Read()) Console.WriteLine($"{sheet.Name} {rows.RowNumber}: {rows[0].Text}");
/// }
/// </code>
/// Opening checks the file as a whole (format, sizes, check sums), so that what opens can be read to its end. Macros are never
/// run and formulas never calculated: their stored results are read. Memory stays flat apart from an xlsx's shared strings.
/// Not for several threads at once.
/// </summary>
public abstract class Workbook : IDisposable
{
    private readonly List<WorkbookNote> notes = [];
    private readonly HashSet<WorkbookNote> noted = [];

    private protected Workbook(string name, WorkbookFormat format)
    {
        Name = name;
        Format = format;
    }

    /// <summary>The file's name, without folder.</summary>
    public string Name { get; }

    public WorkbookFormat Format { get; }

    /// <summary>The sheets in their order, hidden ones too; charts and macro sheets are left out.</summary>
    public IReadOnlyList<Sheet> Sheets { get; private protected set; } = [];

    /// <summary>
    /// What the sender should know: formulas without a result, data below long runs of blank rows, hidden rows, macros.
    /// Complete for a sheet once its rows were read to the end.
    /// </summary>
    public IReadOnlyList<WorkbookNote> Notes => notes;

    /// <summary>Opens a workbook from a file.</summary>
    /// <exception cref="ProblemException">2001 to 2013: why the file cannot be read, and what its sender can do.</exception>
    public static Workbook Open(string path, WorkbookLimits? limits = null)
    {
        GivenFile file = GivenFile.At(path);
        return Open(file.Open(), file.Name, limits);
    }

    /// <summary>Opens a workbook from a stream that can seek; the workbook closes it, also when it is refused.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="name">The file's name, for notes and refusals.</param>
    /// <param name="limits">How large it may be; sensible limits when left out.</param>
    /// <exception cref="ProblemException">2002 to 2013: why the file cannot be read, and what its sender can do.</exception>
    public static Workbook Open(Stream content, string name, WorkbookLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        limits ??= new WorkbookLimits();
        Workbook? workbook = null;
        try
        {
            workbook = WorkbookContent.Recognise(content, name, limits) switch
            {
                WorkbookFormat.Xlsx => new XlsxWorkbook(content, name, limits),
                WorkbookFormat.Xls => new XlsWorkbook(content, name),
                _ => new CsvWorkbook(content, name),
            };
            if (!workbook.HoldsData()) throw new ProblemException(Problem.NoDataInFile(name));
            return workbook;
        }
        catch (Exception refused)
        {
            workbook?.Dispose();
            content.Dispose();
            if (MeansDamage(refused)) throw new ProblemException(Problem.FileIsDamaged(name), refused);
            throw;
        }
    }

    /// <summary>Starts reading a sheet from its top; may be called again for the same sheet.</summary>
    public abstract SheetRows Rows(Sheet sheet);

    /// <summary>The merged ranges of a sheet, in no particular order; none in a csv file.</summary>
    public abstract IReadOnlyList<MergedRange> MergedRanges(Sheet sheet);

    public abstract void Dispose();

    /// <summary>Whether an exception of the libraries below says that the file's content is broken.</summary>
    internal static bool MeansDamage(Exception exception) => exception
        is InvalidDataException or XmlException or EndOfStreamException or FormatException or OverflowException or IndexOutOfRangeException
        or ArgumentException or KeyNotFoundException or InvalidOperationException or NullReferenceException or InvalidCastException
        or NotSupportedException or ExcelDataReader.Exceptions.ExcelReaderException;

    internal void AddNote(WorkbookNote note)
    {
        if (noted.Add(note)) notes.Add(note);
    }

    private bool HoldsData()
    {
        foreach (Sheet sheet in Sheets)
        {
            using SheetRows rows = Rows(sheet);
            if (rows.Read()) return true;
        }
        return false;
    }
}
