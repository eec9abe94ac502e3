using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;

namespace Saxaul.Journal;

/// <summary>What the entries of a county at some heights wrote, as its versions say now.</summary>
internal sealed class EntryContents
{
    private readonly Secrets secrets;
    private readonly int countyKey;
    private readonly Content content = new();
    private readonly Dictionary<long, (int First, int Count)> byHeight;

    public EntryContents(Registry registry, WriteSession session, int countyKey, IReadOnlySet<long> heights)
    {
        (secrets, this.countyKey) = (registry.Database.Secrets, countyKey);
        foreach (var table in registry.Tables)
        {
            foreach (var history in new[] { false, true })
            {
                // Others are neither read nor decrypted: every county waits meanwhile.
                var condition = registry.Database.AnyOf("known_from", "@heights") + (history ? $" OR {registry.Database.AnyOf("known_to", "@heights")}" : "");
                foreach (var version in new VersionReader(table, secrets, history).Where(session, countyKey, condition, command => registry.Database.AddList(command, "@heights", [.. heights])))
                {
                    if (heights.Contains(version.KnownFrom))
                        content.Added(table, version);
                    if (version.KnownTo is { } known && heights.Contains(known))
                        content.Closed(table, version, known);
                }
            }
        }
        content.Sort();
        byHeight = Enumerable.Range(0, content.Count).GroupBy(content.HeightAt).ToDictionary(rows => rows.Key, rows => (rows.First(), rows.Count()));
    }

    /// <summary>The parts of one entry; none when nothing of it is left.</summary>
    /// <inheritdoc cref="Content.Parts"/>
    public List<Content.Part> PartsAt(long height, Func<string, long, byte[]?> saltOf, ArrayBufferWriter<byte> checks) =>
        byHeight.TryGetValue(height, out var rows) ? content.Parts(rows.First, rows.Count, saltOf, checks) : [];

    /// <summary>The parts of an entry, which are as it wrote them or as an erasure left them.</summary>
    /// <param name="stored">Those that are kept apart because something of the entry was erased.</param>
    /// <exception cref="ProblemException"><see cref="Problem.JournalNotWhole"/></exception>
    public List<Content.Part> WholePartsOf(JournalEntry entry, IReadOnlyList<StoredPart> stored)
    {
        var ignored = new ArrayBufferWriter<byte>();
        var parts = PartsAt(entry.Header.Height, entry.Salts(secrets, stored, ignored), ignored);
        var hashes = entry.Salt is null ? StoredPart.Hashes(parts, stored) : parts.ConvertAll(part => part.Hash!);
        return Content.Hash(hashes).AsSpan().SequenceEqual(entry.Header.ContentHash) ? parts : throw new ProblemException(Problem.JournalNotWhole(Problem.EntryChanged(countyKey, entry.Header.Height)));
    }
}
