using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace Saxaul.Feel.Dmn;

// Boxed expressions and decision tables.
internal sealed partial class DmnReader
{
    /// <summary>The first child that is an expression; null when there is none.</summary>
    private BoxedExpression? LogicOf(XElement? parent)
    {
        if (parent is null) return null;
        if (++_depth > DeepestBoxes)
        {
            _model.AddProblem(FeelError.BoxesTooDeep());
            _depth--;
            return null;
        }
        var logic = parent.Elements().Where(e => e.Name.Namespace == _namespace).Select(Logic).FirstOrDefault(e => e is not null);
        _depth--;
        return logic;
    }

    private BoxedExpression? Logic(XElement element)
    {
        string? type = TypeOf(element);
        return element.Name.LocalName switch
        {
            "literalExpression" => new LiteralExpression(Child(element, "text")?.Value ?? "", type),
            "context" => new BoxedContext([.. Children(element, "contextEntry").Select(Entry)], type),
            "list" => new BoxedList([.. Expressions(element)], type),
            "relation" => new BoxedRelation(
                [.. Children(element, "column").Select(Name)], [.. Children(element, "row").Select(r => (IReadOnlyList<BoxedExpression?>)[.. Expressions(r)])], type),
            "functionDefinition" => Function(element),
            "invocation" => new BoxedInvocation(LogicOf(element), [.. Children(element, "binding").Select(Binding)], type),
            "decisionTable" => Table(element, type),
            "conditional" => new BoxedConditional(LogicOf(Child(element, "if")), LogicOf(Child(element, "then")), LogicOf(Child(element, "else")), type),
            "filter" => new BoxedFilter(LogicOf(Child(element, "in")), LogicOf(Child(element, "match")), type),
            "for" => Iteration(element, IterationKind.For, "return", type),
            "some" => Iteration(element, IterationKind.Some, "satisfies", type),
            "every" => Iteration(element, IterationKind.Every, "satisfies", type),
            _ => null,
        };
    }

    private IEnumerable<BoxedExpression?> Expressions(XElement parent)
    {
        if (++_depth > DeepestBoxes)
        {
            _model.AddProblem(FeelError.BoxesTooDeep());
            _depth--;
            return [];
        }
        var expressions = parent.Elements().Where(e => e.Name.Namespace == _namespace && e.Name.LocalName is not ("column" or "description" or "extensionElements"))
            .Select(Logic).ToList();
        _depth--;
        return expressions;
    }

    private BoxedEntry Entry(XElement element)
    {
        var variable = Child(element, "variable");
        return new(variable is null ? null : Name(variable), TypeOf(variable), LogicOf(element));
    }

    private BoxedEntry Binding(XElement element)
    {
        var parameter = Child(element, "parameter");
        return new(parameter is null ? "" : Name(parameter), TypeOf(parameter), LogicOf(element));
    }

    private BoxedFunction Function(XElement element) => new(
        (string?)element.Attribute("kind") ?? "FEEL", [.. Children(element, "formalParameter").Select(Parameter)], LogicOf(element), TypeOf(element));

    private BoxedIteration Iteration(XElement element, IterationKind kind, string body, string? type) => new(
        kind, Syntax.NameScope.Normalize((string?)element.Attribute("iteratorVariable") ?? ""), LogicOf(Child(element, "in")), LogicOf(Child(element, body)), type);

    private DecisionTable Table(XElement element, string? type)
    {
        string policy = ((string?)element.Attribute("hitPolicy") ?? "UNIQUE").Trim(), aggregation = ((string?)element.Attribute("aggregation") ?? "").Trim();
        if (PolicyOf(policy) is not { } hitPolicy)
        {
            _model.AddProblem(FeelError.UnknownHitPolicy(policy));
            hitPolicy = HitPolicy.Unique;
        }
        return new DecisionTable(
            hitPolicy,
            aggregation switch
            {
                "MIN" => Aggregation.Min,
                "MAX" => Aggregation.Max,
                "SUM" => Aggregation.Sum,
                "COUNT" => Aggregation.Count,
                _ => Aggregation.None,
            },
            [.. Children(element, "input").Select(Column)],
            [.. Children(element, "output").Select(Result)],
            [.. Children(element, "rule").Select(Row)],
            [.. Children(element, "annotation").Select(Name)],
            type);
    }

    private static HitPolicy? PolicyOf(string text) => text switch
    {
        "UNIQUE" => HitPolicy.Unique,
        "ANY" => HitPolicy.Any,
        "PRIORITY" => HitPolicy.Priority,
        "FIRST" => HitPolicy.First,
        "RULE ORDER" => HitPolicy.RuleOrder,
        "OUTPUT ORDER" => HitPolicy.OutputOrder,
        "COLLECT" => HitPolicy.Collect,
        _ => null,
    };

    private TableColumn Column(XElement element)
    {
        var expression = Child(element, "inputExpression");
        var allowed = Child(element, "inputValues");
        return new(
            expression is null ? "" : Text(expression, "text") ?? "", TypeOf(expression), (string?)element.Attribute("label"), allowed is null ? null : Text(allowed, "text"));
    }

    private TableResult Result(XElement element)
    {
        var allowed = Child(element, "outputValues");
        var otherwise = Child(element, "defaultOutputEntry");
        return new(
            element.Attribute("name") is null ? null : Name(element),
            TypeOf(element),
            (string?)element.Attribute("label"),
            allowed is null ? null : Text(allowed, "text"),
            otherwise is null ? null : Text(otherwise, "text"));
    }

    private TableRow Row(XElement element) => new(
        (string?)element.Attribute("id"),
        [.. Children(element, "inputEntry").Select(e => Text(e, "text") ?? "")],
        [.. Children(element, "outputEntry").Select(e => Text(e, "text") ?? "")],
        [.. Children(element, "annotationEntry").Select(e => Text(e, "text") ?? "")],
        Text(element, "description"));
}
