using System;
using System.Globalization;

namespace Saxaul.Intake;

/// <summary>
/// One cell as the file stores it. A small value, so that a row of cells is one reused array and nothing is boxed.
/// Dates are serial days of the 1900 system, whichever system the workbook uses.
/// </summary>
public readonly struct Cell
{
    private readonly string? text;
    private readonly double number;

    private Cell(CellKind kind, string? text, double number, bool fromMerge)
    {
        Kind = kind;
        this.text = text;
        this.number = number;
        FromMerge = fromMerge;
    }

    public CellKind Kind { get; }

    /// <summary>The cell lies inside a merged range and shows the value of the range's top-left cell.</summary>
    public bool FromMerge { get; }

    public bool IsBlank => Kind == CellKind.Blank;

    /// <summary>The number of a <see cref="CellKind.Number"/>, or the serial day of a <see cref="CellKind.Date"/>; 0 for all others.</summary>
    public double Number => number;

    /// <summary>Whether a <see cref="CellKind.Truth"/> holds TRUE.</summary>
    public bool IsTrue => Kind == CellKind.Truth && number != 0;

    /// <summary>
    /// What the cell says, as text: stored text untouched; a number without exponent, to the 15 digits that spreadsheets keep;
    /// a date as 2020-03-01, with its time when it has one. Blank cells and formulas without result give "".
    /// </summary>
    public string Text => Kind switch
    {
        CellKind.Text or CellKind.Error => text!,
        CellKind.Number => NumberText(number),
        CellKind.Date => DateText(number),
        CellKind.Truth => number != 0 ? "TRUE" : "FALSE",
        _ => "",
    };

    /// <summary>A cell holding this text; blank when it is nothing but spaces.</summary>
    public static Cell OfText(string text) => IsSpace(text) ? default : new(CellKind.Text, text, 0, false);

    public static Cell OfNumber(double number) => new(CellKind.Number, null, number, false);

    /// <param name="serial">Days of the 1900 system, as in 43922 for 2020-04-01.</param>
    public static Cell OfDate(double serial) =>
        SerialDay.IsDay(serial) ? new(CellKind.Date, null, serial, false) : OfNumber(serial);

    public static Cell OfTruth(bool value) => new(CellKind.Truth, null, value ? 1 : 0, false);

    public static Cell OfError(string code) => new(CellKind.Error, code, 0, false);

    public static Cell WithoutResult => new(CellKind.NoResult, null, 0, false);

    /// <summary>The same value, marked as shown through a merged range.</summary>
    public Cell ThroughMerge() => new(Kind, text, number, true);

    public override string ToString() => Text;

    private static bool IsSpace(string text)
    {
        // Nearly every text begins with a letter: one comparison decides.
        return text.Length == 0 || ((char.IsWhiteSpace(text[0]) || text[0] is '\u200B' or '\uFEFF') && WrittenText.Clean(text).Length == 0);
    }

    private static string NumberText(double number)
    {
        if (Math.Abs(number) < 1e15 && number == Math.Truncate(number)) return ((long)number).ToString(CultureInfo.InvariantCulture);
        string shortest = number.ToString("G15", CultureInfo.InvariantCulture);
        return decimal.TryParse(shortest, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact) && (exact != 0 || number == 0)
            ? exact.ToString(CultureInfo.InvariantCulture)
            : shortest;
    }

    private static string DateText(double serial)
    {
        DateTime moment = SerialDay.ToMoment(serial);
        return moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
