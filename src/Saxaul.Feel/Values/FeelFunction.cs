using System;
using System.Collections.Generic;
using System.Linq;

namespace Saxaul.Feel;

/// <summary>A parameter of a function.</summary>
/// <param name="Name">Its name, for calls with named arguments.</param>
/// <param name="Type">What its argument must conform to.</param>
public sealed record FeelParameter(string Name, FeelType Type);

/// <summary>A function as a value: built in, defined in FEEL, a business knowledge model or a decision service.</summary>
public abstract class FeelFunction
{
    /// <summary>The parameters, in order.</summary>
    public abstract IReadOnlyList<FeelParameter> Parameters { get; }

    /// <summary>The type of the result, where one is declared.</summary>
    public virtual FeelType? Result => null;

    /// <summary>Calls the function with arguments that stand on the evaluation's stack.</summary>
    internal abstract FeelValue Invoke(Evaluation evaluation, int start, int count, Compilation.Site at);

    /// <summary>
    /// The place of each named argument among the parameters; null when a name is unknown or given twice. Parameters that no name gives are null.
    /// </summary>
    internal virtual int[]? Arrange(IReadOnlyList<string> names, out int count)
    {
        count = Parameters.Count;
        int[] places = new int[names.Count];
        for (int i = 0; i < names.Count; i++)
        {
            places[i] = IndexOf(names[i]);
            if (places[i] < 0 || places.AsSpan(0, i).Contains(places[i])) return null;
        }
        return places;
    }

    private int IndexOf(string name)
    {
        for (int i = 0; i < Parameters.Count; i++)
        {
            if (Parameters[i].Name == name) return i;
        }
        return -1;
    }

    public override string ToString() => $"function({string.Join(", ", Parameters.Select(p => p.Name))})";
}
