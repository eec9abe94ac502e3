using System;
using System.Diagnostics;
using System.Linq;
using Saxaul.Tests.Databases;
using Xunit;

namespace Saxaul.Server.Tests.Acceptance;

/// <summary>Whoever pulls the plug in the midst of an import loses nothing: the database opens, everything in it verifies, and the import can be run again.</summary>
public sealed class KilledImportTests
{
    [Theory, EachDatabase]
    public void An_import_killed_at_twenty_moments_leaves_nothing_half_written_and_can_be_run_again(DatabaseKind kind)
    {
        var handedOver = HandedOver.Small();
        var watch = new Stopwatch();
        using (var whole = Begin(kind, handedOver))
        {
            // How long an import takes here and now, so that the moments spread over all of it.
            watch.Start();
            whole.Import(handedOver).End();
            watch.Stop();
        }
        var secrets = PlainSecrets.Of(handedOver.Rosters);
        // A killed import as a rule wrote nothing, so the next moment is tried on the same database until one has.
        var database = Begin(kind, handedOver);
        try
        {
            foreach (var moment in Moments(kind == DatabaseKind.Sqlite ? 20 : 5))
            {
                var before = database.Heights();
                var killed = database.Import(handedOver).KilledAfter(watch.Elapsed * moment);
                MainJob.Done(database.Saxaul.Run("verify"));
                Assert.Empty(secrets.In(database.Database.Folder));
                Assert.Empty(secrets.InText(killed.Error));
                if (database.Heights().SequenceEqual(before))
                    continue;
                ComesToTheTruth(database, handedOver);
                database.Dispose();
                database = Begin(kind, handedOver);
            }
            ComesToTheTruth(database, handedOver);
        }
        finally
        {
            database.Dispose();
        }
    }

    [Fact]
    public void Two_imports_at_once_on_one_file_both_end_well()
    {
        var handedOver = HandedOver.Small();
        using var database = Begin(DatabaseKind.Sqlite, handedOver);
        var both = handedOver.Rosters.Select(roster => database.Saxaul.Start("import", roster, "--on", "2020-04-01", "--json")).ToList();

        Assert.All(both, one => MainJob.Done(one.End()));
        ComesToTheTruth(database, handedOver);
    }

    [Fact]
    public void The_same_import_twice_at_once_registers_everybody_once()
    {
        var handedOver = HandedOver.Small();
        using var database = Begin(DatabaseKind.Sqlite, handedOver);
        var both = new[] { database.Import(handedOver), database.Import(handedOver) };

        Assert.All(both, one => MainJob.Done(one.End()));
        ComesToTheTruth(database, handedOver);
    }

    /// <summary>Spread evenly, each somewhere within its share, always the same.</summary>
    private static double[] Moments(int count)
    {
        var state = 20_200_401u;
        return [.. Enumerable.Range(0, count).Select(i => (i + (state = state * 1_664_525 + 1_013_904_223) / (double)uint.MaxValue) / count)];
    }

    private static void ComesToTheTruth(Office office, HandedOver handedOver)
    {
        var files = MainJob.FilesOf(MainJob.Done(office.Import(handedOver).End()));
        Assert.Equal(handedOver.Truth.GetProperty("households").GetInt32(), files.Sum(file => file.GetProperty("households").GetInt32() + file.GetProperty("held").GetProperty("households").GetInt32()));
        MainJob.Done(office.Saxaul.Run("screen", "--on", "2020-04-01"));
        Assert.Equal(handedOver.Warnings("from_rosters"), HandedOver.Pairs(MainJob.Done(office.Saxaul.Run("warnings", "--on", "2020-04-01")).Lines));
        MainJob.Done(office.Saxaul.Run("verify"));
    }

    private static Office Begin(DatabaseKind kind, HandedOver handedOver)
    {
        var office = new Office(kind);
        MainJob.Done(office.Saxaul.Run("areas", "import", handedOver.AreaCodes, "--edition", "2020"));
        return office;
    }

    private sealed class Office(DatabaseKind kind) : IDisposable
    {
        private SaxaulProcess? saxaul;

        public TestDatabase Database { get; } = new(kind);

        public SaxaulProcess Saxaul => saxaul ??= new SaxaulProcess(Database);

        public SaxaulProcess.Running Import(HandedOver handedOver) => Saxaul.Start(["import", .. handedOver.Rosters, "--on", "2020-04-01", "--json"]);

        public string[] Heights() => MainJob.JournalHeights(kind, Database.Target);

        public void Dispose() => Database.Dispose();
    }
}
