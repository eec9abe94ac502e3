using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Text.Json;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>Files that were applied together.</summary>
/// <param name="Actor">Who applied them.</param>
/// <param name="UndoneAt">When it was undone; null while it stands.</param>
/// <param name="Files">What became of each.</param>
/// <param name="Later">Files of the same kinds that came after and stand: what they say as this batch does goes with it when it is undone, and comes back when they are handed in again.</param>
public sealed record Batch(long Id, string Actor, DateTimeOffset StartedAt, DateTimeOffset? UndoneAt, IReadOnlyList<BatchFile> Files, IReadOnlyList<string> Later);

/// <summary>A file of a batch.</summary>
/// <param name="Report">What became of it, also that it was refused; null when the import was cut off or stopped before its turn: nothing of it was taken.</param>
/// <param name="Erased">Whether the file itself was destroyed by an erasure.</param>
public sealed record BatchFile(long Id, string Name, FileReport? Report, bool Erased)
{
    /// <summary>The batch of a later list of the same source and period that took its place and stands; null when none did.</summary>
    public long? ReplacedBy { get; init; }
}

/// <summary>
/// The batches that were imported, for whoever may read every county that they brought something into, or, where a department's brought nothing into any, that they were sent to; and one's own. Of those a department, which reads no household, sees what stood in its files.
/// </summary>
public sealed record ListBatches(int Skip, int Take)
{
    /// <returns>The newest first.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/></exception>
    public IReadOnlyList<Batch> Run(Registry registry, Actor actor)
    {
        RequireAny(actor);
        using var connection = registry.Database.OpenReader();
        var seen = new Seeing(actor, connection);
        var shown = connection.Command("SELECT id, actor FROM batch WHERE county_key = @office ORDER BY id DESC", ("@office", HandedFiles.Office)).ToList(reader => (Id: reader.GetInt64(0), Actor: reader.GetString(1)))
            .Where(batch => seen.May(batch.Id, batch.Actor)).Skip(Skip).Take(Take).Select(batch => batch.Id).ToList();
        var replacedBy = ReplacedBy(registry.Database, connection, shown);
        return [.. shown.Select(id => seen.Told(Read(connection, id, replacedBy, later: false)))];
    }

    /// <summary>One batch, with the later files.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.BatchUnknown"/>, also when it is not the actor's to see; <see cref="Problem.NotAllowed"/>.</exception>
    public static Batch One(Registry registry, Actor actor, long id)
    {
        RequireAny(actor);
        using var connection = registry.Database.OpenReader();
        var by = connection.Command("SELECT actor FROM batch WHERE county_key = @office AND id = @id", ("@office", HandedFiles.Office), ("@id", id)).ToList(reader => reader.GetString(0));
        var seen = new Seeing(actor, connection);
        return by is [var name] && seen.May(id, name) ? seen.Told(Read(connection, id, ReplacedBy(registry.Database, connection, [id]), later: true)) : throw new ProblemException(Problem.BatchUnknown(id));
    }

    /// <summary>A department that may hand in sees what became of its own.</summary>
    private static void RequireAny(Actor actor)
    {
        if (!actor.MaySomewhere(Right.ReadHouseholds) && !actor.MaySomewhere(Right.HandInLists))
            throw new ProblemException(Problem.NotAllowed(Right.ReadHouseholds));
    }

    private static Batch Read(DbConnection connection, long id, IReadOnlyDictionary<long, long> replacedBy, bool later)
    {
        (string, object?)[] key = [("@office", HandedFiles.Office), ("@batch", id)];
        var files = connection.Command("SELECT id, name, report, erased_at FROM handed_file WHERE county_key = @office AND batch_id = @batch ORDER BY id", key).ToList(reader => new BatchFile(
            reader.GetInt64(0), reader.GetString(1), reader.TextOrNull(2) is { } report ? JsonSerializer.Deserialize<FileReport>(report, ReportJson.Options) : null, !reader.IsDBNull(3)) { ReplacedBy = replacedBy.TryGetValue(reader.GetInt64(0), out var by) ? by : null });
        return connection.Command("SELECT actor, started_at, undone_at FROM batch WHERE county_key = @office AND id = @batch", key).ToList(reader => new Batch(id, reader.GetString(0),
            Instant.FromMicroseconds(reader.GetInt64(1)), reader.LongOrNull(2) is { } at ? Instant.FromMicroseconds(at) : null, files, [])).Single() with { Later = later ? UndoBatch.LaterFiles(connection, null, id) : [] };
    }

