using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace Saxaul.Server.Tests.Commands;

public sealed class DmnCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("saxaul-dmn-").FullName;

    private const string Model = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="line" namespace="urn:line">
          <inputData id="i" name="income"><variable name="income" typeRef="number"/></inputData>
          <decision id="d" name="poor"><variable name="poor"/>
            <informationRequirement><requiredInput href="#i"/></informationRequirement>
            <literalExpression><text>income &lt; 5000</text></literalExpression>
          </decision>
        </definitions>
        """;

    private static string Case(string id, string income, string expected) => $"""
        <testCase id="{id}">
          <inputNode name="income"><value xsi:type="xsd:decimal">{income}</value></inputNode>
          <resultNode name="poor"><expected><value xsi:type="xsd:boolean">{expected}</value></expected></resultNode>
        </testCase>
        """;

    [Fact]
    public async Task A_failure_names_file_case_expected_and_got_and_the_last_line_counts()
    {
        Write("line.dmn", Model);
        Write("line-test-01.xml", $"""
            <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
              <modelName>line.dmn</modelName>{Case("low", "4999.99", "true")}{Case("at the line", "5000", "true")}
            </testCases>
            """);
        var (exit, output, _) = await Run("dmn", "test", folder);
        Assert.Equal(1, exit);
        Assert.Equal([$"{Path.Combine(folder, "line-test-01.xml")} at the line poor: expected true, got false", "1 passed, 1 failed"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Fact]
    public async Task The_shipped_policies_pass_their_own_examples()
    {
        var (exit, output, _) = await Run("dmn", "test", Path.Combine(AppContext.BaseDirectory, "programmes"));
        Assert.Equal(0, exit);
        Assert.EndsWith("passed, 0 failed", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing", 1, "[1001]")]
    [InlineData("", 1, "[1003]")]
    [InlineData(null, 2, "--help")]
    public async Task A_folder_that_is_missing_or_holds_no_cases_is_refused(string? name, int code, string sentence)
    {
        var (exit, _, errors) = await Run(name is null ? ["dmn", "test"] : ["dmn", "test", Path.Combine(folder, name)]);
        Assert.Equal(code, exit);
        Assert.Contains(sentence, errors, StringComparison.Ordinal);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    private static async Task<(int Exit, string Output, string Errors)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Saxaul.Server.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
