using System.Collections.Generic;

namespace Saxaul.Feel.Dmn;

/// <summary>The logic of a decision as the model writes it (DMN 1.5, 7.3 and 10.2).</summary>
/// <param name="TypeRef">The declared type of its value; null when none is declared.</param>
public abstract record BoxedExpression(string? TypeRef);

/// <summary>FEEL text.</summary>
public sealed record LiteralExpression(string Text, string? TypeRef = null) : BoxedExpression(TypeRef);

/// <summary>An entry of a boxed context; without a name it is the context's result.</summary>
public sealed record BoxedEntry(string? Name, string? TypeRef, BoxedExpression? Value);

public sealed record BoxedContext(IReadOnlyList<BoxedEntry> Entries, string? TypeRef) : BoxedExpression(TypeRef);

public sealed record BoxedList(IReadOnlyList<BoxedExpression?> Items, string? TypeRef) : BoxedExpression(TypeRef);

/// <summary>A table of values: each row becomes a context of the columns' names.</summary>
public sealed record BoxedRelation(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<BoxedExpression?>> Rows, string? TypeRef) : BoxedExpression(TypeRef);

/// <summary>A named and typed thing: a parameter, a variable.</summary>
public sealed record BoxedParameter(string Name, string? TypeRef);

/// <summary>A function; <paramref name="Kind"/> is FEEL, Java or PMML, of which only FEEL is supported.</summary>
public sealed record BoxedFunction(string Kind, IReadOnlyList<BoxedParameter> Parameters, BoxedExpression? Body, string? TypeRef) : BoxedExpression(TypeRef);

public sealed record BoxedInvocation(BoxedExpression? Function, IReadOnlyList<BoxedEntry> Bindings, string? TypeRef) : BoxedExpression(TypeRef);

public sealed record BoxedConditional(BoxedExpression? If, BoxedExpression? Then, BoxedExpression? Else, string? TypeRef) : BoxedExpression(TypeRef);

public sealed record BoxedFilter(BoxedExpression? In, BoxedExpression? Match, string? TypeRef) : BoxedExpression(TypeRef);

/// <summary>What a <see cref="BoxedIteration"/> asks of the items.</summary>
public enum IterationKind
{
    For,
    Some,
    Every,
}

public sealed record BoxedIteration(IterationKind Kind, string Variable, BoxedExpression? In, BoxedExpression? Body, string? TypeRef) : BoxedExpression(TypeRef);

/// <summary>A column of conditions: the FEEL text of the value that the cells test, and the unary tests, if any, that the value must pass.</summary>
public sealed record TableColumn(string Text, string? TypeRef, string? Label, string? Allowed);

/// <summary>
/// A column of results: its allowed values, if any, for some hit policies in order of priority; and the FEEL text of the result when no rule matches.
/// </summary>
public sealed record TableResult(string? Name, string? TypeRef, string? Label, string? Allowed, string? Default);

/// <summary>A rule: the FEEL texts of its cells, and what its author noted beside it.</summary>
public sealed record TableRow(string? Id, IReadOnlyList<string> Tests, IReadOnlyList<string> Results, IReadOnlyList<string> Annotations, string? Description);

/// <summary>A decision table (DMN 1.5, 8).</summary>
public sealed record DecisionTable(
    HitPolicy Policy,
    Aggregation Aggregation,
    IReadOnlyList<TableColumn> Inputs,
    IReadOnlyList<TableResult> Outputs,
    IReadOnlyList<TableRow> Rules,
    IReadOnlyList<string> Annotations,
    string? TypeRef) : BoxedExpression(TypeRef);
