using System;
using System.Collections.Generic;

namespace Saxaul.Feel.Compilation;

internal sealed class ListNode(Node[] items) : Node
{
    public override FeelValue Evaluate(Evaluation evaluation)
    {
        var values = new FeelValue[items.Length];
        for (int i = 0; i < items.Length; i++) values[i] = items[i].Evaluate(evaluation);
        return FeelValue.List(values);
    }
}

/// <summary>A context. Each entry also goes into a variable, where the entries after it find it.</summary>
internal sealed class ContextNode(FeelShape shape, Node[] values, int[] slots) : Node
{
    public override FeelValue Evaluate(Evaluation evaluation)
    {
        var entries = new FeelValue[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            entries[i] = values[i].Evaluate(evaluation);
            evaluation.Stack[evaluation.Base + slots[i]] = entries[i];
        }
        return FeelValue.Context(shape, entries);
    }
}

/// <summary>A boxed context with a result: its entries are steps on the way.</summary>
internal sealed class StepsNode(Node[] values, int[] slots, Node result) : Node
{
    public override bool IsCondition => result.IsCondition;

    public override FeelValue Evaluate(Evaluation evaluation)
    {
        for (int i = 0; i < values.Length; i++)
        {
            var value = values[i].Evaluate(evaluation);
            evaluation.Stack[evaluation.Base + slots[i]] = value;
        }
        return result.Evaluate(evaluation);
    }
}

internal sealed class RangeNode(bool startIncluded, Node? start, Node? end, bool endIncluded, Site at) : Node
{
    public override FeelValue Evaluate(Evaluation evaluation)
    {
        FeelValue from = start?.Evaluate(evaluation) ?? default, to = end?.Evaluate(evaluation) ?? default;
        if ((start is not null && from.IsNull) || (end is not null && to.IsNull)) return default;
        // Also a single end must be something that has an order.
        if (!FeelComparison.TryCompare(start is null ? to : from, end is null ? from : to, out _)) return evaluation.Fail(at, FaultKind.NotComparable, from, to);
        return FeelValue.Range(new FeelRange(startIncluded, from, to, endIncluded));
    }
}

/// <summary>What a function of FEEL is made of: where it keeps its variables and what it computes.</summary>
/// <param name="Parameters">The parameters; their arguments are its first variables.</param>
/// <param name="Result">The declared type of the result.</param>
/// <param name="Name">The name of a business knowledge model; null for a function literal.</param>
internal sealed record FunctionBody(IReadOnlyList<FeelParameter> Parameters, FeelType? Result, string? Name)
{
    /// <summary>How many variables it has; known once everything in it is compiled.</summary>
    public int FrameSize { get; set; }

    public Node? Logic { get; set; }

    /// <summary>The variables into which captured values go.</summary>
    public int[] CaptureSlots { get; set; } = [];
}

/// <summary>A function literal: its value remembers the variables around it.</summary>
internal sealed class FunctionNode(FunctionBody body, Node[] captures) : Node
{
    public override FeelValue Evaluate(Evaluation evaluation)
    {
        var captured = new FeelValue[captures.Length];
        for (int i = 0; i < captures.Length; i++) captured[i] = captures[i].Evaluate(evaluation);
        return FeelValue.Function(new DefinedFunction(body, captured));
    }
}

/// <summary>A function defined in FEEL or as a business knowledge model, with the values it captured.</summary>
internal sealed class DefinedFunction(FunctionBody body, FeelValue[] captured) : FeelFunction
{
    public override IReadOnlyList<FeelParameter> Parameters => body.Parameters;

    public override FeelType? Result => body.Result;

    internal override FeelValue Invoke(Evaluation evaluation, int start, int count, Site at)
    {
        if (count != body.Parameters.Count) return evaluation.Fail(at, FaultKind.ArgumentCount, body.Parameters.Count, count, body.Name ?? ToString());
        for (int i = 0; i < count; i++)
        {
            var type = body.Parameters[i].Type;
            if (type.IsAny) continue;
            if (!type.TryCoerce(evaluation.Stack[start + i], evaluation, out var argument))
                return evaluation.Fail(at, FaultKind.WrongArgument, evaluation.Stack[start + i], default, $"{body.Name}\n{body.Parameters[i].Name}\n{type.Name}");
            evaluation.Stack[start + i] = argument;
        }
        int size = Math.Max(body.FrameSize, count);
        // The captured values are copied once the frame stands; Run only has to find its room there.
        evaluation.Top = start;
        evaluation.Reserve(size);
        for (int i = 0; i < captured.Length; i++) evaluation.Stack[start + body.CaptureSlots[i]] = captured[i];
        var result = evaluation.Run(body.Logic!, start, size, at);
        if (body.Result is null || body.Result.IsAny) return result;
        return body.Result.TryCoerce(result, evaluation, out var typed)
            ? typed
            : evaluation.Fail(at, FaultKind.WrongType, result, default, (body.Name ?? ToString()) + "\n" + body.Result.Name);
    }
}
