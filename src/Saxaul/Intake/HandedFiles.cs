using System;
using System.Collections.Generic;
using System.Data.Common;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>The files that were handed over: what they were, what became of them, and the files themselves, encrypted.</summary>
internal static class HandedFiles
{
    /// <summary>Who handed files in together, and when; files and batches belong to the office above the counties.</summary>
    public const int Office = RegistryDatabase.Office;

    private const int PieceBytes = 1 << 20;

    public const string Reading = "reading";
    public const string Applied = "applied";

    private const string Refused = "refused";

    /// <summary>Notes that these files are about to be applied.</summary>
    /// <returns>The batch and one id a file. What a killed import leaves is a file in state "reading", of which nothing was taken.</returns>
    public static (long BatchId, IReadOnlyList<long> FileIds) Begin(Registry registry, Actor actor, DateOnly on, IReadOnlyList<OpenedFile> files)
    {
        using var session = registry.Write(actor);
        var batchId = session.NewId(Office);
        session.Writer.Execute("INSERT INTO batch (county_key, id, actor, started_at, true_on) VALUES (@office, @id, @actor, @at, @on)",
            ("@office", Office), ("@id", batchId), ("@actor", actor.Name), ("@at", session.Now), ("@on", on));
        RowSeal.Put(session.Writer, session.Database.Secrets, "batch", "county_key = @office AND id = @id", ("@office", Office), ("@id", batchId));
        var ids = files.Select(file =>
        {
            var id = session.NewId(Office);
            session.Writer.Execute("""
                INSERT INTO handed_file (county_key, id, batch_id, name, fingerprint, bytes, kind, source, period_from, period_to, columns_read, state)
                VALUES (@office, @id, @batch, @name, @fingerprint, @bytes, @kind, @source, @from, @to, @columns, @state)
                """, ("@office", Office), ("@id", id), ("@batch", batchId), ("@name", file.Name), ("@fingerprint", file.Fingerprint), ("@bytes", file.Bytes),
                ("@kind", file.Shape.Definition.List), ("@source", file.Source), ("@from", file.Period.From), ("@to", file.Period.To), ("@columns", file.ColumnsRead), ("@state", Reading));
            RowSeal.Put(session.Writer, session.Database.Secrets, "handed_file", "county_key = @office AND id = @id", ("@office", Office), ("@id", id));
            return id;
        }).ToList();
        session.Commit();
        return (batchId, ids);
    }

