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
/// <param name="Persons">Persons whose content went: of a household, those who belonged to no other.</param>
/// <param name="Versions">States emptied or destroyed.</param>
/// <param name="Files">Kept files destroyed because they hold somebody erased.</param>
/// <param name="IsOverwritten">Whether nothing of it is left in the database's files; false while somebody still read an older state: then the next opening of the registry does it.</param>
public sealed record ErasureReport(int Persons, int Versions, IReadOnlyList<long> Files, bool IsOverwritten);

/// <summary>
/// Destroys the content about a person, or about a household and the persons who never belonged to another one: every state of theirs, what was written for it,
/// findings and warnings, and the kept files that hold them; in every county, questions about a department's row that writes their name or number, and leads of their
/// name. Person, membership and household stay as empty rows, so that counts hold and what rules ask of them is unknown rather than no. The salts of the parts that are
/// about them go; the journal can still be checked. That it was done, why and by which law is an entry of each county in which something went.
/// </summary>
/// <param name="ground">The law or rule that asks for it; never anything about the person.</param>
/// <param name="reason">Why now, for example "asked for on 2020-04-03, letter 17"; never anything about the person.</param>
public sealed class EraseContent(Registry registry, Actor actor, string ground, string reason)
{
    internal const string PersonAct = "erase person", HouseholdAct = "erase household";

    /// <summary>In a county that keeps nothing of the person but questions and leads; no facts.</summary>
    private const string MentionsAct = "erase mentions";

    private readonly Secrets secrets = registry.Database.Secrets;

    private sealed record Found(VersionReader Reader, Version Version)
    {
        public (string Kind, long Id) Owner => Reader.Table.OwnerOf(Version.Id, Version.Values);
    }

    /// <summary>Only says what would be destroyed.</summary>
    public bool DryRun { get; init; }

    /// <exception cref="ProblemException">
    /// <see cref="Problem.NotAllowed"/> in any county in which something would go, <see cref="Problem.ErasureNeedsReason"/>, <see cref="Problem.NothingToErase"/>, <see cref="Problem.JournalNotWhole"/>
    /// </exception>
    public ErasureReport Person(int countyKey, long personId) => Run(countyKey, "person", personId);

    /// <summary>The household and whoever belonged to no other one.</summary>
    /// <exception cref="ProblemException">As for a person.</exception>
    public ErasureReport Household(int countyKey, long householdId) => Run(countyKey, "household", householdId);

    private ErasureReport Run(int countyKey, string kind, long id)
    {
        actor.Require(Right.Erase, countyKey);
        if (string.IsNullOrWhiteSpace(ground) || string.IsNullOrWhiteSpace(reason))
            throw new ProblemException(Problem.ErasureNeedsReason());
        var report = Erase(countyKey, kind, id);
        // A copy to practise on would keep them; it is made anew, without them, when it is next asked for.
        if (!DryRun)
            PracticeCopy.RemoveAll(registry);
        return DryRun ? report : report with { IsOverwritten = registry.Database.OverwriteIfDue() };
    }

    private ErasureReport Erase(int countyKey, string kind, long id)
    {
        using var session = registry.Write(actor);
        // Somebody may be named in any county: all stand still.
        int[] countyKeys = [.. session.Writer.Command("SELECT county_key FROM chain ORDER BY county_key").ToList(reader => reader.GetInt32(0))];
        foreach (var county in countyKeys)
            session.Lock(county);
        var memberships = Versions(session, countyKey, Membership.Table).Select(found => Membership.From(found.Version)).ToList();
        HashSet<(string Kind, long Id)> subjects = [(kind, id)];
        if (kind == "household")
            subjects.UnionWith(memberships.GroupBy(one => one.PersonId).Where(person => person.All(one => one.HouseholdId == id)).Select(person => ("person", person.Key)));
        var theirs = registry.Tables.SelectMany(table => Versions(session, countyKey, table)).Where(found => subjects.Contains(found.Owner)).ToList();
        if (theirs.TrueForAll(found => found.Reader.Table.IsErased(found.Version)))
            throw new ProblemException(Problem.NothingToErase());

        var who = KnownByOf(theirs);
        var versions = countyKeys.ToDictionary(county => county, county => (List<Found>)[.. county == countyKey ? theirs : [], .. Mentions(session, county, who)]);
        foreach (var county in countyKeys.Where(county => versions[county].Count > 0))
            actor.Require(Right.Erase, county);
        var files = HandedFiles.Holding(session, who);
        var report = new ErasureReport(subjects.Count(subject => subject.Kind == "person"), versions.Values.Sum(found => found.Count), files, IsOverwritten: false);
        if (DryRun)
            return report;

        var today = registry.Database.Time.Today();
        foreach (var county in countyKeys.Where(county => versions[county].Count > 0))
        {
            Destroy(session, county, versions[county], county != countyKey ? new EntryHead(MentionsAct, today) { HouseholdId = EntryHead.NoHousehold, Reason = reason } : new EntryHead(kind == "person" ? PersonAct : HouseholdAct, today)
            {
                HouseholdId = kind == "household" ? id : memberships.FirstOrDefault(one => one.PersonId == id)?.HouseholdId, Reason = reason,
            });
        }
        foreach (var file in files)
            HandedFiles.Erase(session, file);
        HandedFiles.EraseStaged(session, who);
        // That somebody looked stays; what they wrote of it may be about whom is erased.
        foreach (var household in memberships.Where(one => subjects.Contains(("person", one.PersonId))).Select(one => one.HouseholdId).Append(kind == "household" ? id : 0).Distinct())
            RowSeal.Update(session.Writer, secrets, "look", "words = NULL", "county_key = @county AND household_id = @household AND words IS NOT NULL", ("@county", countyKey), ("@household", household));
        // What was computed for an earlier height no longer follows from what is left; it is computed anew when it is next asked for.
        foreach (var computed in new[] { "fact_snapshot", "area_total", "total_state" })
            session.Writer.Execute($"DELETE FROM {computed} WHERE county_key = @county", ("@county", countyKey));
        RegistryDatabase.RememberToOverwrite(session.Writer);
        session.Commit();
        return report;
    }

