namespace Saxaul.Feel.Functions;

/// <summary>
/// How points and ranges lie to each other (DMN 1.5, 10.3.4.10, table 78). A point counts as the range that holds only it; ends that cannot be compared
/// make the answer null.
/// </summary>
internal static class RangeFunctions
{
    private delegate bool? Relation(in Ends a, in Ends b);

    private readonly record struct Ends(FeelValue Start, bool StartIncluded, FeelValue End, bool EndIncluded, bool IsPoint)
    {
        public static Ends Of(in FeelValue value) => value.Kind == FeelKind.Range
            ? new(value.Interval.Start, value.Interval.StartIncluded, value.Interval.End, value.Interval.EndIncluded, false)
            : new(value, true, value, true, true);
    }

    public static readonly (string, BuiltInBody)[] Table =
    [
        .. Both("before", Before),
        .. Both("after", static (in Ends a, in Ends b) => Before(b, a)),
        ("meets(range1: range, range2: range) = boolean", (in Call call) => Answer(call, Meets)),
        ("met by(range1: range, range2: range) = boolean", (in Call call) => Answer(call, static (in Ends a, in Ends b) => Meets(b, a))),
        ("overlaps(range1: range, range2: range) = boolean", (in Call call) => Answer(call, Overlaps)),
        ("overlaps before(range1: range, range2: range) = boolean", (in Call call) => Answer(call, OverlapsBefore)),
        ("overlaps after(range1: range, range2: range) = boolean", (in Call call) => Answer(call, static (in Ends a, in Ends b) => OverlapsBefore(b, a))),
        .. Inner("finishes", Finishes),
        .. Outer("finished by", static (in Ends a, in Ends b) => Finishes(b, a)),
        .. Inner("during", During),
        .. Outer("includes", static (in Ends a, in Ends b) => During(b, a)),
        .. Inner("starts", Starts),
        .. Outer("started by", static (in Ends a, in Ends b) => Starts(b, a)),
        ("coincides(point1: any, point2: any) = boolean", (in Call call) => Answer(call, Coincides)),
        ("coincides(range1: range, range2: range) = boolean", (in Call call) => Answer(call, Coincides)),
    ];

    private static (string, BuiltInBody)[] Both(string name, Relation relation) =>
    [
        ($"{name}(point1: any, point2: any) = boolean", (in Call call) => Answer(call, relation)),
        ($"{name}(point: any, range: range) = boolean", (in Call call) => Answer(call, relation)),
        ($"{name}(range: range, point: any) = boolean", (in Call call) => Answer(call, relation)),
        ($"{name}(range1: range, range2: range) = boolean", (in Call call) => Answer(call, relation)),
    ];

    private static (string, BuiltInBody)[] Inner(string name, Relation relation) =>
    [
        ($"{name}(point: any, range: range) = boolean", (in Call call) => Answer(call, relation)),
        ($"{name}(range1: range, range2: range) = boolean", (in Call call) => Answer(call, relation)),
    ];

    private static (string, BuiltInBody)[] Outer(string name, Relation relation) =>
    [
        ($"{name}(range: range, point: any) = boolean", (in Call call) => Answer(call, relation)),
        ($"{name}(range1: range, range2: range) = boolean", (in Call call) => Answer(call, relation)),
    ];

    private static FeelValue Answer(in Call call, Relation relation) =>
        relation(Ends.Of(call[0]), Ends.Of(call[1])) is { } answer ? answer : call[0].IsNull || call[1].IsNull ? default(FeelValue) : call.NoResult();

    private static bool? Before(in Ends a, in Ends b) =>
        FeelComparison.TryCompare(a.End, b.Start, out int order) ? order < 0 || (order == 0 && !(a.EndIncluded && b.StartIncluded)) : null;

    private static bool? Meets(in Ends a, in Ends b) =>
        FeelComparison.TryCompare(a.End, b.Start, out int order) ? order == 0 && a.EndIncluded && b.StartIncluded : null;

    private static bool? Overlaps(in Ends a, in Ends b) => Before(a, b) is { } before && Before(b, a) is { } after ? !before && !after : null;

    private static bool? OverlapsBefore(in Ends a, in Ends b)
    {
        if (Before(a, b) is not { } before || CompareStarts(a, b) is not { } starts || CompareEnds(a, b) is not { } ends) return null;
        return starts < 0 && !before && ends < 0 || (starts < 0 && ends == 0 && !before);
    }

    private static bool? Finishes(in Ends a, in Ends b) =>
        CompareEnds(a, b) is { } ends && CompareStarts(a, b) is { } starts ? ends == 0 && starts >= 0 : null;

    private static bool? Starts(in Ends a, in Ends b) =>
        CompareStarts(a, b) is { } starts && CompareEnds(a, b) is { } ends ? starts == 0 && ends <= 0 : null;

    private static bool? During(in Ends a, in Ends b) =>
        CompareStarts(a, b) is { } starts && CompareEnds(a, b) is { } ends ? starts >= 0 && ends <= 0 : null;

    private static bool? Coincides(in Ends a, in Ends b) =>
        CompareStarts(a, b) is { } starts && CompareEnds(a, b) is { } ends ? starts == 0 && ends == 0 : null;

    // Of two starts at the same value the one that is included comes first; of two ends it comes last.
    private static int? CompareStarts(in Ends a, in Ends b) =>
        FeelComparison.TryCompare(a.Start, b.Start, out int order) ? order != 0 ? order : b.StartIncluded.CompareTo(a.StartIncluded) : null;

    private static int? CompareEnds(in Ends a, in Ends b) =>
        FeelComparison.TryCompare(a.End, b.End, out int order) ? order != 0 ? order : a.EndIncluded.CompareTo(b.EndIncluded) : null;
}
