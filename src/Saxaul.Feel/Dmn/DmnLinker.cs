using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Feel.Compilation;
using Saxaul.Feel.Functions;
using Saxaul.Feel.Syntax;

namespace Saxaul.Feel.Dmn;

/// <summary>Connects the elements of a model and of those it imports: finds what each one requires, refuses circles, compiles the logic.</summary>
internal sealed class DmnLinker
{
    /// <summary>A model with its types and the models that it imports.</summary>
    private sealed record Unit(DmnModel Model, TypeNames Types, IReadOnlyList<(string Name, Unit Unit)> Imports);

    private readonly DmnModel _model;
    private readonly IReadOnlyList<string> _inputNames;
    private readonly Dictionary<string, int> _inputSlots = new(StringComparer.Ordinal);
    private readonly List<FeelError> _problems;
    private readonly Dictionary<DmnModel, Unit> _units = [];
    private readonly Dictionary<DmnElement, LinkedDecision> _decisions = new(ReferenceEqualityComparer.Instance);
    private readonly List<LinkedDecision> _decisionList = [];
    private readonly Dictionary<DmnElement, FeelFunction> _functions = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<Action> _pending = new();

    public DmnLinker(DmnModel model, IReadOnlyList<string> inputNames)
    {
        _model = model;
        _inputNames = inputNames;
        _problems = [.. model.Problems];
        foreach (string name in inputNames)
        {
            if (!_inputSlots.TryAdd(NameScope.Normalize(name), _inputSlots.Count)) throw new ArgumentException($"The input '{name}' occurs twice.", nameof(inputNames));
        }
    }

    public DmnProgram Link()
    {
        var unit = UnitOf(_model, []);
        foreach (string name in _model.Decisions.GroupBy(d => d.Name).Where(g => g.Count() > 1).Select(g => g.Key)) _problems.Add(FeelError.DuplicateName(name));
        foreach (var decision in _model.Decisions) Decision(unit, decision);
        var functions = new Dictionary<string, FeelFunction>(StringComparer.Ordinal);
        foreach (var knowledge in _model.KnowledgeModels) functions.TryAdd(knowledge.Name, Knowledge(unit, knowledge));
        foreach (var service in _model.Services) functions.TryAdd(service.Name, Service(unit, service));
        // Logic is compiled after everything has its place; it may bring in decisions of imported models, which come after the model's own.
        while (_pending.TryDequeue(out var compile)) compile();
        return new DmnProgram(_model, _inputNames, _decisionList, functions, _problems);
    }

    private Unit UnitOf(DmnModel model, HashSet<DmnModel> open)
    {
        if (_units.TryGetValue(model, out var known)) return known;
        open.Add(model);
        var imports = new List<(string, Unit)>();
        foreach (var import in model.Imports)
        {
            var imported = _model.Library.Prepend(_model).FirstOrDefault(m => m.Namespace == import.Namespace);
            if (imported is null || open.Contains(imported)) _problems.Add(FeelError.UnknownImport(import.Name, import.Namespace).In(model.Name));
            else imports.Add((import.Name, UnitOf(imported, open)));
        }
        open.Remove(model);
        var types = TypeLinker.Link(model, imports.Select(i => (i.Item1, i.Item2.Types, i.Item2.Model)), _problems);
        return _units[model] = new Unit(model, types, imports);
    }

    /// <summary>The element of a reference, the model it stands in and the prefix of its name; null, with a problem, when there is none.</summary>
    private (DmnElement Element, Unit Unit, string Prefix)? Find(Unit unit, string reference, string where)
    {
        if (unit.Model.Find(reference) is { } own) return (own, unit, "");
        foreach (var (name, imported) in unit.Imports)
        {
            if (reference.StartsWith(imported.Model.Namespace + "#", StringComparison.Ordinal) && imported.Model.Find(reference) is { } element)
                return (element, imported, name.Length == 0 ? "" : name + ".");
        }
        _problems.Add(FeelError.UnknownReference(reference).In(where));
        return null;
    }

    private LinkedDecision Decision(Unit unit, DmnDecision decision)
    {
        if (_decisions.TryGetValue(decision, out var known)) return known;
        var linked = new LinkedDecision(decision, _inputSlots.Count + _decisionList.Count, $"decision {decision.Name}");
        _decisions.Add(decision, linked);
        _decisionList.Add(linked);
        linked.Inputs = [.. InputsOf(unit, decision, [], []).Distinct(StringComparer.Ordinal)];
        _pending.Enqueue(() => Compile(unit, linked));
        return linked;
    }

    private void Compile(Unit unit, LinkedDecision linked)
    {
        var decision = linked.Decision;
        var names = Required(unit, decision.Requirements, linked.Where);
        var reader = new BoxReader(decision.Name, linked.Where, unit.Types, _problems);
        var expression = DependsOnItself(unit, decision)
            ? new BrokenExpr(FeelError.CircularDecision(decision.Name))
            : reader.Typed(reader.Read(decision.Logic, ScopeOf(names)), decision.TypeRef, decision.Name);
        (linked.Logic, linked.FrameSize) = new Compiler(linked.Where, _problems).CompileBody(expression, new GlobalScope(names.GetValueOrDefault));
    }

    private static NameScope ScopeOf(Dictionary<string, Node> names)
    {
        var scope = new NameScope(BuiltIns.Names);
        foreach (string name in names.Keys) scope.Add(name);
        return scope;
    }

