using System;

namespace Saxaul.Intake;

/// <summary>
/// Runs once through the rows of a sheet that hold something, top to bottom. The cells of a row are one reused buffer:
/// take what is needed before the next <see cref="Read"/>. Every cell of a merged range shows the range's value.
/// </summary>
/// <remarks>Blank rows are passed over, never lost: <see cref="RowNumber"/> is the number the sender sees at the row's edge.</remarks>
public abstract class SheetRows : IDisposable
{
    /// <summary>Blank rows in the midst of a sheet from which on the sender is told that there is more below them.</summary>
    public const int LongBlankRun = 200;

    private readonly Workbook workbook;
    private readonly MergeFill? merges;
    private Cell[] cells = new Cell[64];
    private int width;

    private protected SheetRows(Workbook workbook, Sheet sheet, MergedRange[] merges)
    {
        this.workbook = workbook;
        Sheet = sheet;
        this.merges = merges.Length == 0 ? null : new MergeFill(merges);
    }

    public Sheet Sheet { get; }

    /// <summary>The current row's number in the file, from 1. In a csv file it counts records, as a spreadsheet shows them.</summary>
    public int RowNumber { get; private set; }

    /// <summary>How many blank rows lie between this row and the one read before it.</summary>
    public int BlankRowsBefore { get; private set; }

    /// <summary>About how much of the sheet lies behind, 0 to 1; 0 where that is not known before the end.</summary>
    public virtual double Share => 0;

    /// <summary>The cells of the current row from column 0 to the last one that holds something.</summary>
    public ReadOnlySpan<Cell> Cells => cells.AsSpan(0, width);

    /// <summary>The cell in a column counted from 0; blank beyond the last one.</summary>
    public Cell this[int column] => (uint)column < (uint)width ? cells[column] : default;

    /// <summary>Goes to the next row with something in it; false after the last one.</summary>
    /// <exception cref="ProblemException">The file turns out to be damaged.</exception>
    public bool Read()
    {
        try
        {
            while (true)
            {
                cells.AsSpan(0, width).Clear();
                width = 0;
                int row = ReadOwnCells();
                if (row == 0) break;
                if (width == 0) continue;
                BlankRowsBefore = row - RowNumber - 1;
                if (BlankRowsBefore >= LongBlankRun && RowNumber > 0) NoteBlankRun(RowNumber + 1, row - 1);
                RowNumber = row;
                merges?.Fill(row, ref cells, ref width);
                return true;
            }
        }
        catch (Exception broken) when (Workbook.MeansDamage(broken))
        {
            throw new ProblemException(Problem.FileIsDamaged(workbook.Name), broken);
        }
        AfterLastRow();
        return false;
    }

    public abstract void Dispose();

    /// <summary>Puts the next row's own cells with <see cref="Put"/> and gives its number; 0 when there are no more rows.</summary>
    private protected abstract int ReadOwnCells();

    /// <summary>Called once all rows are read: the place for notes about the sheet as a whole.</summary>
    private protected virtual void AfterLastRow()
    {
    }

    private protected void Put(int column, in Cell cell)
    {
        if (cell.IsBlank) return;
        if (column >= cells.Length) Array.Resize(ref cells, Math.Max(column + 1, cells.Length * 2));
        cells[column] = cell;
        if (column >= width) width = column + 1;
    }

    private protected void Note(int? row, int? column, string zh, string en) =>
        workbook.AddNote(new WorkbookNote(Sheet.Name, row, column, zh, en));

    private void NoteBlankRun(int first, int last) => Note(first, null,
        $"工作表“{Sheet.Name}”第 {first} 至 {last} 行是空行，空行下面还有数据，已一并读取。",
        $"Rows {first} to {last} of the sheet '{Sheet.Name}' are blank and there is more data below them; it was read too.");
}
