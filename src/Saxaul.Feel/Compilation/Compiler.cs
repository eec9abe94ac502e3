using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Feel.Functions;
using Saxaul.Feel.Syntax;

namespace Saxaul.Feel.Compilation;

/// <summary>Turns trees into nodes: names become places, built-in functions are found, what is constant is computed once.</summary>
/// <param name="where">The part of a model that is compiled, for errors.</param>
/// <param name="problems">Where errors go.</param>
internal sealed class Compiler(string? where, ICollection<FeelError> problems)
{
    // Constants are computed while compiling; a constant that fails is left to fail when it is evaluated.
    private readonly Evaluation _constants = new() { StepLimit = 10_000 };

    /// <summary>Compiles an expression that stands alone in its frame.</summary>
    public (Node Node, int FrameSize) CompileBody(Expr expression, Scope? scope)
    {
        var frame = new Frame(null);
        var node = Compile(expression, scope, frame);
        return (node, frame.Size);
    }

    /// <summary>Compiles tests whose "?" is their only variable.</summary>
    public TestsBody CompileTests(Expr tests, Scope? scope)
    {
        var frame = new Frame(null);
        var node = Compile(tests, new VariableScope(scope, "?", frame, frame.NewSlot()), frame);
        return new TestsBody(node, frame.Size, At(tests));
    }

    /// <summary>Compiles a function; the captures are what its surroundings must evaluate to make it.</summary>
    public (FunctionBody Body, Node[] Captures) CompileFunction(FunctionExpr function, Scope? scope, Frame? outer, FunctionBody? body = null)
    {
        var frame = new Frame(outer);
        foreach (var parameter in function.Parameters) scope = new VariableScope(scope, parameter.Name, frame, frame.NewSlot());
        body ??= new FunctionBody([.. function.Parameters.Select(p => new FeelParameter(p.Name, p.Type))], function.Result, function.Name);
        body.Logic = Compile(function.Body, scope, frame);
        body.FrameSize = frame.Size;
        body.CaptureSlots = [.. frame.Captures.Select(c => c.Slot)];
        return (body, [.. frame.Captures.Select(c => c.Value)]);
    }

    private Site At(Expr expression) => new(where, expression.Position);

    private BrokenNode Broken(FeelError error)
    {
        var located = error.In(where);
        if (!problems.Contains(located)) problems.Add(located);
        return new BrokenNode(new(where, error.Position), error);
    }

    public Node Compile(Expr expression, Scope? scope, Frame frame)
    {
        switch (expression)
        {
            case LiteralExpr literal: return new ConstantNode(literal.Value);
            case BrokenExpr broken: return Broken(broken.Error);
            case NameExpr name: return Name(name, scope, frame);
            case PathExpr path: return new PathNode(Compile(path.Source, scope, frame), path.Name, At(path));
            case FilterExpr filter: return Filter(filter, scope, frame);
            case BinaryExpr binary: return Binary(binary, Compile(binary.Left, scope, frame), Compile(binary.Right, scope, frame));
            case NegateExpr negate: return Fold(o => new NegateNode(o[0], At(negate)), Compile(negate.Operand, scope, frame));
            case IfExpr choice:
                return new IfNode(Compile(choice.Condition, scope, frame), Compile(choice.Then, scope, frame), Compile(choice.Else, scope, frame), At(choice));
            case BetweenExpr between:
                return new BetweenNode(
                    Compile(between.Value, scope, frame), Compile(between.Low, scope, frame), Compile(between.High, scope, frame), At(between));
            case InstanceOfExpr instance: return new InstanceOfNode(Compile(instance.Value, scope, frame), instance.Type);
            case TypedExpr typed:
                var value = Compile(typed.Value, scope, frame);
                return typed.Type.IsAny ? value : new TypedNode(value, typed.Type, typed.What, At(typed));
            case ForExpr loop: return For(loop, scope, frame);
            case QuantifiedExpr quantified:
                var iterators = Iterators(quantified.Iterators, ref scope, frame);
                return new QuantifiedNode(quantified.Every, iterators, Compile(quantified.Condition, scope, frame), At(quantified));
            case InExpr membership:
                int slot = frame.NewSlot();
                var tested = Compile(membership.Value, scope, frame);
                return new InNode(tested, slot, Compile(membership.Tests, new VariableScope(scope, "?", frame, slot), frame));
            case TestsExpr tests: return Tests(tests, scope, frame);
            case ComparisonTestExpr test:
                return new ComparisonNode(test.Operator, Input(test, scope, frame), Compile(test.Operand, scope, frame), At(test));
            case ValueTestExpr test: return ValueTest(test, scope, frame);
            case ListExpr list: return Fold(items => new ListNode(items), [.. list.Items.Select(i => Compile(i, scope, frame))]);
            case RangeExpr range: return Range(range, scope, frame);
            case ContextExpr context: return Context(context, scope, frame);
            case FunctionExpr function:
                var (body, captures) = CompileFunction(function, scope, frame);
                return new FunctionNode(body, captures);
            case CallExpr call: return Call(call, scope, frame);
            case TableExpr table: return Table(table, scope, frame);
            default: throw new InvalidOperationException($"No rule compiles a {expression.GetType().Name}.");
        }
    }

