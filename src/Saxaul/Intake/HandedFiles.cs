using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>The files that were handed over: what they were, what became of them, and the files themselves, encrypted.</summary>
internal static class HandedFiles
{
    /// <summary>Who handed files in together, and when; files and batches belong to the office above the counties.</summary>
    public const int Office = 0;

    private const int PieceBytes = 1 << 20;

    public const string Reading = "reading";
    public const string Applied = "applied";

    /// <summary>Notes that these files are about to be applied.</summary>
    /// <returns>The batch and one id a file. What a killed import leaves is a file in state "reading", of which nothing was taken.</returns>
    public static (long BatchId, IReadOnlyList<long> FileIds) Begin(Registry registry, Actor actor, DateOnly on, IReadOnlyList<OpenedFile> files)
    {
        using var session = registry.Write(actor);
        var batchId = session.NewId(Office);
        session.Writer.Execute("INSERT INTO batch (county_key, id, actor, started_at, true_on) VALUES (@office, @id, @actor, @at, @on)",
            ("@office", Office), ("@id", batchId), ("@actor", actor.Name), ("@at", session.Now), ("@on", on));
        var ids = files.Select(file =>
        {
            var id = session.NewId(Office);
            session.Writer.Execute("""
                INSERT INTO handed_file (county_key, id, batch_id, name, fingerprint, bytes, kind, source, period_from, period_to, columns_read, state)
                VALUES (@office, @id, @batch, @name, @fingerprint, @bytes, @kind, @source, @from, @to, @columns, @state)
                """, ("@office", Office), ("@id", id), ("@batch", batchId), ("@name", file.Name), ("@fingerprint", file.Fingerprint), ("@bytes", new FileInfo(file.Path).Length),
                ("@kind", file.Shape.Definition.List), ("@source", file.Source), ("@from", file.Period.From), ("@to", file.Period.To), ("@columns", file.ColumnsRead), ("@state", Reading));
            return id;
        }).ToList();
        session.Commit();
        return (batchId, ids);
    }

    /// <summary>Within the transaction that applied it: the file is kept, and what became of it said.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.BatchUndoneBefore"/> when somebody undid the batch before this file of it came to its turn.</exception>
    public static void Keep(WriteSession session, long batchId, long fileId, OpenedFile file, FileReport report)
    {
        RequireStanding(session, batchId);
        using var content = File.OpenRead(file.Path);
        var buffer = new byte[PieceBytes];
        for (var piece = 0; content.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) is > 0 and var read; piece++)
        {
            session.Writer.Execute("INSERT INTO file_piece (county_key, file_id, piece, content) VALUES (@office, @file, @piece, @content)",
                ("@office", Office), ("@file", fileId), ("@piece", piece), ("@content", session.Database.Secrets.Seal(buffer.AsSpan(0, read))));
        }
        session.Writer.Execute("UPDATE handed_file SET state = @state, report = @report WHERE county_key = @office AND id = @id",
            ("@state", Applied), ("@report", JsonSerializer.Serialize(report, ReportJson.Options)), ("@office", Office), ("@id", fileId));
    }

    /// <summary>
    /// The report of this very file when it was applied before, its columns read the same way, nothing of it held and no batch undone since; else null. What a person
    /// corrected since then stays: the file has nothing new to say. Undoing another batch may have taken back what this file says too, so then it is compared again.
    /// </summary>
    public static FileReport? AppliedBefore(RegistryDatabase database, OpenedFile file)
    {
        using var connection = database.OpenReader();
        return connection.Command("""
            SELECT handed_file.report, handed_file.id FROM handed_file
            JOIN batch ON batch.county_key = handed_file.county_key AND batch.id = handed_file.batch_id
            WHERE handed_file.county_key = @office AND fingerprint = @fingerprint AND columns_read = @columns AND state = @state AND batch.undone_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM batch AS other WHERE other.county_key = @office AND other.undone_at >= batch.started_at)
            ORDER BY handed_file.id DESC
            """, ("@office", Office), ("@fingerprint", file.Fingerprint), ("@columns", file.ColumnsRead), ("@state", Applied))
            .ToList(reader => JsonSerializer.Deserialize<FileReport>(reader.GetString(0), ReportJson.Options)! with { FileId = reader.GetInt64(1) })
            .FirstOrDefault() is { Held.Households: 0 } report ? report with { Already = true, New = 0, Changed = 0 } : null;
    }

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

    /// <summary>A kept file as it came.</summary>
    public static Stream Open(RegistryDatabase database, long fileId)
    {
        using var connection = database.OpenReader();
        var content = new MemoryStream();
        foreach (var piece in connection.Command("SELECT content FROM file_piece WHERE county_key = @office AND file_id = @file ORDER BY piece", ("@office", Office), ("@file", fileId))
                     .ToList(reader => database.Secrets.OpenBytes(reader.GetFieldValue<byte[]>(0))))
            content.Write(piece);
        content.Position = 0;
        return content;
    }
}