    /// <summary>What a county keeps about nobody it knows, but by their name or number: every state of it.</summary>
    private List<Found> Mentions(WriteSession session, int countyKey, KnownBy who)
    {
        var things = new[] { Finding.Table, Lead.Table }.SelectMany(table => Versions(session, countyKey, table)).Where(found => found.Owner == (found.Reader.Table.Name, found.Version.Id))
            .GroupBy(found => found.Owner).Select(states => states.ToList()).ToList();
        return [.. things.Where(states => states.Exists(state => Names(state, who))).SelectMany(states => states)];
    }

    private static bool Names(Found state, KnownBy who)
    {
        if (state.Reader.Table == Lead.Table)
            return who.Is(Lead.From(state.Version).Name, null);
        var written = (Finding.From(state.Version).Written ?? "").Split(MatchQuestions.BeforeNumber);
        return who.Is(written[0], written.Length > 1 ? written[1] : null);
    }

    private void Destroy(WriteSession session, int countyKey, List<Found> versions, EntryHead head)
    {
        var owners = versions.Select(found => found.Owner).ToHashSet();
        var heights = versions.SelectMany(found => new[] { found.Version.KnownFrom, found.Version.KnownTo ?? found.Version.KnownFrom }).ToHashSet();
        var entry = session.Begin(countyKey, head, Right.Erase);
        foreach (var (ownerKind, ownerId) in owners.Order())
            entry.Add(Erasure.Table, new Erasure(ownerKind, ownerId, ground).ToValues());
        entry.Seal();

        var before = Contents(session, countyKey, heights);
        foreach (var found in versions)
            Empty(session, countyKey, found);
        EvidenceFile.EraseOrphans(session, countyKey);
        var after = Contents(session, countyKey, heights);
        foreach (var journalEntry in JournalEntry.At(session, countyKey, heights))
            Unsalt(session, journalEntry, before, after, owners);
    }

    private IEnumerable<Found> Versions(WriteSession session, int countyKey, VersionedTable table)
    {
        foreach (var reader in new[] { new VersionReader(table, secrets, history: false), new VersionReader(table, secrets, history: true) })
        {
            foreach (var version in reader.All(session, countyKey))
                yield return new Found(reader, version);
        }
    }

    /// <summary>By what they are, or were, known in files.</summary>
    private static KnownBy KnownByOf(List<Found> versions)
    {
        var (names, numbers, households) = (new List<string?>(), new List<string?>(), new List<string?>());
        foreach (var found in versions)
        {
            if (found.Reader.Table == Households.Person.Table && Households.Person.From(found.Version) is var person)
            {
                names.Add(person.Name);
                numbers.Add(person.Number);
            }
            else if (found.Reader.Table == Households.Household.Table && Households.Household.From(found.Version) is var household)
            {
                households.Add(household.Number);
                numbers.Add(household.Phone);
            }
        }
        return new KnownBy(names, numbers, households);
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
        var byOwner = left.ToDictionary(part => (part.OwnerKind, part.OwnerId));
        var checks = new ArrayBufferWriter<byte>();
        var remaining = after.TryGetValue(height, out var slice)
            ? slice.Content.Parts(slice.First, slice.Count, (kind, id) => byOwner[(kind, id)].OpenSalt(secrets, countyKey), checks)
            : [];
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