    private Node Fold(Func<Node[], Node> make, params Node[] operands)
    {
        var node = make(operands);
        // A function may be one whose logic is compiled later.
        if (!Array.TrueForAll(operands, o => o is ConstantNode { Value.Kind: not FeelKind.Function })) return node;
        _constants.Restart();
        var value = node.Evaluate(_constants);
        return _constants.HasErrors ? node : new ConstantNode(value);
    }

    private Node Name(NameExpr name, Scope? scope, Frame frame) =>
        Scope.Resolve(scope, name.Name, frame) ?? Broken(FeelError.UnknownName(name.Name, name.Position));

    private FilterNode Filter(FilterExpr filter, Scope? scope, Frame frame)
    {
        int slot = frame.NewSlot();
        var source = Compile(filter.Source, scope, frame);
        var condition = Compile(filter.Condition, new ItemScope(scope, frame, slot), frame);
        return new FilterNode(source, condition, slot, At(filter));
    }

    private Node Binary(BinaryExpr binary, Node left, Node right) => binary.Operator switch
    {
        BinaryOperator.And => new AndNode(left, right),
        BinaryOperator.Or => new OrNode(left, right),
        <= BinaryOperator.Power => Fold(o => new ArithmeticNode(binary.Operator, o[0], o[1], At(binary)), left, right),
        _ => new ComparisonNode(binary.Operator, left, right, At(binary)),
    };

    private Node For(ForExpr loop, Scope? scope, Frame frame)
    {
        var iterators = Iterators(loop.Iterators, ref scope, frame);
        // "partial" costs a copy of all results at each step: only for bodies that use it.
        int slot = loop.UsesPartial ? frame.NewSlot() : -1;
        if (slot >= 0) scope = new VariableScope(scope, "partial", frame, slot);
        return new ForNode(iterators, Compile(loop.Body, scope, frame), slot, At(loop));
    }

    private List<Iterator> Iterators(IReadOnlyList<IteratorExpr> iterators, ref Scope? scope, Frame frame)
    {
        var compiled = new List<Iterator>();
        foreach (var iterator in iterators)
        {
            var from = Compile(iterator.From, scope, frame);
            var to = iterator.To is null ? null : Compile(iterator.To, scope, frame);
            int slot = frame.NewSlot();
            compiled.Add(new(slot, from, to));
            scope = new VariableScope(scope, iterator.Name, frame, slot);
        }
        return compiled;
    }

    private Node Tests(TestsExpr tests, Scope? scope, Frame frame)
    {
        var compiled = tests.Tests.Select(t => Compile(t, scope, frame)).ToArray();
        return compiled.Length == 1 && !tests.Negated ? compiled[0] : new TestsNode(tests.Negated, compiled);
    }

    private static Node Input(Expr test, Scope? scope, Frame frame) =>
        Scope.Resolve(scope, "?", frame, withItems: false) ?? throw new InvalidOperationException($"The test at {test.Position} has no input.");

    private Node ValueTest(ValueTestExpr test, Scope? scope, Frame frame)
    {
        var input = Input(test, scope, frame);
        if (test.Value is RangeExpr range && !test.UsesInput)
        {
            return new IntervalTestNode(
                input,
                range.StartIncluded,
                range.Start is null ? null : Compile(range.Start, scope, frame),
                range.End is null ? null : Compile(range.End, scope, frame),
                range.EndIncluded,
                At(range));
        }
        return new ValueTestNode(Compile(test.Value, scope, frame), test.UsesInput, input, At(test));
    }

