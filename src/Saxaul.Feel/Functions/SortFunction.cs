using System;
using Saxaul.Feel.Compilation;

namespace Saxaul.Feel.Functions;

/// <summary>"sort" (DMN 1.5, 10.3.4.7): by a function that says whether one item precedes another, or by the natural order.</summary>
internal static class SortFunction
{
    public static readonly (string, BuiltInBody)[] Table =
    [
        ("sort(list: list, precedes?: function)", (in Call call) => Sort(call)),
    ];

    private static FeelValue Sort(in Call call)
    {
        var items = (FeelValue[])call[0].Items.Clone();
        var order = new Order(call.Evaluation, call[1].IsNull ? null : call[1].Callable, call.At);
        MergeSort(items, new FeelValue[items.Length], 0, items.Length, order);
        return order.Failed ? call.NoResult() : FeelValue.List(items);
    }

    private sealed class Order(Evaluation evaluation, FeelFunction? precedes, Site at)
    {
        public bool Failed { get; private set; }

        public bool Precedes(in FeelValue a, in FeelValue b)
        {
            if (Failed) return false;
            if (precedes is null)
            {
                Failed = !FeelComparison.TryCompare(a, b, out int order);
                return order < 0;
            }
            var answer = ListFunctions.Invoke(evaluation, precedes, a, b, at);
            Failed = answer.Kind != FeelKind.Boolean;
            return answer.IsTrue;
        }
    }

    // Merging keeps equal items in their order, and ends also when the function contradicts itself.
    private static void MergeSort(FeelValue[] items, FeelValue[] spare, int from, int to, Order order)
    {
        if (to - from < 2) return;
        int middle = (from + to) / 2;
        MergeSort(items, spare, from, middle, order);
        MergeSort(items, spare, middle, to, order);
        int left = from, right = middle;
        for (int i = from; i < to; i++)
        {
            bool takeRight = left == middle || (right < to && order.Precedes(items[right], items[left]));
            spare[i] = takeRight ? items[right++] : items[left++];
        }
        Array.Copy(spare, from, items, from, to - from);
    }
}
