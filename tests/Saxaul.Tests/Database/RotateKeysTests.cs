using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Journals;
using Saxaul.Users;
using Xunit;

namespace Saxaul.Tests.Database;

/// <summary>One process changes the key of a registry that another process serves.</summary>
public class RotateKeysTests
{
    private static readonly Actor Operator = WholeRegistry.Official;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static int Rotate(Registry registry) => RotateKeys.Run(registry, Operator, stop: Stop);

    private static bool Retire(Registry registry, int number) => RetireKey.Run(registry, Operator, number, stop: Stop);

    private static string RenewFile(Registry registry) => RenewKeyFile.Run(registry, Operator, stop: Stop).Kept;

    private static List<string?> Numbers(Registry registry)
    {
        using var reader = registry.Database.OpenReader();
        return [.. AsOf.Now.Read(registry.Database, reader, Person.Table, 1).OrderBy(version => version.Id).Select(version => Person.From(version).Number)];
    }

    /// <summary>By every hash that rests anywhere, current or history.</summary>
    private static void AssertHashesAreOf(byte key, Registry registry)
    {
        using var reader = registry.Database.OpenReader();
        foreach (var (table, column) in SealedColumns.Of(registry).Where(column => column.IsFound).Select(column => (column.Table, column.Name)))
        {
            var hashes = reader.Command($"SELECT {column}_hash FROM {table} WHERE {column} IS NOT NULL UNION ALL SELECT {column}_last_four FROM {table} WHERE {column}_last_four IS NOT NULL")
                .ToList(row => row.GetFieldValue<byte[]>(0)[0]);
            Assert.NotEmpty(hashes);
            Assert.All(hashes, first => Assert.Equal(key, first));
        }
    }

    private static string Heads(Registry registry)
    {
        using var reader = registry.Database.OpenReader();
        return string.Join(' ', reader.Command("SELECT county_key, head FROM chain ORDER BY county_key").ToList(row => $"{row.GetInt32(0)} {Convert.ToHexString(row.GetFieldValue<byte[]>(1))}"));
    }

    private static WholeRegistry Filled(DatabaseKind kind)
    {
        var whole = new WholeRegistry(kind);
        whole.FillEveryTable();
        var person = Numbers(whole.Registry).Count;
        Assert.NotEqual(0, person);
        return whole;
    }

    private static void Write(Registry registry, string text)
    {
        using var session = registry.Write(Operator);
        Write(session, text);
        session.Commit();
    }

    private static void Write(WriteSession session, string text)
    {
        var entry = session.Begin(WholeRegistry.OtherCounty, new EntryHead("test", WholeRegistry.Day));
        entry.Add(Original.Table, new Original("household", 5, "wages", text).ToValues());
        entry.Seal();
    }

    private sealed class After(long values, CancellationTokenSource stop) : IProgress<ReencryptProgress>
    {
        public ReencryptProgress Last { get; private set; } = new(0, 0);

        public void Report(ReencryptProgress value)
        {
            Last = value;
            if (value.Done >= values)
                stop.Cancel();
        }
    }

    [Theory, EachDatabase]
    public void Everything_is_encrypted_anew_while_another_process_serves_and_imports_and_the_journal_is_the_same(DatabaseKind kind)
    {
        using var whole = Filled(kind);
        using var serving = Registry.Open(whole.Target, keyFile: whole.KeyFile);
        var (numbers, heads) = (Numbers(serving), Heads(serving));
        var address = serving.Database.Secrets.PublicId(1, 5);

        Assert.Equal(2, Rotate(whole.Registry));
        // The serving process has not heard of it, and writes.
        Write(serving, "约3万");
        Assert.Equal(1, new ReencryptSecrets(serving).UsesByKey()[2]);
        heads = Heads(serving);
        var done = new ReencryptSecrets(whole.Registry).Run(stop: TestContext.Current.CancellationToken);

        Assert.Equal([0L, done + 1], new ReencryptSecrets(serving).UsesByKey().OrderBy(key => key.Key).Select(key => key.Value));
        Assert.Equal(numbers, Numbers(serving));
        Assert.Equal(heads, Heads(serving));
        AssertHashesAreOf(2, serving);
        Assert.Equal(address, serving.Database.Secrets.PublicId(1, 5));
        Assert.Empty(Verify.Run(serving, Operator));
    }

