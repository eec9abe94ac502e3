using System;
using System.Globalization;

namespace Saxaul.Intake;

/// <summary>
/// Amounts of money, kept in whole fen. Numbers are taken by the 15 digits a spreadsheet shows, never by their binary tail. Parts of a
/// fen are rounded half away from zero (四舍五入, as officials and spreadsheets do), with a remark.
/// </summary>
public static class Money
{
    public static readonly Remark NotAnAmount = new("not_an_amount",
        "这里应填写金额，如 12300 或 1.23万元。",
        "An amount is expected here, such as 12300 or 1.23万元.");

    public static readonly Remark OutOfRange = new("amount_out_of_range",
        "金额过大，不可能是真实数字，请核对。",
        "The amount is too large to be true; please check it.");

    public static readonly Remark Rounded = new("rounded_to_fen",
        "金额多于两位小数，已四舍五入到分。",
        "The amount has more than two decimals and was rounded to the fen.");

    // Ten trillion yuan: no household, village or county comes near it, and sums of it still fit.
    private const decimal MostFen = 1_000_000_000_000_000m;

    /// <summary>Reads an amount: 12300, "12,300", "12300元", "1.23万", "¥1,200.50", "(1,200)" for minus 1,200.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="yuanPerUnit">Yuan in one unit of the column: 1, or 10,000 when its heading says 万元. A unit in the cell itself comes first.</param>
    /// <returns>Fen.</returns>
    public static Reading<long> Read(in Cell cell, decimal yuanPerUnit = 1)
    {
        if (Remark.OfCell(cell) is { } wrong) return Reading<long>.Not(wrong);
        switch (cell.Kind)
        {
            case CellKind.Blank:
                return Reading<long>.Blank;
            case CellKind.Number:
                // Converting to decimal rounds to 15 significant digits, which is what the sender sees.
                return Math.Abs(cell.Number) < 1e18 ? InFen((decimal)cell.Number, yuanPerUnit, written: null) : Reading<long>.Not(OutOfRange);
            case CellKind.Text:
                string key = WrittenText.Key(cell.Text);
                if (NoneWritten.Is(key)) return Reading<long>.None;
                return WrittenNumber.TryParse(key, out WrittenNumber written) && YuanPer(written.Unit, yuanPerUnit) is { } yuan
                    ? InFen(written.Number, yuan, cell.Text)
                    : Reading<long>.Not(NotAnAmount);
            default:
                return Reading<long>.Not(NotAnAmount);
        }
    }

    /// <summary>Yuan as a person would type them: 12300, 12300.5, 0.01.</summary>
    public static string InYuan(long fen) => (fen / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Yuan in one of a unit written after an amount or in a heading; null when it is no unit of money.</summary>
    /// <param name="unit">The unit as <see cref="WrittenText.Key"/> gives it.</param>
    /// <param name="unwritten">The answer when no unit is written.</param>
    public static decimal? YuanPer(string unit, decimal? unwritten = null) => unit switch
    {
        "" => unwritten,
        "元" or "圆" or "块" or "块钱" or "元整" or "元正" or "元人民币" or "人民币元" or "rmb" or "yuan" => 1,
        "百" or "百元" => 100,
        "千" or "千元" or "k" => 1_000,
        "万" or "万元" or "万块" or "万元整" or "w" => 10_000,
        "百万" or "百万元" => 1_000_000,
        "亿" or "亿元" => 100_000_000,
        "角" or "毛" => 0.1m,
        "分" => 0.01m,
        _ => null,
    };

    private static Reading<long> InFen(decimal number, decimal yuanPerUnit, string? written)
    {
        if (Math.Abs(number) > MostFen) return Reading<long>.Not(OutOfRange);
        decimal fen = number * yuanPerUnit * 100;
        if (Math.Abs(fen) > MostFen) return Reading<long>.Not(OutOfRange);
        decimal whole = Math.Round(fen, MidpointRounding.AwayFromZero);
        bool rounded = whole != fen;
        bool differs = rounded || (written is null ? yuanPerUnit != 1 : written != InYuan((long)whole));
        return Reading<long>.Of((long)whole, differs, rounded ? Rounded : null);
    }
}
