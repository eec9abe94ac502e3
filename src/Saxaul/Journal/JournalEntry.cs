using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Database;

namespace Saxaul.Journal;

/// <summary>A part of an entry, kept apart because the entry's own salt is gone.</summary>
/// <param name="Salt">Encrypted; null when the part was erased.</param>
/// <param name="Hash">Of the part as it was written.</param>
/// <param name="Remains">Of what an erasure left of it, null when nothing; no secret any more, so its salt follows from the entry's place.</param>
internal sealed record StoredPart(long Height, string OwnerKind, long OwnerId, byte[]? Salt, byte[] Hash, byte[]? Remains)
{
    private const string Select = "SELECT height, owner_kind, owner_id, salt, hash, remains FROM journal_part WHERE county_key = @county AND height >= @from AND height < @until";

    public static List<StoredPart> Between(RegistryMoment moment, int countyKey, long from, long until) =>
        moment.Command(Select, ("@county", countyKey), ("@from", from), ("@until", until)).ToList(Read);

    /// <summary>Those of one entry.</summary>
    public static List<StoredPart> Of(WriteSession session, int countyKey, long height) =>
        session.Writer.Command(Select, ("@county", countyKey), ("@from", height), ("@until", height + 1)).ToList(Read);

    private static StoredPart Read(DbDataReader reader) =>
        new(reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2), reader.BytesOrNull(3), reader.GetFieldValue<byte[]>(4), reader.BytesOrNull(5));

    /// <summary>The salt to make the part's hash with: of what it was, or of what an erasure left; null when it was tampered with.</summary>
    public byte[]? OpenSalt(Secrets secrets, int countyKey)
    {
        if (Salt is null)
        {
            var place = new byte[12];
            BinaryPrimitives.WriteInt32BigEndian(place, countyKey);
            BinaryPrimitives.WriteInt64BigEndian(place.AsSpan(4), Height);
            return new PartSalts(secrets, place).Of(OwnerKind, OwnerId);
        }
        try
        {
            return secrets.OpenBytes(Salt) is { Length: SipHash.KeyBytes } salt ? salt : null;
        }
        catch (ProblemException)
        {
            return null;
        }
    }

    /// <summary>
    /// The hashes that an entry's content hash covers: those of kept parts made again, those of erased parts as stored. A hash that fits nothing stands for a part
    /// that is not as it was left.
    /// </summary>
    public static List<byte[]> Hashes(List<Content.Part> made, IReadOnlyList<StoredPart> stored)
    {
        var byOwner = made.ToDictionary(part => (part.OwnerKind, part.OwnerId), part => part.Hash);
        var hashes = new List<byte[]>();
        foreach (var part in stored.OrderBy(part => part.OwnerKind, StringComparer.Ordinal).ThenBy(part => part.OwnerId))
        {
            var hash = byOwner.GetValueOrDefault((part.OwnerKind, part.OwnerId));
            var left = part.Salt is null ? part.Remains : part.Hash;
            hashes.Add(left is null ? hash is null ? part.Hash : [] : hash is not null && hash.SequenceEqual(left) ? part.Hash : []);
        }
        if (made.Exists(part => part.Hash is null))
            hashes.Add([]);
        return hashes;
    }
}

/// <summary>An entry as the journal keeps it.</summary>
/// <param name="Salt">Null when a part was erased.</param>
internal sealed record JournalEntry(JournalHeader Header, byte[]? Salt, byte[] Checks, byte[] Hash)
{
    private const string Select = """
        SELECT height, act, household_id, area_id, actor, recorded_at, true_on, batch_id, file_id, sheet, source_row, content_hash, salt, checks, hash, changed_from, sheet_mark
        FROM journal WHERE county_key = @county
        """;

    /// <summary>The entries from one height up to, but not including, another, in order.</summary>
    public static List<JournalEntry> Between(RegistryMoment moment, int countyKey, long from, long until) =>
        moment.Command($"{Select} AND height >= @from AND height < @until ORDER BY height", ("@county", countyKey), ("@from", from), ("@until", until))
            .ToList(reader => Read(reader, countyKey));

    /// <summary>The entries at these heights, in order.</summary>
    public static List<JournalEntry> At(WriteSession session, int countyKey, IReadOnlyCollection<long> heights)
    {
        session.Flush();
        var command = session.Writer.Command($"{Select} AND {session.Database.AnyOf("height", "@heights")} ORDER BY height", ("@county", countyKey));
        session.Database.AddList(command, "@heights", heights);
        return command.ToList(reader => Read(reader, countyKey));
    }

    private static JournalEntry Read(DbDataReader reader, int countyKey) => new(
        new JournalHeader(countyKey, reader.GetInt64(0),
            new EntryHead(reader.GetString(1), reader.Day(6))
            {
                HouseholdId = reader.LongOrNull(2), AreaId = reader.LongOrNull(3), BatchId = reader.LongOrNull(7),
                FileId = reader.LongOrNull(8), Sheet = reader.TextOrNull(9), SourceRow = reader.IntOrNull(10),
            },
            reader.Day(15), reader.GetString(4), reader.GetInt64(5), reader.BytesOrNull(16), reader.GetFieldValue<byte[]>(11)),
        reader.BytesOrNull(12), reader.GetFieldValue<byte[]>(13), reader.GetFieldValue<byte[]>(14));

    /// <summary>The salts of its parts; null for a part that it has not. Its own check, when it still has its salt, goes first among the checks.</summary>
    public Func<string, long, byte[]?> Salts(Secrets secrets, IReadOnlyList<StoredPart> stored, ArrayBufferWriter<byte> checks)
    {
        if (Salt is null)
        {
            var byOwner = stored.ToDictionary(part => (part.OwnerKind, part.OwnerId));
            return (ownerKind, ownerId) => byOwner.GetValueOrDefault((ownerKind, ownerId))?.OpenSalt(secrets, Header.CountyKey);
        }
        var salts = new PartSalts(secrets, Salt);
        checks.Write(salts.Check);
        return salts.Of;
    }
}
