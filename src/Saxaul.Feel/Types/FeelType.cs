using System.Collections.Generic;
using System.Linq;

namespace Saxaul.Feel;

/// <summary>A type of FEEL: one of the built-in ones, or an item definition of a model.</summary>
public sealed class FeelType
{
    private enum Form
    {
        Any,
        Simple,
        AnyTemporalDuration,
        List,
        Context,
        Range,
        Function,
        Alias,
    }

    private readonly Form _form;
    private readonly FeelKind _kind;
    private readonly FeelType? _element;
    private readonly IReadOnlyList<KeyValuePair<string, FeelType>> _members;

    // Contexts of one shape are checked one after another, so a member is looked up once a shape.
    private readonly Compilation.MemberLookup[] _lookups;
    private readonly IReadOnlyList<FeelType>? _parameters;
    private FeelType? _base;

    private FeelType(
        Form form,
        string name,
        FeelKind kind = FeelKind.Null,
        FeelType? element = null,
        IReadOnlyList<KeyValuePair<string, FeelType>>? members = null,
        IReadOnlyList<FeelType>? parameters = null)
    {
        _form = form;
        Name = name;
        _kind = kind;
        _element = element;
        _members = members ?? [];
        _lookups = [.. _members.Select(m => new Compilation.MemberLookup(m.Key))];
        _parameters = parameters;
    }

    public static FeelType Any { get; } = new(Form.Any, "Any");

    internal static FeelType AnyList { get; } = ListOf(Any);

    internal static FeelType AnyContext { get; } = new(Form.Context, "context");

    internal static FeelType AnyFunction { get; } = new(Form.Function, "function");

    /// <summary>The types that have a name of one kind of value.</summary>
    internal static IReadOnlyList<FeelType> Simple { get; } =
    [
        Any, AnyList, AnyContext,
        new(Form.Simple, "Null", FeelKind.Null),
        new(Form.Simple, "number", FeelKind.Number),
        new(Form.Simple, "string", FeelKind.String),
        new(Form.Simple, "boolean", FeelKind.Boolean),
        new(Form.Simple, "date", FeelKind.Date),
        new(Form.Simple, "time", FeelKind.Time),
        new(Form.Simple, "date and time", FeelKind.DateTime),
        new(Form.Simple, "days and time duration", FeelKind.DaysDuration),
        new(Form.Simple, "years and months duration", FeelKind.MonthsDuration),
        new(Form.AnyTemporalDuration, "duration"),
    ];

    internal static FeelType ListOf(FeelType element) => new(Form.List, element._form == Form.Any ? "list" : $"list<{element.Name}>", element: element);

    internal static FeelType RangeOf(FeelType element) => new(Form.Range, $"range<{element.Name}>", element: element);

    internal static FeelType ContextOf(IReadOnlyList<KeyValuePair<string, FeelType>> members, string? name = null) =>
        new(Form.Context, name ?? $"context<{string.Join(", ", members.Select(m => $"{m.Key}: {m.Value.Name}"))}>", members: members);

    internal static FeelType FunctionOf(IReadOnlyList<FeelType> parameters, FeelType result) =>
        new(Form.Function, $"function<{string.Join(", ", parameters.Select(p => p.Name))}>->{result.Name}", element: result, parameters: parameters);

    /// <summary>A named type whose meaning is set afterwards, because item definitions may stand in any order.</summary>
    internal static FeelType Named(string name) => new(Form.Alias, name);

    /// <summary>The name as it is written in FEEL.</summary>
    public string Name { get; }

    public bool IsAny => Target._form == Form.Any && Allowed is null;

    /// <summary>The names of the components of a context type.</summary>
    public IEnumerable<string> MemberNames => Target._members.Select(m => m.Key);

    /// <summary>The tests that an item definition's allowed values must pass; null when there are none.</summary>
    internal Compilation.TestsBody? Allowed { get; set; }

    internal void Define(FeelType type) => _base = type;

    /// <summary>Whether an alias leads back to itself; such a definition says nothing.</summary>
    internal bool IsCircular
    {
        get
        {
            int steps = 0;
            for (var type = this; type._base is not null; type = type._base)
            {
                if (++steps > 1000) return true;
            }
            return false;
        }
    }

    private FeelType Target
    {
        get
        {
            var type = this;
            while (type._base is not null) type = type._base;
            return type;
        }
    }

    internal bool IsFunction => Target._form == Form.Function;

    /// <summary>What a function of this type gives; null for any other type.</summary>
    internal FeelType? ResultType => IsFunction ? Target._element : null;

    public override string ToString() => Name;

