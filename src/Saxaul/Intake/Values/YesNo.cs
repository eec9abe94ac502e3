using System.Collections.Generic;

namespace Saxaul.Intake;

/// <summary>Answers to a question of yes or no: 是, 否, 有, 无, √, ×, Y, N, 1, 0.</summary>
public static class YesNo
{
    public static readonly Remark NotYesOrNo = new("not_yes_or_no",
        "这里应填写“是”或“否”。",
        "Yes or no (是 or 否) is expected here.");

    private static readonly HashSet<string> Yes = ["是", "有", "对", "√", "✓", "✔", "☑", "y", "yes", "t", "true", "1", "是的"];

    // A cross is typed as the letter x as often as with the sign for it.
    private static readonly HashSet<string> No = ["否", "无", "没有", "不", "不是", "×", "✗", "✘", "✕", "╳", "☒", "x", "n", "no", "f", "false", "0"];

    public static Reading<bool> Read(in Cell cell)
    {
        if (Remark.OfCell(cell) is { } wrong) return Reading<bool>.Not(wrong);
        if (cell.IsBlank) return Reading<bool>.Blank;
        if (cell.Kind == CellKind.Truth) return Reading<bool>.Of(cell.IsTrue, differs: true);
        string written = cell.Text;
        string key = WrittenText.Key(written);
        if (Yes.Contains(key)) return Reading<bool>.Of(true, written != "是");
        if (No.Contains(key)) return Reading<bool>.Of(false, written != "否");
        return key is "-" or "/" or "—" or "——" ? Reading<bool>.None : Reading<bool>.Not(NotYesOrNo);
    }
}
