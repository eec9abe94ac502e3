using System;

namespace Saxaul;

/// <content>4000s: households and persons.</content>
public sealed partial record Problem
{
    public static Problem HouseholdNotFound() => new(4001,
        "没有这一户。请重新查找。",
        "There is no such household. Search for it again.");

    public static Problem HouseholdYounger(DateOnly since) => new(4002,
        $"这一户从 {since:yyyy-MM-dd} 起才登记。请选择这一天或以后的日期。",
        $"The household is registered from {since:yyyy-MM-dd}. Choose that day or a later one.");
}
