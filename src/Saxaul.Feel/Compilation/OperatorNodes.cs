using System.Runtime.CompilerServices;
using Saxaul.Feel.Syntax;

namespace Saxaul.Feel.Compilation;

/// <summary>Comparison with "=", "!=", "&lt;", "&lt;=", "&gt;", "&gt;=".</summary>
internal sealed class ComparisonNode(BinaryOperator comparison, Node left, Node right, Site at) : ConditionNode
{
    public override Truth Test(Evaluation evaluation)
    {
        var a = left.Evaluate(evaluation);
        var b = right.Evaluate(evaluation);
        return Compare(comparison, a, b, evaluation, at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Truth Compare(BinaryOperator comparison, in FeelValue a, in FeelValue b, Evaluation evaluation, Site at)
    {
        if (a.IsSmallNumber && b.IsSmallNumber && a.Extra == b.Extra)
            return Truths.Of(Holds(comparison, a.Bits.CompareTo(b.Bits)));
        return CompareOthers(comparison, a, b, evaluation, at);
    }

    private static Truth CompareOthers(BinaryOperator comparison, in FeelValue a, in FeelValue b, Evaluation evaluation, Site at)
    {
        if (comparison is BinaryOperator.Equal or BinaryOperator.NotEqual)
        {
            var equal = Truths.Of(FeelComparison.AreEqual(a, b));
            if (equal == Truth.Null) evaluation.Fail(at, FaultKind.NotComparable, a, b);
            return comparison == BinaryOperator.Equal ? equal : Truths.Not(equal);
        }
        if (FeelComparison.TryCompare(a, b, out int order)) return Truths.Of(Holds(comparison, order));
        // A missing fact is no mistake of the expression.
        if (!a.IsNull && !b.IsNull) evaluation.Fail(at, FaultKind.NotComparable, a, b);
        return Truth.Null;
    }

    private static bool Holds(BinaryOperator comparison, int order) => comparison switch
    {
        BinaryOperator.Equal => order == 0,
        BinaryOperator.NotEqual => order != 0,
        BinaryOperator.Less => order < 0,
        BinaryOperator.LessOrEqual => order <= 0,
        BinaryOperator.Greater => order > 0,
        _ => order >= 0,
    };
}

internal sealed class AndNode(Node left, Node right) : ConditionNode
{
    public override Truth Test(Evaluation evaluation)
    {
        var a = left.Test(evaluation);
        if (a == Truth.False) return Truth.False;
        var b = right.Test(evaluation);
        return b == Truth.False ? Truth.False : a == Truth.Null ? Truth.Null : b;
    }
}

internal sealed class OrNode(Node left, Node right) : ConditionNode
{
    public override Truth Test(Evaluation evaluation)
    {
        var a = left.Test(evaluation);
        if (a == Truth.True) return Truth.True;
        var b = right.Test(evaluation);
        return b == Truth.True ? Truth.True : a == Truth.Null ? Truth.Null : b;
    }
}

internal sealed class BetweenNode(Node value, Node low, Node high, Site at) : ConditionNode
{
    public override Truth Test(Evaluation evaluation)
    {
        var x = value.Evaluate(evaluation);
        var from = low.Evaluate(evaluation);
        var to = high.Evaluate(evaluation);
        var a = ComparisonNode.Compare(BinaryOperator.GreaterOrEqual, x, from, evaluation, at);
        var b = ComparisonNode.Compare(BinaryOperator.LessOrEqual, x, to, evaluation, at);
        return a == Truth.Null || b == Truth.Null ? Truth.Null : Truths.Of(a == Truth.True && b == Truth.True);
    }
}

/// <summary>"if … then … else …": null counts as not true; what is no truth value at all has no answer.</summary>
internal sealed class IfNode(Node condition, Node then, Node otherwise, Site at) : Node
{
    public override bool IsCondition => then.IsCondition && otherwise.IsCondition;

    public override FeelValue Evaluate(Evaluation evaluation)
    {
        if (condition.IsCondition) return condition.Test(evaluation) == Truth.True ? then.Evaluate(evaluation) : otherwise.Evaluate(evaluation);
        var value = condition.Evaluate(evaluation);
        if (value.Kind is not (FeelKind.Boolean or FeelKind.Null)) return evaluation.Fail(at, FaultKind.NotCondition, value);
        return value.IsTrue ? then.Evaluate(evaluation) : otherwise.Evaluate(evaluation);
    }
}

internal sealed class NegateNode(Node operand, Site at) : Node
{
    public override FeelValue Evaluate(Evaluation evaluation)
    {
        var value = operand.Evaluate(evaluation);
        return value.Kind switch
        {
            FeelKind.Number => -value.Number,
            FeelKind.MonthsDuration when value.Bits != long.MinValue => FeelValue.Months(-value.Bits),
            FeelKind.DaysDuration => Temporal.DurationOf(-Temporal.Nanoseconds(value)),
            FeelKind.Null => default,
            _ => evaluation.Fail(at, FaultKind.WrongOperand, value, default, "-"),
        };
    }
}

internal sealed class InstanceOfNode(Node operand, FeelType type) : ConditionNode
{
    public override Truth Test(Evaluation evaluation) => Truths.Of(type.Has(operand.Evaluate(evaluation), evaluation));
}

/// <summary>A value that must conform to a declared type; another becomes null, with an error.</summary>
internal sealed class TypedNode(Node operand, FeelType type, string what, Site at) : Node
{
    public override FeelValue Evaluate(Evaluation evaluation)
    {
        var value = operand.Evaluate(evaluation);
        return type.TryCoerce(value, evaluation, out var result)
            ? result
            : evaluation.Fail(at, FaultKind.WrongType, value, default, what + "\n" + type.Name);
    }
}
