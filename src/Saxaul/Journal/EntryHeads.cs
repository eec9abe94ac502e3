using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;

namespace Saxaul.Journal;

/// <summary>What entries of a county's journal say of themselves, by height: where a version came from.</summary>
internal static class EntryHeads
{
    private static readonly string select = $"""
        SELECT journal.height, journal.act, journal.true_on, journal.household_id, journal.area_id, journal.batch_id, journal.file_id, journal.sheet, journal.source_row, {EntryReason.Columns}
        FROM journal {EntryReason.Join()} WHERE journal.county_key = @county
        """;

    public static Dictionary<long, EntryHead> At(WriteSession session, int countyKey, IEnumerable<long> heights)
    {
        session.Flush();
        var heads = new Dictionary<long, EntryHead>();
        foreach (var some in heights.Distinct().Chunk(5000))
        {
            using var command = session.Writer.Command($"{select} AND {session.Database.AnyOf("journal.height", "@heights")}", ("@county", countyKey));
            session.Database.AddList(command, "@heights", some);
            Read(command, session.Database.Secrets, heads);
        }
        return heads;
    }

    /// <summary>The entries of a batch of files.</summary>
    public static Dictionary<long, EntryHead> OfBatch(WriteSession session, int countyKey, long batchId)
    {
        session.Flush();
        var heads = new Dictionary<long, EntryHead>();
        Read(session.Writer.Command($"{select} AND journal.batch_id = @batch", ("@county", countyKey), ("@batch", batchId)), session.Database.Secrets, heads);
        return heads;
    }

    /// <summary>How each of these batches began in a county: the act itself, before what followed from it.</summary>
    public static Dictionary<long, EntryHead> FirstOf(RegistryDatabase database, System.Data.Common.DbConnection connection, int countyKey, IReadOnlyCollection<long> batches)
    {
        if (batches.Count == 0)
            return [];
        var heads = new Dictionary<long, EntryHead>();
        var command = connection.Command($"{select} AND {database.AnyOf("journal.batch_id", "@batches")}", ("@county", countyKey));
        database.AddList(command, "@batches", batches);
        Read(command, database.Secrets, heads);
        return heads.OrderBy(one => one.Key).GroupBy(one => one.Value.BatchId!.Value, one => one.Value).ToDictionary(batch => batch.Key, batch => batch.First());
    }

    private static void Read(System.Data.Common.DbCommand command, Secrets secrets, Dictionary<long, EntryHead> heads)
    {
        foreach (var (height, head) in command.ToList(reader =>
                 {
                     var (reason, isErased) = EntryReason.Read(reader, 9, secrets);
                     return (reader.GetInt64(0), new EntryHead(reader.GetString(1), reader.Day(2))
                     {
                         HouseholdId = reader.LongOrNull(3), AreaId = reader.LongOrNull(4), Reason = reason, IsReasonErased = isErased, BatchId = reader.LongOrNull(5), FileId = reader.LongOrNull(6),
                         Sheet = reader.TextOrNull(7), SourceRow = reader.IntOrNull(8),
                     });
                 }))
            heads[height] = head;
    }
}
