using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Journal;
using Version = Saxaul.Journal.Version;

namespace Saxaul.Intake;

/// <summary>One thing of a county (a household, a membership, an entry of a register) since a batch began: what the batch made of it and what became of that.</summary>
internal sealed class BatchThing
{
    private readonly IReadOnlySet<long> batch;

    /// <param name="batch">The journal heights of the batch.</param>
    /// <param name="versions">All its versions that were written or closed since the batch began.</param>
    public BatchThing(VersionedTable table, long id, IReadOnlySet<long> batch, IReadOnlyList<Version> versions)
    {
        this.batch = batch;
        (Table, Id, Versions) = (table, id, versions);
        Known = [.. versions.Where(version => version.KnownTo is null)];
        Replaced = [.. versions.Where(version => version.KnownTo is { } closed && batch.Contains(closed) && !batch.Contains(version.KnownFrom))];
    }

    public VersionedTable Table { get; }

    public long Id { get; }

    public IReadOnlyList<Version> Versions { get; }

    /// <summary>What is known of it now and was written since the batch began.</summary>
    public IReadOnlyList<Version> Known { get; }

    /// <summary>What the batch put something else in the place of.</summary>
    public IReadOnlyList<Version> Replaced { get; }

    /// <summary>The current version, when it was written since the batch began.</summary>
    public Version? Current => Known.FirstOrDefault(version => version.TrueTo is null);

    public bool OfBatch => Versions.Any(version => batch.Contains(version.KnownFrom) || version.KnownTo is { } closed && batch.Contains(closed));

    /// <summary>The batch brought it in.</summary>
    public bool Added => Replaced.Count == 0 && Versions.Any(version => version.TrueTo is null && batch.Contains(version.KnownFrom));

    /// <summary>
    /// It is now as the batch left it. What a later batch changed and its own undoing restored counts as that: such versions carry the entry they first came with.
    /// </summary>
    public bool AsLeft =>
        Known.All(version => batch.Contains(version.KnownFrom))
        && Contents(Versions.Where(version => batch.Contains(version.KnownFrom) && !(version.KnownTo is { } closed && batch.Contains(closed)))).SetEquals(Contents(Known));

    /// <summary>The last entry of the batch that touched it.</summary>
    public long Height => Versions.SelectMany(version => new[] { version.KnownFrom, version.KnownTo ?? 0 }).Where(batch.Contains).Max();

    public object? Value(string column) => Versions[^1].Values[Table.IndexOf(column)];

    /// <summary>What a version says, whenever it was written.</summary>
    public static HashSet<State> Contents(IEnumerable<Version> versions) => [.. versions.Select(version => new State(version))];

    /// <summary>The days and values of a version.</summary>
    public sealed record State(DateOnly From, DateOnly? To, object?[] Values)
    {
        public State(Version version)
            : this(version.TrueFrom, version.TrueTo, version.Values)
        {
        }

        public bool Equals(State? other) => other is not null && From == other.From && To == other.To && Values.AsSpan().SequenceEqual(other.Values);

        public override int GetHashCode() => HashCode.Combine(From, To, Values.Length > 0 ? Values[0] : null);
    }
}
