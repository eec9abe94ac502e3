using System.Collections.Generic;
using System.Linq;
using Saxaul.Feel.Syntax;

namespace Saxaul.Feel.Dmn;

/// <summary>Makes one FEEL tree of boxed expressions, reading their texts with the names that are known where they stand.</summary>
/// <param name="name">The decision or business knowledge model they belong to.</param>
/// <param name="where">How errors name it.</param>
/// <param name="types">The types of the model.</param>
/// <param name="problems">Where errors go.</param>
internal sealed class BoxReader(string name, string where, TypeNames types, ICollection<FeelError> problems)
{
    public Expr Read(BoxedExpression? box, NameScope scope)
    {
        if (box is null) return new BrokenExpr(FeelError.NoLogic());
        var expression = ReadUntyped(box, scope);
        return Typed(expression, box.TypeRef, name);
    }

    /// <summary>The expression with the demand that its value is of the type; itself when there is no type.</summary>
    public Expr Typed(Expr expression, string? typeRef, string what) =>
        Type(typeRef) is { IsAny: false } type ? new TypedExpr(expression, type, what) : expression;

    public FeelType Type(string? typeRef)
    {
        if (typeRef is null) return FeelType.Any;
        if (Parser.ParseType(typeRef, types) is { } type) return type;
        var problem = FeelError.UnknownType(typeRef, -1).In(where);
        if (!problems.Contains(problem)) problems.Add(problem);
        return FeelType.Any;
    }

    private Expr Text(string text, NameScope scope) => Parser.ParseExpression(text, scope, types);

    private Expr ReadUntyped(BoxedExpression box, NameScope scope)
    {
        switch (box)
        {
            case LiteralExpression literal:
                return string.IsNullOrWhiteSpace(literal.Text) ? new BrokenExpr(FeelError.NoLogic()) : Text(literal.Text, scope);
            case BoxedContext context:
                return Context(context, scope);
            case BoxedList list:
                return new ListExpr([.. list.Items.Select(i => Read(i, scope))], -1);
            case BoxedRelation relation:
                return new ListExpr([.. relation.Rows.Select(r => Row(relation.Columns, r, scope))], -1);
            case BoxedFunction function:
                return Function(function, scope, null, null);
            case BoxedInvocation invocation:
                return new CallExpr(
                    Read(invocation.Function, scope),
                    [.. invocation.Bindings.Select(b => Typed(Read(b.Value, scope), b.TypeRef, b.Name ?? ""))],
                    [.. invocation.Bindings.Select(b => b.Name ?? "")],
                    -1);
            case BoxedConditional choice:
                return new IfExpr(Read(choice.If, scope), Read(choice.Then, scope), Read(choice.Else, scope), -1);
            case BoxedFilter filter:
                var items = new NameScope(scope);
                items.Add("item");
                return new FilterExpr(Read(filter.In, scope), Read(filter.Match, items), -1);
            case BoxedIteration iteration:
                return Iteration(iteration, scope);
            default:
                return Table((DecisionTable)box, scope);
        }
    }

    private Expr Context(BoxedContext context, NameScope outer)
    {
        var scope = new NameScope(outer);
        var entries = new List<EntryExpr>();
        Expr? result = null;
        foreach (var entry in context.Entries)
        {
            var value = Read(entry.Value, scope);
            if (entry.Name is null)
            {
                result = value;
                break;
            }
            if (entries.Exists(e => e.Name == entry.Name)) return new BrokenExpr(FeelError.DuplicateKey(entry.Name, -1));
            entries.Add(new(entry.Name, value, Type(entry.TypeRef)));
            scope.Add(entry.Name);
        }
        return new ContextExpr(entries, result, -1);
    }

    private ContextExpr Row(IReadOnlyList<string> columns, IReadOnlyList<BoxedExpression?> cells, NameScope scope) =>
        new([.. columns.Zip(cells).Select(p => new EntryExpr(p.First, Read(p.Second, scope)))], null, -1);

    /// <summary>A function; only those of FEEL can be called.</summary>
    public Expr Function(BoxedFunction function, NameScope outer, string? functionName, string? resultType)
    {
        if (function.Kind != "FEEL") return new BrokenExpr(FeelError.ExternalFunction(-1));
        var scope = new NameScope(outer);
        foreach (var parameter in function.Parameters) scope.Add(parameter.Name);
        var parameters = function.Parameters.Select(p => new ParameterExpr(p.Name, Type(p.TypeRef))).ToList();
        // The type of a function definition is that of the function; that of a business knowledge model's logic may be meant as the result's.
        return new FunctionExpr(parameters, Read(function.Body, scope), resultType is null ? null : Type(resultType), functionName, -1);
    }

    private Expr Iteration(BoxedIteration iteration, NameScope outer)
    {
        var scope = new NameScope(outer);
        scope.Add(iteration.Variable);
        if (iteration.Kind == IterationKind.For) scope.Add("partial");
        IteratorExpr[] iterators = [new(iteration.Variable, Read(iteration.In, outer), null)];
        var body = Read(iteration.Body, scope);
        if (iteration.Kind != IterationKind.For) return new QuantifiedExpr(iteration.Kind == IterationKind.Every, iterators, body, -1);
        bool usesPartial = iteration.Body is LiteralExpression literal && literal.Text.Contains("partial", System.StringComparison.Ordinal);
        return new ForExpr(iterators, body, usesPartial, -1);
    }

    private Expr Table(DecisionTable table, NameScope scope)
    {
        foreach (var row in table.Rules)
        {
            if (row.Tests.Count != table.Inputs.Count || row.Results.Count != table.Outputs.Count) return new BrokenExpr(FeelError.WrongRow(table.Rules.ToList().IndexOf(row) + 1));
        }
        if (table.Outputs.Count == 0) return new BrokenExpr(FeelError.NoOutputs());
        var inputs = table.Inputs.Select(i => new TableInputExpr(
            Typed(Text(i.Text, scope), i.TypeRef, i.Label ?? i.Text), i.Allowed is null ? null : Tests(i.Allowed, scope)));
        var outputs = table.Outputs.Select((o, i) => new TableOutputExpr(
            o.Name ?? (table.Outputs.Count > 1 ? $"output {i + 1}" : ""), Type(o.TypeRef), Values(o, scope), o.Default is null ? null : Text(o.Default, scope)));
        var rules = table.Rules.Select((r, i) => new TableRuleExpr(
            [.. r.Tests.Select((t, c) => Located(Tests(t, scope), i + 1, c + 1, "input"))], [.. r.Results.Select((t, c) => Located(Text(t, scope), i + 1, c + 1, "output"))]));
        return new TableExpr(name, table.Policy, table.Aggregation, [.. inputs], [.. outputs], [.. rules]);
    }

    private Expr Tests(string text, NameScope scope) => Parser.ParseTests(text, scope, types);

    // An error in a cell says which one it is.
    private static Expr Located(Expr expression, int rule, int column, string what) =>
        expression is BrokenExpr { Error: var error } ? new BrokenExpr(FeelError.InCell(error, rule, column, what == "input")) : expression;

    // The allowed values, or those of the output's type, in the order of their priority.
    private IReadOnlyList<Expr> Values(TableResult output, NameScope scope)
    {
        string? allowed = output.Allowed ?? types.AllowedOf(output.TypeRef);
        if (allowed is null || Parser.ParseTests(allowed, scope, types) is not TestsExpr tests) return [];
        return [.. tests.Tests.OfType<ValueTestExpr>().Select(t => t.Value)];
    }
}
