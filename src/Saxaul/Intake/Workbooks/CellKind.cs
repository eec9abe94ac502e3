namespace Saxaul.Intake;

/// <summary>What a cell holds, as the file stores it.</summary>
public enum CellKind : byte
{
    /// <summary>Nothing, or nothing but spaces.</summary>
    Blank,

    /// <summary>Text, exactly as stored.</summary>
    Text,

    /// <summary>A number. Spreadsheets keep 15 significant digits and no more.</summary>
    Number,

    /// <summary>A number whose cell is formatted as a date or time.</summary>
    Date,

    /// <summary>TRUE or FALSE.</summary>
    Truth,

    /// <summary>An error such as #REF! or #N/A.</summary>
    Error,

    /// <summary>A formula whose result the file does not hold: it was never calculated.</summary>
    NoResult,
}