    [Theory, EachDatabase]
    public void Killed_in_the_middle_it_goes_on_where_it_was(DatabaseKind kind)
    {
        using var whole = Filled(kind);
        Rotate(whole.Registry);
        using var kill = new CancellationTokenSource();
        var progress = new After(1, kill);
        Assert.Throws<OperationCanceledException>(() => new ReencryptSecrets(whole.Registry).Run(progress, kill.Token));
        Assert.True(progress.Last.Done > 0 && progress.Last.Done < progress.Last.Of);
        Assert.Empty(Verify.Run(whole.Registry, Operator));

        using var again = Registry.Open(whole.Target, keyFile: whole.KeyFile);
        new ReencryptSecrets(again).Continue(CancellationToken.None);

        Assert.Equal(0, new ReencryptSecrets(again).UsesByKey()[1]);
        Assert.Empty(Verify.Run(again, Operator));
        // Nothing is left to do, and it knows.
        new ReencryptSecrets(again).Continue(new CancellationToken(canceled: true));
    }

    [Theory, EachDatabase]
    public void A_key_that_encrypts_nothing_is_destroyed_and_everything_stays_as_it_was(DatabaseKind kind)
    {
        using var whole = Filled(kind);
        var (numbers, heads, address, file) = (Numbers(whole.Registry), Heads(whole.Registry), whole.Registry.Database.Secrets.PublicId(1, 5), File.ReadAllText(whole.KeyFile));
        Rotate(whole.Registry);
        Assert.Equal(7333, Assert.Throws<ProblemException>(() => Retire(whole.Registry, 1)).Problem.Number);
        new ReencryptSecrets(whole.Registry).Run(stop: TestContext.Current.CancellationToken);
        foreach (var number in new[] { 0, 2, 9 })
            Assert.Equal(7332, Assert.Throws<ProblemException>(() => Retire(whole.Registry, number)).Problem.Number);

        Retire(whole.Registry, 1);

        Assert.Equal(file, File.ReadAllText(whole.KeyFile));
        using var later = Registry.Open(whole.Target, keyFile: whole.KeyFile);
        Assert.Equal([2], new ReencryptSecrets(later).UsesByKey().Keys);
        Assert.Equal(numbers, Numbers(later));
        Assert.Equal(heads, Heads(later));
        Assert.Equal(address, later.Database.Secrets.PublicId(1, 5));
        Assert.Single(later.Database.Secrets.Hashes("999019196309248931"));
        Assert.Empty(Verify.Run(later, Operator));
        Assert.Equal(3, Rotate(later));
        new ReencryptSecrets(later).Run(stop: TestContext.Current.CancellationToken);
        Retire(later, 2);
        Assert.Empty(Verify.Run(later, Operator));
    }

