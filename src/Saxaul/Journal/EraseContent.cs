using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Intake;
using Saxaul.Users;

namespace Saxaul.Journal;

/// <summary>What an erasure did.</summary>
/// <param name="Versions">States emptied or destroyed.</param>
/// <param name="Files">Kept files destroyed because they hold somebody erased.</param>
/// <param name="IsOverwritten">Whether nothing of it is left in the database's files; false while somebody still read an older state: then erase again later, or restart.</param>
public sealed record ErasureReport(int Versions, IReadOnlyList<long> Files, bool IsOverwritten);

/// <summary>
/// Destroys the content about a person, or about a household and the persons who never belonged to another one: every state of theirs, what was written for it,
/// findings and warnings, and the kept files that hold them. Person, membership and household stay as empty rows, so that counts hold and what rules ask of them
/// is unknown rather than no. The salts of the parts that are about them go; the journal can still be checked. That it was done, why and by which law is an entry.
/// </summary>
/// <param name="ground">The law or rule that asks for it; never anything about the person.</param>
/// <param name="reason">Why now, for example "asked for on 2020-04-03, letter 17"; never anything about the person.</param>
public sealed class EraseContent(Registry registry, Actor actor, string ground, string reason)
{
    private readonly Secrets secrets = registry.Database.Secrets;

    private sealed record Found(VersionReader Reader, Version Version);

    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/>, <see cref="Problem.ErasureNeedsReason"/>, <see cref="Problem.NothingToErase"/>, <see cref="Problem.JournalNotWhole"/></exception>
    public ErasureReport Person(int countyKey, long personId) => Run(countyKey, "person", personId);

    /// <summary>The household and whoever belonged to no other one.</summary>
    /// <exception cref="ProblemException">As for a person.</exception>
    public ErasureReport Household(int countyKey, long householdId) => Run(countyKey, "household", householdId);

    private ErasureReport Run(int countyKey, string kind, long id)
    {
        actor.Require(Right.Erase, countyKey);
        if (string.IsNullOrWhiteSpace(ground) || string.IsNullOrWhiteSpace(reason))
            throw new ProblemException(Problem.ErasureNeedsReason());
        var (versions, files) = Erase(countyKey, kind, id);
        return new ErasureReport(versions, files, registry.Database.OverwriteDeleted());
    }

    private (int Versions, IReadOnlyList<long> Files) Erase(int countyKey, string kind, long id)
    {
        using var session = registry.Write(actor);
        session.Lock(countyKey);
        var memberships = Versions(session, countyKey, Membership.Table).Select(found => Membership.From(found.Version)).ToList();
        HashSet<(string, long)> owners = [(kind, id)];
        if (kind == "household")
            owners.UnionWith(memberships.GroupBy(one => one.PersonId).Where(person => person.All(one => one.HouseholdId == id)).Select(person => ("person", person.Key)));
        var versions = registry.Tables.SelectMany(table => Versions(session, countyKey, table)).Where(found => owners.Contains(found.Reader.Table.OwnerOf(found.Version.Id, found.Version.Values))).ToList();
        if (versions.TrueForAll(found => found.Reader.Table.IsErased(found.Version)))
            throw new ProblemException(Problem.NothingToErase());

        var files = HandedFiles.Holding(session, KeysOf(versions));
        var heights = versions.SelectMany(found => new[] { found.Version.KnownFrom, found.Version.KnownTo ?? found.Version.KnownFrom }).ToHashSet();
        var entry = session.Begin(countyKey, new EntryHead($"erase {kind}", registry.Database.Time.Today())
        {
            HouseholdId = kind == "household" ? id : memberships.FirstOrDefault(one => one.PersonId == id)?.HouseholdId, Reason = reason,
        }, Right.Erase);
        foreach (var (ownerKind, ownerId) in owners.Order())
            entry.Add(Erasure.Table, new Erasure(ownerKind, ownerId, ground).ToValues());
        entry.Seal();

        var before = Contents(session, countyKey, heights);
        foreach (var found in versions)
            Empty(session, countyKey, found);
        var after = Contents(session, countyKey, heights);
        foreach (var journalEntry in JournalEntry.At(session, countyKey, heights))
            Unsalt(session, journalEntry, before, after, owners);
        foreach (var file in files)
            HandedFiles.Erase(session, file);
        // What was computed for an earlier height no longer follows from what is left; it is computed anew when it is next asked for.
        foreach (var computed in new[] { "fact_snapshot", "area_total", "total_state" })
            session.Writer.Execute($"DELETE FROM {computed} WHERE county_key = @county", ("@county", countyKey));
        session.Commit();
        return (versions.Count, files);
    }

    private IEnumerable<Found> Versions(WriteSession session, int countyKey, VersionedTable table)
    {
        foreach (var reader in new[] { new VersionReader(table, secrets, history: false), new VersionReader(table, secrets, history: true) })
        {
            foreach (var version in reader.All(session, countyKey))
                yield return new Found(reader, version);
        }
    }

