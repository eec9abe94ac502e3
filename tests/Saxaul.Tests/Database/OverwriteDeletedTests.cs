using System.Linq;
using System.Threading.Tasks;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Saxaul.Tests.Journals;
using Xunit;

namespace Saxaul.Tests.Database;

/// <summary>What was deleted is overwritten in the database's files, and nobody takes it for done before it is.</summary>
public class OverwriteDeletedTests
{
    [Fact]
    public void An_erasure_that_was_cut_off_before_it_overwrote_is_finished_by_the_next_opening()
    {
        using var whole = new WholeRegistry(DatabaseKind.Sqlite);
        using (var session = whole.Registry.Write(WholeRegistry.Official))
        {
            whole.Registry.Database.RememberToOverwrite(session.Writer);
            session.Commit();
        }
        Assert.True(whole.Registry.Database.OverwriteIfDue());
        Assert.True(whole.Registry.Database.IsOverwritten());
    }

    [Theory, EachDatabase]
    public async Task What_opens_the_registry_waits_for_nobody_who_reads_an_older_state_and_what_erases_does(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        var database = whole.Registry.Database;
        Task<bool> overwriting;
        using (var reader = database.OpenReader())
        {
            using var older = database.BeginSnapshot(reader);
            using (var read = reader.Command("SELECT COUNT(*) FROM person"))
            {
                read.Transaction = older;
                read.ExecuteScalar();
            }
            // After it: whoever reads sees the state before.
            using (var session = whole.Registry.Write(WholeRegistry.Official))
            {
                database.RememberToOverwrite(session.Writer);
                session.Commit();
            }
            using (var second = Registry.Open(whole.Target, keyFile: whole.KeyFile))
                Assert.False(second.Database.IsOverwritten());
            Assert.False(database.OverwriteIfDue(wait: false));
            overwriting = Task.Run(() => database.OverwriteIfDue());
        }
        Assert.True(await overwriting || database.OverwriteIfDue());
        Assert.True(database.IsOverwritten());
    }

    /// <summary>The tables that it had passed by then still hold what the other one erased.</summary>
    [Fact]
    public async Task Whoever_overwrites_does_not_take_for_done_what_somebody_erased_meanwhile()
    {
        using var whole = new WholeRegistry(DatabaseKind.Postgres);
        var database = whole.Registry.Database;
        void Erase()
        {
            using var session = whole.Registry.Write(WholeRegistry.Official);
            database.RememberToOverwrite(session.Writer);
            session.Commit();
        }
        Task<bool> overwriting;
        using (var reader = database.OpenReader())
        using (var second = database.OpenReader())
        {
            using var older = database.BeginSnapshot(reader);
            using (var read = reader.Command("SELECT COUNT(*) FROM person"))
            {
                read.Transaction = older;
                read.ExecuteScalar();
            }
            // After it: whoever reads sees the state before.
            Erase();
            overwriting = Task.Run(() => database.OverwriteIfDue());
            // It has begun, and waits for whoever reads.
            while (!overwriting.IsCompleted && second.Command("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%'").ToList(_ => 1).Count == 0)
                await Task.Yield();
            Erase();
        }
        await overwriting;
        Assert.False(database.IsOverwritten());
        Assert.True(database.OverwriteIfDue());
        Assert.True(database.IsOverwritten());
    }

    [Theory, EachDatabase]
    public void What_was_overwritten_stays_so_whatever_is_erased_on_a_later_day(DatabaseKind kind)
    {
        using var whole = new WholeRegistry(kind);
        var (database, today) = (whole.Registry.Database, whole.Registry.Database.Time.Today());
        using (var session = whole.Registry.Write(WholeRegistry.Official))
        {
            database.RememberToOverwrite(session.Writer);
            session.Commit();
        }
        Assert.True(database.IsOverwritten(until: today.AddDays(-1)));
        Assert.False(database.IsOverwritten(until: today));
    }
}
