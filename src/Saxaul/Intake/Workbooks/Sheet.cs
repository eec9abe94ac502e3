namespace Saxaul.Intake;

/// <summary>A sheet of a workbook.</summary>
/// <param name="Index">Its place among the workbook's sheets, from 0.</param>
/// <param name="Name">Its name; for a csv file the file's name without extension.</param>
/// <param name="Visible">Whether the sender sees it; drop-down lists often hide on sheets of their own.</param>
public sealed record Sheet(int Index, string Name, bool Visible);
