using System;
using System.Collections.Generic;

namespace Saxaul.Feel.Compilation;

/// <summary>A call of whatever function the callee turns out to be.</summary>
internal sealed class CallNode(Node callee, Node[] arguments, IReadOnlyList<string>? names, string text, Site at) : Node
{
    public override FeelValue Evaluate(Evaluation evaluation)
    {
        var value = callee.Evaluate(evaluation);
        if (value.Kind != FeelKind.Function) return evaluation.Fail(at, FaultKind.NotFunction, value, default, text);
        var function = value.Callable;
        int count = arguments.Length;
        int[]? places = null;
        if (names is not null)
        {
            places = function.Arrange(names, out count);
            if (places is null) return evaluation.Fail(at, FaultKind.UnknownParameter, default, default, text + "\n" + string.Join(", ", names));
        }
        int start = evaluation.Reserve(count);
        if (places is not null) evaluation.Stack.AsSpan(start, count).Clear();
        for (int i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i].Evaluate(evaluation);
            evaluation.Stack[start + (places is null ? i : places[i])] = argument;
        }
        var result = function.Invoke(evaluation, start, count, at);
        evaluation.Top = start;
        return result;
    }
}

/// <summary>A call of a built-in function, found when the expression was compiled.</summary>
internal sealed class BuiltInCallNode(Functions.Signature signature, Node?[] arguments, Site at) : Node
{
    public override bool IsCondition => signature.IsCondition;

    public override FeelValue Evaluate(Evaluation evaluation)
    {
        int start = evaluation.Reserve(arguments.Length);
        for (int i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i] is { } node ? node.Evaluate(evaluation) : default;
            evaluation.Stack[start + i] = argument;
        }
        var result = signature.Call(evaluation, start, arguments.Length, at);
        evaluation.Top = start;
        return result;
    }
}
