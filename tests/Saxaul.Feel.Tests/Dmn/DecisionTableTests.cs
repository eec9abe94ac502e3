using System;
using System.Linq;
using Saxaul.Feel.Dmn;
using Xunit;
using static Saxaul.Feel.Tests.Dmn.Models;

namespace Saxaul.Feel.Tests.Dmn;

public class DecisionTableTests
{
    private static string Result(string policy, FeelValue income, string[] rows, string output = "<output/>") =>
        Models.Result(Definitions(Input("income"), Decision("d", Table(policy, ["income"], rows, output), null, NeedsInput("income"))), "d", income);

    [Theory]
    [InlineData("hitPolicy='UNIQUE'", 5, "\"low\"")]
    [InlineData("hitPolicy='UNIQUE'", 25, "null")]
    [InlineData("hitPolicy='FIRST'", 25, "\"middle\"")]
    [InlineData("hitPolicy='ANY'", 25, "null")]
    [InlineData("hitPolicy='RULE ORDER'", 25, "[\"middle\", \"high\"]")]
    [InlineData("hitPolicy='COLLECT'", 25, "[\"middle\", \"high\"]")]
    [InlineData("hitPolicy='COLLECT' aggregation='COUNT'", 25, "2")]
    [InlineData("hitPolicy='COLLECT' aggregation='MIN'", 25, "\"high\"")]
    [InlineData("hitPolicy='FIRST'", -1, "null")]
    public void The_hit_policy_decides_among_matching_rules(string policy, int income, string result) =>
        Assert.Equal(result, Result(policy, income, ["[0..10) | \"low\"", "[10..30] | \"middle\"", ">= 20 | \"high\""]));

    [Theory]
    [InlineData("SUM", "60")]
    [InlineData("MIN", "10")]
    [InlineData("MAX", "30")]
    [InlineData("COUNT", "3")]
    public void Collected_results_are_aggregated(string aggregation, string result) =>
        Assert.Equal(result, Result($"hitPolicy='COLLECT' aggregation='{aggregation}'", 5, ["> 0 | 10", "> 1 | 20", "- | 30", "> 100 | 1000"]));

    [Theory]
    [InlineData("PRIORITY", "\"urgent\"")]
    [InlineData("OUTPUT ORDER", "[\"urgent\", \"low\"]")]
    public void The_order_of_the_output_values_is_their_priority(string policy, string result) => Assert.Equal(
        result,
        Result($"hitPolicy='{policy}'", 5, ["> 0 | \"low\"", "> 1 | \"urgent\""], "<output><outputValues><text>\"urgent\", \"low\"</text></outputValues></output>"));

    [Fact]
    public void When_no_rule_matches_the_default_is_the_result() => Assert.Equal(
        "\"none\"", Result("hitPolicy='UNIQUE'", 5, ["> 10 | \"some\""], "<output><defaultOutputEntry><text>\"none\"</text></defaultOutputEntry></output>"));

    [Fact]
    public void A_missing_value_matches_only_cells_that_say_so()
    {
        string[] rows = ["< 5 | \"poor\"", "null | \"unknown\"", ">= 5 | \"not poor\""];
        Assert.Equal("\"unknown\"", Result("hitPolicy='UNIQUE'", FeelValue.Null, rows));
        Assert.Equal("null", Result("hitPolicy='UNIQUE'", FeelValue.Null, ["< 5 | \"poor\"", "not(null) | \"known\""]));
    }

    [Fact]
    public void Several_outputs_make_a_context()
    {
        string table = "<decisionTable><input><inputExpression><text>income</text></inputExpression></input><output name='level'/><output name='days'/>"
            + "<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>\"high\"</text></outputEntry><outputEntry><text>30 * 2</text></outputEntry></rule></decisionTable>";
        Assert.Equal("{level: \"high\", days: 60}", Models.Result(Definitions(Input("income"), Decision("d", table, null, NeedsInput("income"))), "d", 1));
    }

    [Fact]
    public void Rules_that_fired_are_traced_on_request()
    {
        string xml = Definitions(
            Input("income"),
            Decision("all", Table("hitPolicy='COLLECT'", ["income"], ["> 0 | 1", "> 100 | 2", "> 1 | 3"]), null, NeedsInput("income")),
            Decision("first", Table("hitPolicy='FIRST'", ["count(all)"], ["1 | \"one\"", "2 | \"two\""]), null, NeedsDecision("all")));
        var program = DmnModel.Load(xml).Compile("income");
        var evaluation = new Evaluation();
        program.Evaluate(evaluation, program.IndexOf("first"), 50);
        Assert.Empty(evaluation.Trace);
        evaluation.Tracing = true;
        program.Evaluate(evaluation, program.IndexOf("first"), 50);
        Assert.Equal(["all: 1 3", "first: 2"], evaluation.Trace.Select(t => $"{t.Table}: {string.Join(' ', t.Rows)}"));
    }

    [Fact]
    public void An_error_in_a_cell_says_which_cell()
    {
        var program = DmnModel.Load(Definitions(Input("income"), Decision("d", Table("", ["income"], ["> 1 | 1", "> > | 2"]), null, NeedsInput("income")))).Compile();
        var problem = Assert.Single(program.Problems);
        Assert.StartsWith("Rule 2, condition 1:", problem.En, StringComparison.Ordinal);
        Assert.Equal("decision d", problem.Where);
    }

    [Fact]
    public void Two_rules_of_a_unique_table_are_an_error_that_names_them()
    {
        var program = DmnModel.Load(Definitions(Input("x"), Decision("d", Table("", ["x"], ["> 1 | 1", "> 5 | 2"]), null, NeedsInput("x")))).Compile();
        var evaluation = new Evaluation();
        Assert.True(program.Evaluate(evaluation, 0, 9).IsNull);
        Assert.Contains("rules 1, 2", Assert.Single(evaluation.Errors).En, StringComparison.Ordinal);
    }
}
