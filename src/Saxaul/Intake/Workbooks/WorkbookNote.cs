namespace Saxaul.Intake;

/// <summary>Something the sender of a workbook should know although nothing was refused.</summary>
/// <param name="Sheet">The sheet's name, or null for the whole file.</param>
/// <param name="Row">The row, from 1, or null.</param>
/// <param name="Column">The column, from 0, or null.</param>
/// <param name="Zh">The sentence in Chinese.</param>
/// <param name="En">The sentence in English.</param>
public sealed record WorkbookNote(string? Sheet, int? Row, int? Column, string Zh, string En);
