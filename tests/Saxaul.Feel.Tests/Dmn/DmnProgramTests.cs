using System;
using System.Linq;
using Saxaul.Feel.Dmn;
using Xunit;
using static Saxaul.Feel.Tests.Dmn.Models;

namespace Saxaul.Feel.Tests.Dmn;

public class DmnProgramTests
{
    [Fact]
    public void A_host_gives_inputs_in_its_own_order_and_asks_for_any_decision()
    {
        string xml = Definitions(
            Input("income", "number"),
            Input("members"),
            Decision("per head", Text("income / count(members)"), "number", NeedsInput("income", "members")),
            Decision("poor", Text("per head < 8300"), "boolean", NeedsDecision("per head")));
        var program = DmnModel.Load(xml).Compile("area", "members", "income");
        Assert.Empty(program.Problems);
        var evaluation = new Evaluation();
        program.Begin(evaluation, "6501", FeelValue.List(1, 2, 3), 24_000);
        Assert.True(program.Decide(evaluation, program.IndexOf("poor")).IsTrue);
        Assert.Equal(8000, program.Decide(evaluation, program.IndexOf("per head")).AsNumber);
        Assert.Equal(-1, program.IndexOf("rich"));
    }

    [Fact]
    public void A_decision_knows_all_inputs_it_depends_on()
    {
        string xml = Definitions(
            Input("a"), Input("b"), Input("c"),
            Decision("x", Text("a"), null, NeedsInput("a")),
            Decision("y", Text("x + b"), null, NeedsDecision("x") + NeedsInput("b")),
            Decision("z", Text("1")));
        var program = DmnModel.Load(xml).Compile();
        Assert.Equal(["b", "a"], program.InputsOf(program.IndexOf("y")));
        Assert.Empty(program.InputsOf(program.IndexOf("z")));
    }

    [Fact]
    public void A_decision_is_made_at_most_once()
    {
        string xml = Definitions(
            Input("a"),
            Decision("base", Table("hitPolicy='FIRST'", ["a"], ["- | 1"]), null, NeedsInput("a")),
            Decision("left", Text("base + 1"), null, NeedsDecision("base")),
            Decision("right", Text("base + 2"), null, NeedsDecision("base")),
            Decision("top", Text("left + right + base"), null, NeedsDecision("left", "right", "base")));
        var program = DmnModel.Load(xml).Compile();
        var evaluation = new Evaluation { Tracing = true };
        Assert.Equal(6, program.Evaluate(evaluation, program.IndexOf("top"), 0).AsNumber);
        Assert.Single(evaluation.Trace);
    }

    [Fact]
    public void Decisions_that_depend_on_each_other_are_a_problem()
    {
        string xml = Definitions(
            Decision("a", Text("b"), null, NeedsDecision("b")),
            Decision("b", Text("a"), null, NeedsDecision("a")),
            Decision("c", Text("1")));
        var program = DmnModel.Load(xml).Compile();
        Assert.Equal(["decision a", "decision b"], program.Problems.Select(p => p.Where));
        Assert.True(program.Evaluate(new Evaluation(), program.IndexOf("a")).IsNull);
        Assert.Equal(1, program.Evaluate(new Evaluation(), program.IndexOf("c")).AsNumber);
    }

