namespace Saxaul.Intake;

/// <summary>How a workbook is stored, told by its content and never by its name.</summary>
public enum WorkbookFormat
{
    /// <summary>Office Open XML (ECMA-376), with or without macros; .xlsx, .xlsm.</summary>
    Xlsx,

    /// <summary>The binary format of Excel 5 to 2003; .xls.</summary>
    Xls,

    /// <summary>Text with commas, tabs or semicolons; .csv, .txt.</summary>
    Csv,
}
