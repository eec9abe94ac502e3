using System;

namespace Saxaul.Intake;

/// <summary>Columns as people name them: 0 is A, 25 is Z, 26 is AA.</summary>
public static class ColumnLetters
{
    /// <summary>The letters of a column counted from 0.</summary>
    public static string Of(int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        Span<char> letters = stackalloc char[8];
        int at = letters.Length;
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) letters[--at] = (char)('A' + (rest - 1) % 26);
        return new string(letters[at..]);
    }

    /// <summary>Reads a cell's name such as AB12.</summary>
    /// <param name="name">The name; dollar signs are not accepted.</param>
    /// <param name="column">The column, from 0.</param>
    /// <param name="row">The row, from 1; 0 when the name is only letters.</param>
    /// <returns>False when it is no name of a cell of a sheet (1,048,576 rows, 16,384 columns).</returns>
    public static bool TryParse(ReadOnlySpan<char> name, out int column, out int row)
    {
        column = 0;
        row = 0;
        int at = 0;
        for (; at < name.Length && at < 4 && char.IsAsciiLetter(name[at]); at++) column = column * 26 + ((name[at] & 0x5F) - 'A' + 1);
        column--;
        if (column is < 0 or >= 16_384) return false;
        for (; at < name.Length; at++)
        {
            if (!char.IsAsciiDigit(name[at])) return false;
            row = row * 10 + (name[at] - '0');
            if (row > 1_048_576) return false;
        }
        return true;
    }
}