    /// <summary>By what they are known in a file: names as they are compared, and numbers.</summary>
    private static (HashSet<string> Names, HashSet<string> Numbers) KeysOf(List<Found> versions)
    {
        var (names, numbers) = (new HashSet<string>(), new HashSet<string>());
        foreach (var found in versions)
        {
            var values = found.Version.Values;
            if (found.Reader.Table == Households.Person.Table && Households.Person.From(found.Version) is var person)
            {
                names.Add(person.NameKey);
                numbers.Add(person.Number ?? "");
            }
            else if (found.Reader.Table == Households.Household.Table && Households.Household.From(found.Version) is var household)
            {
                numbers.Add(household.Number ?? "");
                numbers.Add(household.Phone ?? "");
            }
        }
        names.Remove("");
        numbers.Remove("");
        return (names, [.. numbers.Select(WrittenText.Key)]);
    }

    /// <summary>What the entries at these heights wrote, by height.</summary>
    private Dictionary<long, (Content Content, int First, int Count)> Contents(WriteSession session, int countyKey, HashSet<long> heights)
    {
        var content = new Content();
        foreach (var (reader, version) in registry.Tables.SelectMany(table => Versions(session, countyKey, table)))
        {
            if (heights.Contains(version.KnownFrom))
                content.Added(reader.Table, version);
            if (version.KnownTo is { } known && heights.Contains(known))
                content.Closed(reader.Table, version, known);
        }
        content.Sort();
        return Enumerable.Range(0, content.Count).GroupBy(content.HeightAt).ToDictionary(rows => rows.Key, rows => (content, rows.First(), rows.Count()));
    }

    private static void Empty(WriteSession session, int countyKey, Found found)
    {
        var (reader, version) = found;
        var which = "WHERE county_key = @county AND id = @id AND known_from = @from AND true_from = @day";
        using var command = session.Writer.Command(
            reader.Table.WhenErased is { } blank
                ? $"UPDATE {reader.PhysicalName} SET source_row = NULL, {string.Join(", ", reader.Table.Columns.Where(column => blank.ContainsKey(column.Name)).SelectMany(column => column.Physical.Select((name, i) => i == 0 ? $"{name} = @{column.Name}" : $"{name} = NULL")))} {which}"
                : $"DELETE FROM {reader.PhysicalName} {which}",
            ("@county", countyKey), ("@id", version.Id), ("@from", version.KnownFrom), ("@day", version.TrueFrom));
        foreach (var (column, value) in reader.Table.WhenErased ?? new Dictionary<string, object?>())
            command.Add("@" + column, value);
        command.ExecuteNonQuery();
    }

    /// <summary>An entry loses its salt; its parts keep theirs, but for those erased.</summary>
    private void Unsalt(WriteSession session, JournalEntry entry, Dictionary<long, (Content Content, int First, int Count)> before, Dictionary<long, (Content Content, int First, int Count)> after, HashSet<(string, long)> owners)
    {
        var (countyKey, height) = (entry.Header.CountyKey, entry.Header.Height);
        var stored = StoredPart.Of(session, countyKey, height);
        var ignored = new ArrayBufferWriter<byte>();
        var (content, first, count) = before[height];
        var salts = entry.Salts(secrets, stored, ignored);
        var parts = content.Parts(first, count, salts, ignored);
        var hashes = entry.Salt is null ? StoredPart.Hashes(parts, stored) : parts.ConvertAll(part => part.Hash!);
        if (!Content.Hash(hashes).AsSpan().SequenceEqual(entry.Header.ContentHash))
            throw new ProblemException(Problem.JournalNotWhole(Problem.EntryChanged(countyKey, height)));

        IReadOnlyList<StoredPart> left = entry.Salt is null
            ? [.. stored.Select(part => owners.Contains((part.OwnerKind, part.OwnerId)) ? part with { Salt = null } : part)]
            : parts.ConvertAll(part => new StoredPart(height, part.OwnerKind, part.OwnerId,
                owners.Contains((part.OwnerKind, part.OwnerId)) ? null : secrets.Seal(salts(part.OwnerKind, part.OwnerId)!), part.Hash!, null));
        var checks = new ArrayBufferWriter<byte>();
        var remaining = after.TryGetValue(height, out var slice)
            ? slice.Content.Parts(slice.First, slice.Count, (kind, id) => left.First(part => part.OwnerKind == kind && part.OwnerId == id).OpenSalt(secrets, countyKey), checks)
            : [];
        session.Writer.Execute("DELETE FROM journal_part WHERE county_key = @county AND height = @height", ("@county", countyKey), ("@height", height));
        foreach (var part in left)
        {
            var remains = part.Salt is null ? remaining.FirstOrDefault(one => one.OwnerKind == part.OwnerKind && one.OwnerId == part.OwnerId).Hash : null;
            session.Writer.Execute("INSERT INTO journal_part (county_key, height, owner_kind, owner_id, salt, hash, remains) VALUES (@county, @height, @kind, @id, @salt, @hash, @remains)",
                ("@county", countyKey), ("@height", height), ("@kind", part.OwnerKind), ("@id", part.OwnerId), ("@salt", part.Salt), ("@hash", part.Hash), ("@remains", remains));
        }
        session.Writer.Execute("UPDATE journal SET salt = NULL, checks = @checks WHERE county_key = @county AND height = @height",
            ("@checks", checks.WrittenSpan.ToArray()), ("@county", countyKey), ("@height", height));
    }
}
