using System;
using System.Buffers;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Indicators;

namespace Saxaul.Journal;

/// <summary>A state of something whose content goes.</summary>
/// <param name="Columns">Only these of its columns; null for all of it.</param>
internal sealed record Destroyed(VersionReader Reader, Version Version, IReadOnlyCollection<string>? Columns = null)
{
    public (string Kind, long Id) Owner => Reader.Table.OwnerOf(Version.Id, Version.Values);
}

/// <summary>
/// How content goes out of a county while its journal can still be checked: rows go, or are emptied; the parts of the entries that wrote them lose their salt, and what is left of such a part is proven anew; that it
/// was done, of whom and by which rule is an entry of its own. What past days counted stays (<see cref="ErasedTotal"/>). All of it happens in the caller's transaction.
/// </summary>
internal sealed class DestroyVersions(Registry registry, WriteSession session, int countyKey)
{
    private readonly Secrets secrets = registry.Database.Secrets;

    /// <summary>Every state of a table in the county.</summary>
    public static IEnumerable<Destroyed> All(WriteSession session, int countyKey, VersionedTable table) => Where(session.Writer.Command, session.Database.Secrets, countyKey, table, null);

    /// <summary>Those of them that fit a condition.</summary>
    /// <param name="prepare">Adds the condition's parameters.</param>
    public static IEnumerable<Destroyed> Where(Ask ask, Secrets secrets, int countyKey, VersionedTable table, string? condition, Action<DbCommand>? prepare = null)
    {
        foreach (var reader in new[] { new VersionReader(table, secrets, history: false), new VersionReader(table, secrets, history: true) })
        {
            foreach (var version in reader.Where(ask, countyKey, condition, prepare))
                yield return new Destroyed(reader, version);
        }
    }

    /// <param name="also">What else the entry that says so writes, of what is left.</param>
    /// <exception cref="ProblemException"><see cref="Problem.JournalNotWhole"/>: what was changed behind the journal's back could never be traced afterwards.</exception>
    public void Run(IReadOnlyCollection<Destroyed> what, EntryHead head, IEnumerable<Erasure> erasures, Action<Entry>? also = null)
    {
        var parts = what.SelectMany(one => new[] { one.Version.KnownFrom, one.Version.KnownTo ?? one.Version.KnownFrom }.Select(height => (height, one.Owner.Kind, one.Owner.Id))).ToHashSet();
        var heights = parts.Select(part => part.height).ToHashSet();
        var totals = KeepTotals.Of(registry, session, countyKey, what);
        var before = new EntryContents(registry, session, countyKey, heights);
        foreach (var one in what)
            Empty(one);
        EvidenceFile.EraseOrphans(session, countyKey);
        var after = new EntryContents(registry, session, countyKey, heights);
        foreach (var journalEntry in JournalEntry.At(session, countyKey, heights))
            Unsalt(journalEntry, before, after, parts);

        var entry = session.Begin(countyKey, head, Users.Right.Erase);
        foreach (var erasure in erasures)
            entry.Add(Erasure.Table, erasure.ToValues());
        totals?.Write(entry);
        also?.Invoke(entry);
        entry.Seal();
        // What was computed for an earlier height no longer follows from what is left; it is computed anew when it is next asked for.
        foreach (var computed in new[] { "fact_snapshot", "area_total", "total_state" })
            session.Writer.Execute($"DELETE FROM {computed} WHERE county_key = @county", ("@county", countyKey));
        registry.Database.RememberToOverwrite(session.Writer);
    }

    private void Empty(Destroyed one)
    {
        var (reader, version, columns) = one;
        var table = reader.Table;
        var blank = columns is null ? table.WhenErased : columns.ToDictionary(column => column, object? (_) => null);
        var set = blank is null ? [] : table.Columns.Where(column => blank.ContainsKey(column.Name)).SelectMany(column => column.Physical.Select((name, i) => i == 0 ? $"{name} = @{column.Name}" : $"{name} = NULL"))
            .Concat(columns is null ? ["source_row = NULL"] : Array.Empty<string>());
        const string which = "WHERE county_key = @county AND id = @id AND known_from = @from AND true_from = @day";
        using var command = session.Writer.Command(blank is null ? $"DELETE FROM {reader.PhysicalName} {which}" : $"UPDATE {reader.PhysicalName} SET {string.Join(", ", set)} {which}",
            ("@county", countyKey), ("@id", version.Id), ("@from", version.KnownFrom), ("@day", version.TrueFrom));
        foreach (var (column, value) in blank ?? new Dictionary<string, object?>())
            command.Add("@" + column, value);
        command.ExecuteNonQuery();
    }

    /// <summary>An entry loses its salt; its parts keep theirs, but for those of which something went.</summary>
    private void Unsalt(JournalEntry entry, EntryContents before, EntryContents after, HashSet<(long, string, long)> erased)
    {
        var height = entry.Header.Height;
        var stored = StoredPart.Of(session, countyKey, height);
        var parts = before.WholePartsOf(entry, stored);
        IReadOnlyList<StoredPart> left = entry.Salt is null
            ? [.. stored.Select(part => erased.Contains((height, part.OwnerKind, part.OwnerId)) ? part with { Salt = null } : part)]
            : parts.ConvertAll(part => new StoredPart(height, part.OwnerKind, part.OwnerId,
                erased.Contains((height, part.OwnerKind, part.OwnerId)) ? null : secrets.Seal(new PartSalts(secrets, entry.Salt).Of(part.OwnerKind, part.OwnerId)), part.Hash!, null));
        var byOwner = left.ToDictionary(part => (part.OwnerKind, part.OwnerId));
        var checks = new ArrayBufferWriter<byte>();
        var remaining = after.PartsAt(height, (kind, id) => byOwner[(kind, id)].OpenSalt(secrets, countyKey), checks);
        var remains = remaining.ToDictionary(part => (part.OwnerKind, part.OwnerId), part => part.Hash);
        session.Writer.Execute("DELETE FROM journal_part WHERE county_key = @county AND height = @height", ("@county", countyKey), ("@height", height));
        foreach (var part in left)
        {
            session.Writer.Execute("INSERT INTO journal_part (county_key, height, owner_kind, owner_id, salt, hash, remains) VALUES (@county, @height, @kind, @id, @salt, @hash, @remains)",
                ("@county", countyKey), ("@height", height), ("@kind", part.OwnerKind), ("@id", part.OwnerId), ("@salt", part.Salt), ("@hash", part.Hash),
                ("@remains", part.Salt is null ? remains.GetValueOrDefault((part.OwnerKind, part.OwnerId)) : null));
        }
        session.Writer.Execute("UPDATE journal SET salt = NULL, checks = @checks WHERE county_key = @county AND height = @height",
            ("@checks", checks.WrittenSpan.ToArray()), ("@county", countyKey), ("@height", height));
    }
}
