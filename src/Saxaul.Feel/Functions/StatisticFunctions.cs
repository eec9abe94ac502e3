using System.Collections.Generic;
using System.Linq;

namespace Saxaul.Feel.Functions;

/// <summary>Functions that make one value of many (DMN 1.5, 10.3.4.4). They take a list, or the values one by one.</summary>
internal static class StatisticFunctions
{
    public static readonly (string, BuiltInBody)[] Table =
    [
        ("min(list: list...)", (in Call call) => Extreme(call, sign: -1)),
        ("max(list: list...)", (in Call call) => Extreme(call, sign: 1)),
        ("sum(list: list...)", (in Call call) => Sum(call)),
        ("product(list: list...)", (in Call call) => Product(call)),
        ("mean(list: list...)", (in Call call) => TryMean(call[0].Items, out var mean) ? mean : Nothing(call)),
        ("median(list: list...)", (in Call call) => Median(call)),
        ("stddev(list: list...)", (in Call call) => StandardDeviation(call)),
        ("mode(list: list...)", (in Call call) => Mode(call)),
    ];

    // Nothing can be said of no values; that is no mistake.
    private static FeelValue Nothing(in Call call) => call[0].Items.Length == 0 ? default : call.NoResult();

    private static FeelValue Extreme(in Call call, int sign)
    {
        FeelValue[] items = call[0].Items;
        if (items.Length == 0) return default;
        var best = items[0];
        foreach (var item in items)
        {
            if (!FeelComparison.TryCompare(item, best, out int order)) return Nothing(call);
            if (order * sign > 0) best = item;
        }
        return best;
    }

    private static FeelValue Sum(in Call call)
    {
        FeelValue[] items = call[0].Items;
        if (items.Length == 0) return default;
        return TrySum(items, out var sum) ? sum : call.NoResult();
    }

    private static bool TrySum(FeelValue[] items, out FeelNumber sum)
    {
        sum = default;
        foreach (var item in items)
        {
            if (item.Kind != FeelKind.Number || !FeelNumber.TryAdd(sum, item.Number, out sum)) return false;
        }
        return true;
    }

    private static FeelValue Product(in Call call)
    {
        var product = FeelNumber.One;
        foreach (var item in call[0].Items)
        {
            if (item.Kind != FeelKind.Number || !FeelNumber.TryMultiply(product, item.Number, out product)) return call.NoResult();
        }
        return call[0].Items.Length == 0 ? default(FeelValue) : product;
    }

    private static bool TryMean(FeelValue[] items, out FeelNumber mean)
    {
        mean = default;
        return items.Length > 0 && TrySum(items, out var sum) && FeelNumber.TryDivide(sum, items.Length, out mean);
    }

    private static bool TryNumbers(in Call call, out List<FeelNumber> numbers)
    {
        numbers = [];
        foreach (var item in call[0].Items)
        {
            if (item.Kind != FeelKind.Number) return false;
            numbers.Add(item.Number);
        }
        return true;
    }

    private static FeelValue Median(in Call call)
    {
        if (!TryNumbers(call, out var numbers) || numbers.Count == 0) return Nothing(call);
        numbers.Sort();
        int middle = numbers.Count / 2;
        if (numbers.Count % 2 == 1) return numbers[middle];
        return TryMean([numbers[middle - 1], numbers[middle]], out var mean) ? mean : call.NoResult();
    }

    // The deviation of a sample: the squares are divided by one less than their count.
    private static FeelValue StandardDeviation(in Call call)
    {
        if (!TryNumbers(call, out var numbers) || numbers.Count < 2 || !TryMean(call[0].Items, out var mean)) return Nothing(call);
        var squares = FeelNumber.Zero;
        foreach (var number in numbers)
        {
            if (!FeelNumber.TrySubtract(number, mean, out var difference)
                || !FeelNumber.TryMultiply(difference, difference, out var square)
                || !FeelNumber.TryAdd(squares, square, out squares))
            {
                return call.NoResult();
            }
        }
        return FeelNumber.TryDivide(squares, numbers.Count - 1, out var variance) && FeelNumber.TrySqrt(variance, out var deviation)
            ? deviation
            : call.NoResult();
    }

    private static FeelValue Mode(in Call call)
    {
        if (!TryNumbers(call, out var numbers)) return call.NoResult();
        if (numbers.Count == 0) return FeelValue.List();
        var groups = numbers.GroupBy(n => n).ToList();
        int most = groups.Max(g => g.Count());
        return FeelValue.ListOf(groups.Where(g => g.Count() == most).Select(g => g.Key).Order().Select(n => (FeelValue)n));
    }
}
