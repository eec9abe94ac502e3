using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Saxaul.Registers;

/// <summary>From when the time is counted for which something is kept.</summary>
public enum KeptFrom
{
    /// <summary>The day from which the value was no longer true, or on which it was replaced by another; of somebody who left or died, and of a household that ended, that day at the latest.</summary>
    ItEnds,

    /// <summary>The day on which the person left every household or died, or the household ended.</summary>
    Leaving,

    /// <summary>The day on which it was recorded.</summary>
    Recorded,

    /// <summary>A day that the entry itself says, such as the end of its period.</summary>
    Field,
}

/// <summary>
/// How long something is kept, as definitions write it: "5 years after it ends", "10 years after leaving", "5 years after period_to". When that time is over its content is
/// erased.
/// </summary>
/// <param name="Unit">years, months or days.</param>
/// <param name="Field">The field of the register that says the day; null for the others.</param>
public sealed partial record Retention(int Count, string Unit, KeptFrom From, string? Field)
{
    [GeneratedRegex(@"^(\d{1,3}) (year|month|day)s? after (it ends|leaving|it is recorded|[a-z][a-z0-9_]*)$")]
    private static partial Regex Written();

    /// <summary>Null for what is none.</summary>
    public static Retention? Parse(string text)
    {
        if (Written().Match(text.Trim()) is not { Success: true } match)
            return null;
        var from = match.Groups[3].Value switch { "it ends" => KeptFrom.ItEnds, "leaving" => KeptFrom.Leaving, "it is recorded" => KeptFrom.Recorded, _ => KeptFrom.Field };
        return new Retention(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), match.Groups[2].Value + "s", from, from == KeptFrom.Field ? match.Groups[3].Value : null);
    }

    /// <summary>The last day whose content is over on a day: what ended on it or before goes. Null where so long ago there was none.</summary>
    public DateOnly? OverUntil(DateOnly on) => Unit switch
    {
        "years" => Count < on.Year ? on.AddYears(-Count) : null,
        "months" => Count < on.Year * 12 ? on.AddMonths(-Count) : null,
        _ => Count < on.DayNumber ? on.AddDays(-Count) : null,
    };

    public override string ToString() => $"{Count} {(Count == 1 ? Unit[..^1] : Unit)} after {From switch { KeptFrom.ItEnds => "it ends", KeptFrom.Leaving => "leaving", KeptFrom.Recorded => "it is recorded", _ => Field }}";

    /// <summary>In words for people.</summary>
    /// <param name="field">What the field that says the day is called.</param>
    public Labels InWords(Labels? field = null) => new()
    {
        ["zh"] = $"{From switch { KeptFrom.ItEnds => "该情况不再成立", KeptFrom.Leaving => "离开（或去世、销户）", KeptFrom.Recorded => "登记", _ => $"“{field?.In("zh") ?? Field}”" }}后 {Count} {Unit switch { "years" => "年", "months" => "个月", _ => "天" }}",
        ["en"] = $"{Count} {(Count == 1 ? Unit[..^1] : Unit)} after {From switch { KeptFrom.ItEnds => "it is no longer so", KeptFrom.Leaving => "leaving, death or the household's end", KeptFrom.Recorded => "it is recorded", _ => $"'{field?.In("en") ?? Field}'" }}",
    };
}
