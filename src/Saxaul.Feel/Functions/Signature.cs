using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Feel.Compilation;

namespace Saxaul.Feel.Functions;

/// <summary>A call of a built-in function: its arguments, already of the right kinds, one for each parameter; what was not given is null.</summary>
internal readonly ref struct Call(Evaluation evaluation, ReadOnlySpan<FeelValue> arguments, Site at, string name)
{
    public Evaluation Evaluation { get; } = evaluation;

    public Site At { get; } = at;

    private readonly ReadOnlySpan<FeelValue> _arguments = arguments;
    private readonly string _name = name;

    public FeelValue this[int index] => _arguments[index];

    /// <summary>Says that there is no result for these arguments.</summary>
    public FeelValue NoResult() => Evaluation.Fail(At, FaultKind.NoResult, _arguments.Length > 0 ? _arguments[0] : default, default, _name);
}

internal delegate FeelValue BuiltInBody(in Call call);

/// <summary>A parameter of a built-in function, with a bit for each kind of value that it takes.</summary>
internal sealed record BuiltInParameter(string Name, int Kinds, string KindNames, bool Optional)
{
    private const int AnyKind = -1;

    public bool TakesNull => (Kinds & 1) != 0;

    public bool Takes(FeelKind kind) => (Kinds & (1 << (int)kind)) != 0;

    public static BuiltInParameter Parse(string text)
    {
        string[] parts = text.Split(": ");
        string name = parts[0].TrimEnd('?');
        string kinds = parts.Length > 1 ? parts[1] : "any";
        return new(name, kinds.Split('|').Aggregate(0, (mask, kind) => mask | Mask(kind)), kinds, parts[0].EndsWith('?'));
    }

    private static int Mask(string kind) => kind switch
    {
        "any" => AnyKind,
        "null" => 1,
        "boolean" => 1 << (int)FeelKind.Boolean,
        "number" => 1 << (int)FeelKind.Number,
        "string" => 1 << (int)FeelKind.String,
        "date" => 1 << (int)FeelKind.Date,
        "time" => 1 << (int)FeelKind.Time,
        "date and time" => 1 << (int)FeelKind.DateTime,
        "days duration" => 1 << (int)FeelKind.DaysDuration,
        "months duration" => 1 << (int)FeelKind.MonthsDuration,
        "list" => 1 << (int)FeelKind.List,
        "context" => 1 << (int)FeelKind.Context,
        "range" => 1 << (int)FeelKind.Range,
        "function" => 1 << (int)FeelKind.Function,
        _ => throw new ArgumentException($"'{kind}' is no kind of value.", nameof(kind)),
    };
}

/// <summary>
/// One way to call a built-in function, written as in the specification: <c>"substring(string: string, start position: number, length?: number)"</c>.
/// "?" marks what may be left out, "..." at the end that the last parameter takes all remaining arguments as a list, "= boolean" that the result is a
/// truth value. An argument of another kind makes the result null with an error; null does so silently where the parameter does not take it.
/// </summary>
internal sealed class Signature
{
    private readonly BuiltInBody _body;
    private readonly string _name;
    private readonly bool _variadic;

    public Signature(string text, BuiltInBody body, bool pure)
    {
        _body = body;
        IsPure = pure;
        IsCondition = text.EndsWith(" = boolean", StringComparison.Ordinal);
        if (IsCondition) text = text[..^" = boolean".Length];
        Text = text;
        int open = text.IndexOf('(', StringComparison.Ordinal);
        _name = text[..open];
        string parameters = text[(open + 1)..^1];
        _variadic = parameters.EndsWith("...", StringComparison.Ordinal);
        if (_variadic) parameters = parameters[..^3];
        Parameters = parameters.Length == 0 ? [] : [.. parameters.Split(", ").Select(BuiltInParameter.Parse)];
        Required = Parameters.Count(p => !p.Optional);
    }

    public string Text { get; }

    /// <summary>Whether the result depends on nothing but the arguments.</summary>
    public bool IsPure { get; }

    public bool IsCondition { get; }

    public IReadOnlyList<BuiltInParameter> Parameters { get; }

    private int Required { get; }

    public bool Is(string name) => _name == name && Parameters.Count == 1;

    public bool TakesCount(int count) => count >= Required && (_variadic || count <= Parameters.Count);

    /// <summary>The place of each name among the parameters; null when they do not fit this signature.</summary>
    public int[]? Places(IReadOnlyList<string> names)
    {
        int[] places = new int[names.Count];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = -1;
            for (int p = 0; p < Parameters.Count; p++)
            {
                if (Parameters[p].Name == names[i]) places[i] = p;
            }
            if (places[i] < 0 || places.AsSpan(0, i).Contains(places[i])) return null;
        }
        for (int p = 0; p < Parameters.Count; p++)
        {
            if (!Parameters[p].Optional && !places.Contains(p)) return null;
        }
        return places;
    }

    /// <summary>Calls the function with the arguments that stand on the stack from <paramref name="start"/> on.</summary>
    public FeelValue Call(Evaluation evaluation, int start, int count, Site at)
    {
        // sum([1, 2]) and sum(1, 2) are the same; append(a, [1, 2]) and append(a, 1, 2) are not.
        if (_variadic && !(count == 1 && evaluation.Stack[start].Kind == FeelKind.List))
        {
            int first = Parameters.Count - 1;
            evaluation.Stack[start + first] = FeelValue.List(evaluation.Stack.AsSpan(start + first, count - first).ToArray());
            count = Parameters.Count;
        }
        // What was left out stands on the stack as null.
        if (count < Parameters.Count) evaluation.Reserve(Parameters.Count - count);
        for (int i = 0; i < Parameters.Count; i++)
        {
            ref var argument = ref evaluation.Stack[start + i];
            if (i >= count) argument = default;
            var parameter = Parameters[i];
            if (parameter.Takes(argument.Kind)) continue;
            if (argument.IsNull && parameter.Optional) continue;
            if (argument.IsNull) return default;
            if (!TryCoerce(parameter, ref argument))
                return evaluation.Fail(at, FaultKind.WrongArgument, argument, default, $"{_name}\n{parameter.Name}\n{parameter.KindNames}");
        }
        return _body(new Call(evaluation, evaluation.Stack.AsSpan(start, Parameters.Count), at, _name));
    }

    // The implicit conversions of DMN 1.5, 10.3.2.9.4: a list of one is its item where a single value is wanted, and the other way round.
    private static bool TryCoerce(BuiltInParameter parameter, ref FeelValue argument)
    {
        if (argument is { Kind: FeelKind.List, Items: [var only] } && parameter.Takes(only.Kind) && !only.IsNull)
        {
            argument = only;
            return true;
        }
        if (argument.Kind == FeelKind.List || !parameter.Takes(FeelKind.List)) return false;
        argument = FeelValue.List(argument);
        return true;
    }
}
