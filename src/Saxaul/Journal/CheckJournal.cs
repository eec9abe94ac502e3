using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Keeping.Erasing;

namespace Saxaul.Journal;

/// <summary>
/// Walks one county's journal in order of height. Entries are taken some thousands at a time: each table is read for what those entries added or closed, the
/// entries' hashes are made again from it, and the chain from them. Memory stays flat, and a table is read once for so many entries.
/// </summary>
internal sealed class CheckJournal
{
    private const long Window = 4096;

    private readonly RegistryMoment moment;
    private readonly Secrets secrets;
    private readonly byte oldestKey;
    private readonly int countyKey;
    private readonly Content content = new();
    private readonly List<Problem> found = [];
    private readonly HashSet<long> batches;
    private readonly HashSet<long> files;

    /// <summary>Files of which a sheet's name was erased.</summary>
    private readonly HashSet<long> unnamed;

    /// <summary>Of each owner the newest erasure, and the newest of all that was kept.</summary>
    private readonly Dictionary<(string Kind, long Id), (long Any, long Whole)> erasures;

    // The chain as far as it was followed; null where an entry is missing.
    private byte[]? previous;
    private long height;
    private long recordedAt;
    private long highestId;

    private CheckJournal(RegistryMoment moment, int countyKey, HashSet<long> batches, HashSet<long> files, HashSet<long> unnamed)
    {
        this.moment = moment;
        this.countyKey = countyKey;
        this.batches = batches;
        this.files = files;
        this.unnamed = unnamed;
        secrets = moment.Registry.Database.Secrets;
        oldestKey = DataKeys.ReadOldestInRows(moment.Connection, moment.Transaction);
        previous = ChainHash.Genesis(countyKey);
        erasures = AsOf.Now.Read(moment.Registry.Database, moment.Connection, Erasure.Table, countyKey, transaction: moment.Transaction)
            .GroupBy(version => (Erasure.From(version).OwnerKind, Erasure.From(version).OwnerId)).ToDictionary(group => group.Key, group => (group.Max(version => version.KnownFrom), group.Max(version => Erasure.From(version).Scope is null ? version.KnownFrom : 0)));
    }

    /// <summary>Every county, the office above them first.</summary>
    public static IEnumerable<Problem> Run(RegistryMoment moment)
    {
        var (batches, files, unnamed) = (new HashSet<long>(), new HashSet<long>(), ErasedFiles.WithUnnamedSheets(moment.Command));
        foreach (var county in Counties(moment))
        {
            foreach (var problem in new CheckJournal(moment, county, batches, files, unnamed).Run())
                yield return problem;
        }
        foreach (var (table, used) in new[] { ("batch", batches), ("handed_file", files) })
        {
            used.ExceptWith(moment.Command($"SELECT id FROM {table} WHERE county_key = 0").ToList(reader => reader.GetInt64(0)));
            foreach (var id in used.Order())
                yield return Problem.RowMissing(table, $"id {id}");
        }
    }

    /// <summary>Every county key that any table knows: one step in the key's index a county.</summary>
    private static SortedSet<int> Counties(RegistryMoment moment)
    {
        var counties = new SortedSet<int>();
        foreach (var table in moment.Registry.Tables.SelectMany(table => new[] { table.Name, table.HistoryName }).Concat(["chain", "journal", "journal_part"]))
        {
            using var command = moment.Command($"SELECT MIN(county_key) FROM {table} WHERE county_key > @after");
            command.Add("@after", int.MinValue);
            while (command.ExecuteScalar() is { } next and not DBNull)
            {
                var county = Convert.ToInt32(next, System.Globalization.CultureInfo.InvariantCulture);
                counties.Add(county);
                command.Parameters[0].Value = county;
            }
        }
        return counties;
    }

