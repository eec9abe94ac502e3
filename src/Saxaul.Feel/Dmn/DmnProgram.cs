using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Feel.Compilation;

namespace Saxaul.Feel.Dmn;

/// <summary>
/// A compiled model: inputs are places, decisions are numbers. It holds no state of an evaluation; threads share it, each with its own
/// <see cref="Evaluation"/>.
/// <code>
/// program.Begin(evaluation, facts);
/// var risk = program.Decide(evaluation, program.IndexOf("Risk"));
/// </code>
/// </summary>
public sealed class DmnProgram
{
    private readonly IReadOnlyList<LinkedDecision> _decisions;
    private readonly Dictionary<string, FeelFunction> _functions;
    private readonly Site _site;

    internal DmnProgram(
        DmnModel model,
        IReadOnlyList<string> inputNames,
        IReadOnlyList<LinkedDecision> decisions,
        Dictionary<string, FeelFunction> functions,
        IReadOnlyList<FeelError> problems)
    {
        Model = model;
        InputNames = inputNames;
        Problems = problems;
        _decisions = decisions;
        _functions = functions;
        _site = new(model.Name, -1);
        Decisions = [.. decisions.Select(d => d.Decision)];
    }

    public DmnModel Model { get; }

    /// <summary>The names of the inputs, in the order in which <see cref="Begin"/> takes their values.</summary>
    public IReadOnlyList<string> InputNames { get; }

    /// <summary>The decisions of the model, then those of imported models that they need.</summary>
    public IReadOnlyList<DmnDecision> Decisions { get; }

    /// <summary>Everything that is wrong with the file and its expressions. A decision with a problem is null where it says so; the others work.</summary>
    public IReadOnlyList<FeelError> Problems { get; }

    /// <summary>The number of the decision; -1 when there is none of that name.</summary>
    public int IndexOf(string decision)
    {
        for (int i = 0; i < Decisions.Count; i++)
        {
            if (Decisions[i].Name == decision) return i;
        }
        return -1;
    }

    /// <summary>The inputs on which the decision depends, also through other decisions. When its result is null without an error, one of them was missing.</summary>
    public IReadOnlyList<string> InputsOf(int decision) => _decisions[decision].Inputs;

    /// <summary>Begins an evaluation with one value for each input name. What has been decided before is forgotten.</summary>
    public void Begin(Evaluation evaluation, params ReadOnlySpan<FeelValue> inputs)
    {
        if (inputs.Length != InputNames.Count) throw new ArgumentException($"The model has {InputNames.Count} inputs, but {inputs.Length} values were given.", nameof(inputs));
        evaluation.Begin(this, inputs, InputNames.Count + _decisions.Count);
    }

    /// <summary>The result of a decision for the inputs of the last <see cref="Begin"/>. Each decision that it needs is made at most once.</summary>
    public FeelValue Decide(Evaluation evaluation, int decision)
    {
        if (!ReferenceEquals(evaluation.Owner, this)) throw new InvalidOperationException("Begin has not been called for this program.");
        return _decisions[decision].Value(evaluation);
    }

    /// <summary>Begins an evaluation and makes one decision.</summary>
    public FeelValue Evaluate(Evaluation evaluation, int decision, params ReadOnlySpan<FeelValue> inputs)
    {
        Begin(evaluation, inputs);
        return Decide(evaluation, decision);
    }

    /// <summary>Calls a business knowledge model or a decision service with named arguments; null, with an error, when there is none of that name.</summary>
    public FeelValue Invoke(Evaluation evaluation, string function, params IReadOnlyList<(string Name, FeelValue Value)> arguments)
    {
        evaluation.Begin(this, new FeelValue[InputNames.Count], InputNames.Count + _decisions.Count);
        if (!_functions.TryGetValue(function, out var callable)) return evaluation.Fail(_site, FaultKind.NotFunction, default, default, function);
        Node[] values = [.. arguments.Select(a => new ConstantNode(a.Value))];
        var call = new CallNode(new ConstantNode(FeelValue.Function(callable)), values, [.. arguments.Select(a => a.Name)], function, _site);
        return evaluation.Run(call, 0, 0, _site);
    }
}