    private Node Range(RangeExpr range, Scope? scope, Frame frame)
    {
        var start = range.Start is null ? null : Compile(range.Start, scope, frame);
        var end = range.End is null ? null : Compile(range.End, scope, frame);
        Node[] ends = [.. new[] { start, end }.OfType<Node>()];
        return Fold(_ => new RangeNode(range.StartIncluded, start, end, range.EndIncluded, At(range)), ends);
    }

    private Node Context(ContextExpr context, Scope? scope, Frame frame)
    {
        var values = new Node[context.Entries.Count];
        int[] slots = new int[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            var entry = context.Entries[i];
            var value = Compile(entry.Value, scope, frame);
            values[i] = entry.Type is { IsAny: false } type ? new TypedNode(value, type, entry.Name, At(entry.Value)) : value;
            slots[i] = frame.NewSlot();
            scope = new VariableScope(scope, entry.Name, frame, slots[i]);
        }
        return context.Result is null
            ? new ContextNode(new FeelShape([.. context.Entries.Select(e => e.Name)]), values, slots)
            : new StepsNode(values, slots, Compile(context.Result, scope, frame));
    }

    private Node Call(CallExpr call, Scope? scope, Frame frame)
    {
        var arguments = call.Arguments.Select(a => Compile(a, scope, frame)).ToArray();
        string text = call.Function is NameExpr { Name: var name } ? name : "function";
        // Entries of the item do not hide built-in functions in a filter: hardly any context holds functions, and all filters call some.
        var callee = call.Function is NameExpr ? Scope.Resolve(scope, text, frame, withItems: false) : null;
        return callee is ConstantNode { Value: { Kind: FeelKind.Function, Callable: BuiltInFunction builtIn } }
            ? BuiltInCall(builtIn, call, arguments)
            : new CallNode(callee ?? Compile(call.Function, scope, frame), arguments, call.Names, text, At(call));
    }

    private Node BuiltInCall(BuiltInFunction function, CallExpr call, Node[] arguments)
    {
        var signature = call.Names is null ? function.ForCount(arguments.Length) : function.ForNames(call.Names);
        if (signature is null) return Broken(FeelError.NoSuchSignature(function.Name, function.Usage, call.Position));
        if (signature.Is("count") && arguments is [FilterNode filter]) return new CountFilterNode(filter);
        Node?[] placed = arguments;
        if (call.Names is not null)
        {
            placed = new Node?[signature.Parameters.Count];
            int[] places = signature.Places(call.Names)!;
            for (int i = 0; i < places.Length; i++) placed[places[i]] = arguments[i];
        }
        var node = new BuiltInCallNode(signature, placed, At(call));
        return signature.IsPure && Array.TrueForAll(placed, p => p is ConstantNode) ? Fold(_ => node, arguments) : node;
    }

    private TableNode Table(TableExpr table, Scope? scope, Frame frame)
    {
        var inputs = new TableInput[table.Inputs.Count];
        var inputScopes = new Scope[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            int slot = frame.NewSlot();
            inputScopes[i] = new VariableScope(scope, "?", frame, slot);
            var input = table.Inputs[i];
            inputs[i] = new(Compile(input.Value, scope, frame), slot, input.Allowed is null ? null : Compile(input.Allowed, inputScopes[i], frame));
        }
        var outputs = table.Outputs.Select(o => new TableOutput(
            o.Type, o.Name, Priorities(o, scope, frame), o.Default is null ? null : Compile(o.Default, scope, frame)));
        var rules = table.Rules.Select(r => new TableRule(
            [.. r.Tests.Select((t, i) => t is TestsExpr { Tests.Count: 0, Negated: false } ? null : Compile(t, inputScopes[i], frame))],
            [.. r.Outputs.Select(o => Compile(o, scope, frame))]));
        return new TableNode(table.Name, table.Policy, table.Aggregation, inputs, [.. outputs], [.. rules], At(table));
    }

    private FeelValue[] Priorities(TableOutputExpr output, Scope? scope, Frame frame) =>
        [.. output.Allowed.Select(a => Compile(a, scope, frame)).OfType<ConstantNode>().Select(c => c.Value)];
}
