using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Intake;
using Xunit;

namespace Saxaul.Server.Tests.Commands;

/// <summary>Keys are changed by a process of its own, that may be killed, while another imports.</summary>
public class KeysCommandTests
{
    private const int First = 120, More = 20;
    private static readonly int[] KilledAfter = [500, 700, 900, 1200];

    private static string ListOf(int households)
    {
        var text = new StringBuilder("县,乡镇,行政村,户编号,姓名,与户主关系,证件号码\n");
        for (var i = 0; i < households; i++)
            text.Append(CultureInfo.InvariantCulture, $"库车市,牙哈镇,玉奇玉吉买村,66100{i:00000},户主,户主,{InventedNumbers.Of(new DateOnly(1960, 1, 1).AddDays(i), 121)}\n");
        return text.ToString();
    }

    private static long Count(TestDatabase database, string what)
    {
        using var registry = Registry.Open(database.Target, keyFile: database.KeyFile);
        using var reader = registry.Database.OpenReader();
        using var command = reader.CreateCommand();
        command.CommandText = $"SELECT COUNT({what}) FROM person";
        return (long)command.ExecuteScalar()!;
    }

    [Theory, EachDatabase]
    public void One_process_changes_keys_and_is_killed_again_and_again_while_another_imports_and_nobody_is_registered_twice(DatabaseKind kind)
    {
        using var database = new TestDatabase(kind);
        var saxaul = new SaxaulProcess(database);
        string Write(string name, string text)
        {
            System.IO.File.WriteAllText(database.File(name), text);
            return database.File(name);
        }
        Assert.Equal(0, saxaul.Run("areas", "import", Write("areas.csv", TwoCounties.Areas), "--edition", "2020").ExitCode);
        Assert.Equal(0, saxaul.Run("import", Write("list0.csv", ListOf(First)), "--on", "2020-04-01").ExitCode);
        var file = System.IO.File.ReadAllText(database.KeyFile);

        for (var round = 1; round <= KilledAfter.Length; round++)
        {
            var importing = saxaul.Start("import", Write($"list{round}.csv", ListOf(First + More * round)), "--on", "2020-04-01");
            saxaul.Start("keys", "rotate").KilledAfter(TimeSpan.FromMilliseconds(KilledAfter[round - 1]));
            Assert.Equal(0, importing.End().ExitCode);
        }
        Assert.Equal(0, saxaul.Run("keys", "rotate").ExitCode);

        Assert.Equal(First + More * KilledAfter.Length, Count(database, "*"));
        Assert.Equal(First + More * KilledAfter.Length, Count(database, "DISTINCT number_hash"));
        var keys = saxaul.Run("keys", "status").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();
        Assert.All(keys.SkipLast(1), key => Assert.Equal("0", key[1].Trim()));
        Assert.NotEqual("0", keys[^1][1].Trim());
        Assert.Equal(0, saxaul.Run("keys", "retire", "1").ExitCode);
        Assert.Equal(0, saxaul.Run("verify").ExitCode);
        Assert.Equal(file, System.IO.File.ReadAllText(database.KeyFile));
        // A list that a later process reads finds all of them.
        Assert.Equal(0, saxaul.Run("import", Write("last.csv", ListOf(First + More * KilledAfter.Length) + "\n"), "--on", "2020-04-02").ExitCode);
        Assert.Equal(First + More * KilledAfter.Length, Count(database, "*"));
        Assert.DoesNotContain("999001", saxaul.EverythingSaid, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_key_file_is_made_and_the_old_one_named()
    {
        using var database = new TestDatabase(DatabaseKind.Sqlite);
        var saxaul = new SaxaulProcess(database);
        Assert.Equal(0, saxaul.Run("areas", "import", WriteAreas(database), "--edition", "2020").ExitCode);
        var renewed = saxaul.Run("keys", "renew-file");
        Assert.Equal(0, renewed.ExitCode);
        Assert.Contains("registry.key.before-2", renewed.Error, StringComparison.Ordinal);
        Assert.True(System.IO.File.Exists(database.KeyFile + ".before-2"));
        Assert.Equal(0, saxaul.Run("verify").ExitCode);
        Assert.Contains("[7332]", saxaul.Run("keys", "retire", "1").Error, StringComparison.Ordinal);
    }

    private static string WriteAreas(TestDatabase database)
    {
        var path = database.File("areas.csv");
        System.IO.File.WriteAllText(path, TwoCounties.Areas);
        return path;
    }
}
