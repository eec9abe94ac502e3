using System.Collections.Generic;
using System.Data.Common;
using Saxaul.Database;

namespace Saxaul.Journal;

/// <summary>
/// Why somebody made an entry, in their words. They may name anybody, so they are content beside the entry rather than a part of its head: encrypted, of the household that the entry is about, or of nobody, and
/// gone when that household is erased or somebody is whom they name. Its id is the entry's height; this is the one place that knows how it is read.
/// </summary>
internal static class EntryReason
{
    public static VersionedTable Table { get; } = new("entry_reason", "household", "household_id", new Column("household_id", ColumnType.Integer), new Column("words", ColumnType.Secret))
    {
        WhenErased = new Dictionary<string, object?> { ["words"] = null },
    };

    /// <summary>What a query of the journal selects to read the reasons of its entries, with <see cref="Join"/>.</summary>
    public const string Columns = "entry_reason.id, entry_reason.words";

    /// <param name="journal">What the query calls the journal.</param>
    public static string Join(string journal = "journal") => $"LEFT JOIN entry_reason ON entry_reason.county_key = {journal}.county_key AND entry_reason.id = {journal}.height";

    /// <param name="at">Where <see cref="Columns"/> begin.</param>
    public static (string? Words, bool IsErased) Read(DbDataReader reader, int at, Secrets secrets) =>
        reader.BytesOrNull(at + 1) is { } words ? (secrets.Open(words), false) : (null, reader.LongOrNull(at) is not null);

    /// <param name="ofNobody">Whether it outlives what is kept of the household.</param>
    public static Version Of(long height, EntryHead head, bool ofNobody) => new()
    {
        Id = height, Values = [ofNobody || head.HouseholdId is EntryHead.NoHousehold ? null : head.HouseholdId, head.Reason], TrueFrom = head.On, KnownFrom = height,
    };
}
