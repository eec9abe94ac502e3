
namespace Saxaul.Feel.Compilation;

/// <summary>"source[condition]": the items for which the condition is true, or the item at a position (DMN 1.5, 10.3.2.5).</summary>
internal sealed class FilterNode(Node source, Node condition, int itemSlot, Site at) : Node
{
    public override FeelValue Evaluate(Evaluation evaluation)
    {
        var value = source.Evaluate(evaluation);
        if (value.IsNull) return default;
        // A single value is filtered as the list of it.
        FeelValue[] items = value.Kind == FeelKind.List ? value.Items : [value];
        if (!evaluation.Spend(items.Length, at)) return default;
        FeelValue[]? kept = null;
        int count = 0;
        for (int i = 0; i < items.Length; i++)
        {
            Truth truth;
            evaluation.Stack[evaluation.Base + itemSlot] = items[i];
            if (condition.IsCondition)
            {
                truth = condition.Test(evaluation);
            }
            else
            {
                var result = condition.Evaluate(evaluation);
                if (result.Kind == FeelKind.Number) return At(items, result.Number, evaluation);
                if (result.Kind is not (FeelKind.Boolean or FeelKind.Null)) return evaluation.Fail(at, FaultKind.WrongFilter, result);
                truth = result.IsTrue ? Truth.True : Truth.False;
            }
            if (truth != Truth.True) continue;
            kept ??= new FeelValue[items.Length - i];
            kept[count++] = items[i];
        }
        if (items.Length == 0 && !condition.IsCondition)
        {
            evaluation.Stack[evaluation.Base + itemSlot] = default;
            if (condition.Evaluate(evaluation).Kind == FeelKind.Number) return default;
        }
        if (count == items.Length && value.Kind == FeelKind.List) return value;
        return FeelValue.List(kept is null ? [] : kept.Length == count ? kept : kept[..count]);
    }

    /// <summary>How many items pass, without making the list of them.</summary>
    public FeelValue Count(Evaluation evaluation)
    {
        var value = source.Evaluate(evaluation);
        if (!condition.IsCondition || value.Kind != FeelKind.List)
        {
            var filtered = Evaluate(evaluation);
            return filtered.IsNull ? default : filtered.Kind == FeelKind.List ? filtered.Items.Length : 1;
        }
        FeelValue[] items = value.Items;
        if (!evaluation.Spend(items.Length, at)) return default;
        int count = 0;
        for (int i = 0; i < items.Length; i++)
        {
            evaluation.Stack[evaluation.Base + itemSlot] = items[i];
            if (condition.Test(evaluation) == Truth.True) count++;
        }
        return count;
    }

    private FeelValue At(FeelValue[] items, FeelNumber position, Evaluation evaluation)
    {
        if (position.TryToInt64(out long index))
        {
            if (index > 0 && index <= items.Length) return items[index - 1];
            if (index < 0 && -index <= items.Length) return items[^(int)-index];
        }
        return evaluation.Fail(at, FaultKind.NoSuchItem, position, items.Length);
    }
}

/// <summary>"count(list[condition])", which needs no list.</summary>
internal sealed class CountFilterNode(FilterNode filter) : Node
{
    public override FeelValue Evaluate(Evaluation evaluation) => filter.Count(evaluation);
}
