using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Saxaul.Database;
using Saxaul.Intake;
using Saxaul.Journal;

namespace Saxaul.Keeping.Erasing;

/// <summary>What an erasure does to files that were handed over: those that hold somebody are destroyed, uploads that wait are removed, and names that senders gave go where they name somebody.</summary>
internal static class ErasedFiles
{
    /// <summary>Destroys a kept file because it holds somebody whose content is erased. Its fingerprint stays: whoever still has the file can prove that it is the one.</summary>
    public static void Destroy(WriteSession session, long fileId)
    {
        session.Writer.Execute("DELETE FROM file_piece WHERE county_key = @office AND file_id = @id", ("@office", HandedFiles.Office), ("@id", fileId));
        RowSeal.Update(session.Writer, session.Database.Secrets, "handed_file", "erased_at = @at", "county_key = @office AND id = @id AND erased_at IS NULL",
            ("@at", session.Now), ("@office", HandedFiles.Office), ("@id", fileId));
    }

    /// <summary>
    /// Removes the uploads that hold somebody, and what comparing others said: it may name them even where their files do not. Those are compared again.
    /// </summary>
    public static void RemoveUploads(WriteSession session, IEnumerable<long> holding)
    {
        foreach (var upload in holding)
            StagedUpload.Remove(session.Writer, "id = @id", notes: true, ("@id", upload));
        session.Writer.Execute("UPDATE staged_upload SET preview = NULL, state = @staged WHERE county_key = @office AND state = @compared",
            ("@office", HandedFiles.Office), ("@staged", nameof(UploadState.Staged)), ("@compared", nameof(UploadState.Compared)));
    }

    /// <summary>What a sender called a file and its sheets, with their columns, and what was said of it.</summary>
    private sealed record Names(long Batch, string File, Dictionary<string, Dictionary<string, string>>? Sheets, FileReport? Said);

    /// <summary>Null when its batch was forgotten meanwhile.</summary>
    private static Names? NamesOf(Ask ask, long fileId) => ask("SELECT batch_id, name, columns_read, report FROM handed_file WHERE county_key = @office AND id = @id", ("@office", HandedFiles.Office), ("@id", fileId)).ToList(reader => new Names(
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
                ("@name", Named(file)), ("@columns", sheets is null ? null : JsonSerializer.Serialize(sheets.Select((sheet, i) => (Key: named.Contains(sheet.Key) ? $"{HandedFiles.Unnamed} {i + 1}" : sheet.Key, sheet.Value)).ToDictionary(sheet => sheet.Key, sheet => sheet.Value), ReportJson.Options)),
                ("@report", said is null ? null : JsonSerializer.Serialize(said.Without(who.NamedIn, HandedFiles.Unnamed), ReportJson.Options)), ("@office", HandedFiles.Office), ("@id", id));
        }

        string Named(string text) => who.NamedIn(text) ? HandedFiles.Unnamed : text;
    }

    /// <summary>The files of which a sheet's name was erased, as their rows say, which are sealed.</summary>
    public static HashSet<long> WithUnnamedSheets(Ask ask)
    {
        return [.. ask("SELECT id, columns_read FROM handed_file WHERE county_key = @office AND columns_read IS NOT NULL", ("@office", HandedFiles.Office))
            .ToList(reader => (Id: reader.GetInt64(0), Columns: reader.GetString(1))).Where(file => HasUnnamed(file.Columns)).Select(file => file.Id)];

        static bool HasUnnamed(string columns)
        {
            try
            {
                using var sheets = JsonDocument.Parse(columns);
                return sheets.RootElement.ValueKind == JsonValueKind.Object && sheets.RootElement.EnumerateObject().Any(sheet => sheet.Name.StartsWith(HandedFiles.Unnamed, StringComparison.Ordinal));
            }
            // Somebody changed it; its seal tells.
            catch (JsonException)
            {
                return false;
            }
        }
    }
}
