using System;
using System.IO;
using System.Linq;
using Saxaul.Facts;
using Saxaul.Feel.Tck;
using Saxaul.Registers;
using Saxaul.Screening;
using Xunit;

namespace Saxaul.Tests.Screening;

/// <summary>The policy's own examples, which an official can read, stand beside it in programmes/; here they are run, and what an office can get wrong is refused.</summary>
public class AcceptancePolicyTests
{
    private const string File = "early-warning/policies/acceptance/policy.yaml";
    private const string Model = "early-warning/policies/acceptance/acceptance.dmn";
    private static readonly FactShape Shape = FactShape.Of(Programmes.Shipped.In("registers").Select(file => DefinitionFile.ReadRegister(file.File, file.Text)));

    [Fact]
    public void Every_example_of_every_rule_comes_out_as_written()
    {
        var outcomes = TckRunner.Run(Path.Combine(AppContext.BaseDirectory, "programmes")).ToList();
        Assert.Empty(outcomes.Where(outcome => !outcome.Passed).Select(outcome => $"{outcome.File} {outcome.Case}: expected {outcome.Expected}, got {outcome.Got} {outcome.Problem}"));
        foreach (var rule in Load().Rules)
            Assert.Equal(["false", "null", "true"], outcomes.Where(outcome => outcome.Result == rule.Name).Select(outcome => outcome.Expected).Distinct().Order());
    }

    [Theory]
    [InlineData(Model, "<text>null</text></inputEntry>\n          <outputEntry id=\"medical_1_result\">", "<text>>= </text></inputEntry>\n          <outputEntry id=\"medical_1_result\">", "Rule 1, condition 2")]
    [InlineData(Model, "<text>medical_spending + schooling_spending + disaster_loss</text>", "<text>medical_spendings + 1</text>", "rigid_spending: Nothing is called 'medical_spendings'")]
    [InlineData(Model, "name=\"house_grade\"", "name=\"roof\"", "Nothing is called 'house_grade'")]
    [InlineData(Model, "<itemComponent id=\"type_member_health\" name=\"health\">", "<itemComponent id=\"type_member_health\" name=\"vigour\">", "'vigour' of type 'tMember' is no fact of members")]
    [InlineData(Model, "</definitions>", "", "not well-formed XML")]
    [InlineData(File, "rule: housing", "rule: house", "rule 'house' has no decision of its name")]
    [InlineData(File, "rule: housing", "rule: water", "rule 'water' stands twice")]
    [InlineData(File, "{house_grade}", "{toilet}", "{toilet}, which is neither")]
    [InlineData(File, "from: 2020-01-01, value: 5000", "from: 1 Jan, value: 5000", "figure 'income_line' needs a first day")]
    [InlineData(File, "name: income_line", "name: wages", "figure 'wages' stands twice or has the name of a fact")]
    [InlineData(File, "member_facts: [insured]", "member_facts: [toilet]", "rule 'uninsured' names a member fact")]
    [InlineData(File, "of: income_line - net_income_per_head", "of: income_line - wagess", "rule 'income' has a gap that is wrong")]
    [InlineData(File, "en: \"{gap} yuan a head below the line\"", "en: \"below the line\"", "rule 'income' needs the words of its gap")]
    [InlineData(File, "{ zh: 住房安全, en: Safe housing }", "{ zh: 住房安全 }", "rule 'housing' names what it protects in one language only")]
    [InlineData(File, "policy: acceptance", "policy: acceptance\nthresholds: 5", "line 6")]
    public void What_is_wrong_with_a_policy_is_refused_by_file_and_place(string file, string right, string wrong, string sentence)
    {
        var files = Programmes.Shipped.Files;
        Assert.Contains(right, files[file], StringComparison.Ordinal);
        string Text(string name) => name == file ? files[name].Replace(right, wrong, StringComparison.Ordinal) : files[name];
        var problem = Assert.Throws<ProblemException>(() => Policy.Create(File, DefinitionFile.Read<PolicyDefinition>(File, Text(File)), Model, Text(Model), Shape)).Problem;
        Assert.Contains(sentence, problem.En, StringComparison.Ordinal);
        Assert.Contains(file, problem.En, StringComparison.Ordinal);
    }

    private static Policy Load() =>
        Policy.Create(File, DefinitionFile.Read<PolicyDefinition>(File, Programmes.Shipped.Files[File]), Model, Programmes.Shipped.Files[Model], Shape);
}
