using System;

namespace Saxaul;

/// <content>5200s: indicators and totals.</content>
public sealed partial record Problem
{
    public static Problem NoAreaWithCode() => new(5201,
        "这一天没有这个代码的行政区。请检查代码（省 2 位、地 4 位、县 6 位、乡 9 位、村 12 位数字）和日期。",
        "No area has this code on that day. Check the code (2 digits for a province, 4 prefecture, 6 county, 9 township, 12 village) and the day.") { Kind = ProblemKind.NotFound };

    public static Problem TotalDiffers(string county, string area, string indicator, DateOnly day, long stored, long counted) => new(5202,
        $"{county}：{area} 的指标“{indicator}”（{day:yyyy-MM-dd}）存的是 {stored}，重新计算是 {counted}。合计被改动过；请查明是谁改了数据库，合计会在下一次登记后重算。",
        $"{county}: the indicator '{indicator}' of {area} ({day:yyyy-MM-dd}) is stored as {stored} but counts {counted}. The total was changed; find out who changed the database. Totals are counted anew after the next entry.");

    public static Problem TotalsAhead(string county, DateOnly day) => new(5203,
        $"{county}：{day:yyyy-MM-dd} 的合计声称反映了还不存在的日志记录。数据库被改动过；请用备份恢复。",
        $"{county}: the totals of {day:yyyy-MM-dd} claim to reflect journal entries that do not exist. The database was changed; restore a backup.");

    public static Problem NoSuchIndicator() => new(5204,
        "没有这个指标。指标在 programmes/项目/indicators 中定义；请从地区页面重新点开。",
        "There is no such indicator. Indicators are defined in programmes/PROGRAMME/indicators; open the total again from the area's page.") { Kind = ProblemKind.NotFound };

    public static Problem PartsDiffer(string county, string area, string indicator, DateOnly day, long whole, long parts) => new(5205,
        $"{county}：{area} 的指标“{indicator}”（{day:yyyy-MM-dd}）是 {whole}，而其下各地之和是 {parts}。有户所在的村这一天已不在区划中，又没有唯一的去向；请从地区页面点开这个数，把这些户迁到现在的村。",
        $"{county}: the indicator '{indicator}' of {area} ({day:yyyy-MM-dd}) is {whole}, but its parts add up to {parts}. Some households stand in a village that is no area on that day and was not joined to one; open this total from the area's page and move them to their village of now.");
}