    private bool DependsOnItself(Unit unit, DmnDecision decision)
    {
        var seen = new HashSet<DmnElement>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(Unit, DmnDecision)>([(unit, decision)]);
        while (open.TryPop(out var next))
        {
            foreach (string reference in next.Item2.Requirements.Decisions)
            {
                if (FindQuietly(next.Item1, reference) is not ({ } required, { } place)) continue;
                if (ReferenceEquals(required, decision)) return true;
                if (seen.Add(required)) open.Push((place, required));
            }
        }
        return false;
    }

    private static (DmnDecision? Decision, Unit? Unit) FindQuietly(Unit unit, string reference)
    {
        foreach (var place in unit.Imports.Select(i => i.Unit).Prepend(unit))
        {
            if (place.Model.Find(reference) is DmnDecision decision) return (decision, place);
        }
        return default;
    }

    private static List<string> InputsOf(Unit unit, DmnDecision decision, List<string> inputs, HashSet<DmnDecision> seen)
    {
        if (!seen.Add(decision)) return inputs;
        foreach (string reference in decision.Requirements.Inputs)
        {
            var input = unit.Imports.Select(i => i.Unit).Prepend(unit).Select(u => u.Model.Find(reference)).OfType<DmnInputData>().FirstOrDefault();
            if (input is not null) inputs.Add(input.Name);
        }
        foreach (string reference in decision.Requirements.Decisions)
        {
            if (FindQuietly(unit, reference) is ({ } required, { } place)) InputsOf(place, required, inputs, seen);
        }
        return inputs;
    }

    /// <summary>What the names mean that an element may use: only what it requires.</summary>
    private Dictionary<string, Node> Required(Unit unit, DmnRequirements requirements, string where)
    {
        var names = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (string reference in requirements.Inputs.Concat(requirements.Decisions).Concat(requirements.Knowledge))
        {
            if (Find(unit, reference, where) is not var (element, place, prefix)) continue;
            Node? node = element switch
            {
                DmnInputData input => Input(place, input),
                DmnDecision decision => new DecisionNode(Decision(place, decision)),
                DmnKnowledgeModel knowledge => new ConstantNode(FeelValue.Function(Knowledge(place, knowledge))),
                DmnDecisionService service => new ConstantNode(FeelValue.Function(Service(place, service))),
                _ => null,
            };
            if (node is null) _problems.Add(FeelError.UnknownReference(reference).In(where));
            else names.TryAdd(prefix + element.Name, node);
        }
        return names;
    }

    private Node Input(Unit unit, DmnInputData input)
    {
        string where = $"input {input.Name}";
        if (!_inputSlots.TryGetValue(input.Name, out int slot))
        {
            var missing = FeelError.InputNotGiven(input.Name).In(where);
            if (!_problems.Contains(missing)) _problems.Add(missing);
            return new ConstantNode(default);
        }
        var type = new BoxReader(input.Name, where, unit.Types, _problems).Type(input.TypeRef);
        return type.IsAny ? new InputNode(slot) : new TypedInputNode(slot, type, input.Name, new(where, -1));
    }

    private FeelFunction Knowledge(Unit unit, DmnKnowledgeModel knowledge)
    {
        if (_functions.TryGetValue(knowledge, out var known)) return known;
        string where = $"business knowledge model {knowledge.Name}";
        var reader = new BoxReader(knowledge.Name, where, unit.Types, _problems);
        var logic = knowledge.Logic ?? new BoxedFunction("FEEL", [], null, null);
        // The type of the variable is properly that of the function; many tools write the type of the result there.
        var declared = reader.Type(knowledge.TypeRef);
        var result = declared.IsFunction ? declared.ResultType : declared;
        var body = new FunctionBody([.. logic.Parameters.Select(p => new FeelParameter(p.Name, reader.Type(p.TypeRef)))], result, knowledge.Name);
        var function = new DefinedFunction(body, []);
        _functions.Add(knowledge, function);
        var names = Required(unit, knowledge.Requirements, where);
        if (BuiltIns.Find(knowledge.Name) is null) names.TryAdd(knowledge.Name, new ConstantNode(FeelValue.Function(function)));
        _pending.Enqueue(() =>
        {
            var compiler = new Compiler(where, _problems);
            var expression = reader.Function(logic, ScopeOf(names), knowledge.Name, null);
            var literal = expression as FunctionExpr
                ?? new FunctionExpr([.. body.Parameters.Select(p => new ParameterExpr(p.Name, p.Type))], expression, null, knowledge.Name, -1);
            compiler.CompileFunction(literal, new GlobalScope(names.GetValueOrDefault), null, body);
        });
        return function;
    }

    private FeelFunction Service(Unit unit, DmnDecisionService service)
    {
        if (_functions.TryGetValue(service, out var known)) return known;
        string where = $"decision service {service.Name}";
        var function = new ServiceFunction(service.Name);
        _functions.Add(service, function);
        var reader = new BoxReader(service.Name, where, unit.Types, _problems);
        foreach (string reference in service.Inputs.Concat(service.InputDecisions))
        {
            if (Find(unit, reference, where) is not var (element, place, _)) continue;
            var typed = new BoxReader(element.Name, where, place.Types, _problems);
            if (element is DmnInputData input && _inputSlots.TryGetValue(input.Name, out int slot)) function.AddParameter(input.Name, typed.Type(input.TypeRef), slot);
            else if (element is DmnDecision decision) function.AddParameter(decision.Name, typed.Type(decision.TypeRef), Decision(place, decision).Slot);
        }
        var outputs = service.Outputs.Select(o => Find(unit, o, where))
            .Where(o => o?.Element is DmnDecision).Select(o => Decision(o!.Value.Unit, (DmnDecision)o.Value.Element));
        var declared = reader.Type(service.TypeRef);
        function.SetOutputs([.. outputs], declared.IsFunction ? declared.ResultType : declared);
        return function;
    }
}
