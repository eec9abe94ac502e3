using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Threading.Tasks;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Facts;

/// <summary>
/// The facts of every county, as of the journal's newest entry: out of memory, out of the snapshot in the database, or out of the registers, whichever is there
/// first; then brought up to date. One object serves a whole process, from any thread.
/// </summary>
public sealed class FactStore(Registry registry)
{
    /// <summary>A snapshot so many journal entries behind is written anew; fewer are quicker read again than written.</summary>
    private const long StaleAfter = 2000;

    private readonly ConcurrentDictionary<int, Slot> counties = new();

    public FactShape Shape { get; } = FactShape.Of(registry.Registers);

    private sealed class Slot
    {
        public CountyFacts? Facts { get; set; }

        /// <summary>The height of the snapshot in the database for the facts' day; null when there is none.</summary>
        public long? Saved { get; set; }
    }

    /// <summary>All facts of a county for a day.</summary>
    public CountyFacts Get(int countyKey, DateOnly on)
    {
        var slot = counties.GetOrAdd(countyKey, _ => new Slot());
        lock (slot)
        {
            using var connection = registry.Database.OpenReader();
            if (slot.Facts?.On != on)
            {
                slot.Facts = FactSnapshot.Read(connection, Shape, countyKey, on);
                slot.Saved = slot.Facts?.Height;
            }
            var height = HeightOf(connection, countyKey);
            slot.Facts = slot.Facts is null
                ? LoadFacts.County(registry.Database, Shape, connection, null, countyKey, on, height)
                : CatchUp.To(height, slot.Facts, registry.Database, connection);
            return slot.Facts;
        }
    }

    /// <summary>All facts of a county for a day when they are the ones in memory; null when they would have to be read.</summary>
    internal CountyFacts? InMemory(int countyKey, DateOnly on) => counties.TryGetValue(countyKey, out var slot) && slot.Facts?.On == on ? Get(countyKey, on) : null;

    /// <summary>All facts of several counties, read side by side.</summary>
    public IReadOnlyList<CountyFacts> Get(IReadOnlyList<int> countyKeys, DateOnly on)
    {
        var facts = new CountyFacts[countyKeys.Count];
        Parallel.For(0, facts.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => facts[i] = Get(countyKeys[i], on));
        return facts;
    }

    /// <summary>Keeps in the database what this process computed and the database does not have, for the next process.</summary>
    public void Save()
    {
        foreach (var slot in counties.Values)
        {
            lock (slot)
            {
                if (slot.Facts is not { } facts || slot.Saved is { } saved && facts.Height - saved < StaleAfter)
                    continue;
                FactSnapshot.Save(registry.Database, facts);
                slot.Saved = facts.Height;
            }
        }
    }

    /// <summary>The facts of some households as they were known at a height, the session's own changes included when it is given.</summary>
    internal CountyFacts Households(int countyKey, DateOnly on, long? height, IReadOnlyCollection<long> ids, WriteSession? session = null)
    {
        if (session is not null)
        {
            session.Flush();
            return LoadFacts.Households(registry.Database, Shape, session.Writer.Connection, session.Writer.Transaction, countyKey, on, height ?? session.HeightOf(countyKey), ids);
        }
        using var connection = registry.Database.OpenReader();
        return LoadFacts.Households(registry.Database, Shape, connection, null, countyKey, on, height ?? HeightOf(connection, countyKey), ids);
    }

    internal static long HeightOf(DbConnection connection, int countyKey, DbTransaction? transaction = null)
    {
        using var command = connection.Command("SELECT height FROM chain WHERE county_key = @county", ("@county", countyKey));
        command.Transaction = transaction;
        return command.ExecuteScalar() is long height ? height : 0;
    }

    /// <summary>The counties that have a journal, ascending; not the office above them.</summary>
    internal static IReadOnlyList<int> Counties(DbConnection connection) =>
        connection.Command("SELECT county_key FROM chain WHERE county_key > 0 ORDER BY county_key").ToList(reader => reader.GetInt32(0));
}
