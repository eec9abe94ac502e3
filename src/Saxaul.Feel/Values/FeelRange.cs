namespace Saxaul.Feel;

/// <summary>An interval of comparable values. An end that is null is open: <c>(&lt; 5)</c> has no start.</summary>
/// <param name="StartIncluded">Whether the start belongs to the range.</param>
/// <param name="Start">The lower end, or null.</param>
/// <param name="End">The upper end, or null.</param>
/// <param name="EndIncluded">Whether the end belongs to the range.</param>
public sealed record FeelRange(bool StartIncluded, FeelValue Start, FeelValue End, bool EndIncluded)
{
    /// <summary>Whether the value lies in the range; null when it cannot be compared with its ends.</summary>
    public bool? Includes(FeelValue value) => Includes(value, StartIncluded, Start, End, EndIncluded);

    internal static bool? Includes(FeelValue value, bool startIncluded, FeelValue start, FeelValue end, bool endIncluded)
    {
        if (value.IsNull || (start.IsNull && end.IsNull)) return null;
        bool afterStart = true, beforeEnd = true;
        if (!start.IsNull)
        {
            if (!FeelComparison.TryCompare(value, start, out int order)) return null;
            afterStart = order > 0 || (order == 0 && startIncluded);
        }
        if (!end.IsNull)
        {
            if (!FeelComparison.TryCompare(value, end, out int order)) return null;
            beforeEnd = order < 0 || (order == 0 && endIncluded);
        }
        return afterStart && beforeEnd;
    }
}
