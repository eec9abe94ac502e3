using System.Collections.Generic;

namespace Saxaul.Feel.Syntax;

/// <summary>What FEEL text means, as a tree. Decision tables and boxed expressions become the same tree, so there is one compiler.</summary>
/// <param name="Position">Where in its text it begins.</param>
internal abstract record Expr(int Position);

internal sealed record LiteralExpr(FeelValue Value, int Position) : Expr(Position);

/// <summary>A variable. "?" is the value that unary tests test, "item" what a filter looks at.</summary>
internal sealed record NameExpr(string Name, int Position) : Expr(Position);

internal sealed record PathExpr(Expr Source, string Name, int Position) : Expr(Position);

internal sealed record FilterExpr(Expr Source, Expr Condition, int Position) : Expr(Position);

internal enum BinaryOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
}

internal sealed record BinaryExpr(BinaryOperator Operator, Expr Left, Expr Right, int Position) : Expr(Position);

internal sealed record NegateExpr(Expr Operand, int Position) : Expr(Position);

internal sealed record IfExpr(Expr Condition, Expr Then, Expr Else, int Position) : Expr(Position);

/// <summary>"x in list", or "x in from..to" when <paramref name="To"/> is given.</summary>
internal sealed record IteratorExpr(string Name, Expr From, Expr? To);

internal sealed record ForExpr(IReadOnlyList<IteratorExpr> Iterators, Expr Body, bool UsesPartial, int Position) : Expr(Position);

internal sealed record QuantifiedExpr(bool Every, IReadOnlyList<IteratorExpr> Iterators, Expr Condition, int Position) : Expr(Position);

internal sealed record BetweenExpr(Expr Value, Expr Low, Expr High, int Position) : Expr(Position);

/// <summary>"value in tests".</summary>
internal sealed record InExpr(Expr Value, TestsExpr Tests, int Position) : Expr(Position);

/// <summary>Unary tests on "?": one of <paramref name="Tests"/> holds, or none when negated. No test at all is "-", which always holds.</summary>
internal sealed record TestsExpr(bool Negated, IReadOnlyList<Expr> Tests, int Position) : Expr(Position);

/// <summary>A test that compares "?" with a value: "&lt; 5".</summary>
internal sealed record ComparisonTestExpr(BinaryOperator Operator, Expr Operand, int Position) : Expr(Position);

/// <summary>A test by a value: equal to it, or among its items, or in its range; a condition when it mentions "?" itself.</summary>
internal sealed record ValueTestExpr(Expr Value, bool UsesInput, int Position) : Expr(Position);

internal sealed record RangeExpr(bool StartIncluded, Expr? Start, Expr? End, bool EndIncluded, int Position) : Expr(Position);

internal sealed record ListExpr(IReadOnlyList<Expr> Items, int Position) : Expr(Position);

/// <summary>An entry of a context, visible to those after it. In a boxed context an entry may have a type.</summary>
internal sealed record EntryExpr(string Name, Expr Value, FeelType? Type = null);

/// <summary>A context; with <paramref name="Result"/>, a boxed context whose value is that last expression.</summary>
internal sealed record ContextExpr(IReadOnlyList<EntryExpr> Entries, Expr? Result, int Position) : Expr(Position);

/// <summary>A call. <paramref name="Names"/> is null when the arguments are positional.</summary>
internal sealed record CallExpr(Expr Function, IReadOnlyList<Expr> Arguments, IReadOnlyList<string>? Names, int Position) : Expr(Position);

internal sealed record ParameterExpr(string Name, FeelType Type);

internal sealed record FunctionExpr(IReadOnlyList<ParameterExpr> Parameters, Expr Body, FeelType? Result, string? Name, int Position) : Expr(Position);

internal sealed record InstanceOfExpr(Expr Value, FeelType Type, int Position) : Expr(Position);

/// <summary>An expression whose value must conform to a type; another value is null, with an error.</summary>
internal sealed record TypedExpr(Expr Value, FeelType Type, string What) : Expr(Value.Position);

/// <summary>Something that could not be read: its value is null, and the error is among the problems.</summary>
internal sealed record BrokenExpr(FeelError Error) : Expr(Error.Position);

internal sealed record TableInputExpr(Expr Value, Expr? Allowed);

internal sealed record TableOutputExpr(string Name, FeelType Type, IReadOnlyList<Expr> Allowed, Expr? Default);

internal sealed record TableRuleExpr(IReadOnlyList<Expr> Tests, IReadOnlyList<Expr> Outputs);

internal sealed record TableExpr(
    string Name,
    Dmn.HitPolicy Policy,
    Dmn.Aggregation Aggregation,
    IReadOnlyList<TableInputExpr> Inputs,
    IReadOnlyList<TableOutputExpr> Outputs,
    IReadOnlyList<TableRuleExpr> Rules) : Expr(-1);