    /// <summary>FEEL's "instance of": null is an instance of nothing but Null.</summary>
    internal bool Has(in FeelValue value, Evaluation evaluation) =>
        value.IsNull ? Target is { _form: Form.Simple, _kind: FeelKind.Null } : Accepts(value, evaluation);

    /// <summary>Whether the value conforms to the type (DMN 1.5, 10.3.2.9). Null conforms to every type.</summary>
    internal bool Accepts(in FeelValue value, Evaluation evaluation)
    {
        if (_base is not null)
        {
            return _base.Accepts(value, evaluation) && (Allowed is null || value.IsNull || Allowed.Holds(value, evaluation));
        }
        if (value.IsNull) return true;
        switch (_form)
        {
            case Form.Any or Form.Alias:
                return true;
            case Form.Simple:
                return value.Kind == _kind;
            case Form.AnyTemporalDuration:
                return value.Kind is FeelKind.DaysDuration or FeelKind.MonthsDuration;
            case Form.List:
                if (value.Kind != FeelKind.List) return false;
                if (_element!._form == Form.Any) return true;
                foreach (var item in value.Items)
                {
                    if (!_element.Accepts(item, evaluation)) return false;
                }
                return true;
            case Form.Context:
                if (value.Kind != FeelKind.Context) return false;
                for (int i = 0; i < _lookups.Length; i++)
                {
                    if (!_lookups[i].TryGet(value.Entries, out var member) || !_members[i].Value.Accepts(member, evaluation)) return false;
                }
                return true;
            case Form.Range:
                return value.Kind == FeelKind.Range
                    && (value.Interval.Start.IsNull || _element!.Accepts(value.Interval.Start, evaluation))
                    && (value.Interval.End.IsNull || _element!.Accepts(value.Interval.End, evaluation));
            default:
                return value.Kind == FeelKind.Function && (_parameters is null || AcceptsFunction(value.Callable));
        }
    }

    // A function conforms when it takes all that it will be given and gives nothing that is not expected.
    private bool AcceptsFunction(FeelFunction function)
    {
        if (function.Parameters.Count != _parameters!.Count) return false;
        for (int i = 0; i < _parameters.Count; i++)
        {
            if (!_parameters[i].ConformsTo(function.Parameters[i].Type)) return false;
        }
        return function.Result is null or { IsAny: true } || function.Result.ConformsTo(_element!);
    }

    /// <summary>Whether every value of this type is also of the other.</summary>
    internal bool ConformsTo(FeelType other, int depth = 0)
    {
        // Types may contain themselves; what agrees down to here is taken to agree all the way.
        if (ReferenceEquals(this, other) || depth > 32) return true;
        FeelType a = Target, b = other.Target;
        if (ReferenceEquals(a, b) || b._form == Form.Any) return true;
        if (a is { _form: Form.Simple, _kind: FeelKind.Null }) return true;
        if (b._form == Form.AnyTemporalDuration) return a._kind is FeelKind.DaysDuration or FeelKind.MonthsDuration;
        if (a._form != b._form) return false;
        return a._form switch
        {
            Form.Simple => a._kind == b._kind,
            Form.List or Form.Range => a._element!.ConformsTo(b._element!, depth + 1),
            Form.Context => b._members.All(m => a._members.Any(own => own.Key == m.Key && own.Value.ConformsTo(m.Value, depth + 1))),
            Form.Function => b._parameters is null
                || (a._parameters is not null && a._parameters.Count == b._parameters.Count
                    && a._parameters.Zip(b._parameters).All(p => p.Second.ConformsTo(p.First, depth + 1)) && a._element!.ConformsTo(b._element!, depth + 1)),
            _ => true,
        };
    }

    /// <summary>
    /// The value as this type: itself when it conforms, the only item of a list where a single value is wanted, a date as its midnight UTC where a
    /// date and time is wanted (DMN 1.5, 10.3.2.9.4). False when there is no such value.
    /// </summary>
    internal bool TryCoerce(in FeelValue value, Evaluation evaluation, out FeelValue result)
    {
        result = value;
        if (Accepts(value, evaluation)) return true;
        var target = Target;
        if (value.Kind == FeelKind.List && target._form != Form.List && value.Items.Length == 1)
        {
            result = value.Items[0];
            return !result.IsNull && Accepts(result, evaluation);
        }
        if (value.Kind == FeelKind.Date && target is { _form: Form.Simple, _kind: FeelKind.DateTime })
        {
            result = Temporal.AtMidnight(value);
            return Accepts(result, evaluation);
        }
        if (target._form == Form.List && value.Kind != FeelKind.List)
        {
            result = FeelValue.List(value);
            return Accepts(result, evaluation);
        }
        result = default;
        return false;
    }
}
