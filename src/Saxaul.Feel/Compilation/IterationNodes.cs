using System.Collections.Generic;

namespace Saxaul.Feel.Compilation;

/// <summary>One "x in domain" of a loop.</summary>
internal sealed record Iterator(int Slot, Node From, Node? To);

/// <summary>The values that an iterator visits, without a list for ranges.</summary>
internal readonly struct Domain
{
    private readonly FeelValue[]? _items;
    private readonly long _first;
    private readonly long _step;
    private readonly bool _dates;

    private Domain(FeelValue[] items)
    {
        _items = items;
        Length = items.Length;
    }

    private Domain(long first, long last, bool dates)
    {
        _first = first;
        _step = first <= last ? 1 : -1;
        Length = System.Math.Abs(last - first) + 1;
        _dates = dates;
    }

    public long Length { get; }

    public FeelValue this[long index]
    {
        get
        {
            if (_items is not null) return _items[index];
            long value = _first + index * _step;
            return _dates ? FeelValue.Date(value) : value;
        }
    }

    /// <summary>False, with an error where something other than null stands in the way, when there is nothing to iterate over.</summary>
    public static bool TryGet(Iterator iterator, Evaluation evaluation, Site at, out Domain domain)
    {
        domain = default;
        var from = iterator.From.Evaluate(evaluation);
        if (iterator.To is not null) return TryRange(from, iterator.To.Evaluate(evaluation), true, true, evaluation, at, out domain);
        if (from.IsNull) return false;
        if (from.Kind == FeelKind.Range)
        {
            var range = from.Interval;
            return TryRange(range.Start, range.End, range.StartIncluded, range.EndIncluded, evaluation, at, out domain);
        }
        // A single value is visited as the list of it.
        domain = new(from.Kind == FeelKind.List ? from.Items : [from]);
        return true;
    }

    private static bool TryRange(FeelValue from, FeelValue to, bool fromIncluded, bool toIncluded, Evaluation evaluation, Site at, out Domain domain)
    {
        domain = default;
        long first, last;
        bool dates = from.Kind == FeelKind.Date && to.Kind == FeelKind.Date;
        if (dates) (first, last) = (from.Bits, to.Bits);
        else if (from.Kind != FeelKind.Number || to.Kind != FeelKind.Number || !from.Number.TryToInt64(out first) || !to.Number.TryToInt64(out last))
        {
            if (!from.IsNull && !to.IsNull) evaluation.Fail(at, FaultKind.WrongIteration, from, to);
            return false;
        }
        if (System.Int128.Abs((System.Int128)first - last) > long.MaxValue / 4)
        {
            evaluation.Fail(at, FaultKind.TooManySteps);
            return false;
        }
        if (first <= last)
        {
            if (!fromIncluded) first++;
            if (!toIncluded) last--;
            if (first > last) domain = new([]);
        }
        if (domain._items is null) domain = new(first, last, dates);
        return true;
    }
}

/// <summary>"for … return …": every combination of the iterators' values. The body sees the results so far as "partial".</summary>
internal sealed class ForNode(IReadOnlyList<Iterator> iterators, Node body, int partialSlot, Site at) : Node
{
    public override FeelValue Evaluate(Evaluation evaluation)
    {
        var results = new List<FeelValue>();
        return Visit(0, results, evaluation) ? FeelValue.List([.. results]) : default;
    }

    private bool Visit(int depth, List<FeelValue> results, Evaluation evaluation)
    {
        if (depth == iterators.Count)
        {
            if (partialSlot >= 0) evaluation.Stack[evaluation.Base + partialSlot] = FeelValue.List([.. results]);
            results.Add(body.Evaluate(evaluation));
            return true;
        }
        var iterator = iterators[depth];
        if (!Domain.TryGet(iterator, evaluation, at, out var domain)) return false;
        for (long i = 0; i < domain.Length; i++)
        {
            if (!evaluation.Spend(partialSlot >= 0 ? results.Count + 1 : 1, at)) return false;
            evaluation.Stack[evaluation.Base + iterator.Slot] = domain[i];
            if (!Visit(depth + 1, results, evaluation)) return false;
        }
        return true;
    }
}

/// <summary>"some … satisfies …" and "every … satisfies …" (DMN 1.5, 10.3.2.6): a disjunction or conjunction of all combinations.</summary>
internal sealed class QuantifiedNode(bool every, IReadOnlyList<Iterator> iterators, Node condition, Site at) : ConditionNode
{
    public override Truth Test(Evaluation evaluation) => Visit(0, evaluation);

    private Truth Visit(int depth, Evaluation evaluation)
    {
        if (depth == iterators.Count) return condition.Test(evaluation);
        var iterator = iterators[depth];
        if (!Domain.TryGet(iterator, evaluation, at, out var domain)) return Truth.Null;
        if (!evaluation.Spend(domain.Length, at)) return Truth.Null;
        Truth decisive = every ? Truth.False : Truth.True, result = Truths.Not(decisive);
        for (long i = 0; i < domain.Length; i++)
        {
            evaluation.Stack[evaluation.Base + iterator.Slot] = domain[i];
            var truth = Visit(depth + 1, evaluation);
            if (truth == decisive) return decisive;
            if (truth == Truth.Null) result = Truth.Null;
        }
        return result;
    }
}
