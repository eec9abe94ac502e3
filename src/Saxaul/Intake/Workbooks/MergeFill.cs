using System;

namespace Saxaul.Intake;

/// <summary>
/// Gives the value of a merged range's top-left cell to every cell in it, row by row, without holding more than one
/// row of values: each column remembers only the range that reaches down into it.
/// </summary>
internal sealed class MergeFill
{
    // A title merged over all 16,384 columns is no reason to hand out 16,384 cells.
    private const int LastColumnFilled = 511;

    private readonly MergedRange[] ranges;
    private readonly Cell[] values;
    private readonly int[] owner = new int[LastColumnFilled + 1];
    private int next;
    private int lastOwnedColumn = -1;

    /// <param name="ranges">The ranges of one sheet; sorted here by their first row.</param>
    public MergeFill(MergedRange[] ranges)
    {
        this.ranges = ranges;
        values = new Cell[ranges.Length];
        Array.Sort(ranges, static (a, b) => a.FirstRow != b.FirstRow ? a.FirstRow.CompareTo(b.FirstRow) : a.FirstColumn.CompareTo(b.FirstColumn));
        Array.Fill(owner, -1);
    }

    public void Fill(int row, ref Cell[] cells, ref int width)
    {
        for (; next < ranges.Length && ranges[next].FirstRow <= row; next++) Begin(ranges[next], row, cells, width);
        for (int column = 0; column <= lastOwnedColumn; column++)
        {
            int which = owner[column];
            if (which < 0) continue;
            ref readonly MergedRange range = ref ranges[which];
            if (range.LastRow < row)
            {
                owner[column] = -1;
                continue;
            }
            if (values[which].IsBlank || (row == range.FirstRow && column == range.FirstColumn)) continue;
            if (column >= cells.Length) Array.Resize(ref cells, Math.Max(column + 1, cells.Length * 2));
            cells[column] = values[which];
            if (column >= width) width = column + 1;
        }
        while (lastOwnedColumn >= 0 && owner[lastOwnedColumn] < 0) lastOwnedColumn--;
    }

    private void Begin(in MergedRange range, int row, Cell[] cells, int width)
    {
        // A range whose first row was blank has no value to give.
        if (range.LastRow < row) return;
        int last = Math.Min(range.LastColumn, LastColumnFilled);
        for (int column = range.FirstColumn; column <= last; column++) owner[column] = next;
        lastOwnedColumn = Math.Max(lastOwnedColumn, last);
        if (range.FirstRow == row && range.FirstColumn < width) values[next] = cells[range.FirstColumn].ThroughMerge();
    }
}
