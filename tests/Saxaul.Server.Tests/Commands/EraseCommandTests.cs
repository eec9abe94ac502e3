using System;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Server.Tests.Commands;

public sealed class EraseCommandTests : IDisposable
{
    private readonly TestDatabase database = new(DatabaseKind.Sqlite);
    private readonly SaxaulProcess saxaul;

    private const string Roster = """
        县,乡镇,行政村,户编号,姓名,与户主关系,证件号码
        库车市,牙哈镇,玉奇玉吉买村,1,卡德尔,户主,999019196309248931
        库车市,牙哈镇,玉奇玉吉买村,1,古丽,配偶,999037196307227961
        库车市,牙哈镇,玉奇玉吉买村,2,买买提,户主,
        """;

    private const string RosterOfKalpin = """
        县,乡镇,行政村,户编号,姓名,与户主关系,证件号码
        柯坪县,柯坪镇,库木里村,2,阿不都,户主,
        """;

    public EraseCommandTests()
    {
        saxaul = new SaxaulProcess(database);
        Assert.Equal(0, saxaul.Run("areas", "import", Write("areas.csv", TwoCounties.Areas), "--edition", "2020").ExitCode);
        Assert.Equal(0, saxaul.Run("import", Write("652902-户信息.csv", Roster), Write("652929-户信息.csv", RosterOfKalpin), "--on", "2020-04-01").ExitCode);
    }

    private string Write(string name, string text)
    {
        System.IO.File.WriteAllText(database.File(name), text);
        return database.File(name);
    }

    private Ran Erase(params string[] more) => saxaul.Run(["erase", .. more, "--json"]);

    private static readonly string[] Why = ["--ground", "个人信息保护法第四十七条", "--reason", "2020-04-03 来信"];

    /// <summary>How many persons there are of whom a name is kept.</summary>
    private long Named()
    {
        using var registry = Registry.Open(database.Target, keyFile: database.KeyFile);
        using var reader = registry.Database.OpenReader();
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM person WHERE name IS NOT NULL";
        return (long)command.ExecuteScalar()!;
    }

    private void NobodyIsNamed()
    {
        foreach (var value in new[] { "卡德尔", "古丽", "买买提", "阿不都", "9990" })
            Assert.DoesNotContain(value, saxaul.EverythingSaid, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_yes_it_says_what_would_go_and_writes_nothing_and_with_yes_it_goes()
    {
        var asked = Erase(["1", .. Why]);
        Assert.Equal((1, false, 2, 1), (asked.ExitCode, (bool)asked.Json["erased"]!, (int)asked.Json["persons"]!, (int)asked.Json["files"]!));
        Assert.Contains("无法恢复", asked.Error, StringComparison.Ordinal);
        Assert.Contains("cannot be undone", asked.Error, StringComparison.Ordinal);
        Assert.Contains("--yes", asked.Error, StringComparison.Ordinal);
        Assert.Equal(4, Named());

        var erased = Erase(["1", .. Why, "--yes"]);
        Assert.Equal((0, true, 2, 1, true), (erased.ExitCode, (bool)erased.Json["erased"]!, (int)erased.Json["persons"]!, (int)erased.Json["files"]!, (bool)erased.Json["overwritten"]!));
        Assert.Equal((int)asked.Json["versions"]!, (int)erased.Json["versions"]!);
        Assert.Equal(2, Named());
        Assert.Equal(0, saxaul.Run("verify").ExitCode);
        Assert.Contains("[4001]", Erase(["1", .. Why]).Error, StringComparison.Ordinal);
        NobodyIsNamed();
    }

    [Fact]
    public void A_registry_that_a_restored_backup_replaced_still_holds_them_and_the_erasure_names_its_file()
    {
        Assert.Equal(0, saxaul.Run("backup", database.File("backup.db")).ExitCode);
        Assert.Equal(0, saxaul.Run("restore", database.File("backup.db"), "--replace").ExitCode);
        var kept = System.IO.Path.GetFileName(Assert.Single(System.IO.Directory.GetFiles(System.IO.Path.GetDirectoryName(database.Target)!, "*.before-*")));

        var erased = Erase(["1", .. Why, "--yes"]);

        Assert.Equal(kept, (string)Assert.Single(erased.Json["kept_beside"]!.AsArray())!);
        Assert.Contains($"里面仍有这些内容：{kept}", erased.Error, StringComparison.Ordinal);
        Assert.Contains($"still hold it: {kept}. Delete", erased.Error, StringComparison.Ordinal);
        NobodyIsNamed();
    }

    [Fact]
    public void One_member_goes_alone_by_the_place_on_the_card()
    {
        Assert.Equal(1, (int)Erase(["1", "--member", "2", .. Why, "--yes"]).Json["persons"]!);

        Assert.Equal(3, Named());
        using (var registry = Registry.Open(database.Target, keyFile: database.KeyFile))
        {
            using var reader = registry.Database.OpenReader();
            using var command = reader.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM person WHERE name = '卡德尔'";
            Assert.Equal(1L, command.ExecuteScalar());
        }
        Assert.Contains("[6041]", Erase(["1", "--member", "2", .. Why, "--yes"]).Error, StringComparison.Ordinal);
        NobodyIsNamed();
    }

    [Fact]
    public void A_number_that_several_counties_know_needs_the_county_or_the_page_s_address()
    {
        var several = Erase(["2", .. Why, "--yes"]);
        Assert.Equal(1, several.ExitCode);
        Assert.Contains("[4038]", several.Error, StringComparison.Ordinal);
        Assert.Contains("652902, 652929", several.Error, StringComparison.Ordinal);
        Assert.Contains("[5201]", Erase(["2", "--area", "652999", .. Why]).Error, StringComparison.Ordinal);

        Assert.Equal(0, Erase(["2", "--area", "652929", .. Why, "--yes"]).ExitCode);
        Assert.Equal(3, Named());
        string address;
        using (var registry = Registry.Open(database.Target, keyFile: database.KeyFile))
        {
            using var reader = registry.Database.OpenReader();
            using var command = reader.CreateCommand();
            command.CommandText = "SELECT id FROM household WHERE number = '2'";
            address = registry.Database.Secrets.PublicId(1, (long)command.ExecuteScalar()!);
        }
        Assert.Equal(0, Erase([address, .. Why, "--yes"]).ExitCode);
        Assert.Equal(2, Named());
        Assert.Contains("[6041]", Erase([address, .. Why, "--yes"]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_done_is_refused_with_a_sentence_and_nothing_is_erased()
    {
        void Refused(string number, params string[] arguments)
        {
            var ran = Erase(arguments);
            Assert.Equal(1, ran.ExitCode);
            Assert.Contains($"[{number}]", ran.Error, StringComparison.Ordinal);
        }

        Refused("4001", ["77", .. Why, "--yes"]);
        Refused("4001", ["", .. Why, "--yes"]);
        Refused("4040", ["1", "--member", "3", .. Why, "--yes"]);
        Refused("4040", ["1", "--member", "0", .. Why, "--yes"]);
        Refused("6040", "1", "--reason", "来信", "--yes");
        Refused("6040", "1", "--ground", "法", "--reason", " ");
        Assert.Equal(2, Erase("1", "--member", "古", "--yes").ExitCode);
        Assert.Equal(2, Erase().ExitCode);
        Assert.Equal(4, Named());
    }

    public void Dispose() => database.Dispose();
}
