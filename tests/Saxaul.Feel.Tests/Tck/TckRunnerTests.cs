using System;
using System.IO;
using System.Linq;
using Saxaul.Feel.Tck;
using Xunit;

namespace Saxaul.Feel.Tests.Tck;

public sealed class TckRunnerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("saxaul-tck").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder, name), content);

    private const string Model = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="line" namespace="urn:line">
          <inputData id="i" name="income"><variable name="income" typeRef="number"/></inputData>
          <decision id="d" name="poor"><variable name="poor"/>
            <informationRequirement><requiredInput href="#i"/></informationRequirement>
            <literalExpression><text>income &lt; 8300</text></literalExpression>
          </decision>
        </definitions>
        """;

    private static string Case(string income, string expected) => $"""
        <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <modelName>line.dmn</modelName>
          <testCase id="1">
            <inputNode name="income"><value xsi:type="xsd:decimal">{income}</value></inputNode>
            <resultNode name="poor"><expected><value xsi:type="xsd:boolean">{expected}</value></expected></resultNode>
          </testCase>
        </testCases>
        """;

    [Fact]
    public void An_office_tests_its_own_policy()
    {
        Write("line.dmn", Model);
        Write("line-test-01.xml", Case("8000", "true"));
        Write("line-test-02.xml", Case("9000", "true"));
        var outcomes = TckRunner.Run(_folder).ToList();
        Assert.Equal([true, false], outcomes.Select(o => o.Passed));
        Assert.Equal(("line-test-02.xml", "1", "poor", "true", "false"), (outcomes[1].File, outcomes[1].Case, outcomes[1].Result, outcomes[1].Expected, outcomes[1].Got));
    }

    [Theory]
    [InlineData("<testCases", "not well-formed")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><testCases/>", "not well-formed")]
    [InlineData("<other/>", "holds no test cases")]
    [InlineData("<testCases><testCase id='1'/></testCases>", "expects no result")]
    [InlineData("<testCases><testCase id='1'><resultNode name='rich'><expected/></resultNode></testCase></testCases>", "no decision called 'rich'")]
    [InlineData("<testCases><testCase id='1'><resultNode name='poor'/></testCase></testCases>", "cannot be read")]
    [InlineData("<testCases><testCase id='1'><inputNode name='income'><value xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='decimal'>much</value></inputNode></testCase></testCases>", "cannot be read")]
    public void What_is_wrong_with_a_case_is_a_failure_with_a_sentence(string cases, string sentence)
    {
        Write("line.dmn", Model);
        Write("line-test-01.xml", cases);
        var outcome = Assert.Single(TckRunner.Run(_folder));
        Assert.False(outcome.Passed);
        Assert.Contains(sentence, outcome.Problem!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_missing_or_broken_fails_its_cases()
    {
        Write("line-test-01.xml", Case("1", "true"));
        Assert.Contains("not beside", Assert.Single(TckRunner.Run(_folder)).Problem!.En, StringComparison.Ordinal);
        Write("line.dmn", "no xml");
        Assert.Contains("no decision called", Assert.Single(TckRunner.Run(_folder)).Problem!.En, StringComparison.Ordinal);
    }
}
