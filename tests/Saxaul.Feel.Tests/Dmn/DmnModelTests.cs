using System;
using System.IO;
using System.Linq;
using System.Text;
using CsCheck;
using Saxaul.Feel.Dmn;
using Xunit;
using static Saxaul.Feel.Tests.Dmn.Models;

namespace Saxaul.Feel.Tests.Dmn;

public class DmnModelTests
{
    [Theory]
    [InlineData("", "not well-formed")]
    [InlineData("<definitions", "not well-formed")]
    [InlineData("<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><d>&e;</d>", "document type definition")]
    [InlineData("<html/>", "no decision model")]
    [InlineData("<definitions xmlns='urn:other'/>", "no decision model")]
    public void What_is_no_model_gives_a_problem_in_both_languages(string xml, string sentence)
    {
        var model = DmnModel.Load(xml);
        var problem = Assert.Single(model.Problems);
        Assert.Contains(sentence, problem.En, StringComparison.Ordinal);
        Assert.NotEqual(problem.En, problem.Zh);
        Assert.Empty(model.Compile().Decisions);
    }

    [Fact]
    public void A_file_without_end_is_refused()
    {
        var start = Encoding.UTF8.GetBytes("<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/'>");
        using var stream = new MemoryStream([.. start, .. Enumerable.Repeat((byte)' ', 17_000_000)]);
        Assert.Contains("longer than", Assert.Single(DmnModel.Load(stream).Problems).En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://www.omg.org/spec/DMN/20180521/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20191111/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20211108/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20230324/MODEL/")]
    public void Models_of_each_version_are_read(string version)
    {
        string xml = Definitions(Decision("d", Text("1 + 1"))).Replace("https://www.omg.org/spec/DMN/20230324/MODEL/", version, StringComparison.Ordinal);
        Assert.Equal("2", Result(xml, "d"));
    }

    [Fact]
    public void A_decision_says_what_it_is_and_on_whose_authority()
    {
        var model = DmnModel.Load(Definitions(
            "<knowledgeSource id='law' name='Circular 12' locationURI='https://example.org/12'><description>Article 3</description></knowledgeSource>",
            "<decision id='d' name='poor' label='困难'><description>Below the line.</description><question>Is it?</question><allowedAnswers>yes, no</allowedAnswers>"
            + "<variable name='poor'/><authorityRequirement><requiredAuthority href='#law'/></authorityRequirement>" + Text("1 < 2") + "</decision>"));
        var decision = Assert.Single(model.Decisions);
        Assert.Equal(("困难", "Below the line.", "Is it?", "yes, no", "1 < 2"), (decision.Label, decision.Description, decision.Question, decision.AllowedAnswers, decision.Text));
        var source = Assert.Single(model.SourcesOf(decision));
        Assert.Equal(("Circular 12", "Article 3", "https://example.org/12"), (source.Name, source.Description, source.Location));
    }

    [Fact]
    public void Functions_in_Java_are_refused_with_a_sentence()
    {
        string xml = Definitions(
            "<businessKnowledgeModel id='b' name='b'><variable name='b'/><encapsulatedLogic kind='Java'><context/></encapsulatedLogic></businessKnowledgeModel>",
            Decision("d", Text("b()"), null, NeedsKnowledge("b")));
        var program = DmnModel.Load(xml).Compile();
        Assert.Contains("External functions", Assert.Single(program.Problems).En, StringComparison.Ordinal);
        Assert.True(program.Evaluate(new Evaluation(), 0).IsNull);
    }

    [Fact]
    public void A_damaged_model_is_read_or_refused_but_never_throws()
    {
        string xml = Definitions(
            "<itemDefinition name='tLevel'><typeRef>string</typeRef><allowedValues><text>\"a\",\"b\"</text></allowedValues></itemDefinition>",
            Input("x", "number"),
            "<businessKnowledgeModel id='f' name='f'><variable name='f'/><encapsulatedLogic><formalParameter name='p'/>" + Text("p + 1") + "</encapsulatedLogic></businessKnowledgeModel>",
            Decision("d", Table("hitPolicy='FIRST'", ["x"], ["> 1 | \"a\"", "- | \"b\""]), "tLevel", NeedsInput("x") + NeedsKnowledge("f")),
            Decision("e", "<context><contextEntry><variable name='v'/>" + Text("f(1)") + "</contextEntry><contextEntry>" + Text("v") + "</contextEntry></context>", null, NeedsDecision("d")));
        Gen.Select(Gen.Int[0, xml.Length - 1], Gen.Int[0, 40], Gen.Char["<>/'=\"a1# "].Array[0, 3]).Sample(
            (at, length, put) =>
            {
                string damaged = string.Concat(xml.AsSpan(0, at), new string(put), xml.AsSpan(Math.Min(at + length, xml.Length)));
                var program = DmnModel.Load(damaged).Compile();
                var evaluation = new Evaluation();
                for (int i = 0; i < program.Decisions.Count; i++) program.Evaluate(evaluation, i, new FeelValue[program.InputNames.Count]);
            },
            iter: 3000);
    }
}