    /// <summary>What somebody is about to commit under the old key would be found by nobody, and read by nobody once that key is destroyed.</summary>
    [Fact]
    public async Task A_key_is_neither_made_nor_destroyed_while_somebody_writes_and_holds_nobody_up_meanwhile()
    {
        using var whole = Filled(DatabaseKind.Postgres);
        using var serving = Registry.Open(whole.Target, keyFile: whole.KeyFile);
        var waits = new TaskCompletionSource();
        Task<int> making;
        using (var session = serving.Write(Operator))
        {
            making = Task.Run(() => RotateKeys.Run(whole.Registry, Operator, waits.SetResult, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
            await waits.Task;
            // Whoever comes later does not wait behind it.
            using (var other = serving.Database.OpenWriter())
                Assert.Equal(1, serving.Database.Secrets.Newest);
            Write(session, "约3万");
            session.Commit();
            Assert.Equal(1, new ReencryptSecrets(serving).UsesByKey().Keys.Max());
        }
        Assert.Equal(2, await making);
        new ReencryptSecrets(whole.Registry).Run(stop: TestContext.Current.CancellationToken);

        using var stop = new CancellationTokenSource();
        using (serving.Write(Operator))
            Assert.Throws<OperationCanceledException>(() => RetireKey.Run(whole.Registry, Operator, 1, stop.Cancel, stop.Token));
        Retire(whole.Registry, 1);
        Assert.Empty(Verify.Run(serving, Operator));
    }

    [Fact]
    public void When_no_number_is_left_no_key_is_made_and_it_is_said()
    {
        using var whole = Filled(DatabaseKind.Sqlite);
        while (new ReencryptSecrets(whole.Registry).UsesByKey().Keys.Max() < byte.MaxValue)
            Rotate(whole.Registry);
        Assert.Equal(7392, Assert.Throws<ProblemException>(() => Rotate(whole.Registry)).Problem.Number);
        Assert.Empty(Verify.Run(whole.Registry, Operator));
    }

    /// <summary>The command says that it is destroyed: the file says so too, before anybody opens it again.</summary>
    [Theory, EachDatabase]
    public void A_destroyed_key_and_one_that_was_wrapped_anew_are_in_no_file_any_more(DatabaseKind kind)
    {
        using var whole = Filled(kind);
        List<byte[]> Wrapped()
        {
            using var reader = whole.Registry.Database.OpenReader();
            return reader.Command("SELECT content FROM data_key").ToList(row => row.GetFieldValue<byte[]>(0));
        }
        void AssertGone(List<byte[]> keys)
        {
            Assert.True(whole.Registry.Database.IsOverwritten());
            foreach (var file in kind == DatabaseKind.Sqlite ? new[] { whole.Target, whole.Target + "-wal" }.Where(File.Exists) : [])
                Assert.DoesNotContain(keys, key => ReadShared(file).AsSpan().IndexOf(key) >= 0);
        }
        Rotate(whole.Registry);
        new ReencryptSecrets(whole.Registry).Run(stop: Stop);
        var before = Wrapped();
        Assert.True(Retire(whole.Registry, 1));
        AssertGone([.. before.Except(Wrapped(), ByBytes)]);

        before = Wrapped();
        Assert.True(RenewKeyFile.Run(whole.Registry, Operator, stop: Stop).IsOverwritten);
        AssertGone(before);
    }

    private static readonly EqualityComparer<byte[]> ByBytes = EqualityComparer<byte[]>.Create((one, other) => one.AsSpan().SequenceEqual(other), bytes => bytes[^1]);

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Every value of a province is counted for it, which takes minutes.</summary>
    [Theory, EachDatabase]
    public void That_a_key_is_in_use_is_found_out_while_somebody_writes(DatabaseKind kind)
    {
        using var whole = Filled(kind);
        using var serving = Registry.Open(whole.Target, keyFile: whole.KeyFile);
        Rotate(whole.Registry);
        using (serving.Write(Operator))
            Assert.Equal(7333, Assert.Throws<ProblemException>(() => RetireKey.Run(whole.Registry, Operator, 1, () => Assert.Fail("It waited."), Stop)).Problem.Number);
    }

    /// <summary>Waiting for them, it could hold up an import that waits for rows it holds itself.</summary>
    [Fact]
    public void Rows_that_somebody_else_holds_come_the_next_time_round()
    {
        using var whole = Filled(DatabaseKind.Postgres);
        Rotate(whole.Registry);
        var all = new ReencryptSecrets(whole.Registry).UsesByKey()[1];
        using var stop = new CancellationTokenSource();
        using (var holding = whole.Registry.Database.OpenWriter())
        {
            holding.Execute("UPDATE person SET sex = sex");
            // It goes round until there is nothing else to do, and ends not.
            var others = all - holding.Command("SELECT 1 FROM person WHERE number IS NOT NULL").ToList(_ => 1).Count;
            Assert.Throws<OperationCanceledException>(() => new ReencryptSecrets(whole.Registry).Run(new After(others, stop), stop.Token));
        }
        new ReencryptSecrets(whole.Registry).Run(stop: TestContext.Current.CancellationToken);
        Assert.Equal(0, new ReencryptSecrets(whole.Registry).UsesByKey()[1]);
        Assert.Empty(Verify.Run(whole.Registry, Operator));
    }

    [Theory, EachDatabase]
    public void A_hash_that_was_changed_behind_the_journal_does_not_become_good(DatabaseKind kind)
    {
        using var whole = Filled(kind);
        Rotate(whole.Registry);
        using (var writer = whole.Registry.Database.OpenWriter())
        {
            writer.Execute("UPDATE person SET number_hash = @hash WHERE county_key = @county AND number IS NOT NULL", ("@hash", whole.Registry.Database.Secrets.Hash("another")), ("@county", 1));
            writer.Commit();
        }
        Assert.Equal(7440, Assert.Throws<ProblemException>(() => new ReencryptSecrets(whole.Registry).Run(stop: TestContext.Current.CancellationToken)).Problem.Number);
        Assert.Contains(Verify.Run(whole.Registry, Operator), problem => problem.En.Contains("number_hash", StringComparison.Ordinal));
    }

    private static void Damage(Registry registry, string set, string where, params ReadOnlySpan<(string, object?)> values)
    {
        using var writer = registry.Database.OpenWriter();
        Assert.NotEqual(0, writer.Execute($"UPDATE person SET {set} WHERE {where}", values));
        writer.Commit();
    }

    [Theory, EachDatabase]
    public void A_wrong_hash_is_made_anew_from_the_value_that_the_journal_wrote_and_the_journal_says_so_and_the_change_of_keys_goes_on(DatabaseKind kind)
    {
        using var whole = Filled(kind);
        var numbers = Numbers(whole.Registry);
        Rotate(whole.Registry);
        Damage(whole.Registry, "number_hash = @hash", "county_key = 1 AND number IS NOT NULL", ("@hash", whole.Registry.Database.Secrets.Hash("another")));
        Damage(whole.Registry, "number_last_four = NULL", "county_key = @county AND number IS NOT NULL", ("@county", WholeRegistry.OtherCounty));
        Assert.Equal(7440, Assert.Throws<ProblemException>(() => new ReencryptSecrets(whole.Registry).Run(stop: Stop)).Problem.Number);
        var before = Heads(whole.Registry);

        Assert.NotEqual(0, new MendHashes(whole.Registry, Operator).Run());

        Assert.Empty(Verify.Run(whole.Registry, Operator));
        Assert.NotEqual(before, Heads(whole.Registry));
        using (var reader = whole.Registry.Database.OpenReader())
        {
            var said = reader.Command($"SELECT {EntryReason.Columns}, journal.county_key FROM journal {EntryReason.Join()} WHERE act = 'mend look-up hashes' ORDER BY journal.county_key")
                .ToList(row => (Words: EntryReason.Read(row, 0, whole.Registry.Database.Secrets).Words!, County: row.GetInt32(2)));
            Assert.Equal([1, WholeRegistry.OtherCounty], said.Select(one => one.County));
            Assert.All(said, one => Assert.Contains("person ", one.Words, StringComparison.Ordinal));
        }
        new ReencryptSecrets(whole.Registry).Run(stop: Stop);
        AssertHashesAreOf(2, whole.Registry);
        Assert.Equal(numbers, Numbers(whole.Registry));
        Assert.Equal(0, new MendHashes(whole.Registry, Operator).Run());
    }

    /// <summary>The hash fits by chance of what somebody did; the value does not fit the journal, and a hash made from it would hide half of that.</summary>
    [Theory, EachDatabase]
    public void No_hash_is_made_of_a_value_that_is_not_the_one_that_the_journal_wrote(DatabaseKind kind)
    {
        using var whole = Filled(kind);
        // The first county could be mended; nothing is, as long as another cannot.
        Damage(whole.Registry, "number_last_four = NULL", "county_key = 1 AND number IS NOT NULL");
        Damage(whole.Registry, "number = @number", "county_key = @county AND number IS NOT NULL", ("@number", whole.Registry.Database.Secrets.Seal("999019196309248931 another")), ("@county", WholeRegistry.OtherCounty));
        var wrong = Verify.Run(whole.Registry, Operator).Select(problem => problem.En).ToList();

        Assert.Equal(6042, Assert.Throws<ProblemException>(() => new MendHashes(whole.Registry, Operator).Run()).Problem.Number);

        Assert.Equal(wrong, Verify.Run(whole.Registry, Operator).Select(problem => problem.En));
    }

    [Fact]
    public void Mending_hashes_needs_the_right_to_look_after_the_registry()
    {
        using var whole = new WholeRegistry(DatabaseKind.Sqlite);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => new MendHashes(whole.Registry, new Actor("clerk", new HashSet<Right> { Right.WriteHouseholds }, null)).Run()).Problem.Number);
    }

