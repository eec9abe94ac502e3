using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Saxaul.Feel.Compilation;

namespace Saxaul.Feel;

/// <summary>
/// The working memory of evaluations: variables, results of decisions, errors, trace. One object serves any number of evaluations one after another
/// without allocating anew; each thread needs its own. Programs and expressions hold no state, so threads share them.
/// </summary>
/// <param name="time">What now() and today() read, with its local zone; the system's clock when not given.</param>
public sealed class Evaluation(TimeProvider? time = null)
{
    private const int DeepestCall = 400;
    private const int MostErrors = 20;

    private readonly Fault[] _faults = new Fault[MostErrors];
    private int _faultCount;
    private int _depth;
    private long _steps;
    private List<FiredRules>? _trace;
    private RegexCache? _regexes;

    // Variables and arguments of the running functions; each has its frame from Base on.
    internal FeelValue[] Stack = new FeelValue[64];
    internal int Base;
    internal int Top;

    // Inputs, then decisions; and which of them have a value.
    internal FeelValue[] Globals = [];
    internal GlobalState[] States = [];
    internal object? Owner;

    /// <summary>The clock.</summary>
    internal TimeProvider Time { get; } = time ?? TimeProvider.System;

    /// <summary>How many list items one evaluation may visit before it gives up with an error, so that no expression runs for ever.</summary>
    public long StepLimit { get; set; } = 10_000_000;

    /// <summary>Whether to remember which rows of decision tables fired.</summary>
    public bool Tracing
    {
        get => _trace is not null;
        set => _trace = value ? _trace ?? [] : null;
    }

    /// <summary>The rows that fired since the evaluation began, in the order in which the tables were evaluated; empty unless <see cref="Tracing"/>.</summary>
    public IReadOnlyList<FiredRules> Trace => _trace ?? [];

    /// <summary>What went wrong since the evaluation began: the first 20 errors. A result that is null without an error comes from a null among the inputs.</summary>
    public IReadOnlyList<FeelError> Errors => [.. _faults.Take(_faultCount).Select(f => f.ToError())];

    public bool HasErrors => _faultCount > 0;

    internal RegexCache Regexes => _regexes ??= new();

    /// <summary>Starts anew for that program or expression: its inputs, then room for what it computes.</summary>
    internal void Begin(object owner, ReadOnlySpan<FeelValue> inputs, int globals)
    {
        Restart();
        if (!ReferenceEquals(Owner, owner))
        {
            Owner = owner;
            Globals = new FeelValue[globals];
            States = new GlobalState[globals];
        }
        inputs.CopyTo(Globals);
        Array.Clear(States);
    }

    /// <summary>Evaluates what a decision service encapsulates: it sees only what it is given, and what it computes is forgotten afterwards.</summary>
    internal FeelValue Isolated(Func<Evaluation, FeelValue> evaluate)
    {
        var (globals, states) = (Globals, States);
        (Globals, States) = (new FeelValue[globals.Length], new GlobalState[states.Length]);
        var result = evaluate(this);
        (Globals, States) = (globals, states);
        return result;
    }

    /// <summary>Forgets errors and trace and gives back the steps.</summary>
    internal void Restart()
    {
        _faultCount = 0;
        _depth = 0;
        _steps = StepLimit;
        Base = Top = 0;
        _trace?.Clear();
    }

    internal FeelValue Fail(Site at, FaultKind kind, in FeelValue a = default, in FeelValue b = default, string text = "")
    {
        if (_faultCount < MostErrors) _faults[_faultCount++] = new(at, kind, a, b, text);
        return default;
    }

    internal void Record(FiredRules fired) => _trace?.Add(fired);

    /// <summary>Takes room on the stack and returns where it begins.</summary>
    internal int Reserve(int count)
    {
        int start = Top;
        Top += count;
        if (Top > Stack.Length) Array.Resize(ref Stack, Math.Max(Stack.Length * 2, Top));
        return start;
    }

    /// <summary>Counts visited items; false, with an error, once there are too many.</summary>
    internal bool Spend(long steps, Site at)
    {
        if ((_steps -= steps) >= 0) return true;
        Fail(at, FaultKind.TooManySteps);
        return false;
    }

    /// <summary>Evaluates the body of a function in a frame that begins with its arguments.</summary>
    internal FeelValue Run(Node body, int frameStart, int frameSize, Site at)
    {
        if (_depth >= DeepestCall || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) return Fail(at, FaultKind.TooDeep);
        int savedBase = Base, savedTop = Top;
        Top = frameStart;
        Reserve(frameSize);
        Base = frameStart;
        _depth++;
        var result = body.Evaluate(this);
        _depth--;
        Base = savedBase;
        Top = savedTop;
        return result;
    }
}

/// <summary>Whether a decision has its value yet.</summary>
internal enum GlobalState : byte
{
    Unknown,
    Running,
    Known,
}

/// <summary>Which rows of a decision table fired.</summary>
/// <param name="Table">The name of the decision or business knowledge model that the table belongs to.</param>
/// <param name="Rows">The rows, counted from 1, in the order of the table.</param>
public sealed record FiredRules(string Table, IReadOnlyList<int> Rows);
