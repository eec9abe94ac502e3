namespace Saxaul.Intake;

/// <summary>Why a cell was not understood, or what its reader should know although it was.</summary>
/// <param name="Code">A stable name for counting and for tests, such as "two_digit_year".</param>
/// <param name="Zh">The sentence in Chinese; it never repeats what the cell holds.</param>
/// <param name="En">The sentence in English; it never repeats what the cell holds.</param>
public sealed record Remark(string Code, string Zh, string En)
{
    public static readonly Remark ErrorValue = new("error_value",
        "单元格里是错误值（如 #REF!、#N/A），请改正公式或直接填写结果。",
        "The cell holds an error such as #REF! or #N/A: correct its formula or type the result.");

    public static readonly Remark NoResult = new("formula_without_result",
        "公式没有保存计算结果，请在 Excel 或 WPS 中打开并保存一次再提交。",
        "The formula has no stored result: open the file in Excel or WPS, save it and hand it in again.");

    public static readonly Remark LostDigits = new("lost_digits",
        "数字太长，表格只保留了前 15 位，后面的已丢失。请把该列设为“文本”后重新填写。",
        "The number is longer than the 15 digits a spreadsheet keeps and its end is lost: format the column as text and type it again.");

    /// <summary>What is wrong with a cell whatever was expected in it; null for ordinary cells.</summary>
    internal static Remark? OfCell(in Cell cell) => cell.Kind switch
    {
        CellKind.Error => ErrorValue,
        CellKind.NoResult => NoResult,
        _ => null,
    };
}
