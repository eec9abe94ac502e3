namespace Saxaul.Intake;

/// <summary>A merged range of cells. Rows count from 1, columns from 0, both ends are inside.</summary>
public readonly record struct MergedRange(int FirstRow, int FirstColumn, int LastRow, int LastColumn)
{
    public bool Contains(int row, int column) =>
        row >= FirstRow && row <= LastRow && column >= FirstColumn && column <= LastColumn;
}
