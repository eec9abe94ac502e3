using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Data.Sqlite;
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
            File.WriteAllText(database.File(name), text);
            return database.File(name);
        }
        Assert.Equal(0, saxaul.Run("areas", "import", Write("areas.csv", TwoCounties.Areas), "--edition", "2020").ExitCode);
        Assert.Equal(0, saxaul.Run("import", Write("list0.csv", ListOf(First)), "--on", "2020-04-01").ExitCode);
        var file = File.ReadAllText(database.KeyFile);

        for (var round = 1; round <= KilledAfter.Length; round++)
        {
            var importing = saxaul.Start("import", Write($"list{round}.csv", ListOf(First + More * round)), "--on", "2020-04-01");
            saxaul.Start("keys", "rotate").KilledAfter(TimeSpan.FromMilliseconds(KilledAfter[round - 1]));
            Assert.Equal(0, importing.End().ExitCode);
        }
        Assert.Equal(0, saxaul.Run("keys", "rotate").ExitCode);

        Assert.Equal(First + More * KilledAfter.Length, Count(database, "*"));
        Assert.Equal(First + More * KilledAfter.Length, Count(database, "DISTINCT number_hash"));
        var status = saxaul.Run("keys", "status");
        Assert.Contains("它还加密着多少处", status.Error, StringComparison.Ordinal);
        var keys = status.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).ToList();
        Assert.All(keys.SkipLast(1), key => Assert.Equal("0", key[1].Trim()));
        Assert.NotEqual("0", keys[^1][1].Trim());
        Assert.Equal(0, saxaul.Run("keys", "retire", "1").ExitCode);
        Assert.Equal(0, saxaul.Run("verify").ExitCode);
        Assert.Equal(file, File.ReadAllText(database.KeyFile));
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
        Assert.True(File.Exists(database.KeyFile + ".before-2"));
        Assert.Equal(0, saxaul.Run("verify").ExitCode);
        Assert.Contains("[7332]", saxaul.Run("keys", "retire", "1").Error, StringComparison.Ordinal);
    }

    /// <summary>Nobody in particular, who owns nothing.</summary>
    private const int AnotherAccount = 65533;

    /// <summary>A registry whose folder and database are another account's and whose key file is root's.</summary>
    private static TestDatabase OfAnotherAccount(UnixFileMode keyFile)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && SaxaulProcess.CanBe(AnotherAccount), "Only root can put a key file there that belongs to another account than the one that runs the command, and that account has to reach the program.");
        var database = new TestDatabase(DatabaseKind.Sqlite);
        Assert.Equal(0, new SaxaulProcess(database).Run("areas", "import", WriteAreas(database), "--edition", "2020").ExitCode);
        Assert.Equal(0, SaxaulProcess.Tool("chown", "-R", $"{AnotherAccount}:{AnotherAccount}", database.Folder));
        Assert.Equal(0, SaxaulProcess.Tool("chown", "0:0", database.KeyFile));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(database.KeyFile, keyFile);
        return database;
    }

    [Fact]
    public void An_account_that_may_not_give_the_key_file_away_is_refused_and_no_key_is_changed()
    {
        using var database = OfAnotherAccount(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        var before = File.ReadAllText(database.KeyFile);
        var another = new SaxaulProcess(database, AnotherAccount);

        var renewed = another.Run("keys", "renew-file");

        Assert.Equal(1, renewed.ExitCode);
        Assert.Contains("[7390]", renewed.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(database.KeyFile));
        Assert.DoesNotContain(Directory.GetFiles(database.Folder), file => file.Contains(".key.", StringComparison.Ordinal));
        // A data key needs no file to be written.
        Assert.Equal(0, another.Run("keys", "rotate").ExitCode);
        Assert.Equal(0, another.Run("verify").ExitCode);
    }

    [Fact]
    public void An_account_that_may_not_read_the_key_file_is_told_so()
    {
        if (Environment.IsPrivilegedProcess || OperatingSystem.IsWindows())
        {
            using var database = OfAnotherAccount(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Assert.Contains("[7391]", new SaxaulProcess(database, AnotherAccount).Run("keys", "status").Error, StringComparison.Ordinal);
            return;
        }
        using var own = new TestDatabase(DatabaseKind.Sqlite);
        var saxaul = new SaxaulProcess(own);
        Assert.Equal(0, saxaul.Run("areas", "import", WriteAreas(own), "--edition", "2020").ExitCode);
        File.SetUnixFileMode(own.KeyFile, UnixFileMode.None);
        Assert.Contains("[7391]", saxaul.Run("keys", "status").Error, StringComparison.Ordinal);
    }

    /// <summary>The sentence with which a change of keys stops names this command, and this one says what it did.</summary>
    [Fact]
    public void A_wrong_hash_is_mended_and_said()
    {
        using var database = new TestDatabase(DatabaseKind.Sqlite);
        var saxaul = new SaxaulProcess(database);
        Assert.Equal(0, saxaul.Run("areas", "import", WriteAreas(database), "--edition", "2020").ExitCode);
        File.WriteAllText(database.File("list.csv"), ListOf(3));
        Assert.Equal(0, saxaul.Run("import", database.File("list.csv"), "--on", "2020-04-01").ExitCode);
        Assert.Contains("nothing was changed", saxaul.Run("keys", "mend").Error, StringComparison.Ordinal);
        using (var connection = new SqliteConnection($"Data Source={database.Target}"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE person SET number_hash = NULL";
            Assert.Equal(3, command.ExecuteNonQuery());
        }
        var stopped = saxaul.Run("keys", "rotate");
        Assert.Equal(1, stopped.ExitCode);
        Assert.Contains("[7440]", stopped.Error, StringComparison.Ordinal);
        Assert.Contains("saxaul keys mend", stopped.Error, StringComparison.Ordinal);

        Assert.Contains("The hashes of 3 values", saxaul.Run("keys", "mend").Error, StringComparison.Ordinal);
        Assert.Equal(0, saxaul.Run("keys", "rotate", "--continue").ExitCode);
        Assert.Equal(0, saxaul.Run("verify").ExitCode);
        Assert.DoesNotContain("999", saxaul.EverythingSaid, StringComparison.Ordinal);
    }

    private static string WriteAreas(TestDatabase database)
    {
        var path = database.File("areas.csv");
        File.WriteAllText(path, TwoCounties.Areas);
        return path;
    }
}