    private IEnumerable<Problem> Run()
    {
        var chain = moment.Command("SELECT height, head, next_id, recorded_at FROM chain WHERE county_key = @county", ("@county", countyKey))
            .ToList(reader => (Height: reader.GetInt64(0), Head: reader.GetFieldValue<byte[]>(1), NextId: reader.GetInt64(2), RecordedAt: reader.GetInt64(3)));
        using (var command = moment.Command("SELECT MAX(height) FROM journal WHERE county_key = @county", ("@county", countyKey)))
            height = command.ExecuteScalar() is long highest ? highest : 0;
        var last = height;
        height = 0;
        for (var from = 1L; from <= Math.Max(last, 1); from += Window)
        {
            // What claims a height that no entry has falls into the first or the last window.
            Entries(from == 1 ? long.MinValue : from, from + Window > last ? long.MaxValue : from + Window, from);
            moment.Progress?.Report(new VerifyProgress(countyKey, Math.Min(from + Window - 1, last), last));
            foreach (var problem in found)
                yield return problem;
            found.Clear();
        }
        if (chain is not [var head] || head.Height != last || previous is not null && !head.Head.AsSpan().SequenceEqual(previous) || head.RecordedAt != recordedAt || head.NextId <= highestId)
            yield return Problem.ChainChanged(countyKey, last);
    }

    /// <summary>The entries from one height up to, but not including, another.</summary>
    private void Entries(long from, long until, long first)
    {
        var parts = StoredPart.Between(moment, countyKey, from, until).ToLookup(part => part.Height);
        var erased = parts.SelectMany(entry => entry).Where(part => part.Salt is null).Select(part => (part.Height, part.OwnerKind, part.OwnerId)).ToHashSet();
        content.Clear();
        foreach (var table in moment.Registry.Tables)
        {
            Versions(new VersionReader(table, secrets, history: false), from, until, erased);
            Versions(new VersionReader(table, secrets, history: true), from, until, erased);
        }
        content.Sort();
        var row = 0;
        var expected = first;
        foreach (var entry in JournalEntry.Between(moment, countyKey, from, until))
        {
            for (; expected < entry.Header.Height; expected++)
            {
                found.Add(Problem.EntryMissing(countyKey, expected));
                previous = null;
            }
            Unaccounted(ref row, entry.Header.Height);
            var begin = row;
            while (row < content.Count && content.HeightAt(row) == entry.Header.Height)
                row++;
            Check(entry, begin, row - begin, [.. parts[entry.Header.Height]]);
            expected = entry.Header.Height + 1;
        }
        Unaccounted(ref row, long.MaxValue);
    }

