using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Database;

public class BackUpTests
{
    private static readonly Actor Official = Actor.Operator("official");
    private static readonly DateOnly Spring = new(2020, 4, 1);

    private static void Register(Registry registry, string number)
    {
        using var session = registry.Write(Official);
        var entry = session.Begin(1, new EntryHead("register household", Spring));
        entry.Add(Household.Table, new Household { Number = number, PlaceId = 7, Phone = "19900000001" }.ToValues());
        entry.Seal();
        session.Commit();
    }

    private static List<string?> Numbers(Registry registry)
    {
        using var reader = registry.Database.OpenReader();
        return [.. AsOf.Now.Read(registry.Database, reader, Household.Table, 1).Select(version => Household.From(version).Number).Order()];
    }

    private static ProblemException Refused(Action act) => Assert.Throws<ProblemException>(act);

    [Fact]
    public void A_backup_is_one_whole_file_without_the_keys_and_restores_where_nothing_is()
    {
        using var test = new TestRegistry(DatabaseKind.Sqlite);
        Register(test.Registry, "6510000001");
        BackUp.Run(test.Registry, Official, test.File("copy.db"));
        Register(test.Registry, "6510000002");

        Assert.Null(Restore.Run(test.File("copy.db"), test.File("again.db"), Official, keyFile: test.KeyFile));

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(test.File("copy.db")));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(test.File("again.db")));
        }
        using var again = Registry.Open(test.File("again.db"), keyFile: test.KeyFile);
        Assert.Equal(["6510000001"], Numbers(again));
        Assert.Empty(Verify.Run(again, Official));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(test.Target)!, "*unfinished*"));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(test.Target)!, "copy.db-*"));
        var key = Convert.FromBase64String(File.ReadAllLines(test.KeyFile).Last().Split(' ')[1]);
        var copy = File.ReadAllBytes(test.File("copy.db"));
        Assert.True(copy.AsSpan().IndexOf(key) < 0 && copy.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Convert.ToBase64String(key))) < 0);
    }

    [Fact]
    public async Task A_backup_made_while_others_write_is_whole()
    {
        using var test = new TestRegistry(DatabaseKind.Sqlite);
        Register(test.Registry, "0");
        var writing = Task.Run(() =>
        {
            for (var i = 1; i <= 60; i++)
                Register(test.Registry, $"{i}");
        }, TestContext.Current.CancellationToken);
        for (var i = 0; i < 5; i++)
        {
            BackUp.Run(test.Registry, Official, test.File($"copy{i}.db"));
            Restore.Run(test.File($"copy{i}.db"), test.File($"again{i}.db"), Official, keyFile: test.KeyFile);
        }
        await writing;
        Assert.Equal(61, Numbers(test.Registry).Count);
    }

    [Fact]
    public void Nothing_that_is_there_is_written_over()
    {
        using var test = new TestRegistry(DatabaseKind.Sqlite);
        test.Write("copy.db", "mine");

        Assert.Equal(1002, Refused(() => BackUp.Run(test.Registry, Official, test.File("copy.db"))).Problem.Number);
        Assert.Equal("mine", File.ReadAllText(test.File("copy.db")));
        Assert.Equal(1001, Refused(() => BackUp.Run(test.Registry, Official, Path.Combine(test.File("nowhere"), "copy.db"))).Problem.Number);
        BackUp.Run(test.Registry, Official, test.File("good.db"));
        Assert.Equal(6012, Refused(() => Restore.Run(test.File("good.db"), test.Target, Official, keyFile: test.KeyFile)).Problem.Number);
    }

    [Fact]
    public void With_replace_the_old_registry_is_kept_beside_but_not_while_somebody_has_it_open()
    {
        using var test = new TestDatabase(DatabaseKind.Sqlite);
        using (var registry = Registry.Open(test.Target, keyFile: test.KeyFile))
        {
            Register(registry, "6510000001");
            BackUp.Run(registry, Official, test.File("copy.db"));
            Register(registry, "6510000002");
            using (registry.Database.OpenReader())
                Assert.Equal(6013, Refused(() => Restore.Run(test.File("copy.db"), test.Target, Official, replace: true, keyFile: test.KeyFile)).Problem.Number);
            Assert.Equal(2, Numbers(registry).Count);
        }

        var aside = Restore.Run(test.File("copy.db"), test.Target, Official, replace: true, keyFile: test.KeyFile);

        using (var restored = Registry.Open(test.Target, keyFile: test.KeyFile))
            Assert.Equal(["6510000001"], Numbers(restored));
        using var old = Registry.Open(aside!, keyFile: test.KeyFile);
        Assert.Equal(["6510000001", "6510000002"], Numbers(old));
    }

    [Fact]
    public void A_damaged_registry_can_be_replaced()
    {
        using var test = new TestDatabase(DatabaseKind.Sqlite);
        using (var registry = Registry.Open(test.Target, keyFile: test.KeyFile))
        {
            Register(registry, "6510000001");
            BackUp.Run(registry, Official, test.File("copy.db"));
        }
        SqliteConnection.ClearAllPools();
        File.WriteAllBytes(test.Target, new byte[9000]);

        Restore.Run(test.File("copy.db"), test.Target, Official, replace: true, keyFile: test.KeyFile);

        using var restored = Registry.Open(test.Target, keyFile: test.KeyFile);
        Assert.Equal(["6510000001"], Numbers(restored));
    }

    [Fact]
    public void A_log_left_behind_by_a_registry_that_was_deleted_is_not_read_into_the_restored_one()
    {
        using var test = new TestRegistry(DatabaseKind.Sqlite);
        Register(test.Registry, "6510000001");
        BackUp.Run(test.Registry, Official, test.File("copy.db"));
        test.Write("new.db-wal", "left behind");

        Assert.Equal(6012, Refused(() => Restore.Run(test.File("copy.db"), test.File("new.db"), Official, keyFile: test.KeyFile)).Problem.Number);
        Restore.Run(test.File("copy.db"), test.File("new.db"), Official, replace: true, keyFile: test.KeyFile);

        using var restored = Registry.Open(test.File("new.db"), keyFile: test.KeyFile);
        Assert.Equal(["6510000001"], Numbers(restored));
    }

    [Fact]
    public void A_file_that_is_no_backup_a_changed_one_or_one_of_other_keys_is_refused_and_leaves_nothing()
    {
        using var test = new TestRegistry(DatabaseKind.Sqlite);
        Register(test.Registry, "6510000001");
        BackUp.Run(test.Registry, Official, test.File("copy.db"));
        var target = test.File("new.db");

        Assert.Equal(2001, Refused(() => Restore.Run(test.File("none.db"), target, Official, keyFile: test.KeyFile)).Problem.Number);
        Assert.Equal(6010, Refused(() => Restore.Run(test.Write("list.csv", "村,户\n"), target, Official, keyFile: test.KeyFile)).Problem.Number);
        Assert.Equal(6005, Refused(() => Restore.Run(test.File("copy.db"), target, Official, keyFile: test.File("no.key"))).Problem.Number);
        KeyRing.Create().Save(test.File("other.key"));
        Assert.Equal(6008, Refused(() => Restore.Run(test.File("copy.db"), target, Official, keyFile: test.File("other.key"))).Problem.Number);
        using (var connection = new SqliteConnection($"Data Source={test.File("copy.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE household SET number = '6510000009'";
            command.ExecuteNonQuery();
        }
        Assert.Equal(6011, Refused(() => Restore.Run(test.File("copy.db"), target, Official, keyFile: test.KeyFile)).Problem.Number);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(target)!, "new.db*"));
    }

    [Fact]
    public void Copying_a_registry_needs_the_right_in_every_county()
    {
        using var test = new TestRegistry(DatabaseKind.Sqlite);
        var ofOneCounty = new Actor("team", new HashSet<Right> { Right.BackUp }, new HashSet<int> { 1 });

        Assert.Equal(7001, Refused(() => BackUp.Run(test.Registry, ofOneCounty, test.File("copy.db"))).Problem.Number);
        Assert.Equal(7001, Refused(() => Restore.Run(test.File("copy.db"), test.File("new.db"), Actor.Nobody)).Problem.Number);
    }

    [Theory, EachDatabase]
    public void A_server_is_backed_up_with_its_own_tools(DatabaseKind kind)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            Assert.Equal(6009, Refused(() => Restore.Run("copy.dump", "Host=localhost;Database=saxaul", Official)).Problem.Number);
            return;
        }
        using var test = new TestRegistry(kind);
        Assert.Equal(6009, Refused(() => BackUp.Run(test.Registry, Official, test.File("copy.db"))).Problem.Number);
    }

    [Fact]
    public void A_byte_changed_anywhere_in_the_file_is_found_or_changes_nothing_that_is_read()
    {
        using var test = new TestDatabase(DatabaseKind.Sqlite);
        using (var registry = Registry.Open(test.Target, keyFile: test.KeyFile))
        {
            for (var i = 0; i < 60; i++)
                Register(registry, $"65100{i:00000}");
            BackUp.Run(registry, Official, test.File("copy.db"));
        }
        var bytes = File.ReadAllBytes(test.File("copy.db"));
        string Everything(string file)
        {
            using var registry = Registry.Open(file, keyFile: test.KeyFile);
            using var reader = registry.Database.OpenReader();
            Assert.Empty(Verify.Run(registry, Official));
            return string.Join('\n', AsOf.Now.Read(registry.Database, reader, Household.Table, 1).Select(version => $"{version.Id} {string.Join(' ', version.Values)} {version.KnownFrom} {version.TrueFrom}"));
        }
        var whole = Everything(test.File("copy.db"));
        var found = 0;
        // Pages are large and most of so small a registry is empty: only many places meet something.
        for (var at = 100; at < bytes.Length; at += bytes.Length / 160)
        {
            var changed = (byte[])bytes.Clone();
            changed[at] ^= 0x55;
            var file = test.File($"changed{at}.db");
            File.WriteAllBytes(file, changed);
            try
            {
                Assert.Equal(whole, Everything(file));
            }
            catch (Exception named) when (named is ProblemException or SqliteException or Xunit.Sdk.EmptyException)
            {
                found++;
            }
            SqliteConnection.ClearAllPools();
        }
        Assert.True(found > 3, $"{found}");
    }
}
