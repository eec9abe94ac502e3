namespace Saxaul;

/// <content>3000s: areas.</content>
public sealed partial record Problem
{
    public static Problem UnknownAreaLevel(string level) => new(3001,
        $"“{level}”不是行政层级。请用 province、prefecture、county、township、village 之一。",
        $"'{level}' is not a level of areas. Use one of province, prefecture, county, township, village.");
}
