using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>
/// That somebody who reads none of its households handed a list to a county, to be compared or applied: they learn nothing by it, and the county sees who tries.
/// </summary>
/// <param name="List">Its code.</param>
/// <param name="Rows">How many rows it has; 0 for one that was refused or is known already.</param>
/// <param name="Applied">Whether it was applied, or only compared.</param>
public sealed record SentList(DateTimeOffset At, string Actor, string List, int Rows, bool Applied)
{
    /// <summary>Those of a county's senders, for whoever reads the whole of it; of all counties that somebody reads.</summary>
    /// <returns>The newest first.</returns>
    public static IReadOnlyList<SentList> Newest(Registry registry, Actor actor, int take)
    {
        using var connection = registry.Database.OpenReader();
        IReadOnlyCollection<long> counties = [.. actor.Where(Right.ReadHouseholds, Gazetteer.ReadCounties(registry.Database).Counties.Select(county => county.CountyKey)).Select(key => (long)key),
            .. actor.Grants.Any(grant => grant.HoldsEverywhere(Right.ReadHouseholds)) ? (long[])[HandedFiles.Office] : []];
        using var command = connection.Command($"""
            SELECT DISTINCT sent_at, actor, list, rows_read, applied FROM sent_list WHERE {registry.Database.AnyOf("county_key", "@counties")} ORDER BY sent_at DESC, list LIMIT @take
            """, ("@take", take));
        registry.Database.AddList(command, "@counties", counties);
        return command.ToList(reader => new SentList(Instant.FromMicroseconds(reader.GetInt64(0)), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetBoolean(4)));
    }

    /// <summary>One row for each county that the sender may hand it in for, which does not say whether anybody there was in it; for somebody of every county one of the office above them.</summary>
    /// <param name="batchId">By which it was applied; null when it was only compared, or nothing of it was taken.</param>
    internal static void Keep(RegistryDatabase database, Actor actor, bool compared, long? batchId, IReadOnlyList<FileReport> files)
    {
        if (files.Count == 0)
            return;
        using var writer = database.OpenWriter();
        var now = Instant.ToMicroseconds(database.Time.GetUtcNow());
        foreach (var (list, rows) in files.GroupBy(file => file.Kind!).Select(kind => (kind.Key, kind.Sum(file => file.Rows))))
        {
            foreach (var county in actor.HandsInFor(list) ?? (IEnumerable<int>)[HandedFiles.Office])
            {
                // Each has a moment of its own: two within a microsecond are two.
                (string, object?)[] key = [("@county", county), ("@at", Free(writer, county, now)), ("@actor", actor.Name)];
                writer.Execute("INSERT INTO sent_list (county_key, sent_at, actor, list, rows_read, applied, batch_id) VALUES (@county, @at, @actor, @list, @rows, @applied, @batch)", [.. key, ("@list", list), ("@rows", rows), ("@applied", !compared), ("@batch", batchId)]);
                RowSeal.Put(writer, database.Secrets, "sent_list", "county_key = @county AND sent_at = @at AND actor = @actor", key);
            }
        }
        writer.Commit();
    }

    private static long Free(WriteConnection writer, int county, long now) =>
        Convert.ToInt64(writer.Scalar("SELECT MAX(sent_at) FROM sent_list WHERE county_key = @county AND sent_at >= @now", ("@county", county), ("@now", now)) ?? now - 1, CultureInfo.InvariantCulture) + 1;
}
