using System;
using System.IO;
using System.Text.Json;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Server.Tests.Acceptance;

/// <summary>Exit 0 done, 1 refused with a reason, 2 wrong use; results on standard output, everything else on standard error.</summary>
public sealed class CommandLineTests : IDisposable
{
    private const string Roster = """
        县,乡镇,行政村,户编号,户类型,姓名,与户主关系,证件号码,工资性收入
        库车市,牙哈镇,守努特村,6510000001,脱贫户,卡德尔·艾尔肯,户主,999019196309248931,12300
        """;

    private readonly TestDatabase database = new(DatabaseKind.Sqlite);
    private readonly SaxaulProcess saxaul;

    public CommandLineTests()
    {
        saxaul = new SaxaulProcess(database);
        var areas = Write("areas.csv", "code,name,level,parent\n6529,阿克苏地区,prefecture,65\n652902,库车市,county,6529\n652902105,牙哈镇,township,652902\n652902105201,守努特村委会,village,652902105\n");
        Assert.Equal(0, saxaul.Run("areas", "import", areas, "--edition", "2020").ExitCode);
    }

    public void Dispose() => database.Dispose();

    private string Write(string name, string text)
    {
        File.WriteAllText(database.File(name), text);
        return database.File(name);
    }

    [Fact]
    public void Done_is_0_and_json_is_one_object_on_standard_output()
    {
        var ran = saxaul.Run("import", Write("户信息.csv", Roster), "--on", "2020-04-01", "--json");

        Assert.Equal(0, ran.ExitCode);
        using var json = JsonDocument.Parse(ran.Output);
        var file = json.RootElement.GetProperty("files")[0];
        Assert.Equal(("户信息.csv", "roster", 1, 1, 1), (file.GetProperty("file").GetString(), file.GetProperty("kind").GetString(), file.GetProperty("rows").GetInt32(), file.GetProperty("households").GetInt32(), file.GetProperty("persons").GetInt32()));
        Assert.Equal(0, file.GetProperty("held").GetProperty("households").GetInt32());
        Assert.Contains("户信息.csv", ran.Error, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(saxaul.Run("screen", "--on", "2020-04-01", "--json").Output).RootElement.ValueKind);
    }

    [Fact]
    public void A_refused_file_is_1_with_the_reason_in_both_languages_and_the_others_are_taken()
    {
        var ran = saxaul.Run("import", Write("会议.csv", "会议纪要,时间,地点\n张三,三点,一楼"), Write("户信息.csv", Roster), "--json");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("认不出“会议.csv”", ran.Error, StringComparison.Ordinal);
        Assert.Contains("'会议.csv' is no list that is known", ran.Error, StringComparison.Ordinal);
        var files = JsonDocument.Parse(ran.Output).RootElement.GetProperty("files");
        Assert.Equal(2020, files[0].GetProperty("refused").GetProperty("number").GetInt32());
        Assert.Equal(1, files[1].GetProperty("households").GetInt32());
    }

    [Theory]
    [InlineData("没有.xlsx", null, 2001)]
    [InlineData("空.xlsx", "", 2003)]
    [InlineData("文件夹.xlsx", "/", 2014)]
    [InlineData("图片.xlsx", "\u0089PNG\r\n\u001a\n", 2005)]
    [InlineData("导出.xls", "<html><table><tr><td>姓名</td></tr></table></html>", 2005)]
    [InlineData("截断.xlsx", "PK\u0003\u0004\u0014\0\u0006\0\u0008\0", 2010)]
    public void What_is_no_workbook_is_1_with_a_sentence_and_never_a_stack_trace(string name, string? content, int problem)
    {
        if (content == "/")
            Directory.CreateDirectory(database.File(name));
        else if (content is not null)
            File.WriteAllBytes(database.File(name), System.Text.Encoding.Latin1.GetBytes(content));
        var ran = saxaul.Run("import", database.File(name), "--json");

        Assert.Equal(1, ran.ExitCode);
        Assert.Equal(problem, JsonDocument.Parse(ran.Output).RootElement.GetProperty("files")[0].GetProperty("refused").GetProperty("number").GetInt32());
        Assert.DoesNotContain("   at ", ran.Error, StringComparison.Ordinal);
        Assert.Contains(name, ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_is_not_there_is_1() => Assert.Equal(1, saxaul.Run("screen", "--policy", "none").ExitCode);

    [Fact]
    public void A_database_that_is_none_is_1_with_a_sentence()
    {
        var ran = saxaul.Run("verify", "--db", Write("notes.txt", "these are notes, not a database, and long enough to be one page of something"));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("6001", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import")]
    [InlineData("screen", "--on", "1.4.2020")]
    [InlineData("nonsense")]
    [InlineData("warnings", "--format", "pdf")]
    [InlineData("areas", "import", "x.csv")]
    public void Wrong_use_is_2_and_nothing_on_standard_output(params string[] arguments)
    {
        var ran = saxaul.Run(arguments);

        Assert.Equal(2, ran.ExitCode);
        Assert.Empty(ran.Output);
        Assert.NotEmpty(ran.Error);
    }
}