    /// <summary>Within the transaction that applied it: the file is kept, and what became of it said.</summary>
    /// <exception cref="ProblemException">
    /// <see cref="Problem.BatchUndoneBefore"/> when somebody undid the batch before this file of it came to its turn, <see cref="Problem.FileChangedMeanwhile"/> when it no longer is what was read.
    /// </exception>
    public static void Keep(WriteSession session, long batchId, long fileId, OpenedFile file, FileReport report)
    {
        RequireStanding(session, batchId);
        using var content = file.Given.Open();
        using var fingerprint = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[PieceBytes];
        for (var piece = 0; content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) is > 0 and var read; piece++)
        {
            session.Writer.Execute("INSERT INTO file_piece (county_key, file_id, piece, content) VALUES (@office, @file, @piece, @content)",
                ("@office", Office), ("@file", fileId), ("@piece", piece), ("@content", session.Database.Secrets.Seal(buffer.AsSpan(0, read))));
            fingerprint.AppendData(buffer, 0, read);
        }
        if (!fingerprint.GetHashAndReset().AsSpan().SequenceEqual(file.Fingerprint))
            throw new ProblemException(Problem.FileChangedMeanwhile(file.Name));
        RowSeal.Update(session.Writer, session.Database.Secrets, "handed_file", "state = @state, report = @report", "county_key = @office AND id = @id",
            ("@state", Applied), ("@report", JsonSerializer.Serialize(report, ReportJson.Options)), ("@office", Office), ("@id", fileId));
    }

    /// <summary>Nothing was taken of a file, and why; it is not kept.</summary>
    public static void Refuse(Registry registry, Actor actor, long fileId, FileReport report)
    {
        using var session = registry.Write(actor);
        RowSeal.Update(session.Writer, session.Database.Secrets, "handed_file", "state = @state, report = @report", "county_key = @office AND id = @id",
            ("@state", Refused), ("@report", JsonSerializer.Serialize(report, ReportJson.Options)), ("@office", Office), ("@id", fileId));
        session.Commit();
    }

    /// <summary>A batch of which every file was refused is none.</summary>
    public static void Forget(Registry registry, Actor actor, long batchId)
    {
        using var session = registry.Write(actor);
        session.Writer.Execute("DELETE FROM handed_file WHERE county_key = @office AND batch_id = @batch", ("@office", Office), ("@batch", batchId));
        session.Writer.Execute("DELETE FROM batch WHERE county_key = @office AND id = @batch", ("@office", Office), ("@batch", batchId));
        session.Commit();
    }

    /// <summary>What a file is called whose name was somebody's who is erased.</summary>
    public const string Unnamed = "（名称已清除 name erased）";

    /// <summary>
    /// The report of this very file when it was applied before, its columns read the same way, nothing of it held and no batch undone since; else null. What a person
    /// corrected since then stays: the file has nothing new to say. A file that was destroyed by an erasure is never read again. Undoing another batch may have taken back what this file says too, so then it is compared again.
    /// </summary>
    public static FileReport? AppliedBefore(RegistryDatabase database, OpenedFile file)
    {
        using var connection = database.OpenReader();
        if (connection.Command("SELECT report, id FROM handed_file WHERE county_key = @office AND fingerprint = @fingerprint AND erased_at IS NOT NULL ORDER BY id DESC",
                ("@office", Office), ("@fingerprint", file.Fingerprint)).ToList(Reported) is [var destroyed, ..])
            return destroyed with { Notes = [HoldsErased, .. destroyed.Notes] };
        return connection.Command("""
            SELECT handed_file.report, handed_file.id, columns_read FROM handed_file
            JOIN batch ON batch.county_key = handed_file.county_key AND batch.id = handed_file.batch_id
            WHERE handed_file.county_key = @office AND fingerprint = @fingerprint AND state = @state AND batch.undone_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM batch AS other WHERE other.county_key = @office AND other.undone_at >= batch.started_at)
            ORDER BY handed_file.id DESC
            """, ("@office", Office), ("@fingerprint", file.Fingerprint), ("@state", Applied))
            .ToList(reader => (Report: Reported(reader), Columns: reader.TextOrNull(2))).Find(one => IsReadAlike(one.Columns, file.ColumnsRead)).Report is { Held.Households: 0 } report ? report : null;
    }

    private static Dictionary<string, Dictionary<string, string>> SheetsOf(string columnsRead) => JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(columnsRead, ReportJson.Options)!;

    /// <summary>Whether the columns were read the same way, whatever sheet was called by a name that was erased since.</summary>
    private static bool IsReadAlike(string? then, string now)
    {
        if (then is null || then == now)
            return then == now;
        var (before, after) = (SheetsOf(then), SheetsOf(now));
        return before.Count == after.Count && before.Zip(after).All(sheet => (sheet.First.Key.StartsWith(Unnamed, StringComparison.Ordinal) || sheet.First.Key == sheet.Second.Key) && sheet.First.Value.SequenceEqual(sheet.Second.Value));
    }

    /// <summary>All that the file lists is as it was then, or as somebody has said since.</summary>
    private static FileReport Reported(DbDataReader reader)
    {
        var then = JsonSerializer.Deserialize<FileReport>(reader.GetString(0), ReportJson.Options)!;
        return then with { FileId = reader.GetInt64(1), Already = true, New = 0, Changed = 0, LeftOut = 0, Unchanged = then.Matched is null ? then.Unchanged + then.Changed - then.LeftOut : 0 };
    }

    private static readonly Sentence HoldsErased = new(
        "这个文件当时已销毁（其中有人的内容已被依法清除，或保存期限已到），现在不再读取。请从表中删去已清除的人后，以新文件导入。",
        "This file holds somebody whose content was erased, or its time was over; it was destroyed then and is not read again. Take whoever was erased out of the list and hand it in as a new file.");

    /// <summary>Refuses a batch that cannot be undone.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.BatchUnknown"/>, <see cref="Problem.BatchUndoneBefore"/>.</exception>
    public static void RequireStanding(WriteSession session, long batchId)
    {
        var found = session.Writer.Command("SELECT undone_at FROM batch WHERE county_key = @office AND id = @batch", ("@office", Office), ("@batch", batchId)).ToList(reader => reader.LongOrNull(0));
        if (found.Count == 0)
            throw new ProblemException(Problem.BatchUnknown(batchId));
        if (found[0] is not null)
            throw new ProblemException(Problem.BatchUndoneBefore(batchId));
    }

    public const string StagedPiecesOf = "SELECT content FROM staged_piece WHERE county_key = @office AND file_id = @file ORDER BY piece";

    public const string PiecesOf = "SELECT content FROM file_piece WHERE county_key = @office AND file_id = @file ORDER BY piece";

    /// <summary>A kept file as it came; empty when it was erased.</summary>
    public static Stream Open(RegistryDatabase database, long fileId)
    {
        using var connection = database.OpenReader();
        return Read(connection.Command(PiecesOf), database.Secrets, fileId);
    }

    internal static MemoryStream Read(DbCommand pieces, Secrets secrets, long fileId)
    {
        pieces.Add("@office", Office);
        pieces.Add("@file", fileId);
        var content = new MemoryStream();
        foreach (var piece in pieces.ToList(reader => secrets.OpenBytes(reader.GetFieldValue<byte[]>(0))))
            content.Write(piece);
        content.Position = 0;
        return content;
    }
}
