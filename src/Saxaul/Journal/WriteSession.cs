using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Privacy;
using Saxaul.Users;

namespace Saxaul.Journal;

/// <summary>What an entry says of itself besides its content.</summary>
/// <param name="Act">A verb and a noun, for example "register household".</param>
/// <param name="On">The day from which it holds.</param>
public sealed record EntryHead(string Act, DateOnly On)
{
    /// <summary>What <see cref="HouseholdId"/> is of an entry that writes no household's facts: warnings, questions, leads.</summary>
    public const long NoHousehold = 0;

    /// <summary>The household it touches, whose facts are then made anew; <see cref="NoHousehold"/> for none; null with an area, or when it is to be taken as all of the county.</summary>
    public long? HouseholdId { get; init; }

    /// <summary>The area it touches; the facts of all its households are then made anew.</summary>
    public long? AreaId { get; init; }

    /// <summary>Why, in the words of whoever acts; kept beside the entry (<see cref="EntryReason"/>).</summary>
    public string? Reason { get; init; }

    /// <summary>Whether there was a reason that was erased since.</summary>
    public bool IsReasonErased { get; init; }

    public long? BatchId { get; init; }

    public long? FileId { get; init; }

    public string? Sheet { get; init; }

    public int? SourceRow { get; init; }
}

/// <summary>
/// One transaction of changes, each an entry in its county's chain. The chain of a county is locked from the first use until commit, so that an act sees
/// its county stand still; take several counties in ascending order of key.
/// </summary>
public sealed class WriteSession : IDisposable
{
    /// <summary>Rows after which the planner's statistics may be wrong.</summary>
    private const int MuchRows = 10_000;

    private const int MostOfReason = 500;

    private readonly SortedDictionary<int, Chain> chains = [];

    /// <summary>The households whose place was found within reach; a county with none for all that an answer about its places brings.</summary>
    private readonly HashSet<(int CountyKey, long? HouseholdId)> allowed = [];

    private readonly Dictionary<int, Reach> reaches = [];
    private readonly Dictionary<string, BulkWriter> writers = [];
    private readonly bool byHand;
    private readonly Dictionary<(long? FileId, string Sheet), byte[]> sheetMarks = [];
    private object?[] row = [];
    private readonly RowQueue rows;
    private readonly Stack<Content> contents = [];
    private readonly Dictionary<(VersionedTable, int), HashSet<long>> ended = [];

    private static readonly string[] JournalColumns =
    [
        "county_key", "height", "act", "household_id", "area_id", "actor", "recorded_at", "true_on", "changed_from",
        "batch_id", "file_id", "sheet", "sheet_mark", "source_row", "content_hash", "salt", "checks", "hash",
    ];

    internal sealed class Chain
    {
        public required int CountyKey { get; init; }

        public long Height { get; set; }

        /// <summary>The height it had when this session locked it.</summary>
        public long FirstHeight { get; init; }

        public byte[] Head { get; set; } = [];

        /// <summary>The first id that this session can give out.</summary>
        public long FirstId { get; init; }

        public long NextId { get; set; }

        public long RecordedAt { get; set; }

        public bool HasChanged => Height != FirstHeight || NextId != FirstId;
    }

    /// <param name="byHand">Its entries that belong to no batch of files are a batch of their own.</param>
    /// <param name="right">What entries about households need.</param>
    public WriteSession(RegistryDatabase database, Actor actor, bool byHand = false, Right right = Right.WriteHouseholds)
    {
        this.byHand = byHand;
        Right = right;
        Database = database;
        Actor = actor;
        rows = new RowQueue(WriteRow);
        Writer = database.OpenWriter();
        Writer.BeforeCommand = Flush;
        Now = Instant.ToMicroseconds(database.Time.GetUtcNow());
    }

    public RegistryDatabase Database { get; }

    public Actor Actor { get; }

    /// <summary>What entries about households need, of whoever acts, in the place they are about.</summary>
    internal Right Right { get; }

