using System;
using System.Globalization;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Server.Tests.Commands;

public sealed class ImportCommandTests : IDisposable
{
    private readonly TestDatabase database = new(DatabaseKind.Sqlite);
    private readonly SaxaulProcess saxaul;

    private const string Areas = """
        code,name,level,parent
        6529,阿克苏地区,prefecture,65
        652902,库车市,county,6529
        652902105,牙哈镇,township,652902
        652902105208,玉奇玉吉买村委会,village,652902105
        """;

    private const string Roster = """
        乡镇,行政村,户编号,姓名,与户主关系,狗的名字
        牙哈镇,玉奇玉吉麦村,1,卡德尔,户主,黑子
        牙哈镇,玉奇玉吉买村,2,古丽,户主,
        """;

    public ImportCommandTests()
    {
        saxaul = new SaxaulProcess(database);
        Assert.Equal(0, saxaul.Run("areas", "import", Write("areas.csv", Areas), "--edition", "2020").ExitCode);
    }

    private string Write(string name, string text)
    {
        System.IO.File.WriteAllText(database.File(name), text);
        return database.File(name);
    }

    private Ran Import(params string[] more) => saxaul.Run(["import", Write("652902-库车市.csv", Roster), "--on", "2020-04-01", "--json", .. more]);

    [Fact]
    public void An_import_says_how_much_of_what_it_found_as_its_rehearsal_did()
    {
        var rehearsed = Import("--dry-run").Error;
        var imported = Import().Error;

        Assert.Contains("村名不在名录中：1。 No list knows this village: 1.", rehearsed);
        Assert.Contains("村名不在名录中：1。 No list knows this village: 1.", imported);
    }

    [Fact]
    public void Answers_alone_release_held_households()
    {
        Assert.Equal(1, (int)Import().Json["files"]![0]!["held"]!["households"]!);

        var answered = saxaul.Run("import", "--places", Write("answers.csv", "township,written,code\n牙哈镇,玉奇玉吉麦村,652902105208\n"), "--json");
        Assert.Equal((0, 1), (answered.ExitCode, (int)answered.Json["released"]!));
        Assert.Equal(0, (int)Import().Json["files"]![0]!["held"]!["households"]!);
    }

    [Fact]
    public void Wrong_answers_are_refused_with_a_sentence_and_nothing_is_imported()
    {
        var refused = Import("--places", Write("answers.csv", "township,written,code\n牙哈镇,玉奇玉吉麦村,652902105299\n"));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("[2042]", refused.Error);
        Assert.Equal(2, (int)Import("--dry-run").Json["files"]![0]!["new"]!);
    }

    [Fact]
    public void An_import_gives_its_batch_and_undo_takes_it_back()
    {
        var batch = (long)Import().Json["batch"]!;
        var undone = saxaul.Run("undo", batch.ToString(CultureInfo.InvariantCulture), "--reason", "交错了文件", "--json");
        Assert.Equal((0, 2, 0), (undone.ExitCode, (int)undone.Json["households"]!, (int)undone.Json["conflicts"]!));
        Assert.Equal(1, saxaul.Run("undo", batch.ToString(CultureInfo.InvariantCulture)).ExitCode);
        Assert.Equal(0, saxaul.Run("verify").ExitCode);
        Assert.Equal(2, (int)Import().Json["files"]![0]!["new"]!);
    }

    [Fact]
    public void Unknown_headings_are_named_and_can_be_ignored_and_forgotten()
    {
        Assert.Equal("狗的名字", (string)Import().Json["files"]![0]!["unknown_columns"]![0]!["heading"]!);
        Assert.Empty(Import("--column", "狗的名字=ignore").Json["files"]![0]!["unknown_columns"]!.AsArray());
        Assert.Empty(Import().Json["files"]![0]!["unknown_columns"]!.AsArray());
        Assert.Single(Import("--column", "狗的名字=forget").Json["files"]![0]!["unknown_columns"]!.AsArray());
        Assert.Equal(1, Import("--column", "狗的名字=dog").ExitCode);
        Assert.Contains("  budget.wages\t", saxaul.Run("lists").Output);
    }

    [Fact]
    public void Neither_files_nor_answers_is_wrong_use()
    {
        Assert.Equal(2, saxaul.Run("import").ExitCode);
        Assert.Equal(2, Import("--column", "狗的名字").ExitCode);
    }

    public void Dispose() => database.Dispose();
}
