using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Saxaul.Intake;

/// <summary>The months that figures speak of, both ends inside.</summary>
/// <param name="From">The first day of the first month.</param>
/// <param name="To">The last day of the last month.</param>
public sealed partial record Period(DateOnly From, DateOnly To)
{
    /// <summary>
    /// Finds a period in a title, a note or a file name: 2020年3月, 2019年3月至2020年2月, 2020年1-3月, 2020年第一季度, 2020年上半年, 2019年度, 202003. A single
    /// day (截至2020年3月31日) is no period.
    /// </summary>
    public static Period? In(string text)
    {
        string clean = WrittenText.Key(text);
        if (Range().Match(clean) is { Success: true } range)
        {
            int from = Number(range, "y1"), to = range.Groups["y2"].Success ? Number(range, "y2") : from;
            return Months(from, Number(range, "m1"), to, Number(range, "m2"));
        }
        if (Quarter().Match(clean) is { Success: true } quarter)
        {
            int last = 3 * ("一二三四".IndexOf(quarter.Groups["q"].Value, StringComparison.Ordinal) is >= 0 and int n ? n + 1 : Number(quarter, "q"));
            return Months(Number(quarter, "y"), last - 2, Number(quarter, "y"), last);
        }
        if (HalfYear().Match(clean) is { Success: true } half)
        {
            bool first = half.Groups["h"].Value == "上";
            return Months(Number(half, "y"), first ? 1 : 7, Number(half, "y"), first ? 6 : 12);
        }
        if (Month().Match(clean) is { Success: true } month) return Months(Number(month, "y"), Number(month, "m"), Number(month, "y"), Number(month, "m"));
        if (Year().Match(clean) is { Success: true } year) return Months(Number(year, "y"), 1, Number(year, "y"), 12);
        return null;
    }

    /// <summary>2020-03, or 2019-03/2020-02.</summary>
    public override string ToString()
    {
        string from = From.ToString("yyyy-MM", CultureInfo.InvariantCulture), to = To.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        return from == to ? from : $"{from}/{to}";
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private static Period? Months(int fromYear, int fromMonth, int toYear, int toMonth)
    {
        if (fromYear is < 1990 or > 2100 || toYear is < 1990 or > 2100 || fromMonth is < 1 or > 12 || toMonth is < 1 or > 12) return null;
        var from = new DateOnly(fromYear, fromMonth, 1);
        DateOnly to = new DateOnly(toYear, toMonth, 1).AddMonths(1).AddDays(-1);
        return from <= to ? new Period(from, to) : null;
    }

    [GeneratedRegex(@"(?<!\d)(?<y1>\d{4})(?:[年.](?<m1>\d{1,2})月?|(?<m1>\d{2}))(?:\d{1,2}[日号])?(?:至|到|-|—|~|～)+(?:(?<y2>\d{4})(?:[年.](?<m2>\d{1,2})(?![\d])月?|(?<m2>\d{2})(?!\d))|(?<m2>\d{1,2})月)")]
    private static partial Regex Range();

    [GeneratedRegex(@"(?<!\d)(?<y>\d{4})年?度?第?(?<q>[一二三四1-4])季度")]
    private static partial Regex Quarter();

    [GeneratedRegex(@"(?<!\d)(?<y>\d{4})年(?<h>[上下])半年")]
    private static partial Regex HalfYear();

    [GeneratedRegex(@"(?<!\d)(?<y>\d{4})(?:年(?<m>\d{1,2})月(?:份)?(?!\d{1,2}[日号])|[.\-](?<m>\d{1,2})(?![\d.\-])|(?<m>\d{2})(?!\d))")]
    private static partial Regex Month();

    [GeneratedRegex(@"(?<!\d)(?<y>\d{4})年(?:度|全年)")]
    private static partial Regex Year();
}
