using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Saxaul.Intake;

/// <summary>What stands above the headings of a list: its title, notes, who filled it in and when, and the unit of its amounts.</summary>
/// <param name="Title">The title, or null.</param>
/// <param name="Notes">All other texts, as written.</param>
/// <param name="FilledInBy">The organisation after 填报单位 or its like, or null.</param>
/// <param name="FilledOn">The day after 填报日期 or its like, or null.</param>
/// <param name="Unit">The unit after 单位, such as 万元, or null.</param>
internal sealed partial record FormTexts(string? Title, IReadOnlyList<string> Notes, string? FilledInBy, DateOnly? FilledOn, string? Unit)
{
    /// <param name="top">The sheet's first rows.</param>
    /// <param name="rows">How many of them stand above the headings.</param>
    public static FormTexts Of(FormTop top, int rows)
    {
        string? title = null, organisation = null, unit = null;
        DateOnly? day = null;
        var notes = new List<string>();
        for (int row = 0; row < rows; row++)
        {
            Cell[] cells = [.. top.Cells(row).ToArray().Where(static cell => !cell.IsBlank && !cell.FromMerge)];
            for (int n = 0; n < cells.Length; n++)
            {
                string text = WrittenText.Clean(cells[n].Text);
                Cell next = n + 1 < cells.Length ? cells[n + 1] : default;
                unit ??= UnitIn(text);
                organisation ??= ValueAfter(Organisation(), text, next);
                day ??= DayIn(text, next);
                if (title is null && cells.Length == 1 && !Label().IsMatch(text)) title = text;
                else notes.Add(text);
            }
        }
        return new FormTexts(title, notes, organisation, day, unit);
    }

    private static string? UnitIn(string text) =>
        SheetUnit().Match(text) is { Success: true } match && HeadingText.IsUnit(match.Groups["unit"].Value) ? match.Groups["unit"].Value : null;

    /// <summary>What follows a label in the same cell, or in the next cell when nothing does.</summary>
    private static string? ValueAfter(Regex label, string text, in Cell next)
    {
        if (label.Match(text) is not { Success: true } match) return null;
        string value = NextLabel().Split(match.Groups["value"].Value)[0].Trim();
        if (value.Length == 0 && next.Kind == CellKind.Text && !Label().IsMatch(next.Text)) value = WrittenText.Clean(next.Text);
        return value.Length == 0 || HeadingText.IsUnit(value) ? null : value;
    }

    private static DateOnly? DayIn(string text, in Cell next)
    {
        if (FilledDay().Match(text) is not { Success: true } match) return null;
        Reading<DayOrMonth> written = WrittenDate.Read(Cell.OfText(match.Groups["value"].Value));
        if (!written.HasValue) written = WrittenDate.Read(next);
        return written.HasValue ? written.Value.Day : null;
    }

    [GeneratedRegex(@"(?:(?:填报|填表|报送|上报|编制|制表|填制|提供|申报|报表|统计)(?:单位|部门|机构)(?:名称)?|单位名称|(?<![额量面积])单位)\s*(?:\((?:盖章|公章|签章)\))?\s*:\s*(?<value>.*)$")]
    private static partial Regex Organisation();

    [GeneratedRegex(@"(?:填报|填表|制表|报送|上报|统计)(?:日期|时间)\s*:?\s*(?<value>[\d年月日./\-号 ]*)")]
    private static partial Regex FilledDay();

    [GeneratedRegex(@"单位\s*:\s*(?<unit>[^\s,;、。()]{1,4})")]
    private static partial Regex SheetUnit();

    [GeneratedRegex(@"\s{2,}|\s*(?:填报|填表|制表|报送|统计)?(?:日期|时间)\s*:|\s*(?:填表|填报|制表|审核|联系|负责)人\s*:|\s*(?:金额)?单位\s*:|\s*联系电话\s*:|[;。]")]
    private static partial Regex NextLabel();

    [GeneratedRegex(@"^[^:]{1,12}:")]
    private static partial Regex Label();
}
