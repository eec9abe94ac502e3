using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Households;

/// <summary>
/// Every state of some things of one table that was ever written up to a journal height: what is known at that height, and what it replaced. So a value is traced
/// to the entry that brought it, however often other values beside it changed since.
/// </summary>
internal sealed class KnownStates
{
    private readonly ILookup<long, Version> all;
    private readonly long height;

    private KnownStates(VersionedTable table, List<Version> versions, long height)
    {
        Table = table;
        this.height = height;
        all = versions.ToLookup(version => version.Id);
        Heights = versions.Select(version => version.KnownFrom).Concat(versions.Where(version => version.KnownTo <= height).Select(version => version.KnownTo!.Value)).ToHashSet();
    }

    /// <summary>As if the others had never been written.</summary>
    public KnownStates Only(System.Predicate<Version> told) => new(Table, [.. All.Where(version => told(version))], height);

    public VersionedTable Table { get; }

    /// <summary>The journal entries that wrote or replaced any of them.</summary>
    public IReadOnlySet<long> Heights { get; }

    /// <summary>Every state that was ever known up to the height, those that were replaced too.</summary>
    public IEnumerable<Version> All => all.SelectMany(states => states);

    public IEnumerable<long> Ids => all.Select(states => states.Key);

    public static KnownStates Read(RegistryDatabase database, DbConnection connection, VersionedTable table, int countyKey, long height, string column, IReadOnlyCollection<long> ids, DbTransaction? transaction = null)
    {
        if (ids.Count == 0)
            return new KnownStates(table, [], height);
        var condition = $"WHERE county_key = @county AND {(ids.Count == 1 ? $"{column} = @id" : database.AnyOf(column, "@ids"))} AND known_from <= @height";
        var command = connection.Command($"""
            SELECT {table.SelectList(history: false)} FROM {table.Name} {condition}
            UNION ALL
            SELECT {table.SelectList(history: true)} FROM {table.HistoryName} {condition}
            """, ("@county", countyKey), ("@height", height));
        command.Transaction = transaction;
        if (ids.Count == 1)
            command.Add("@id", ids.First());
        else
            database.AddList(command, "@ids", ids);
        return new KnownStates(table, command.ToList(reader => table.Read(reader, database.Secrets)), height);
    }

    /// <summary>The states of one thing that are known at the height, in order of days.</summary>
    public List<Version> Of(long id) => [.. all[id].Where(version => version.KnownTo is null || version.KnownTo > height).OrderBy(version => version.TrueFrom)];

    /// <summary>The state of one thing on a day; null when there is none.</summary>
    public Version? At(long id, System.DateOnly on) => Of(id).Find(version => Holds(version, on));

    /// <summary>The state of every thing that has one on the day.</summary>
    public IEnumerable<Version> At(System.DateOnly on) => Ids.Select(id => At(id, on)).OfType<Version>();

    /// <summary>The state that first brought the value which <paramref name="version"/> has in a column: what came after only kept it.</summary>
    public Version OriginOf(Version version, int column)
    {
        while (all[version.Id].FirstOrDefault(earlier => Kept(earlier, version, column)) is { } kept)
            version = kept;
        return version;
    }

    /// <summary>Every state that was ever known of one thing.</summary>
    public IEnumerable<Version> Ever(long id) => all[id];

    private static bool Kept(Version earlier, Version later, int column) =>
        earlier.KnownTo == later.KnownFrom && earlier.KnownFrom < later.KnownFrom && Equals(earlier.Values[column], later.Values[column])
        && (earlier.TrueTo is null || later.TrueFrom < earlier.TrueTo) && (later.TrueTo is null || earlier.TrueFrom < later.TrueTo);

    /// <summary>The first day of the unbroken run of states that <paramref name="version"/> belongs to.</summary>
    public System.DateOnly Since(Version version)
    {
        var since = version.TrueFrom;
        foreach (var earlier in Enumerable.Reverse(Of(version.Id)))
        {
            if (earlier.TrueTo == since)
                since = earlier.TrueFrom;
        }
        return since;
    }

    private static bool Holds(Version version, System.DateOnly on) => version.TrueFrom <= on && (version.TrueTo is null || version.TrueTo > on);
}
