using System.Runtime.CompilerServices;

namespace Saxaul.Feel.Compilation;

/// <summary>Where a node comes from, for its errors.</summary>
internal sealed record Site(string? Where, int Position);

/// <summary>FEEL's three truth values.</summary>
internal enum Truth : byte
{
    False,
    True,
    Null,
}

/// <summary>
/// A compiled expression. Variables are places on the stack, constants are computed, functions are resolved; what remains is one virtual call for
/// each operation. Nodes hold no state of an evaluation, so any number of threads evaluate the same tree.
/// </summary>
internal abstract class Node
{
    public abstract FeelValue Evaluate(Evaluation evaluation);

    /// <summary>The value as a condition: anything but true and false is null.</summary>
    public virtual Truth Test(Evaluation evaluation)
    {
        var value = Evaluate(evaluation);
        return value.Kind == FeelKind.Boolean ? (Truth)value.Bits : Truth.Null;
    }

    /// <summary>Whether the value can only be true, false or null.</summary>
    public virtual bool IsCondition => false;
}

/// <summary>A node whose value is a truth value: it is computed as such, and only boxed into a value where one is asked for.</summary>
internal abstract class ConditionNode : Node
{
    public sealed override bool IsCondition => true;

    public abstract override Truth Test(Evaluation evaluation);

    public sealed override FeelValue Evaluate(Evaluation evaluation) => Truths.ToValue(Test(evaluation));
}

internal static class Truths
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FeelValue ToValue(Truth truth) => truth == Truth.Null ? default(FeelValue) : truth == Truth.True;

    public static Truth Of(bool? value) => value is { } known ? Of(known) : Truth.Null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Truth Of(bool value) => value ? Truth.True : Truth.False;

    public static Truth Not(Truth truth) => truth switch
    {
        Truth.True => Truth.False,
        Truth.False => Truth.True,
        _ => Truth.Null,
    };
}

internal sealed class ConstantNode(FeelValue value) : Node
{
    public FeelValue Value { get; } = value;

    public override bool IsCondition => Value.Kind == FeelKind.Boolean;

    public override FeelValue Evaluate(Evaluation evaluation) => Value;
}

/// <summary>A variable of the running function.</summary>
internal sealed class LocalNode(int slot) : Node
{
    public override FeelValue Evaluate(Evaluation evaluation) => evaluation.Stack[evaluation.Base + slot];
}

/// <summary>An input of the program or expression.</summary>
internal sealed class InputNode(int slot) : Node
{
    public override FeelValue Evaluate(Evaluation evaluation) => evaluation.Globals[slot];
}

/// <summary>Something that is wrong in the source: reading it records the error, and its value is null.</summary>
internal sealed class BrokenNode(Site at, FeelError error) : Node
{
    public override FeelValue Evaluate(Evaluation evaluation) => evaluation.Fail(at, FaultKind.Broken, default, default, error.En + "\n" + error.Zh);
}
