using System;
using System.Collections.Generic;
using Saxaul.Feel.Compilation;

namespace Saxaul.Feel.Functions;

/// <summary>Functions of lists (DMN 1.5, 10.3.4.4). Positions count from 1, and from the end when negative.</summary>
internal static class ListFunctions
{
    public static readonly (string, BuiltInBody)[] Table =
    [
        ("list contains(list: list, element: any) = boolean", (in Call call) => Array.IndexOf(call[0].Items, call[1]) >= 0),
        ("count(list: list)", (in Call call) => call[0].Items.Length),
        ("sublist(list: list, start position: number, length?: number)", (in Call call) => Sublist(call)),
        ("append(list: list, item: any...)", (in Call call) => Append(call)),
        ("concatenate(list: list...)", (in Call call) => Concatenate(call)),
        ("insert before(list: list, position: number, newItem: any)", (in Call call) =>
            TryPosition(call, call[1], out int at) ? FeelValue.List([.. call[0].Items[..at], call[2], .. call[0].Items[at..]]) : call.NoResult()),
        ("remove(list: list, position: number)", (in Call call) =>
            TryPosition(call, call[1], out int at) ? FeelValue.List([.. call[0].Items[..at], .. call[0].Items[(at + 1)..]]) : call.NoResult()),
        ("list replace(list: list, position: number|function, newItem: any)", (in Call call) => Replace(call, call[1])),
        ("list replace(list: list, match: function, newItem: any)", (in Call call) => Replace(call, call[1])),
        ("reverse(list: list)", (in Call call) => Reverse(call[0].Items)),
        ("index of(list: list, match: any)", (in Call call) => IndexOf(call[0].Items, call[1])),
        ("union(list: list...)", (in Call call) => Distinct(Concatenate(call))),
        ("distinct values(list: list)", (in Call call) => Distinct(call[0])),
        ("flatten(list: list)", (in Call call) => Flatten(call[0].Items)),
    ];

    private static bool TryPosition(in Call call, in FeelValue position, out int index)
    {
        index = 0;
        int length = call[0].Items.Length;
        if (!FeelNumber.Round(position.Number, 0, Rounding.Down).TryToInt32(out int number) || number == 0 || number > length || number < -length) return false;
        index = number > 0 ? number - 1 : length + number;
        return true;
    }

    private static FeelValue Sublist(in Call call)
    {
        FeelValue[] items = call[0].Items;
        if (!TryPosition(call, call[1], out int start)) return call.NoResult();
        int length = items.Length - start;
        if (!call[2].IsNull && (!call[2].Number.TryToInt32(out length) || length < 1 || length > items.Length - start)) return call.NoResult();
        return FeelValue.List(items[start..(start + length)]);
    }

    private static FeelValue Append(in Call call) => FeelValue.List([.. call[0].Items, .. call[1].Items]);

    private static FeelValue Concatenate(in Call call)
    {
        var result = new List<FeelValue>();
        foreach (var list in call[0].Items)
        {
            if (list.Kind == FeelKind.List) result.AddRange(list.Items);
            else if (list.IsNull) return default;
            else result.Add(list);
        }
        return FeelValue.ListOf(result);
    }

    private static FeelValue Replace(in Call call, in FeelValue where)
    {
        var items = (FeelValue[])call[0].Items.Clone();
        if (where.Kind == FeelKind.Number)
        {
            if (!TryPosition(call, where, out int at)) return call.NoResult();
            items[at] = call[2];
            return FeelValue.List(items);
        }
        if (where.Callable.Parameters.Count != 2) return call.NoResult();
        // Arguments stand on the stack, which may move while the function runs.
        var (function, replacement, evaluation, site) = (where.Callable, call[2], call.Evaluation, call.At);
        for (int i = 0; i < items.Length; i++)
        {
            var matches = Invoke(evaluation, function, items[i], replacement, site);
            if (matches.Kind != FeelKind.Boolean) return default;
            if (matches.IsTrue) items[i] = replacement;
        }
        return FeelValue.List(items);
    }

    /// <summary>Calls a function of two arguments from within a built-in function.</summary>
    public static FeelValue Invoke(Evaluation evaluation, FeelFunction function, in FeelValue a, in FeelValue b, Site at)
    {
        if (!evaluation.Spend(1, at)) return default;
        int start = evaluation.Reserve(2);
        evaluation.Stack[start] = a;
        evaluation.Stack[start + 1] = b;
        var result = function.Invoke(evaluation, start, 2, at);
        evaluation.Top = start;
        return result;
    }

    private static FeelValue Reverse(FeelValue[] items)
    {
        var result = (FeelValue[])items.Clone();
        Array.Reverse(result);
        return FeelValue.List(result);
    }

    private static FeelValue IndexOf(FeelValue[] items, in FeelValue match)
    {
        var found = new List<FeelValue>();
        for (int i = 0; i < items.Length; i++)
        {
            if (items[i] == match) found.Add(i + 1);
        }
        return FeelValue.ListOf(found);
    }

    private static FeelValue Distinct(in FeelValue list)
    {
        if (list.IsNull) return default;
        var seen = new HashSet<FeelValue>();
        var result = new List<FeelValue>();
        foreach (var item in list.Items)
        {
            if (seen.Add(item)) result.Add(item);
        }
        return FeelValue.ListOf(result);
    }

    private static FeelValue Flatten(FeelValue[] items)
    {
        var result = new List<FeelValue>();
        // A stack of its own, because lists may be nested as deeply as somebody cares to build them.
        var open = new Stack<(FeelValue[] Items, int Next)>();
        open.Push((items, 0));
        while (open.TryPop(out var top))
        {
            if (top.Next == top.Items.Length) continue;
            open.Push((top.Items, top.Next + 1));
            var item = top.Items[top.Next];
            if (item.Kind == FeelKind.List) open.Push((item.Items, 0));
            else result.Add(item);
        }
        return FeelValue.ListOf(result);
    }
}