/// <summary>A decision in a program: where its value stands and how it is computed.</summary>
internal sealed class LinkedDecision(DmnDecision decision, int slot, string where)
{
    private readonly Site _site = new(where, -1);

    public DmnDecision Decision { get; } = decision;

    public int Slot { get; } = slot;

    public string Where { get; } = where;

    /// <summary>The inputs on which it depends.</summary>
    public IReadOnlyList<string> Inputs { get; set; } = [];

    public Node? Logic { get; set; }

    public int FrameSize { get; set; }

    public FeelValue Value(Evaluation evaluation)
    {
        if (evaluation.States[Slot] == GlobalState.Known) return evaluation.Globals[Slot];
        if (evaluation.States[Slot] == GlobalState.Running) return evaluation.Fail(_site, FaultKind.Circular, default, default, Decision.Name);
        evaluation.States[Slot] = GlobalState.Running;
        var value = evaluation.Run(Logic!, evaluation.Top, FrameSize, _site);
        evaluation.Globals[Slot] = value;
        evaluation.States[Slot] = GlobalState.Known;
        return value;
    }
}

/// <summary>The result of another decision.</summary>
internal sealed class DecisionNode(LinkedDecision decision) : Node
{
    public override FeelValue Evaluate(Evaluation evaluation) => decision.Value(evaluation);
}

/// <summary>An input whose value must conform to a type: it is checked once for each evaluation.</summary>
internal sealed class TypedInputNode(int slot, FeelType type, string name, Site at) : Node
{
    public override FeelValue Evaluate(Evaluation evaluation)
    {
        if (evaluation.States[slot] == GlobalState.Known) return evaluation.Globals[slot];
        var value = evaluation.Globals[slot];
        if (!type.TryCoerce(value, evaluation, out var typed)) evaluation.Fail(at, FaultKind.WrongType, value, default, name + "\n" + type.Name);
        evaluation.Globals[slot] = typed;
        evaluation.States[slot] = GlobalState.Known;
        return typed;
    }
}

/// <summary>A decision service as a function: its parameters stand for inputs and for decisions that are then not made.</summary>
internal sealed class ServiceFunction(string name) : FeelFunction
{
    private readonly List<FeelParameter> _parameters = [];
    private readonly List<int> _slots = [];
    private LinkedDecision[] _outputs = [];
    private FeelShape? _shape;
    private FeelType? _result;

    public override IReadOnlyList<FeelParameter> Parameters => _parameters;

    public override FeelType? Result => _result;

    public void AddParameter(string parameter, FeelType type, int slot)
    {
        _parameters.Add(new(parameter, type));
        _slots.Add(slot);
    }

    public void SetOutputs(LinkedDecision[] outputs, FeelType? result)
    {
        _outputs = outputs;
        _shape = outputs.Length == 1 ? null : new FeelShape([.. outputs.Select(o => o.Decision.Name)]);
        _result = result;
    }

    internal override FeelValue Invoke(Evaluation evaluation, int start, int count, Site at)
    {
        if (count != _parameters.Count) return evaluation.Fail(at, FaultKind.ArgumentCount, _parameters.Count, count, name);
        for (int i = 0; i < count; i++)
        {
            var value = evaluation.Stack[start + i];
            if (!_parameters[i].Type.TryCoerce(value, evaluation, out evaluation.Stack[start + i]))
                return evaluation.Fail(at, FaultKind.WrongArgument, value, default, $"{name}\n{_parameters[i].Name}\n{_parameters[i].Type.Name}");
        }
        var result = evaluation.Isolated(inner => Decide(inner, start, count));
        if (_result is null) return result;
        return _result.TryCoerce(result, evaluation, out var typed) ? typed : evaluation.Fail(at, FaultKind.WrongType, result, default, name + "\n" + _result.Name);
    }

    private FeelValue Decide(Evaluation evaluation, int start, int count)
    {
        for (int i = 0; i < count; i++)
        {
            evaluation.Globals[_slots[i]] = evaluation.Stack[start + i];
            evaluation.States[_slots[i]] = GlobalState.Known;
        }
        if (_shape is null) return _outputs[0].Value(evaluation);
        return FeelValue.Context(_shape, Array.ConvertAll(_outputs, o => o.Value(evaluation)));
    }
}
