using System;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Server.Tests.Commands;

public sealed class UnknownOptionTests : IDisposable
{
    private readonly TestDatabase database = new(DatabaseKind.Sqlite);
    private readonly SaxaulProcess saxaul;

    public UnknownOptionTests() => saxaul = new SaxaulProcess(database);

    private string Write(string name, string text)
    {
        System.IO.File.WriteAllText(database.File(name), text);
        return database.File(name);
    }

    [Fact]
    public void A_mistyped_option_is_no_further_file_and_nothing_is_imported()
    {
        var refused = saxaul.Run("import", Write("a.csv", "姓名\n张三\n"), "--date", "2020-04-01");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("没有“--date”这个选项", refused.Error);
        Assert.Contains("There is no option '--date'", refused.Error);
        Assert.Contains("saxaul import --help", refused.Error);
        Assert.Contains("[1006]", refused.Error);
        Assert.Empty(refused.Output);
        // Not even a registry was begun.
        Assert.Contains("[1005]", saxaul.Run("verify").Error);
    }

    [Theory]
    [InlineData("--date", "saxaul areas import --help", "areas", "import", "areas.csv", "--edition", "2020", "--date=2020-04-01")]
    [InlineData("--force", "saxaul backup --help", "backup", "--force")]
    [InlineData("--fix", "saxaul verify --help", "verify", "--fix")]
    [InlineData("-v", "saxaul dmn test --help", "dmn", "test", "folder", "-v")]
    [InlineData("--kind", "saxaul undo --help", "undo", "1", "--kind")]
    [InlineData("--nothing", "saxaul --help", "--nothing")]
    public void Every_command_names_what_it_does_not_know_and_where_to_look(string option, string help, params string[] arguments)
    {
        var refused = saxaul.Run(arguments);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains($"'{option}'", refused.Error);
        Assert.Contains(help, refused.Error);
    }

    /// <summary>What the parser refuses is said in both languages, with what to do; what was typed is not said again.</summary>
    [Theory]
    [InlineData(7454, "<name>", "users", "end")]
    [InlineData(7454, "<role>", "users", "give", "team")]
    [InlineData(7455, "<grant>", "users", "take", "九")]
    [InlineData(7456, "--issuer", "users", "link", "gul", "--subject", "0192")]
    [InlineData(7457, "--area", "users", "give", "team", "county", "--area")]
    [InlineData(7458, "--edition", "areas", "import", "areas.csv", "--edition", "二〇二〇")]
    [InlineData(7459, "--until", "users", "give", "team", "county", "--until", "明天")]
    [InlineData(7460, "--known", "warnings", "--known", "昨天")]
    [InlineData(7461, "--column", "import", "a.csv", "--column", "达吾提")]
    [InlineData(7462, "--places", "import")]
    [InlineData(7463, "1000000", "demo", "--households", "5")]
    [InlineData(7463, "1000000", "demo", "--households", "达吾提")]
    [InlineData(7463, "1000000", "demo", "--households", "x\n达吾提")]
    [InlineData(7464, "import", "areas")]
    [InlineData(7465, "invite", "users", "giv")]
    [InlineData(7465, "users", "user")]
    public void What_is_wrong_with_a_command_is_said_in_both_languages(int number, string named, params string[] arguments)
    {
        var refused = saxaul.Run(arguments);

        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        var lines = refused.Error.TrimEnd().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Contains(lines[0], letter => letter is >= '\u4e00' and <= '\u9fff');
        Assert.Contains(named, lines[0], StringComparison.Ordinal);
        Assert.Contains(named, lines[1], StringComparison.Ordinal);
        Assert.EndsWith($"[{number}]", lines[1].TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("达吾提", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_may_be_called_like_an_option()
    {
        // In the folder where the command runs, and after "--" whatever there is.
        Write("-a.csv", "code,name,level,parent\n6529,阿克苏地区,prefecture,65\n652902,库车市,county,6529\n");

        Assert.Equal(0, saxaul.Run("areas", "import", "-a.csv", "--edition", "2020").ExitCode);
        Assert.Contains("[2001]", saxaul.Run("import", "--", "--not-there.csv").Error);
        Assert.Equal(0, saxaul.Run("verify").ExitCode);
    }

    [Fact]
    public void What_an_option_is_given_may_begin_with_a_dash()
    {
        Assert.Contains("[1005]", saxaul.Run("undo", "1", "--reason", "-").Error);
        Assert.Equal(0, saxaul.Run("import", "--help").ExitCode);
    }

    public void Dispose() => database.Dispose();
}
