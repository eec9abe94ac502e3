using System;
using System.Collections.Generic;
using System.Globalization;

namespace Saxaul.Intake;

/// <summary>
/// Counted and measured things: persons, months, mu, square metres. Kept as whole numbers of the smallest part that counts: persons
/// with no decimals, mu with two (1.25亩 is 125).
/// </summary>
public static class Measure
{
    public static readonly Remark NotANumber = new("not_a_number",
        "这里应填写数字，如 3 或 3人。",
        "A number is expected here, such as 3 or 3人.");

    public static readonly Remark NotWhole = new("not_a_whole_number",
        "这里应填写整数，不能有小数。",
        "A whole number is expected here, without decimals.");

    public static readonly Remark Rounded = new("rounded_number",
        "小数位数过多，已四舍五入。",
        "The number has too many decimals and was rounded.");

    public static readonly Remark OutOfRange = new("number_out_of_range",
        "数字过大，不可能是真实数字，请核对。",
        "The number is too large to be true; please check it.");

    public static readonly Remark OtherUnit = new("other_unit",
        "写的单位与本栏不符，请按本栏单位换算后填写。",
        "The unit written is not the one of this column; convert the number and type it again.");

    /// <summary>Words that merely count and change nothing: 3人, 6个月, 12岁.</summary>
    private static readonly HashSet<string> CountingWords =
    [
        "人", "口", "口人", "名", "个", "个人", "位", "户", "家", "月", "个月", "年", "岁", "周岁", "天", "日", "次", "头", "只", "匹", "辆", "台", "间", "套", "处", "座", "棵", "株", "眼", "条", "门", "张", "份", "级",
    ];

    private const decimal Most = 1_000_000_000_000m;

    /// <summary>Reads a whole number: 3, "3人", "6个月". Decimals are refused, not rounded: half a person is a mistake.</summary>
    /// <param name="cell">The cell.</param>
    public static Reading<long> ReadWhole(in Cell cell) => Read(cell, 0, null);

    /// <summary>Reads a measured number such as 12.5 or "12.5亩".</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="decimals">Decimals that are kept; the result is the number times ten to their power. With 0 only whole numbers pass.</param>
    /// <param name="unit">The unit expected, which may stand behind the number; any other is refused. Null accepts words that merely count.</param>
    public static Reading<long> Read(in Cell cell, int decimals, string? unit)
    {
        if (Remark.OfCell(cell) is { } wrong) return Reading<long>.Not(wrong);
        switch (cell.Kind)
        {
            case CellKind.Blank:
                return Reading<long>.Blank;
            case CellKind.Number:
                return Math.Abs(cell.Number) <= (double)Most ? Scaled((decimal)cell.Number, decimals, null) : Reading<long>.Not(OutOfRange);
            case CellKind.Text:
                string key = WrittenText.Key(cell.Text);
                if (NoneWritten.Is(key)) return Reading<long>.None;
                if (!WrittenNumber.TryParse(key, out WrittenNumber written)) return Reading<long>.Not(NotANumber);
                bool fits = written.Unit.Length == 0 || (unit is null ? CountingWords.Contains(written.Unit) : written.Unit == WrittenText.Key(unit));
                return fits ? Scaled(written.Number, decimals, cell.Text) : Reading<long>.Not(OtherUnit);
            default:
                return Reading<long>.Not(NotANumber);
        }
    }

    private static Reading<long> Scaled(decimal number, int decimals, string? written)
    {
        if (Math.Abs(number) > Most) return Reading<long>.Not(OutOfRange);
        decimal scale = 1;
        for (int n = 0; n < decimals; n++) scale *= 10;
        decimal whole = Math.Round(number * scale, MidpointRounding.AwayFromZero);
        bool rounded = whole != number * scale;
        if (rounded && decimals == 0) return Reading<long>.Not(NotWhole);
        bool differs = rounded || (written is not null && written != (whole / scale).ToString("0.############", CultureInfo.InvariantCulture));
        return Reading<long>.Of((long)whole, differs, rounded ? Rounded : null);
    }
}