    private void Versions(VersionReader versions, long from, long until, HashSet<(long, string, long)> erased)
    {
        var table = versions.Table;
        using var command = moment.Command(versions.Sql, ("@county", countyKey), ("@from", from), ("@until", until));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (versions.Read(reader) is not { } version)
            {
                found.Add(Problem.VersionChanged(versions.PhysicalName, countyKey, versions.IdOf(reader), reader.GetInt64(VersionReader.KnownFrom)));
                continue;
            }
            // A reason bears its entry's height, which no id was given out for.
            if (table != EntryReason.Table)
                highestId = Math.Max(highestId, version.Id);
            if (versions.WrongHash(reader, version, oldestKey) is { } column)
                found.Add(Problem.LookUpHashChanged(versions.PhysicalName, countyKey, version.Id, column));
            if (version.KnownFrom >= from && version.KnownFrom < until)
            {
                var (kind, id) = table.OwnerOf(version.Id, version.Values);
                if (erased.Contains((version.KnownFrom, kind, id)) && erasures.GetValueOrDefault((kind, id)).Whole > version.KnownFrom && !table.IsErased(version))
                    found.Add(Problem.VersionChanged(versions.PhysicalName, countyKey, version.Id, version.KnownFrom));
                content.Added(table, version);
            }
            if (version.KnownTo is { } known && known >= from && known < until)
                content.Closed(table, version, known);
        }
    }

    /// <summary>Versions of heights below <paramref name="next"/>, which no entry has.</summary>
    private void Unaccounted(ref int row, long next)
    {
        for (; row < content.Count && content.HeightAt(row) < next; row++)
        {
            var (table, id) = content.RowAt(row);
            found.Add(Problem.VersionUnaccounted(table.Name, countyKey, id, content.HeightAt(row)));
        }
    }

    private void Check(JournalEntry entry, int first, int count, IReadOnlyList<StoredPart> stored)
    {
        var whole = (previous is null || ChainHash.Next(secrets, previous, entry.Header).AsSpan().SequenceEqual(entry.Hash)) && entry.Header.RecordedAt > recordedAt && entry.Header.IsOfItsSheet(secrets, mayBeErased: entry.Header.Head.FileId is { } of && unnamed.Contains(of));
        (previous, height, recordedAt) = (entry.Hash, entry.Header.Height, entry.Header.RecordedAt);
        // What was entered by hand is a batch without a row of its own; what takes it back bears its number with a minus.
        if (entry.Header.Head.BatchId is > 0 and var batch && !HandBatch.Is(batch))
            batches.Add(batch);
        if (entry.Header.Head.FileId is { } file)
            files.Add(file);
        if (!whole)
            found.Add(Problem.EntryChanged(countyKey, height));

        var checks = new ArrayBufferWriter<byte>((count + 1) * Content.CheckBytes);
        var parts = content.Parts(first, count, entry.Salts(secrets, stored, checks), checks);
        if (entry.Salt is null == (stored.Count == 0) || !stored.Where(part => part.Salt is null).All(part => erasures.GetValueOrDefault((part.OwnerKind, part.OwnerId)).Any > height))
        {
            found.Add(Problem.EntryPartsChanged(countyKey, height));
            return;
        }
        var remains = entry.Salt is null ? StoredPart.Hashes(parts, stored) : null;
        var fits = Content.Hash(remains ?? parts.ConvertAll(part => part.Hash!)).AsSpan().SequenceEqual(entry.Header.ContentHash);
        if (fits && checks.WrittenSpan.SequenceEqual(entry.Checks))
            return;
        if (!Locate(entry, parts, checks.WrittenSpan) && whole)
            found.Add(fits || entry.Salt is not null ? Problem.EntryChanged(countyKey, height) : Problem.EntryPartsChanged(countyKey, height));
    }

    /// <summary>Which rows differ from the entry's checks, and how many are gone.</summary>
    private bool Locate(JournalEntry entry, List<Content.Part> parts, ReadOnlySpan<byte> made)
    {
        var skip = entry.Salt is null ? 0 : Content.CheckBytes;
        if (entry.Checks.Length < skip || entry.Checks.Length % Content.CheckBytes != 0 || !entry.Checks.AsSpan(0, skip).SequenceEqual(made[..skip]))
            return false;
        var left = new Dictionary<uint, int>();
        for (var at = skip; at < entry.Checks.Length; at += Content.CheckBytes)
        {
            var check = BinaryPrimitives.ReadUInt32BigEndian(entry.Checks.AsSpan(at));
            left[check] = left.GetValueOrDefault(check) + 1;
        }
        var (changed, position) = (0, skip);
        foreach (var part in parts)
        {
            for (var i = 0; i < part.Count; i++)
            {
                if (part.Hash is not null)
                {
                    var check = BinaryPrimitives.ReadUInt32BigEndian(made[position..]);
                    position += Content.CheckBytes;
                    if (left.GetValueOrDefault(check) > 0)
                    {
                        left[check]--;
                        continue;
                    }
                }
                changed++;
                var (table, id) = content.RowAt(part.First + i);
                found.Add(Problem.VersionChanged(table.Name, countyKey, id, height));
            }
        }
        var missing = left.Values.Sum() - changed;
        if (missing > 0)
            found.Add(Problem.VersionsMissing(countyKey, height, missing));
        return changed > 0 || missing > 0;
    }
}
