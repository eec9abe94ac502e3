using System;
using System.Collections.Generic;
using Saxaul.Feel.Dmn;

namespace Saxaul.Feel.Compilation;

/// <summary>An input of a table: its value goes into a variable, where the cells find it as "?".</summary>
internal sealed record TableInput(Node Value, int Slot, Node? Allowed);

/// <summary>An output of a table. Its priorities are the allowed values, from the most to the least important.</summary>
internal sealed record TableOutput(FeelType Type, string Name, FeelValue[] Priorities, Node? Default);

/// <summary>A row; a cell that says "-" is null.</summary>
internal sealed record TableRule(Node?[] Tests, Node[] Outputs);

/// <summary>A decision table with its hit policy (DMN 1.5, 8.2 and 8.3).</summary>
internal sealed class TableNode(
    string name, HitPolicy policy, Aggregation aggregation, TableInput[] inputs, TableOutput[] outputs, TableRule[] rules, Site at) : Node
{
    private readonly FeelShape? _shape = outputs.Length == 1 ? null : new FeelShape(Array.ConvertAll(outputs, o => o.Name));

    public override FeelValue Evaluate(Evaluation evaluation)
    {
        foreach (var input in inputs)
        {
            var value = input.Value.Evaluate(evaluation);
            evaluation.Stack[evaluation.Base + input.Slot] = value;
            if (input.Allowed is not null && !value.IsNull && input.Allowed.Test(evaluation) == Truth.False)
                return evaluation.Fail(at, FaultKind.WrongTableInput, value, default, name);
        }
        return policy switch
        {
            HitPolicy.First => Single(NextMatch(0, evaluation), evaluation),
            HitPolicy.Unique => Unique(evaluation),
            _ => Several(Matches(evaluation), evaluation),
        };
    }

    private int NextMatch(int from, Evaluation evaluation)
    {
        for (int i = from; i < rules.Length; i++)
        {
            if (IsMatch(rules[i], evaluation)) return i;
        }
        return -1;
    }

    private static bool IsMatch(TableRule rule, Evaluation evaluation)
    {
        foreach (var test in rule.Tests)
        {
            if (test is not null && test.Test(evaluation) != Truth.True) return false;
        }
        return true;
    }

    private List<int> Matches(Evaluation evaluation)
    {
        var matches = new List<int>();
        for (int i = NextMatch(0, evaluation); i >= 0; i = NextMatch(i + 1, evaluation)) matches.Add(i);
        return matches;
    }

    private FeelValue Unique(Evaluation evaluation)
    {
        int first = NextMatch(0, evaluation);
        if (first >= 0 && NextMatch(first + 1, evaluation) is var second and >= 0)
        {
            Record([first, second], evaluation);
            return evaluation.Fail(at, FaultKind.SeveralRules, default, default, $"{name}\n{first + 1}, {second + 1}");
        }
        return Single(first, evaluation);
    }

    private FeelValue Single(int rule, Evaluation evaluation)
    {
        if (rule < 0) return Default(evaluation);
        if (evaluation.Tracing) Record([rule], evaluation);
        return Output(rules[rule], evaluation);
    }

    private FeelValue Several(List<int> matches, Evaluation evaluation)
    {
        if (matches.Count == 0 && !(policy == HitPolicy.Collect && aggregation == Aggregation.Count)) return Default(evaluation);
        var results = new FeelValue[matches.Count];
        for (int i = 0; i < results.Length; i++) results[i] = Output(rules[matches[i]], evaluation);
        if (policy is HitPolicy.Priority or HitPolicy.OutputOrder) SortByPriority(results, matches);
        Record(policy == HitPolicy.Priority ? [matches[0]] : matches, evaluation);
        switch (policy)
        {
            case HitPolicy.Any:
                for (int i = 1; i < results.Length; i++)
                {
                    if (results[i] == results[0]) continue;
                    return evaluation.Fail(at, FaultKind.RulesDisagree, default, default, $"{name}\n{matches[0] + 1}, {matches[i] + 1}");
                }
                return results[0];
            case HitPolicy.Priority:
                return results[0];
            case HitPolicy.Collect:
                return Aggregate(results, evaluation);
            default:
                return FeelValue.List(results);
        }
    }

    private FeelValue Aggregate(FeelValue[] results, Evaluation evaluation)
    {
        if (aggregation == Aggregation.None) return FeelValue.List(results);
        if (aggregation == Aggregation.Count) return results.Length;
        var total = results[0];
        for (int i = 0; i < results.Length; i++)
        {
            var value = results[i];
            if (aggregation == Aggregation.Sum)
            {
                if (value.Kind != FeelKind.Number) return evaluation.Fail(at, FaultKind.WrongAggregation, value, default, name);
                if (i == 0) continue;
                if (!FeelNumber.TryAdd(total.Number, value.Number, out var sum)) return evaluation.Fail(at, FaultKind.NumberTooLarge);
                total = sum;
            }
            else
            {
                if (!FeelComparison.TryCompare(value, total, out int order)) return evaluation.Fail(at, FaultKind.WrongAggregation, value, default, name);
                if (aggregation == Aggregation.Min ? order < 0 : order > 0) total = value;
            }
        }
        return total;
    }

    private FeelValue Default(Evaluation evaluation)
    {
        if (!Array.Exists(outputs, o => o.Default is not null)) return default;
        var values = new FeelValue[outputs.Length];
        for (int i = 0; i < outputs.Length; i++) values[i] = Typed(outputs[i], outputs[i].Default?.Evaluate(evaluation) ?? default, evaluation);
        return _shape is null ? values[0] : FeelValue.Context(_shape, values);
    }

    private FeelValue Output(TableRule rule, Evaluation evaluation)
    {
        if (_shape is null) return Typed(outputs[0], rule.Outputs[0].Evaluate(evaluation), evaluation);
        var values = new FeelValue[outputs.Length];
        for (int i = 0; i < outputs.Length; i++) values[i] = Typed(outputs[i], rule.Outputs[i].Evaluate(evaluation), evaluation);
        return FeelValue.Context(_shape, values);
    }

    private FeelValue Typed(TableOutput output, in FeelValue value, Evaluation evaluation)
    {
        if (output.Type.IsAny) return value;
        return output.Type.TryCoerce(value, evaluation, out var typed)
            ? typed
            : evaluation.Fail(at, FaultKind.WrongType, value, default, (output.Name.Length > 0 ? output.Name : name) + "\n" + output.Type.Name);
    }

    // The first output decides, then the second; a value that is not listed comes last.
    private void SortByPriority(FeelValue[] results, List<int> matches)
    {
        int[] order = new int[results.Length];
        for (int i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (a, b) => ComparePriority(results[a], results[b]) is var c and not 0 ? c : a.CompareTo(b));
        var sorted = Array.ConvertAll(order, i => results[i]);
        int[] sortedMatches = Array.ConvertAll(order, i => matches[i]);
        sorted.CopyTo(results, 0);
        for (int i = 0; i < order.Length; i++) matches[i] = sortedMatches[i];
    }

    private int ComparePriority(in FeelValue a, in FeelValue b)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            var priorities = outputs[i].Priorities;
            if (priorities.Length == 0) continue;
            int order = Rank(priorities, _shape is null ? a : a.Entries.Slots[i]).CompareTo(Rank(priorities, _shape is null ? b : b.Entries.Slots[i]));
            if (order != 0) return order;
        }
        return 0;
    }

    private static int Rank(FeelValue[] priorities, FeelValue value)
    {
        int index = Array.FindIndex(priorities, p => p == value);
        return index < 0 ? priorities.Length : index;
    }

    private void Record(IReadOnlyList<int> matched, Evaluation evaluation)
    {
        if (!evaluation.Tracing) return;
        int[] rows = new int[matched.Count];
        for (int i = 0; i < rows.Length; i++) rows[i] = matched[i] + 1;
        evaluation.Record(new(name, rows));
    }
}