    [Theory, EachDatabase]
    public void A_row_that_was_put_back_under_a_key_that_nobody_looks_for_any_more_is_named(DatabaseKind kind)
    {
        using var whole = Filled(kind);
        const string row = "county_key = 1 AND number_verified";
        object?[] old;
        using (var reader = whole.Registry.Database.OpenReader())
            old = reader.Command($"SELECT id, number, number_hash, number_last_four FROM person WHERE {row} ORDER BY id").ToList(one => Enumerable.Range(0, 4).Select(one.GetValue).ToArray<object?>())[0];
        Rotate(whole.Registry);
        new ReencryptSecrets(whole.Registry).Run(stop: TestContext.Current.CancellationToken);
        Assert.Empty(Verify.Run(whole.Registry, Operator));
        using (var writer = whole.Registry.Database.OpenWriter())
        {
            writer.Execute("UPDATE person SET number = @number, number_hash = @hash, number_last_four = @four WHERE county_key = 1 AND id = @id", ("@id", old[0]), ("@number", old[1]), ("@hash", old[2]), ("@four", old[3]));
            writer.Commit();
        }
        Assert.Contains(Verify.Run(whole.Registry, Operator), problem => problem.En.Contains("number_hash", StringComparison.Ordinal));
    }

    [Fact]
    public void A_backup_opens_with_the_key_file_of_its_day_whatever_became_of_data_keys_since()
    {
        using var whole = Filled(DatabaseKind.Sqlite);
        var numbers = Numbers(whole.Registry);
        BackUp.Run(whole.Registry, Operator, whole.File("backup.db"));
        Rotate(whole.Registry);
        new ReencryptSecrets(whole.Registry).Run(stop: TestContext.Current.CancellationToken);
        Retire(whole.Registry, 1);
        using (var same = Registry.Open(whole.File("backup.db"), keyFile: whole.KeyFile))
            Assert.Equal(numbers, Numbers(same));
        var kept = whole.File(RenewFile(whole.Registry));

        Assert.Equal(6007, Assert.Throws<ProblemException>(() => Registry.Open(whole.File("backup.db"), keyFile: whole.KeyFile)).Problem.Number);
        using var old = Registry.Open(whole.File("backup.db"), keyFile: kept);
        Assert.Equal(numbers, Numbers(old));
        Assert.Empty(Verify.Run(old, Operator));
    }

