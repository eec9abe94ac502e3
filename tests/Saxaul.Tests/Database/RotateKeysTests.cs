using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
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

    private static List<string?> Numbers(Registry registry)
    {
        using var reader = registry.Database.OpenReader();
        return [.. AsOf.Now.Read(registry.Database, reader, Person.Table, 1).Select(version => Person.From(version).Number)];
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

        Assert.Equal(2, RotateKeys.Run(whole.Registry, Operator));
        // The serving process has not heard of it, and writes.
        using (var session = serving.Write(Operator))
        {
            var entry = session.Begin(WholeRegistry.OtherCounty, new EntryHead("test", WholeRegistry.Day));
            entry.Add(Original.Table, new Original("household", 5, "wages", "约3万").ToValues());
            entry.Seal();
            session.Commit();
        }
        Assert.Equal(1, new ReencryptSecrets(serving).UsesByKey()[2]);
        heads = Heads(serving);
        var done = new ReencryptSecrets(whole.Registry).Run(stop: TestContext.Current.CancellationToken);

        Assert.Equal([0L, done + 1], new ReencryptSecrets(serving).UsesByKey().OrderBy(key => key.Key).Select(key => key.Value));
        Assert.Equal(numbers, Numbers(serving));
        Assert.Equal(heads, Heads(serving));
        Assert.Equal(address, serving.Database.Secrets.PublicId(1, 5));
        Assert.Empty(Verify.Run(serving, Operator));
    }

    [Theory, EachDatabase]
    public void Killed_in_the_middle_it_goes_on_where_it_was(DatabaseKind kind)
    {
        using var whole = Filled(kind);
        RotateKeys.Run(whole.Registry, Operator);
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
    public void A_key_that_encrypts_nothing_is_retired_and_what_hung_on_it_stays(DatabaseKind kind)
    {
        using var whole = Filled(kind);
        var (numbers, heads, address) = (Numbers(whole.Registry), Heads(whole.Registry), whole.Registry.Database.Secrets.PublicId(1, 5));
        var hash = whole.Registry.Database.Secrets.Hash("999019196309248931");
        RotateKeys.Run(whole.Registry, Operator);
        Assert.Equal(7333, Assert.Throws<ProblemException>(() => RetireKey.Run(whole.Registry, Operator, 1)).Problem.Number);
        new ReencryptSecrets(whole.Registry).Run(stop: TestContext.Current.CancellationToken);
        Assert.Equal(7332, Assert.Throws<ProblemException>(() => RetireKey.Run(whole.Registry, Operator, 2)).Problem.Number);
        Assert.Equal(7332, Assert.Throws<ProblemException>(() => RetireKey.Run(whole.Registry, Operator, 9)).Problem.Number);

        RetireKey.Run(whole.Registry, Operator, 1);

        Assert.DoesNotContain(File.ReadLines(whole.KeyFile), line => line.StartsWith("1 ", StringComparison.Ordinal));
        using var later = Registry.Open(whole.Target, keyFile: whole.KeyFile);
        Assert.Equal(numbers, Numbers(later));
        Assert.Equal(heads, Heads(later));
        Assert.Equal(address, later.Database.Secrets.PublicId(1, 5));
        Assert.Equal(hash, later.Database.Secrets.Hash("999019196309248931"));
        Assert.Empty(Verify.Run(later, Operator));
        Assert.Equal(3, RotateKeys.Run(later, Operator));
        new ReencryptSecrets(later).Run(stop: TestContext.Current.CancellationToken);
        RetireKey.Run(later, Operator, 2);
        Assert.Empty(Verify.Run(later, Operator));
    }

    [Fact]
    public void A_backup_from_before_opens_with_the_old_key_file_that_was_kept_and_not_with_the_new()
    {
        using var whole = Filled(DatabaseKind.Sqlite);
        var numbers = Numbers(whole.Registry);
        BackUp.Run(whole.Registry, Operator, whole.File("backup.db"));
        RotateKeys.Run(whole.Registry, Operator);
        new ReencryptSecrets(whole.Registry).Run(stop: TestContext.Current.CancellationToken);
        var kept = whole.File(RetireKey.Run(whole.Registry, Operator, 1));

        Assert.Equal(6007, Assert.Throws<ProblemException>(() => Registry.Open(whole.File("backup.db"), keyFile: whole.KeyFile)).Problem.Number);
        using var old = Registry.Open(whole.File("backup.db"), keyFile: kept);
        Assert.Equal(numbers, Numbers(old));
        Assert.Empty(Verify.Run(old, Operator));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(kept));
    }

    [Fact]
    public void Changing_keys_needs_the_right_to_look_after_the_registry()
    {
        using var whole = new WholeRegistry(DatabaseKind.Sqlite);
        var before = File.ReadAllText(whole.KeyFile);
        var clerk = new Actor("clerk", new HashSet<Right> { Right.WriteHouseholds }, null);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => RotateKeys.Run(whole.Registry, clerk)).Problem.Number);
        Assert.Equal(7001, Assert.Throws<ProblemException>(() => RetireKey.Run(whole.Registry, clerk, 1)).Problem.Number);
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
            "screening.seal", "look.seal", "fact_snapshot.content", "definition.seal", "export.seal", "sign_in_link.seal", "sign_in_event.seal",
            // Keyed hashes, and names of keys that are no secret.
            "sign_in_invitation.code", "sign_in_recovery.code", "sign_in_passkey.credential", "sign_in_device.device", "sign_in_session.token", "sign_in_session.device", "sign_in_try.what"];
        Assert.Equal(columns.Where(column => !column.EndsWith("_hash", StringComparison.Ordinal) && !column.EndsWith("_last_four", StringComparison.Ordinal)).Order(),
            SealedColumns.Of(whole.Registry).Select(column => $"{column.Table}.{column.Name}").Concat(noSecret.Where(column => column != "journal.content_hash")).Order());
    }
}
