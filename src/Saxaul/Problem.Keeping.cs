using System;
using System.Globalization;

namespace Saxaul;

/// <content>7330 to 7359: keeping, erasing and keys.</content>
public sealed partial record Problem
{
    public static Problem RetentionDayToCome(DateOnly day) => new(7330,
        $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} 还没有到，不能提前清除。要看到那天会清除什么，请加 --dry-run。",
        $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} has not come, and nothing is erased before its time. To see what would go by then, add --dry-run.");
}
