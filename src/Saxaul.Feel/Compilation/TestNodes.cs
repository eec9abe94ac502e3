namespace Saxaul.Feel.Compilation;

/// <summary>"value in tests": puts the value where the tests find it as "?".</summary>
internal sealed class InNode(Node value, int inputSlot, Node tests) : ConditionNode
{
    public override Truth Test(Evaluation evaluation)
    {
        evaluation.Stack[evaluation.Base + inputSlot] = value.Evaluate(evaluation);
        return tests.Test(evaluation);
    }
}

/// <summary>Unary tests, of which one must hold; none, when negated. Without any test, everything holds: "-".</summary>
internal sealed class TestsNode(bool negated, Node[] tests) : ConditionNode
{
    public override Truth Test(Evaluation evaluation)
    {
        var result = tests.Length == 0 ? Truth.True : Truth.False;
        foreach (var test in tests)
        {
            var truth = test.Test(evaluation);
            if (truth == Truth.True)
            {
                result = Truth.True;
                break;
            }
            if (truth == Truth.Null) result = Truth.Null;
        }
        return negated ? Truths.Not(result) : result;
    }
}

/// <summary>A test by a value: equal to "?", or a list or range that has it (DMN 1.5, 7.3.9 and table 42).</summary>
internal sealed class ValueTestNode(Node value, bool usesInput, Node input, Site at) : ConditionNode
{
    public override Truth Test(Evaluation evaluation)
    {
        if (usesInput && value.IsCondition) return value.Test(evaluation);
        var wanted = value.Evaluate(evaluation);
        var given = input.Evaluate(evaluation);
        // A condition that mentions "?", or a truth value where no truth value is tested, is the answer itself.
        if (wanted.Kind == FeelKind.Boolean && (usesInput || given.Kind != FeelKind.Boolean)) return Truths.Of(wanted.IsTrue);
        return Matches(given, wanted, evaluation);
    }

    private Truth Matches(in FeelValue given, in FeelValue wanted, Evaluation evaluation)
    {
        switch (wanted.Kind)
        {
            case FeelKind.List when given.Kind != FeelKind.List:
                return Contains(wanted.Items, given, evaluation);
            case FeelKind.List:
                if (FeelComparison.AreSame(given, wanted)) return Truth.True;
                return Contains(wanted.Items, given, evaluation);
            case FeelKind.Range when given.Kind != FeelKind.Range:
                var included = Truths.Of(wanted.Interval.Includes(given));
                if (included == Truth.Null && !given.IsNull) evaluation.Fail(at, FaultKind.NotComparable, given, wanted);
                return included;
            default:
                var equal = Truths.Of(FeelComparison.AreEqual(given, wanted));
                if (equal == Truth.Null) evaluation.Fail(at, FaultKind.NotComparable, given, wanted);
                return equal;
        }
    }

    private Truth Contains(FeelValue[] items, in FeelValue given, Evaluation evaluation)
    {
        foreach (var item in items)
        {
            if (item.Kind == given.Kind || item.IsNull || given.IsNull)
            {
                if (FeelComparison.AreSame(given, item)) return Truth.True;
            }
            else if (item.Kind is FeelKind.Range or FeelKind.List && Matches(given, item, evaluation) == Truth.True)
            {
                return Truth.True;
            }
        }
        return Truth.False;
    }
}

/// <summary>A test by an interval that is written out, without making a range of it.</summary>
internal sealed class IntervalTestNode(Node input, bool startIncluded, Node? start, Node? end, bool endIncluded, Site at) : ConditionNode
{
    public override Truth Test(Evaluation evaluation)
    {
        var value = input.Evaluate(evaluation);
        FeelValue from = start?.Evaluate(evaluation) ?? default, to = end?.Evaluate(evaluation) ?? default;
        // An end that is missing is not an open end.
        if ((start is not null && from.IsNull) || (end is not null && to.IsNull)) return Truth.Null;
        var included = Truths.Of(FeelRange.Includes(value, startIncluded, from, to, endIncluded));
        if (included == Truth.Null && !value.IsNull) evaluation.Fail(at, FaultKind.NotComparable, value, start is null ? to : from);
        return included;
    }
}

/// <summary>Tests that stand alone, such as allowed values: "?" is the only variable.</summary>
internal sealed class TestsBody(Node tests, int frameSize, Site at)
{
    public bool Holds(in FeelValue value, Evaluation evaluation)
    {
        int start = evaluation.Reserve(1);
        evaluation.Stack[start] = value;
        var result = evaluation.Run(tests, start, frameSize, at);
        evaluation.Top = start;
        return result.IsTrue;
    }
}
