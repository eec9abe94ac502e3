using System;
using System.IO;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Server.Tests.Commands;

public sealed class DefinitionsCommandTests : IDisposable
{
    private readonly TestDatabase database = new(DatabaseKind.Sqlite);
    private readonly SaxaulProcess saxaul;

    public DefinitionsCommandTests() => saxaul = new SaxaulProcess(database);

    [Fact]
    public void What_is_shipped_may_come_into_force()
    {
        var ran = saxaul.Run("definitions", "check", Path.Combine(AppContext.BaseDirectory, "programmes"));

        Assert.Equal(0, ran.ExitCode);
        Assert.EndsWith(" files, 0 to mend.", Assert.Single(ran.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_refusal_says_file_line_and_what_to_do_in_both_languages()
    {
        var folder = Directory.CreateDirectory(database.File("own/offers/registers")).FullName;
        File.WriteAllText(Path.Combine(folder, "people.yaml"), """
            register: people
            labels: { zh: 人员, en: People }
            belongs_to: person
            fields:
              - { name: belief, labels: { zh: 信仰, en: Belief }, type: text }
            """);

        var ran = saxaul.Run("definitions", "check", database.File("own"));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("定义文件“people.yaml”第 5 行写到“belief”，属于本系统不收集的内容（宗教）。请删去这一项；不要改用别的名称来收集。", ran.Lines);
        Assert.Contains("The definition file 'people.yaml' names 'belief' at line 5, which is kept of nobody (religion). Remove it, and do not keep it under another name. [5004]", ran.Lines);
        Assert.Contains(ran.Lines, line => line.Contains("[5005]", StringComparison.Ordinal));
        Assert.Contains(ran.Lines, line => line.Contains("[5006]", StringComparison.Ordinal));
        Assert.EndsWith("1 files, 5 to mend.", ran.Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing", "[1001]")]
    [InlineData("", "[5010]")]
    public void A_folder_that_is_missing_or_holds_none_is_refused(string folder, string sentence)
    {
        var ran = saxaul.Run("definitions", "check", database.File(folder));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(sentence, ran.Error, StringComparison.Ordinal);
    }

    public void Dispose() => database.Dispose();
}
