using System;
using System.Collections.Generic;
using Saxaul.Feel.Compilation;
using Saxaul.Feel.Syntax;

namespace Saxaul.Feel;

/// <summary>
/// An expression that stands alone, compiled for a fixed list of names. It holds no state: any number of threads may evaluate it, each with its own
/// <see cref="Evaluation"/>.
/// </summary>
public sealed class FeelExpression
{
    private readonly Node _node;
    private readonly int _frameSize;
    private readonly int _inputs;
    private readonly Site _site = new(null, 0);

    private FeelExpression(string text, Node node, int frameSize, IReadOnlyList<string> names, IReadOnlySet<string> uses, IReadOnlyList<FeelError> problems)
    {
        Text = text;
        Names = names;
        Uses = uses;
        Problems = problems;
        _node = node;
        _frameSize = frameSize;
        _inputs = names.Count;
    }

    /// <summary>The source.</summary>
    public string Text { get; }

    /// <summary>The names of the inputs, in the order in which <see cref="Evaluate"/> takes their values.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Those of <see cref="Names"/> that the expression reads: by what it means, not by what its text looks like.</summary>
    public IReadOnlySet<string> Uses { get; }

    /// <summary>What is wrong with the text; empty when nothing is. An expression with problems can be evaluated: what could not be read is null.</summary>
    public IReadOnlyList<FeelError> Problems { get; }

    /// <summary>Compiles an expression in which the given names are known.</summary>
    public static FeelExpression Compile(string text, params IReadOnlyList<string> names) => Compile(text, names, Parser.ParseExpression, null);

    /// <summary>Compiles unary tests, such as <c>&gt;= 6, null</c>. The value that they test is the input "?", which comes before the others.</summary>
    public static FeelExpression CompileTests(string text, params IReadOnlyList<string> names) => Compile(text, ["?", .. names], Parser.ParseTests, null);

    private static FeelExpression Compile(
        string text, IReadOnlyList<string> names, Func<string, NameScope, TypeNames, Expr> parse, string? where)
    {
        var scope = new NameScope(BuiltIns);
        var slots = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            scope.Add(name);
            slots.TryAdd(name, slots.Count);
        }
        if (slots.Count != names.Count) throw new ArgumentException("A name occurs twice.", nameof(names));
        var problems = new List<FeelError>();
        var compiler = new Compiler(where, problems);
        var uses = new HashSet<string>(StringComparer.Ordinal);
        var globals = new GlobalScope(name =>
        {
            if (!slots.TryGetValue(name, out int slot)) return null;
            uses.Add(name);
            return new InputNode(slot);
        });
        var (node, frameSize) = compiler.CompileBody(parse(text, scope, TypeNames.BuiltIn), globals);
        return new FeelExpression(text, node, frameSize, names, uses, problems);
    }

    private static NameScope BuiltIns => Functions.BuiltIns.Names;

    /// <summary>Evaluates with one value for each name.</summary>
    public FeelValue Evaluate(Evaluation evaluation, params ReadOnlySpan<FeelValue> inputs)
    {
        if (inputs.Length != _inputs) throw new ArgumentException($"The expression has {_inputs} inputs, but {inputs.Length} values were given.", nameof(inputs));
        evaluation.Begin(this, inputs, _inputs);
        return evaluation.Run(_node, 0, _frameSize, _site);
    }

    public override string ToString() => Text;
}
