using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Text.Json;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>What undoing a batch did.</summary>
/// <param name="Households">Households of which all that the batch did was taken back or restored; none of them is among <paramref name="Conflicts"/>.</param>
/// <param name="Conflicts">Households and areas that something else has changed since: nothing of that is overwritten, and each has a finding.</param>
/// <param name="Touched">The households whose figures may have changed, by county.</param>
/// <param name="Later">
/// Files of the same kinds about the same counties that came after it and stand. What they said as the batch had said it already, they did not write again, so it went with the batch: handing them in
/// once more brings it back.
/// </param>
public sealed record UndoResult(int Households, int Conflicts, IReadOnlyDictionary<int, IReadOnlySet<long>> Touched, IReadOnlyList<string> Later);

/// <summary>
/// Takes back a whole batch of files by compensating versions, in one transaction: what it added is taken back, what it changed is what it was before. What
/// somebody, or a later file, has changed since is left as it is, with a finding for a person to answer. Handing the same files in again applies them again.
/// </summary>
/// <param name="BatchId">As the import gave it.</param>
/// <param name="Reason">Why, in the person's words; kept in the journal.</param>
public sealed record UndoBatch(long BatchId, string? Reason = null)
{
    internal const string Act = "undo import";

    /// <exception cref="ProblemException"><see cref="Problem.BatchUnknown"/>, <see cref="Problem.BatchUndoneBefore"/>, <see cref="Problem.SealBroken"/>, <see cref="Problem.NotAllowed"/> in any county it concerns.</exception>
    public UndoResult Run(Registry registry, Actor actor)
    {
        actor.RequireSomewhere(Right.WriteHouseholds);
        using var session = registry.Write(actor);
        // All stand still, so that no file of the batch is applied while it is being undone.
        foreach (var countyKey in session.Writer.Command("SELECT county_key FROM chain ORDER BY county_key").ToList(reader => reader.GetInt32(0)).Prepend(HandedFiles.Office))
            session.HeightOf(countyKey);
        HandedFiles.RequireStanding(session, BatchId);
        var countyKeys = session.Writer.Command("""
            SELECT county_key FROM chain WHERE EXISTS (SELECT 1 FROM journal WHERE journal.county_key = chain.county_key AND journal.batch_id = @batch) ORDER BY county_key
            """, ("@batch", BatchId)).ToList(reader => reader.GetInt32(0));
        foreach (var countyKey in countyKeys)
            actor.Require(countyKey == HandedFiles.Office ? Right.WriteAreas : Right.WriteHouseholds, countyKey);

        var counties = countyKeys.Select(countyKey => new UndoCounty(registry, session, countyKey, BatchId, Reason)).ToList();
        foreach (var county in counties)
            county.Run();
        RowSeal.Update(session.Writer, session.Database.Secrets, "batch", "undone_at = @now", "county_key = @office AND id = @batch", ("@now", session.Now), ("@office", HandedFiles.Office), ("@batch", BatchId));
        var later = LaterFiles(session.Writer.Connection, session.Writer.Transaction, BatchId);
        session.Commit();
        return new UndoResult(counties.Sum(county => county.Restored.Count()), counties.Sum(county => county.Conflicts),
            counties.Where(county => county.Touched.Count > 0).ToDictionary(county => county.CountyKey, county => (IReadOnlySet<long>)county.Touched), later);
    }

    /// <summary>The files of the same kinds that came after a batch and stand, as far as they speak of a county that the batch's file of that kind spoke of: another county's file brings nothing of it back.</summary>
    internal static List<string> LaterFiles(DbConnection connection, DbTransaction? transaction, long batchId)
    {
        var command = connection.Command("""
            SELECT later.name, later.report, undone.report FROM handed_file AS later
            JOIN batch ON batch.county_key = later.county_key AND batch.id = later.batch_id
            JOIN handed_file AS undone ON undone.county_key = later.county_key AND undone.batch_id = @batch AND undone.kind = later.kind AND undone.state = @applied
            WHERE later.county_key = @office AND later.batch_id > @batch AND later.state = @applied AND later.erased_at IS NULL AND batch.undone_at IS NULL
            ORDER BY later.name
            """, ("@office", HandedFiles.Office), ("@batch", batchId), ("@applied", HandedFiles.Applied));
        command.Transaction = transaction;
        return [.. command.ToList(reader => (Name: reader.GetString(0), Later: Counties(reader.TextOrNull(1)), Undone: Counties(reader.TextOrNull(2))))
            .Where(file => file.Later.Intersect(file.Undone).Any()).Select(file => file.Name).Distinct()];

        static IReadOnlyCollection<int> Counties(string? report) => report is null ? [] : JsonSerializer.Deserialize<FileReport>(report, ReportJson.Options)!.Counties;
    }
}