    [Fact]
    public void A_decision_sees_only_what_it_requires()
    {
        var program = DmnModel.Load(Definitions(Input("a"), Decision("d", Text("a + 1")))).Compile();
        Assert.Contains("'a'", Assert.Single(program.Problems).En, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_the_host_does_not_have_is_a_warning_and_null()
    {
        var program = DmnModel.Load(Definitions(Input("a"), Decision("d", Text("a"), null, NeedsInput("a")))).Compile("b");
        Assert.Equal(FeelSeverity.Warning, Assert.Single(program.Problems).Severity);
        Assert.True(program.Evaluate(new Evaluation(), 0, 1).IsNull);
    }

    [Fact]
    public void Knowledge_models_are_functions_and_may_call_themselves()
    {
        string xml = Definitions(
            "<businessKnowledgeModel id='fact' name='fact'><variable name='fact'/><encapsulatedLogic><formalParameter name='n' typeRef='number'/>"
            + Text("if n < 2 then 1 else n * fact(n - 1)") + "</encapsulatedLogic></businessKnowledgeModel>",
            Input("n"),
            Decision("d", Text("fact(n)"), null, NeedsInput("n") + NeedsKnowledge("fact")));
        Assert.Equal("2432902008176640000", Result(xml, "d", 20));
        var program = DmnModel.Load(xml).Compile();
        var evaluation = new Evaluation();
        Assert.True(program.Evaluate(evaluation, 0, 100_000).IsNull);
        Assert.Contains(evaluation.Errors, e => e.En.Contains("too deeply", StringComparison.Ordinal));
        Assert.Equal(6, program.Invoke(evaluation, "fact", ("n", 3)).AsNumber);
    }

    [Fact]
    public void A_value_of_another_type_than_declared_is_null_with_an_error()
    {
        string xml = Definitions(
            "<itemDefinition name='tLevel'><typeRef>string</typeRef><allowedValues><text>\"high\", \"low\"</text></allowedValues></itemDefinition>",
            Input("level", "tLevel"),
            Decision("d", Text("level"), "string", NeedsInput("level")));
        Assert.Equal("\"high\"", Result(xml, "d", "high"));
        var program = DmnModel.Load(xml).Compile();
        var evaluation = new Evaluation();
        Assert.True(program.Evaluate(evaluation, 0, "middle").IsNull);
        Assert.Contains("'level' should be of type tLevel", Assert.Single(evaluation.Errors).En, StringComparison.Ordinal);
    }

    [Fact]
    public void Types_in_any_order_and_in_circles_do_no_harm()
    {
        string xml = Definitions(
            "<itemDefinition name='tA'><typeRef>tB</typeRef></itemDefinition>",
            "<itemDefinition name='tB'><typeRef>number</typeRef></itemDefinition>",
            "<itemDefinition name='tX'><typeRef>tY</typeRef></itemDefinition>",
            "<itemDefinition name='tY'><typeRef>tX</typeRef></itemDefinition>",
            "<itemDefinition name='tTree'><itemComponent name='children' isCollection='true'><typeRef>tTree</typeRef></itemComponent></itemDefinition>",
            Decision("a", Text("5"), "tA"),
            Decision("x", Text("5"), "tX"),
            Decision("t", Text("{children: [{children: []}]}"), "tTree"));
        Assert.Equal("5", Result(xml, "a"));
        Assert.Equal("5", Result(xml, "x"));
        Assert.Equal("{children: [{children: []}]}", Result(xml, "t"));
        Assert.Contains(DmnModel.Load(xml).Compile().Problems, p => p.En.Contains("defined by itself", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_of_components_may_hold_keywords_where_their_type_is_known()
    {
        string xml = Definitions(
            "<itemDefinition name='tMember'><itemComponent name='in school'><typeRef>boolean</typeRef></itemComponent></itemDefinition>",
            "<itemDefinition name='tMembers' isCollection='true'><typeRef>tMember</typeRef></itemDefinition>",
            Input("members", "tMembers"),
            Decision("d", Text("count(members[in school = false])"), null, NeedsInput("members")));
        var shape = new FeelShape("in school");
        Assert.Equal("1", Result(xml, "d", FeelValue.List(FeelValue.Context(shape, true), FeelValue.Context(shape, false))));
    }

    [Fact]
    public void A_model_uses_elements_of_the_models_it_imports()
    {
        var shared = DmnModel.Load(Definitions(
            Input("income"),
            Decision("poor", Text("income < line(1)"), null, NeedsInput("income") + NeedsKnowledge("line")),
            "<businessKnowledgeModel id='line' name='line'><variable name='line'/><encapsulatedLogic><formalParameter name='n'/>" + Text("8300 * n")
            + "</encapsulatedLogic></businessKnowledgeModel>"));
        string xml = Definitions(
            "<import name='base' namespace='urn:model' importType='https://www.omg.org/spec/DMN/20230324/MODEL/'/>",
            Decision(
                "d",
                Text("base.poor and base.line(2) = 16600"),
                null,
                "<informationRequirement><requiredDecision href='urn:model#poor'/></informationRequirement>"
                + "<knowledgeRequirement><requiredKnowledge href='urn:model#line'/></knowledgeRequirement>")).Replace("namespace='urn:model'>", "namespace='urn:own'>", StringComparison.Ordinal);
        var program = DmnModel.Load(xml, [shared]).Compile("income");
        Assert.Empty(program.Problems);
        Assert.True(program.Evaluate(new Evaluation(), program.IndexOf("d"), 8000).IsTrue);
        Assert.Equal(["income"], program.InputsOf(0));
    }

    [Fact]
    public void A_program_serves_many_threads()
    {
        string xml = Definitions(Input("x"), Decision("a", Text("x * 2"), null, NeedsInput("x")), Decision("b", Text("a + 1"), null, NeedsDecision("a")));
        var program = DmnModel.Load(xml).Compile();
        int index = program.IndexOf("b");
        System.Threading.Tasks.Parallel.For(
            0, 10_000, () => new Evaluation(), (i, _, evaluation) =>
            {
                Assert.Equal(i * 2 + 1, program.Evaluate(evaluation, index, i).AsNumber);
                return evaluation;
            },
            _ => { });
    }
}
