using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;

namespace Saxaul.Journal;

/// <summary>What entries of a county's journal say of themselves, by height: where a version came from.</summary>
internal static class EntryHeads
{
    private const string Columns = "height, act, true_on, household_id, area_id, reason, batch_id, file_id, sheet, source_row";

    public static Dictionary<long, EntryHead> At(WriteSession session, int countyKey, IEnumerable<long> heights)
    {
        session.Flush();
        var heads = new Dictionary<long, EntryHead>();
        foreach (var some in heights.Distinct().Chunk(5000))
        {
            using var command = session.Writer.Command($"SELECT {Columns} FROM journal WHERE county_key = @county AND {session.Database.AnyOf("height", "@heights")}", ("@county", countyKey));
            session.Database.AddList(command, "@heights", some);
            Read(command, heads);
        }
        return heads;
    }

    /// <summary>The entries of a batch of files.</summary>
    public static Dictionary<long, EntryHead> OfBatch(WriteSession session, int countyKey, long batchId)
    {
        session.Flush();
        var heads = new Dictionary<long, EntryHead>();
        Read(session.Writer.Command($"SELECT {Columns} FROM journal WHERE county_key = @county AND batch_id = @batch", ("@county", countyKey), ("@batch", batchId)), heads);
        return heads;
    }

    /// <summary>How each of these batches began in a county: the act itself, before what followed from it.</summary>
    public static Dictionary<long, EntryHead> FirstOf(RegistryDatabase database, System.Data.Common.DbConnection connection, int countyKey, IReadOnlyCollection<long> batches)
    {
        if (batches.Count == 0)
            return [];
        var heads = new Dictionary<long, EntryHead>();
        var command = connection.Command($"SELECT {Columns} FROM journal WHERE county_key = @county AND {database.AnyOf("batch_id", "@batches")}", ("@county", countyKey));
        database.AddList(command, "@batches", batches);
        Read(command, heads);
        return heads.OrderBy(one => one.Key).GroupBy(one => one.Value.BatchId!.Value, one => one.Value).ToDictionary(batch => batch.Key, batch => batch.First());
    }

    private static void Read(System.Data.Common.DbCommand command, Dictionary<long, EntryHead> heads)
    {
        foreach (var (height, head) in command.ToList(reader => (reader.GetInt64(0), new EntryHead(reader.GetString(1), reader.Day(2))
                 {
                     HouseholdId = reader.LongOrNull(3), AreaId = reader.LongOrNull(4), Reason = reader.TextOrNull(5), BatchId = reader.LongOrNull(6), FileId = reader.LongOrNull(7),
                     Sheet = reader.TextOrNull(8), SourceRow = reader.IntOrNull(9),
                 })))
            heads[height] = head;
    }
}
