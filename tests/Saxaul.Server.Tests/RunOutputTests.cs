using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Saxaul.Server.Tests;

/// <summary>What ./test does at its end: looks through all that a run wrote for people, and says where without saying who.</summary>
public sealed class RunOutputTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("saxaul-output-");

    [Theory]
    [InlineData("Error: 卡德尔·艾尔肯 is there already", "a name")]
    [InlineData("图尔荪·喀迪尔不在册", "a name")]
    [InlineData("未找到张建国", "a name")]
    [InlineData("GET /search?words=999019196309248931 200", "a document number")]
    [InlineData("number=99901919630924893X", "a document number")]
    [InlineData("{\"phone\":\"19900001234\"}", "a telephone")]
    [InlineData("phone19900001234,", "a telephone")]
    [InlineData("GET /looks 403 14.8 ms 53d76efa95c7 316e50794bc638de4fe74015245a71f3 19900001234", "a telephone")]
    public void Somebody_in_the_output_is_found_and_not_repeated(string line, string what)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "errors.txt"), "Everything is well.\n" + line + "\n");
        var (code, said) = Search();

        Assert.Equal(1, code);
        Assert.Contains($"errors.txt:2: {what}", said, StringComparison.Ordinal);
        Assert.DoesNotContain(line, said, StringComparison.Ordinal);
        Assert.DoesNotContain("1234", said, StringComparison.Ordinal);
        Assert.DoesNotContain("卡德尔", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/areas/652902105201?on=2020-04-01 /households/3f9990191963092489310aa7 7,199,000.01 yuan")]
    [InlineData("“652902-库车市-户信息.xlsx”第 3 行 H 列：证件号码不对。")]
    [InlineData("GET /looks 403 14.8 ms a19900001234 316e50794bc638e19900001234a5271f")]
    [InlineData("预警 · 梭梭 · 守努特村委会 19990000123456789")]
    public void What_is_about_nobody_is_left_alone(string line)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "errors.txt"), line + "\n");
        Assert.Equal(0, Search().Code);
    }

    [Fact]
    public void A_run_that_kept_nothing_was_not_looked_through() => Assert.Equal(2, Search().Code);

    /// <summary>The list of names is written by hand: whoever invents a household for the tests adds to it.</summary>
    [Fact]
    public async Task Everybody_in_the_served_registry_would_be_found()
    {
        await using var served = await ServedRegistry.Start();
        using var connection = served.Registry.Database.OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT DISTINCT name FROM person WHERE name IS NOT NULL";
        var names = new List<string>();
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
                names.Add(reader.GetString(0));
        }
        Assert.NotEmpty(names);
        File.WriteAllLines(Path.Combine(folder.FullName, "names.txt"), names);
        var said = Search().Said;
        Assert.Equal(names.Select((_, i) => $"names.txt:{i + 1}: a name"), said.Split('\n').Where(line => line.StartsWith("names.txt", StringComparison.Ordinal)).Distinct());
    }

    private (int Code, string Said) Search()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script is run by bash.");
        using var process = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "tests", "tools", "search-output"), folder.FullName]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