    /// <summary>The list whose rows are being applied; entries then need the right to hand that in, and no other. Null otherwise.</summary>
    internal string? List { get; set; }

    /// <summary>Asked before a number that somebody typed is looked up.</summary>
    internal NumberLookUps Numbers { get; init; } = Uncounted.NobodyTypes;

    /// <summary>Of a session by hand: the batch that its entries are; null before the first.</summary>
    public long? Batch { get; private set; }

    internal WriteConnection Writer { get; }

    /// <summary>Told of every thing that entries add (no state before), change or end (no state after): for whoever wants to show what a rehearsal would do.</summary>
    internal Action<EntryHead, int, VersionedTable, Version?, Version?>? Watching { get; set; }

    /// <summary>The moment of this session in microseconds; within a county later entries get later moments.</summary>
    internal long Now { get; }

    /// <summary>Locks a county's chain and returns it; begins it when it is new.</summary>
    internal Chain Lock(int countyKey)
    {
        if (chains.TryGetValue(countyKey, out var chain))
            return chain;
        if (Read() is not { } known)
        {
            // Another session may begin the same chain: whoever comes second waits for it and goes on from there.
            if (Writer.Execute("INSERT INTO chain (county_key, height, head, next_id, recorded_at) VALUES (@county, 0, @head, 1, 0) ON CONFLICT (county_key) DO NOTHING",
                    ("@county", countyKey), ("@head", ChainHash.Genesis(countyKey))) > 0)
                RowSeal.Put(Writer, Database.Secrets, "chain", "county_key = @county", ("@county", countyKey));
            known = Read()!;
        }
        return chains[countyKey] = known;

        Chain? Read()
        {
            using var command = Writer.Command($"SELECT height, head, next_id, recorded_at FROM chain WHERE county_key = @county{Database.ForUpdate}", ("@county", countyKey));
            using var reader = command.ExecuteReader();
            return reader.Read()
                ? new Chain { CountyKey = countyKey, Height = reader.GetInt64(0), FirstHeight = reader.GetInt64(0), Head = reader.GetFieldValue<byte[]>(1), FirstId = reader.GetInt64(2), NextId = reader.GetInt64(2), RecordedAt = reader.GetInt64(3) }
                : null;
        }
    }

    public long NewId(int countyKey) => Lock(countyKey).NextId++;

    /// <summary>The county's journal height as this session sees it.</summary>
    public long HeightOf(int countyKey) => Lock(countyKey).Height;

    /// <summary>The height it had before this session wrote anything.</summary>
    internal long FirstHeightOf(int countyKey) => Lock(countyKey).FirstHeight;

    /// <summary>Whether anything was entered: what differs in nothing from what is known makes no entry.</summary>
    internal bool HasWritten => chains.Values.Any(chain => chain.Height != chain.FirstHeight);

    /// <summary>
    /// Refuses a household outside the villages of whoever acts, as it stands in the session, and allows entries about one inside. Nothing about a household that
    /// did not pass here is written for somebody whose rights hold in parts of a county.
    /// </summary>
    /// <exception cref="ProblemException"><see cref="Problem.OutOfReach"/></exception>
    internal void RequireReach(HouseholdKey key, Household household)
    {
        if (!IsWithin(ReachIn(key.CountyKey), key.Id, household))
            throw new ProblemException(Problem.OutOfReach());
        allowed.Add((key.CountyKey, key.Id));
    }

    /// <summary>Whether a household is within reach of whoever acts, as <see cref="RequireReach(HouseholdKey, Household)"/> would find.</summary>
    internal bool MayKnow(HouseholdKey key, Household household) => Actor.MayIn(Right, key.CountyKey) && IsWithin(ReachIn(key.CountyKey), key.Id, household);

    /// <summary>Lets somebody limited write a question to the county: an entry that is about no household, and that they cannot read.</summary>
    internal void AllowQuestion(int countyKey) => allowed.Add((countyKey, EntryHead.NoHousehold));