    [Theory, EachDatabase]
    public void A_new_key_file_changes_nothing_for_whoever_serves_and_a_machine_without_it_is_told(DatabaseKind kind)
    {
        using var whole = Filled(kind);
        var (numbers, heads) = (Numbers(whole.Registry), Heads(whole.Registry));
        var elsewhere = whole.File("other-machine.key");
        File.WriteAllText(elsewhere, File.ReadAllText(whole.KeyFile));
        using var serving = Registry.Open(whole.Target, keyFile: elsewhere);

        Assert.Equal("registry.key.before-2", RenewFile(whole.Registry));

        Assert.Equal(["2"], File.ReadLines(whole.KeyFile).Where(line => !line.StartsWith('#')).Select(line => line.Split(' ')[0]));
        Assert.Equal(File.ReadAllText(elsewhere), File.ReadAllText(whole.File("registry.key.before-2")));
        using (var later = Registry.Open(whole.Target, keyFile: whole.KeyFile))
        {
            Assert.Equal(numbers, Numbers(later));
            Assert.Empty(Verify.Run(later, Operator));
        }
        // A machine that has the old file goes on; it needs the new one for the next data key, and to start again.
        Write(serving, "约4万");
        Rotate(whole.Registry);
        Assert.Equal(6007, Assert.Throws<ProblemException>(() => Write(serving, "约5万")).Problem.Number);
        Assert.Equal(6007, Assert.Throws<ProblemException>(() => Registry.Open(whole.Target, keyFile: elsewhere)).Problem.Number);
        File.WriteAllText(elsewhere, File.ReadAllText(whole.KeyFile));
        Write(serving, "约5万");
        Assert.NotEqual(heads, Heads(serving));
        Assert.Empty(Verify.Run(serving, Operator));
    }

    [Fact]
    public void A_new_key_file_is_as_readable_as_the_old_one_was()
    {
        if (OperatingSystem.IsWindows())
            return; // gives a file the rights of its folder
        using var whole = new WholeRegistry(DatabaseKind.Sqlite);
        const UnixFileMode readByGroup = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(whole.KeyFile, readByGroup);
        var kept = whole.File(RenewFile(whole.Registry));

        Assert.Equal(readByGroup, File.GetUnixFileMode(whole.KeyFile));
        Assert.Equal(readByGroup, File.GetUnixFileMode(kept));
    }