    /// <summary>The batches that took the place of some batches' files, by file: the first that stands. Asked once for all that are shown, for each later report is read for it.</summary>
    private static Dictionary<long, long> ReplacedBy(RegistryDatabase database, DbConnection connection, IReadOnlyCollection<long> batches)
    {
        using var command = connection.Command($"""
            SELECT DISTINCT later.batch_id, later.id, later.report FROM handed_file AS earlier
            JOIN handed_file AS later ON later.county_key = earlier.county_key AND later.kind = earlier.kind AND later.source = earlier.source
              AND later.period_from = earlier.period_from AND later.period_to = earlier.period_to AND later.id > earlier.id AND later.state = @applied
            JOIN batch ON batch.county_key = later.county_key AND batch.id = later.batch_id
            WHERE earlier.county_key = @office AND {database.AnyOf("earlier.batch_id", "@batches")} AND batch.undone_at IS NULL AND later.report IS NOT NULL ORDER BY later.id DESC
            """, ("@office", HandedFiles.Office), ("@applied", HandedFiles.Applied));
        database.AddList(command, "@batches", batches);
        var replaced = new Dictionary<long, long>();
        foreach (var (batch, report) in command.ToList(reader => (Batch: reader.GetInt64(0), Report: reader.GetString(2))))
        {
            foreach (var file in JsonSerializer.Deserialize<FileReport>(report, ReportJson.Options)!.ReplacedFiles)
                replaced[file] = batch;
        }
        return replaced;
    }

    /// <summary>Which batches somebody may see.</summary>
    private sealed class Seeing(Actor actor, DbConnection connection)
    {
        private readonly IReadOnlyList<int> counties = FactStore.Counties(connection);

        public bool May(long batch, string by) => by == actor.Name || counties.All(MayRead) || IsReadWhole(About(batch));

        /// <summary>All of it for who reads everybody in it; of one's own, what one is told who may hand in such lists.</summary>
        public Batch Told(Batch batch)
        {
            var readsEveryCounty = counties.All(MayRead);
            var readsAll = readsEveryCounty || IsReadWhole(About(batch.Id));
            // Who handed in what reaches further than they read is told of the file alone, whatever it touched.
            bool Whole(string? list) => actor.IsToldOfRows(list) || readsAll && (batch.Actor != actor.Name || readsEveryCounty);
            return batch.Files.All(file => Whole(file.Report?.Kind)) ? batch with { Files = [.. batch.Files.Select(file => file with { Report = file.Report?.ToldTo(actor) })] }
                : batch with { Files = [.. batch.Files.Select(file => Whole(file.Report?.Kind) ? file with { Report = file.Report?.ToldTo(actor) } : file with { Report = file.Report?.OfTheFileAlone(), Erased = false, ReplacedBy = null })], Later = [] };
        }

        private bool MayRead(int countyKey) => actor.May(Right.ReadHouseholds, countyKey);

        private bool IsReadWhole(List<int> about) => about.Count > 0 && about.TrueForAll(MayRead);

        /// <summary>The counties that it brought something into; those that it was sent to, where it brought nothing: a list that knows nobody, or that nobody can read, is theirs to put right, too.</summary>
        private List<int> About(long batch) => Touched(batch) is { Count: > 0 } touched ? touched
            : connection.Command("SELECT DISTINCT county_key FROM sent_list WHERE batch_id = @batch", ("@batch", batch)).ToList(reader => reader.GetInt32(0));

        private List<int> Touched(long batch) => [.. counties.Where(countyKey =>
            connection.Command("SELECT 1 FROM journal WHERE county_key = @county AND batch_id = @batch LIMIT 1", ("@county", countyKey), ("@batch", batch)).ToList(_ => 1).Count > 0)];
    }
}
