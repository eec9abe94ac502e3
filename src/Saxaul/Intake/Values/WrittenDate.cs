using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Saxaul.Intake;

/// <summary>Dates in every form that leaves no doubt: 2020.3.1, 2020/3/1, 20200301, 2020年3月1日, 2020-03-01, 2020年3月, and spreadsheet dates.</summary>
public static partial class WrittenDate
{
    public static readonly Remark NotADate = new("not_a_date",
        "这里应填写日期，如 2020-03-01 或 2020年3月1日。",
        "A date is expected here, such as 2020-03-01 or 2020年3月1日.");

    public static readonly Remark TwoDigitYear = new("two_digit_year",
        "年份只写了两位，无法确定是哪一年，请写四位年份。",
        "The year has only two digits and may be of either century; write four.");

    public static readonly Remark OrderUnclear = new("order_of_date_unclear",
        "年份写在最后，分不清哪个是月、哪个是日，请按“年-月-日”填写。",
        "The year stands last, so month and day cannot be told apart; write year-month-day.");

    public static readonly Remark OnlyAYear = new("only_a_year",
        "只写了年份，请补充月份和日期。",
        "Only a year is written; add month and day.");

    public static readonly Remark MonthLostItsZero = new("month_lost_its_zero",
        "作为数字保存的“年.1”可能是 1 月，也可能是 10 月，请写成“2020年1月”这样的形式。",
        "Kept as a number, 'year.1' may be January or October; write it as 2020年1月.");

    public static readonly Remark NoSuchDay = new("no_such_day",
        "没有这一天，请核对月份和日期。",
        "There is no such day; check month and day.");

    public static readonly Remark YearOutOfRange = new("year_out_of_range",
        "年份不在 1880 至 2100 之间，请核对。",
        "The year is not between 1880 and 2100; please check it.");

    private const int FirstYear = 1880, LastYear = 2100;

    // A plain number is taken for a spreadsheet's day from 1910 to 2100; smaller ones are more likely years or mistakes.
    private const double FirstPlainSerial = 3654, LastPlainSerial = 73415;

    /// <summary>Reads a day or a month. A time of day is dropped.</summary>
    public static Reading<DayOrMonth> Read(in Cell cell)
    {
        if (Remark.OfCell(cell) is { } wrong) return Reading<DayOrMonth>.Not(wrong);
        return cell.Kind switch
        {
            CellKind.Blank => Reading<DayOrMonth>.Blank,
            CellKind.Date => OfSerial(cell.Number, differs: cell.Number != Math.Truncate(cell.Number)),
            CellKind.Number => OfNumber(cell),
            CellKind.Text => OfText(cell.Text),
            _ => Reading<DayOrMonth>.Not(NotADate),
        };
    }

    private static Reading<DayOrMonth> OfNumber(in Cell cell)
    {
        double number = cell.Number;
        if (number is >= 1900 and < 2101 && number != Math.Truncate(number))
        {
            string text = cell.Text;
            return text.EndsWith(".1", StringComparison.Ordinal) ? Reading<DayOrMonth>.Not(MonthLostItsZero) : OfText(text);
        }
        return OfText(cell.Text);
    }

    private static Reading<DayOrMonth> OfSerial(double serial, bool differs)
    {
        DateOnly day = SerialDay.ToDay(serial);
        return day.Year is >= FirstYear and <= LastYear
            ? Reading<DayOrMonth>.Of(DayOrMonth.OfDay(day), differs)
            : Reading<DayOrMonth>.Not(YearOutOfRange);
    }

    private static Reading<DayOrMonth> OfText(string text)
    {
        string clean = WrittenText.Clean(text);
        if (NoneWritten.Is(clean)) return Reading<DayOrMonth>.None;
        // Spaces inside a date mean nothing, but one before a time keeps day and hour apart.
        string date = TimeAtEnd().Replace(clean, "").Replace(" ", "", StringComparison.Ordinal);
        if (Full().Match(date) is { Success: true } full) return OfParts(full, text);
        if (YearLast().IsMatch(date)) return Reading<DayOrMonth>.Not(OrderUnclear);
        if (ShortYear().IsMatch(date)) return Reading<DayOrMonth>.Not(TwoDigitYear);
        if (!double.TryParse(date, NumberStyles.None, CultureInfo.InvariantCulture, out double number)) return Reading<DayOrMonth>.Not(Year().IsMatch(date) ? OnlyAYear : NotADate);
        if (Year().IsMatch(date)) return Reading<DayOrMonth>.Not(OnlyAYear);
        return number is >= FirstPlainSerial and <= LastPlainSerial ? OfSerial(number, differs: true) : Reading<DayOrMonth>.Not(NotADate);
    }

    private static Reading<DayOrMonth> OfParts(Match match, string written)
    {
        int Part(string name) => int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);
        int year = Part("year"), month = Part("month");
        bool isMonth = !match.Groups["day"].Success;
        int day = isMonth ? 1 : Part("day");
        if (year is < FirstYear or > LastYear) return Reading<DayOrMonth>.Not(YearOutOfRange);
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return Reading<DayOrMonth>.Not(NoSuchDay);
        DayOrMonth value = isMonth ? DayOrMonth.OfMonth(year, month) : DayOrMonth.OfDay(new DateOnly(year, month, day));
        return Reading<DayOrMonth>.Of(value, written != value.ToString());
    }

    /// <summary>Year, month and perhaps day, with any mark or none between them.</summary>
    [GeneratedRegex(@"^(?<year>\d{4})(?:[年./\-](?<month>\d{1,2})(?:[月./\-](?:(?<day>\d{1,2})[日号]?)?)?|(?<month>\d{2})(?<day>\d{2})?)$")]
    private static partial Regex Full();

    [GeneratedRegex(@"^\d{1,2}[./\-]\d{1,2}[./\-]\d{4}$")]
    private static partial Regex YearLast();

    [GeneratedRegex(@"^\d{2}(?:年\d{1,2}月?|[./\-]\d{1,2}[./\-]\d{1,2}|年\d{1,2}月\d{1,2}[日号]?)$")]
    private static partial Regex ShortYear();

    [GeneratedRegex(@"^(?:18|19|20)\d{2}年?度?$")]
    private static partial Regex Year();

    [GeneratedRegex(@"(?:[T ]|(?<=[日号]))\s*(?:上午|下午)?\d{1,2}[::时点](?:\d{1,2}.*)?$")]
    private static partial Regex TimeAtEnd();
}
