using System.Collections.Generic;

namespace Saxaul.Feel.Dmn;

/// <summary>Something in a model that has a name.</summary>
/// <param name="Id">The identifier that references use.</param>
/// <param name="Name">The name, words separated by single spaces.</param>
/// <param name="Label">What people are shown instead of the name; null when there is none.</param>
/// <param name="Description">The description; null when there is none.</param>
public abstract record DmnElement(string Id, string Name, string? Label, string? Description);

/// <summary>What an element needs: references "#id", or "namespace#id" into an imported model.</summary>
public sealed record DmnRequirements(IReadOnlyList<string> Inputs, IReadOnlyList<string> Decisions, IReadOnlyList<string> Knowledge, IReadOnlyList<string> Authorities);

/// <summary>
/// A decision: the question that it answers and the answers, in the author's words; the declared type of its result; what it requires; and how it is
/// decided, which is null when the model does not say.
/// </summary>
public sealed record DmnDecision(
    string Id, string Name, string? Label, string? Description, string? Question, string? AllowedAnswers,
    string? TypeRef, DmnRequirements Requirements, BoxedExpression? Logic) : DmnElement(Id, Name, Label, Description)
{
    /// <summary>The FEEL text, when the decision is a literal expression; null otherwise.</summary>
    public string? Text => (Logic as LiteralExpression)?.Text;

    /// <summary>The decision table, when it is one; null otherwise.</summary>
    public DecisionTable? Table => Logic as DecisionTable;
}

/// <summary>A fact that comes from outside.</summary>
public sealed record DmnInputData(string Id, string Name, string? Label, string? Description, string? TypeRef) : DmnElement(Id, Name, Label, Description);

/// <summary>A function that decisions share.</summary>
public sealed record DmnKnowledgeModel(
    string Id, string Name, string? Label, string? Description, string? TypeRef, DmnRequirements Requirements, BoxedFunction? Logic)
    : DmnElement(Id, Name, Label, Description);

/// <summary>A law, document or person on whose authority something is decided.</summary>
public sealed record DmnKnowledgeSource(string Id, string Name, string? Label, string? Description, string? Location) : DmnElement(Id, Name, Label, Description);

/// <summary>Decisions that can be called together like a function.</summary>
public sealed record DmnDecisionService(
    string Id, string Name, string? Label, string? Description, string? TypeRef,
    IReadOnlyList<string> Outputs, IReadOnlyList<string> InputDecisions, IReadOnlyList<string> Inputs) : DmnElement(Id, Name, Label, Description);

/// <summary>
/// A type that a model defines: from another type (Base), as a context of components, or as a function with parameters and a result. Allowed holds
/// unary tests that its values must pass; for a collection they are for the items, or for the list where AllowedForList.
/// </summary>
public sealed record DmnItemDefinition(
    string Id, string Name, string? Label, string? Description, string? Base, string? Allowed, bool IsCollection, bool AllowedForList,
    IReadOnlyList<DmnItemDefinition> Components, IReadOnlyList<BoxedParameter>? Parameters, string? Result) : DmnElement(Id, Name, Label, Description);

/// <summary>Another model whose elements this one uses under a name.</summary>
public sealed record DmnImport(string Name, string Namespace);