    [Fact]
    public void Whoever_changes_the_key_file_as_root_leaves_it_to_the_account_that_serves()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root gives files away.");
        using var whole = new WholeRegistry(DatabaseKind.Sqlite);
        Tool("chown", "65533:65532", whole.KeyFile);
        var kept = whole.File(RenewFile(whole.Registry));

        Assert.Equal("65533 65532 600", Tool("stat", "-c", "%u %g %a", whole.KeyFile));
        Assert.Equal("65533 65532 600", Tool("stat", "-c", "%u %g %a", kept));

        static string Tool(string name, params string[] arguments)
        {
            using var tool = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true })!;
            var said = tool.StandardOutput.ReadToEnd();
            tool.WaitForExit();
            Assert.Equal(0, tool.ExitCode);
            return said.Trim();
        }
    }

    [Theory, EachDatabase]
    public void A_machine_with_an_older_key_file_makes_no_key_and_locks_nobody_out(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        var older = whole.KeyFile + ".elsewhere";
        File.WriteAllText(older, File.ReadAllText(whole.KeyFile));
        using var elsewhere = Registry.Open(whole.Target, keyFile: older);
        RenewFile(whole.Registry);
        var left = File.ReadAllText(older);

        Assert.Equal(6007, Assert.Throws<ProblemException>(() => Rotate(elsewhere)).Problem.Number);
        Assert.Equal(6007, Assert.Throws<ProblemException>(() => RenewFile(elsewhere)).Problem.Number);

        Assert.Equal(left, File.ReadAllText(older));
        Rotate(whole.Registry);
        using (Registry.Open(whole.Target, keyFile: whole.KeyFile))
            Assert.Empty(whole.Problems());
    }

    [Theory, EachDatabase]
    public void Nothing_is_written_with_a_key_that_an_older_backup_does_not_have(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        var number = Rotate(whole.Registry);
        using (var session = whole.Registry.Write(Operator))
            session.Commit();
        // The backup is put back while the program runs.
        using (var writer = whole.Registry.Database.BeginWriter())
        {
            writer.Execute("DELETE FROM data_key WHERE number = @number", ("@number", number));
            writer.Commit();
        }

        Assert.Equal(6034, Assert.Throws<ProblemException>(() => whole.Registry.Write(Operator)).Problem.Number);
    }

    /// <summary>Two keys bear one number then: what the running program writes with its own, nobody could ever read.</summary>
    [Theory, EachDatabase]
    public void Nothing_is_written_with_a_key_whose_number_another_one_bears_since_an_older_backup_was_put_back(DatabaseKind kind)
    {
        using var whole = Filled(kind);
        var numbers = Numbers(whole.Registry);
        Rotate(whole.Registry);
        using (var session = whole.Registry.Write(Operator))
            session.Commit();
        // As it was before that key was made.
        using (var writer = whole.Registry.Database.BeginWriter())
        {
            writer.Execute("DELETE FROM data_key WHERE number = 2");
            writer.Commit();
        }
        using (var other = Registry.Open(whole.Target, keyFile: whole.KeyFile))
        {
            Assert.Equal(2, Rotate(other));
            Write(other, "约4万");
        }
        AssertWritesNothing();
        // Whoever finds somebody by a hash asks the same: what it would be told is of the other key.
        using (var reader = whole.Registry.Database.OpenReader())
            Assert.Equal(6034, Assert.Throws<ProblemException>(() => whole.Registry.Database.LookUp(reader, () => 1)).Problem.Number);
        // Whatever restarts it is told that it has to.
        Assert.Equal([NotReady.Keys], CheckReady.Of(whole.Registry));

        // One more key does not hide it.
        using (var other = Registry.Open(whole.Target, keyFile: whole.KeyFile))
            Assert.Equal(3, Rotate(other));
        AssertWritesNothing();
        using var again = Registry.Open(whole.Target, keyFile: whole.KeyFile);
        Assert.Empty(CheckReady.Of(again));
        Write(again, "约5万");
        Assert.Equal(numbers, Numbers(again));
        Assert.Empty(Verify.Run(again, Operator));

        void AssertWritesNothing()
        {
            Assert.Equal(6034, Assert.Throws<ProblemException>(() => whole.Registry.Write(Operator)).Problem.Number);
            using var other = Registry.Open(whole.Target, keyFile: whole.KeyFile);
            Assert.Empty(Verify.Run(other, Operator));
        }
    }

    [Theory, EachDatabase]
    public void A_key_whose_fingerprint_was_changed_is_not_taken_for_another(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        using (var writer = whole.Registry.Database.BeginWriter())
        {
            writer.Execute("UPDATE data_key SET fingerprint = @other WHERE number = 1", ("@other", new byte[16]));
            writer.Commit();
        }
        Assert.Equal(6008, Assert.Throws<ProblemException>(() => whole.Registry.Write(Operator)).Problem.Number);
        Assert.Equal(6008, Assert.Throws<ProblemException>(() => Registry.Open(whole.Target, keyFile: whole.KeyFile)).Problem.Number);
    }

    [Fact]
    public void A_key_file_that_is_linked_to_changes_where_it_is_kept()
    {
        using var whole = new WholeRegistry(DatabaseKind.Sqlite);
        var kept = Path.Combine(Directory.CreateDirectory(whole.KeyFile + ".place").FullName, "real.key");
        File.Move(whole.KeyFile, kept);
        File.CreateSymbolicLink(whole.KeyFile, kept);
        var before = File.ReadAllText(kept);

        RenewFile(whole.Registry);

        Assert.Equal(kept, File.ResolveLinkTarget(whole.KeyFile, returnFinalTarget: true)!.FullName);
        Assert.NotEqual(before, File.ReadAllText(kept));
        Assert.Equal(before, File.ReadAllText(Assert.Single(Directory.GetFiles(Path.GetDirectoryName(kept)!, "*.before-*"))));
        using (Registry.Open(whole.Target, keyFile: kept))
            Assert.Empty(whole.Problems());
    }

    [Fact]
    public void Changing_keys_needs_the_right_to_look_after_the_registry()
    {
        using var whole = new WholeRegistry(DatabaseKind.Sqlite);
        var before = File.ReadAllText(whole.KeyFile);
        var clerk = new Actor("clerk", new HashSet<Right> { Right.WriteHouseholds }, null);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => RotateKeys.Run(whole.Registry, clerk, stop: Stop)).Problem.Number);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => RetireKey.Run(whole.Registry, clerk, 1, stop: Stop)).Problem.Number);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => RenewKeyFile.Run(whole.Registry, clerk, stop: Stop)).Problem.Number);
        Assert.Equal(before, File.ReadAllText(whole.KeyFile));
    }

    /// <summary>A new column of bytes has to be encrypted anew with a new key, or to be one of those that hold no secret.</summary>
    [Fact]
    public void Every_column_of_bytes_is_known_to_hold_a_secret_or_none()
    {
        using var whole = new WholeRegistry(DatabaseKind.Sqlite);
        using var reader = whole.Registry.Database.OpenReader();
        var columns = reader.Command("""
            SELECT t.name || '.' || c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND c.type = 'BYTEA'
            """).ToList(row => row.GetString(0));
        string[] noSecret = ["chain.head", "chain.seal", "journal.content_hash", "journal.sheet_mark", "journal.salt", "journal.checks", "journal.hash", "journal_part.hash", "journal_part.remains", "batch.seal", "handed_file.fingerprint", "handed_file.seal",
            "screening.seal", "daily_use.seal", "sent_list.seal", "look.seal", "fact_snapshot.content", "definition.seal", "export.seal", "sign_in_link.seal", "sign_in_event.seal",
            // Keyed hashes, and names of keys that are no secret.
            "sign_in_invitation.code", "sign_in_recovery.code", "sign_in_passkey.credential", "sign_in_device.device", "sign_in_session.token", "sign_in_session.device", "sign_in_try.what", "daily_use.listed",
            // Encrypted with the key file's key; and what tells one from another.
            "data_key.content", "data_key.fingerprint"];
        Assert.Equal(columns.Where(column => !column.EndsWith("_hash", StringComparison.Ordinal) && !column.EndsWith("_last_four", StringComparison.Ordinal)).Order(),
            SealedColumns.Of(whole.Registry).Select(column => $"{column.Table}.{column.Name}").Concat(noSecret.Where(column => column != "journal.content_hash")).Order());
    }
}