    private static bool IsWithin(Reach? reach, long id, Household household) => reach is null || reach.Holds(id, household.PlaceId, household.LivingVillageId);

    /// <summary>The same for an area, and with it for all that follows from an answer about it.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/></exception>
    internal void RequireReach(AreaKey area)
    {
        if (ReachIn(area.CountyKey) is { } reach && !reach.Contains(area.Id))
            throw new ProblemException(Problem.NotAllowed(Right));
        allowed.Add((area.CountyKey, null));
    }

    /// <summary>Null for the whole county.</summary>
    private Reach? ReachIn(int countyKey)
    {
        Actor.RequireIn(Right, countyKey);
        if (Actor.May(Right, countyKey))
            return null;
        if (!reaches.TryGetValue(countyKey, out var reach))
            reaches[countyKey] = reach = Reach.Of(Writer.Connection, Writer.Transaction, Actor, Right, countyKey);
        return reach;
    }

    /// <summary>Begins an entry. One at a time in a county: seal it before the next.</summary>
    /// <param name="right">What the act needs; when left out, what the session needs for households, above the counties the right to write areas.</param>
    public Entry Begin(int countyKey, EntryHead head, Right? right = null)
    {
        if (head.Reason is { } reason && (reason.Length > MostOfReason || reason.Any(char.IsControl)))
            throw new ProblemException(Problem.ReasonUnreadable());
        // A number in a text is found by nobody who looks for whom it belongs to, and is of no use there.
        if (head.Reason is { } words && PersonalNumbers.Stand(words))
            throw new ProblemException(Problem.ReasonBearsNumber());
        var needed = right ?? (countyKey == 0 ? Right.WriteAreas : List is null ? Right : Right.HandInLists);
        var may = needed == Right.HandInLists && List is not null ? Actor.MayHandIn(List, countyKey) : Actor.May(needed, countyKey);
        if (!may && !(Actor.MayIn(needed, countyKey) && (allowed.Contains((countyKey, null)) || allowed.Contains((countyKey, head.HouseholdId)))))
            throw new ProblemException(Problem.NotAllowed(needed));
        return new Entry(this, Lock(countyKey), head, erases: needed == Right.Erase);
    }

    /// <summary>Room for an entry's content: its buffers are used again by the next entry.</summary>
    internal Content EmptyContent() => contents.TryPop(out var content) ? content : new Content();

    internal void GiveBack(Content content)
    {
        content.Clear();
        contents.Push(content);
    }

    /// <summary>What this session has given but not yet written becomes readable to its own queries; every command of <see cref="Writer"/> does it by itself.</summary>
    internal void Flush()
    {
        rows.Settle();
        foreach (var writer in writers.Values)
            writer.Flush();
    }

    /// <summary>Asks for what was there before this session began: of its own rows, those still on their way are not waited for.</summary>
    internal List<T> AskBefore<T>(string sql, Action<DbCommand> prepare, Func<DbDataReader, T> read) => rows.Between(() =>
    {
        var command = Writer.Unsettled.Command(sql);
        command.Transaction = Writer.Transaction;
        prepare(command);
        return command.ToList(read);
    });

    /// <summary>Whether a state of this thing is known that ended. A county's are asked for once a session: few have, and an import would ask for each person.</summary>
    internal bool HasEnded(VersionedTable table, int countyKey, long id)
    {
        if (!ended.TryGetValue((table, countyKey), out var ids))
        {
            ids = [.. Writer.Command($"SELECT DISTINCT id FROM {table.HistoryName} WHERE county_key = @county AND known_to IS NULL", ("@county", countyKey)).ToList(reader => reader.GetInt64(0))];
            ended[(table, countyKey)] = ids;
        }
        return ids.Contains(id);
    }

