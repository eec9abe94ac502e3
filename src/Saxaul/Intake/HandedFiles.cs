using System;
using System.Collections.Generic;
using System.Data.Common;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net;
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

    /// <summary>
    /// Removes the uploads that hold somebody, and what comparing others said: it may name them even where their files do not. Those are compared again.
    /// </summary>
    public static void EraseStaged(WriteSession session, IEnumerable<long> holding)
    {
        foreach (var upload in holding)
            StagedUpload.Remove(session.Writer, "id = @id", notes: true, ("@id", upload));
        session.Writer.Execute("UPDATE staged_upload SET preview = NULL, state = @staged WHERE county_key = @office AND state = @compared",
            ("@office", Office), ("@staged", nameof(UploadState.Staged)), ("@compared", nameof(UploadState.Compared)));
    }

    /// <summary>What a file is called whose name was somebody's who is erased.</summary>
    public const string Unnamed = "（名称已清除 name erased）";

    /// <summary>What a sender called a file and its sheets, with their columns, and what was said of it.</summary>
    private sealed record Names(long Batch, string File, Dictionary<string, Dictionary<string, string>>? Sheets, FileReport? Said);

    /// <summary>Null when its batch was forgotten meanwhile.</summary>
    private static Names? NamesOf(Ask ask, long fileId) => ask("SELECT batch_id, name, columns_read, report FROM handed_file WHERE county_key = @office AND id = @id", ("@office", Office), ("@id", fileId)).ToList(reader => new Names(
        reader.GetInt64(0), reader.GetString(1),
        reader.TextOrNull(2) is { } columns ? JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(columns, ReportJson.Options)! : null,
        reader.TextOrNull(3) is { } report ? JsonSerializer.Deserialize<FileReport>(report, ReportJson.Options)! : null)).SingleOrDefault();

    /// <summary>Whether somebody is named by what a sender called a file and its sheets, or by what was said of it.</summary>
    public static bool IsNamed(Ask ask, long fileId, KnownBy who) =>
        NamesOf(ask, fileId) is { } names && (who.NamedIn(names.File) || names.Sheets?.Keys.Any(who.NamedIn) == true || names.Said?.Says.Any(who.NamedIn) == true);

    /// <summary>Names that senders gave, of files, sheets and columns, go where they name somebody; what they are the names of stays.</summary>
    /// <param name="fileIds">Those of which <see cref="IsNamed"/> said so.</param>
    public static void EraseNames(WriteSession session, KnownBy who, IEnumerable<long> fileIds, IReadOnlyCollection<int> countyKeys)
    {
        foreach (var id in fileIds)
        {
            var (batch, file, sheets, said) = NamesOf(session.Writer.Command, id)!;
            var named = (sheets?.Keys ?? Enumerable.Empty<string>()).Where(who.NamedIn).ToList();
            foreach (var sheet in named)
            {
                // The entries of a file are of its batch, by which they are found.
                foreach (var countyKey in countyKeys)
                    session.Writer.Execute("UPDATE journal SET sheet = NULL WHERE county_key = @county AND batch_id = @batch AND file_id = @file AND sheet = @sheet", ("@county", countyKey), ("@batch", batch), ("@file", id), ("@sheet", sheet));
            }
            RowSeal.Update(session.Writer, session.Database.Secrets, "handed_file", "name = @name, columns_read = @columns, report = @report", "county_key = @office AND id = @id",
                ("@name", Named(file)), ("@columns", sheets is null ? null : JsonSerializer.Serialize(sheets.Select((sheet, i) => (Key: named.Contains(sheet.Key) ? $"{Unnamed} {i + 1}" : sheet.Key, sheet.Value)).ToDictionary(sheet => sheet.Key, sheet => sheet.Value), ReportJson.Options)),
                ("@report", said is null ? null : JsonSerializer.Serialize(said.Without(who.NamedIn, Unnamed), ReportJson.Options)), ("@office", Office), ("@id", id));
        }

        string Named(string text) => who.NamedIn(text) ? Unnamed : text;
    }

    /// <summary>The files of which a sheet's name was erased, as their rows say, which are sealed.</summary>
    public static HashSet<long> WithUnnamedSheets(Ask ask)
    {
        return [.. ask("SELECT id, columns_read FROM handed_file WHERE county_key = @office AND columns_read IS NOT NULL", ("@office", Office))
            .ToList(reader => (Id: reader.GetInt64(0), Columns: reader.GetString(1))).Where(file => HasUnnamed(file.Columns)).Select(file => file.Id)];

        static bool HasUnnamed(string columns)
        {
            try
            {
                using var sheets = JsonDocument.Parse(columns);
                return sheets.RootElement.ValueKind == JsonValueKind.Object && sheets.RootElement.EnumerateObject().Any(sheet => sheet.Name.StartsWith(Unnamed, StringComparison.Ordinal));
            }
            // Somebody changed it; its seal tells.
            catch (JsonException)
            {
                return false;
            }
        }
    }

    /// <summary>Whether somebody stands anywhere in a file; one that cannot be read may hold them.</summary>
    public static bool Holds(DbCommand pieces, Secrets secrets, long fileId, KnownBy who)
    {
        try
        {
            var content = Read(pieces, secrets, fileId);
            if (content.Length == 0)
                return false;
            if (BesideCells(content).Any(who.StandsIn))
                return true;
            using var workbook = Workbook.Open(content, "");
            foreach (var sheet in workbook.Sheets)
            {
                if (who.NamedIn(sheet.Name))
                    return true;
                using var rows = workbook.Rows(sheet);
                while (rows.Read())
                {
                    foreach (ref readonly var cell in rows.Cells)
                    {
                        if (!cell.IsBlank && who.StandsIn(cell.Text))
                            return true;
                    }
                }
            }
            return false;
        }
        catch (Exception unreadable) when (unreadable is ProblemException or InvalidDataException)
        {
            return true;
        }
    }

    /// <summary>What an xlsx says beside its cells: comments, headers, names of sheets, properties.</summary>
    private static IEnumerable<string> BesideCells(MemoryStream content)
    {
        if (!content.GetBuffer().AsSpan(0, (int)content.Length).StartsWith("PK"u8))
            yield break;
        using (var parts = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true))
        {
            foreach (var part in parts.Entries.Where(part => part.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && part.Length < MostBesideCells
                && !part.FullName.Contains("worksheets/", StringComparison.OrdinalIgnoreCase) && !part.FullName.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase)))
            {
                using var reader = new StreamReader(part.Open());
                foreach (var text in reader.ReadToEnd().Split('<', '>', '"').Where(text => text.Length > 1))
                    yield return WebUtility.HtmlDecode(text);
            }
        }
        content.Position = 0;
    }

    /// <summary>Destroys a kept file because it holds somebody whose content is erased. Its fingerprint stays: whoever still has the file can prove that it is the one.</summary>
    public static void Erase(WriteSession session, long fileId)
    {
        session.Writer.Execute("DELETE FROM file_piece WHERE county_key = @office AND file_id = @id", ("@office", Office), ("@id", fileId));
        RowSeal.Update(session.Writer, session.Database.Secrets, "handed_file", "erased_at = @at", "county_key = @office AND id = @id AND erased_at IS NULL",
            ("@at", session.Now), ("@office", Office), ("@id", fileId));
    }

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

    private const long MostBesideCells = 16 << 20;

    public const string StagedPiecesOf = "SELECT content FROM staged_piece WHERE county_key = @office AND file_id = @file ORDER BY piece";

    public const string PiecesOf = "SELECT content FROM file_piece WHERE county_key = @office AND file_id = @file ORDER BY piece";

    /// <summary>A kept file as it came; empty when it was erased.</summary>
    public static Stream Open(RegistryDatabase database, long fileId)
    {
        using var connection = database.OpenReader();
        return Read(connection.Command(PiecesOf), database.Secrets, fileId);
    }

    private static MemoryStream Read(DbCommand pieces, Secrets secrets, long fileId)
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
