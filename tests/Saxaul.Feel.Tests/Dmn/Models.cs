using System.Linq;
using System.Security;
using Saxaul.Feel.Dmn;

namespace Saxaul.Feel.Tests.Dmn;

/// <summary>Writes small models, so that a test shows only what it is about.</summary>
internal static class Models
{
    public static string Definitions(params string[] elements) =>
        $"<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='model' namespace='urn:model'>{string.Concat(elements)}</definitions>";

    public static string Input(string name, string? type = null) =>
        $"<inputData id='{name}' name='{name}'><variable name='{name}'{Type(type)}/></inputData>";

    public static string Decision(string name, string logic, string? type = null, string requires = "") =>
        $"<decision id='{name}' name='{name}'><variable name='{name}'{Type(type)}/>{requires}{logic}</decision>";

    public static string NeedsInput(params string[] names) =>
        string.Concat(names.Select(n => $"<informationRequirement><requiredInput href='#{n}'/></informationRequirement>"));

    public static string NeedsDecision(params string[] names) =>
        string.Concat(names.Select(n => $"<informationRequirement><requiredDecision href='#{n}'/></informationRequirement>"));

    public static string NeedsKnowledge(params string[] names) =>
        string.Concat(names.Select(n => $"<knowledgeRequirement><requiredKnowledge href='#{n}'/></knowledgeRequirement>"));

    public static string Text(string feel) => $"<literalExpression><text>{SecurityElement.Escape(feel)}</text></literalExpression>";

    /// <summary>A table of one output; each row is "test | test | result".</summary>
    public static string Table(string policy, string[] inputs, string[] rows, string output = "<output/>") =>
        $"<decisionTable {policy}>"
        + string.Concat(inputs.Select(i => $"<input><inputExpression><text>{SecurityElement.Escape(i)}</text></inputExpression></input>"))
        + output
        + string.Concat(rows.Select(r => Row(r.Split('|'), inputs.Length)))
        + "</decisionTable>";

    private static string Row(string[] cells, int inputs) =>
        "<rule>"
        + string.Concat(cells.Select((c, i) => i < inputs
            ? $"<inputEntry><text>{SecurityElement.Escape(c.Trim())}</text></inputEntry>"
            : $"<outputEntry><text>{SecurityElement.Escape(c.Trim())}</text></outputEntry>"))
        + "</rule>";

    private static string Type(string? type) => type is null ? "" : $" typeRef='{type}'";

    /// <summary>The result of the decision, as FEEL.</summary>
    public static string Result(string xml, string decision, params FeelValue[] inputs)
    {
        var program = DmnModel.Load(xml).Compile();
        return program.Evaluate(new Evaluation(), program.IndexOf(decision), inputs).ToLiteral();
    }
}