    /// <summary>This session wrote a state that ended.</summary>
    internal void Ended(VersionedTable table, int countyKey, long id)
    {
        if (ended.TryGetValue((table, countyKey), out var ids))
            ids.Add(id);
    }

    internal void Insert(VersionedTable table, int countyKey, Version version) => rows.Add(new RowQueue.Row(table, countyKey, version, Out: false, null));

    /// <summary>Takes a version out of its current table.</summary>
    internal void Delete(VersionedTable table, int countyKey, Version version) => rows.Add(new RowQueue.Row(table, countyKey, version, Out: true, null));

    /// <summary>Sealing, hashing and sending, on the queue's thread.</summary>
    private void WriteRow(RowQueue.Row given)
    {
        if (given.Table is not { } table)
        {
            WriterOf("journal", JournalColumns).Add(given.JournalRow);
            return;
        }
        var version = given.Version!;
        if (given.Out)
        {
            WriterOf(table.Name, table.PhysicalColumns).Delete(given.CountyKey, version.Id);
            return;
        }
        if (row.Length < table.PhysicalHistoryColumns.Count)
            row = new object?[table.PhysicalHistoryColumns.Count];
        var length = table.Write(Database.Secrets, given.CountyKey, version, row);
        if (version is { TrueTo: null, KnownTo: null })
        {
            WriterOf(table.Name, table.PhysicalColumns).Add(row.AsSpan(0, length));
            return;
        }
        row[length++] = version.TrueTo;
        row[length++] = version.KnownTo;
        WriterOf(table.HistoryName, table.PhysicalHistoryColumns).Add(row.AsSpan(0, length));
    }

    private BulkWriter WriterOf(string table, IReadOnlyList<string> columns)
    {
        if (!writers.TryGetValue(table, out var writer))
            writers[table] = writer = Database.BulkInto(Writer.Unsettled, Writer.Transaction, table, columns);
        return writer;
    }

    internal void Append(Chain chain, EntryHead head, DateOnly changedFrom, byte[] contentHash, byte[] salt, byte[] checks)
    {
        chain.RecordedAt = Math.Max(Now, chain.RecordedAt + 1);
        chain.Height++;
        if (byHand && head.BatchId is null)
            head = head with { BatchId = Batch ??= HandBatch.Of(chain.CountyKey, chain.Height) };
        var header = new JournalHeader(chain.CountyKey, chain.Height, head, changedFrom, Actor.Name, chain.RecordedAt, MarkOf(head), contentHash);
        chain.Head = ChainHash.Next(Database.Secrets, chain.Head, header);
        object?[] values =
        [
            chain.CountyKey, chain.Height, head.Act, head.HouseholdId, head.AreaId, Actor.Name, chain.RecordedAt, head.On, changedFrom,
            head.BatchId, head.FileId, head.Sheet, header.SheetMark, head.SourceRow, contentHash, salt, checks, chain.Head,
        ];
        rows.Add(new RowQueue.Row(null, chain.CountyKey, null, Out: false, values));
    }

    /// <summary>The rows of a file are of few sheets: each is marked once.</summary>
    private byte[]? MarkOf(EntryHead head)
    {
        if (head.Sheet is null)
            return null;
        if (!sheetMarks.TryGetValue((head.FileId, head.Sheet), out var mark))
            sheetMarks[(head.FileId, head.Sheet)] = mark = JournalHeader.MarkOf(Database.Secrets, head)!;
        return mark;
    }

    /// <summary>Whole versions of a county as of now, this session's own changes included.</summary>
    internal List<Version> Read(VersionedTable table, int countyKey, string? condition = null, Action<DbCommand>? prepare = null)
    {
        Flush();
        return AsOf.Now.Read(Database, Writer.Connection, table, countyKey, condition, prepare, Writer.Transaction);
    }

    /// <summary>The one current version with this id, or null.</summary>
    internal Version? Find(VersionedTable table, int countyKey, long id) =>
        Read(table, countyKey, "id = @id", command => command.Add("@id", id)).SingleOrDefault();

    /// <exception cref="ProblemException"><see cref="Problem.SealBroken"/> when the chain of a county it locked was changed behind the journal's back; then nothing of it stays.</exception>
    public void Commit()
    {
        Flush();
        foreach (var chain in chains.Values)
        {
            if (!chain.HasChanged)
            {
                RowSeal.Check(Writer, Database.Secrets, "chain", "county_key = @county", ("@county", chain.CountyKey));
                continue;
            }
            RowSeal.Update(Writer, Database.Secrets, "chain", "height = @height, head = @head, next_id = @next, recorded_at = @at", "county_key = @county",
                ("@height", chain.Height), ("@head", chain.Head), ("@next", chain.NextId), ("@at", chain.RecordedAt), ("@county", chain.CountyKey));
        }
        Writer.Commit();
        Measures.Sealed(chains.Values.Sum(chain => chain.Height - chain.FirstHeight));
        if (rows.Passed > MuchRows)
            Database.Measure();
    }

    public void Dispose()
    {
        rows.Dispose();
        foreach (var writer in writers.Values)
            writer.Dispose();
        Writer.Dispose();
    }
}

/// <summary>Everything of a journal entry that its hash covers; its reason is content, which may be erased.</summary>
/// <param name="ChangedFrom">The first day on which anything holds otherwise than was known before the entry.</param>
/// <param name="SheetMark">Stands for the sheet's name, which its sender chose and which may be erased.</param>
internal sealed record JournalHeader(int CountyKey, long Height, EntryHead Head, DateOnly ChangedFrom, string Actor, long RecordedAt, byte[]? SheetMark, byte[] ContentHash)
{
    private const int MarkBytes = 8;

    /// <summary>A keyed hash of a sheet's name; null without one.</summary>
    public static byte[]? MarkOf(Secrets secrets, EntryHead head) => head.Sheet is null ? null : secrets.Mark(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"sheet of {head.FileId}\n{head.Sheet}")))[..MarkBytes];

    /// <summary>Whether the sheet's name is the one that was written, or was erased since.</summary>
    /// <param name="mayBeErased">Whether the name of a sheet of its file was.</param>
    public bool IsOfItsSheet(Secrets secrets, bool mayBeErased) => Head.Sheet is null ? SheetMark is null || mayBeErased : SheetMark is not null && SheetMark.AsSpan().SequenceEqual(MarkOf(secrets, Head));
}

/// <summary>The chain: each entry's hash covers the one before it, its header and the hash of its content. It is keyed: who has the data alone cannot write another history that fits.</summary>
internal static class ChainHash
{
    public static byte[] Genesis(int countyKey)
    {
        Span<byte> key = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(key, countyKey);
        return SHA256.HashData(key);
    }

    public static byte[] Next(Secrets secrets, byte[] previous, JournalHeader header)
    {
        var head = header.Head;
        var text = string.Join('\n',
            header.CountyKey, header.Height, Escape(head.Act), head.HouseholdId, head.AreaId, Escape(header.Actor), header.RecordedAt,
            head.On.DayNumber, header.ChangedFrom.DayNumber, head.BatchId, head.FileId, header.SheetMark is null ? null : Convert.ToHexString(header.SheetMark), head.SourceRow);
        var bytes = new byte[previous.Length + header.ContentHash.Length + Encoding.UTF8.GetMaxByteCount(text.Length)];
        previous.CopyTo(bytes, 0);
        header.ContentHash.CopyTo(bytes, previous.Length);
        var length = previous.Length + header.ContentHash.Length;
        length += Encoding.UTF8.GetBytes(text, bytes.AsSpan(length));
        return secrets.Mark(bytes.AsSpan(0, length));
    }

    /// <summary>No text may look like the line break between two fields, nor an empty text like none.</summary>
    private static string? Escape(string? text) => text is null ? null : "=" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
