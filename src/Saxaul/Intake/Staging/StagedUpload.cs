using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Text.Json;
using Saxaul.Database;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>How far an upload is.</summary>
public enum UploadState
{
    /// <summary>Its files are arriving; only <see cref="StageFiles"/> sees it.</summary>
    Arriving,

    /// <summary>It waits to be compared with the registry.</summary>
    Staged,

    /// <summary>It was compared: <see cref="StagedUpload.Preview"/>.</summary>
    Compared,

    /// <summary>It was applied; the files are no longer staged. <see cref="StagedUpload.Preview"/> says what came of each.</summary>
    Applied,
}

/// <summary>What is done with an upload.</summary>
public enum UploadWork
{
    Compare,
    Apply,
}

/// <summary>What somebody said about an upload.</summary>
/// <param name="Columns">Heading to field, or to <see cref="Layout.Ignore"/>; remembered when the upload is applied.</param>
/// <param name="Kinds">The list that a file is, by the file's id, where it fits several.</param>
/// <param name="On">The day from which the files hold where they do not say so; null for the day on which they are applied.</param>
public sealed record UploadAnswers(IReadOnlyDictionary<string, string> Columns, IReadOnlyDictionary<long, string> Kinds, DateOnly? On)
{
    public static UploadAnswers None { get; } = new(new Dictionary<string, string>(), new Dictionary<long, string>(), null);
}

/// <summary>A file of an upload.</summary>
/// <param name="Name">As it may be shown.</param>
public sealed record StagedFile(long Id, string Name, long Bytes);

/// <summary>What comparing, or applying, said of one file.</summary>
public sealed record FilePreview(FileReport Report, FileLook? Look, Comparison? Comparison);

/// <summary>
/// Files that somebody uploaded together, on their way into the registry: they wait, encrypted, so that columns can be mapped, places answered and differences looked at in requests of
/// their own, by a colleague or after a restart. Who uploaded it sees it, and whoever may hand in every list in the whole of every county that it speaks of.
/// </summary>
/// <param name="Counties">Keys of the counties it speaks of; empty until it was compared.</param>
/// <param name="Interrupted">What was begun with it and has not come to its end: it is being done now, or was stopped, or the program was. Null when nothing was.</param>
/// <param name="Preview">One for each file, in the order of <paramref name="Files"/>; empty until it was compared.</param>
/// <param name="BatchId">What it became; null while it was not applied, or when every file was refused or known already.</param>
public sealed record StagedUpload(
    long Id, string Actor, DateTimeOffset StagedAt, UploadState State, UploadWork? Interrupted, IReadOnlyList<int> Counties, UploadAnswers Answers, IReadOnlyList<FilePreview> Preview, long? BatchId,
    IReadOnlyList<StagedFile> Files)
{
    /// <summary>When what it became was undone; null while that stands.</summary>
    public DateTimeOffset? UndoneAt { get; init; }

    /// <summary>Days after which an upload that nobody applied, or the note of one that was, is removed.</summary>
    public const int KeptDays = 14;

    private const string Columns = "id, actor, staged_at, state, work, counties, answers, preview, batch_id, (SELECT undone_at FROM batch WHERE batch.county_key = staged_upload.county_key AND batch.id = batch_id)";

    /// <summary>Those that the actor may see, the newest first; what they hold is left out.</summary>
    internal static List<StagedUpload> All(Registry registry, Actor actor, DbConnection connection) =>
        [.. Read(registry, connection, null, "state <> @arriving ORDER BY id DESC", whole: false, ("@arriving", nameof(UploadState.Arriving))).Where(upload => upload.IsFor(actor))];

    /// <exception cref="ProblemException"><see cref="Problem.UploadUnknown"/>, also when it is not the actor's to see.</exception>
    internal static StagedUpload One(Registry registry, Actor actor, DbConnection connection, DbTransaction? transaction, long id)
    {
        actor.RequireSomewhere(Right.HandInLists);
        var upload = Read(registry, connection, transaction, "id = @id AND state <> @arriving", whole: true, ("@id", id), ("@arriving", nameof(UploadState.Arriving))).SingleOrDefault(upload => upload.IsFor(actor))
            ?? throw new ProblemException(Problem.UploadUnknown());
        return upload with { Preview = [.. upload.Preview.Select(file => actor.IsToldOfRows(file.Report.Kind) ? file with { Report = file.Report.ToldTo(actor) } : file with { Report = file.Report.OfTheFileAlone(), Comparison = null })] };
    }

    private bool IsFor(Actor actor) => actor.MayInAWholeCounty(Right.HandInLists)
        && (Actor == actor.Name || (Counties.Count == 0 ? actor.May(Right.WriteAreas, HandedFiles.Office) : Counties.All(countyKey => actor.May(Right.HandInLists, countyKey))));

    private static List<StagedUpload> Read(Registry registry, DbConnection connection, DbTransaction? transaction, string condition, bool whole, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var secrets = registry.Database.Secrets;
        T? Open<T>(byte[]? content) => content is null ? default : JsonSerializer.Deserialize<T>(secrets.OpenBytes(content), ReportJson.Options);
        using var uploads = connection.Command($"SELECT {Columns} FROM staged_upload WHERE county_key = @office AND {condition}", [("@office", HandedFiles.Office), .. parameters]);
        uploads.Transaction = transaction;
        var found = uploads.ToList(reader => new StagedUpload(reader.GetInt64(0), reader.GetString(1), Instant.FromMicroseconds(reader.GetInt64(2)), Enum.Parse<UploadState>(reader.GetString(3)),
            reader.TextOrNull(4) is { } work ? Enum.Parse<UploadWork>(work) : null, [.. (reader.TextOrNull(5) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)],
            whole ? Open<UploadAnswers>(reader.BytesOrNull(6)) ?? UploadAnswers.None : UploadAnswers.None, whole ? Open<List<FilePreview>>(reader.BytesOrNull(7)) ?? [] : [], reader.LongOrNull(8), []) { UndoneAt = reader.LongOrNull(9) is { } at ? Instant.FromMicroseconds(at) : null });
        return [.. found.Select(upload =>
        {
            using var files = connection.Command("SELECT id, name, bytes FROM staged_file WHERE county_key = @office AND upload_id = @upload ORDER BY id", ("@office", HandedFiles.Office), ("@upload", upload.Id));
            files.Transaction = transaction;
            return upload with { Files = files.ToList(reader => new StagedFile(reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2))) };
        })];
    }

    /// <summary>Its files as an import takes them.</summary>
    internal IReadOnlyList<GivenFile> Given(RegistryDatabase database) =>
        [.. Files.Select(file => new GivenFile(file.Name, () => new PieceStream(database, file.Id, file.Bytes), Answers.Kinds.GetValueOrDefault(file.Id)))];

    /// <summary>Changes columns of one, in a transaction of its own: nothing about anybody is decided by that, so the journal does not know of it.</summary>
    /// <param name="set">What follows SET.</param>
    internal static void Set(RegistryDatabase database, long id, string set, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var writer = database.OpenWriter();
        (string, object?)[] values = [("@office", HandedFiles.Office), ("@id", id), .. parameters];
        writer.Execute($"UPDATE staged_upload SET {set} WHERE county_key = @office AND id = @id", Array.ConvertAll(values, one => one.Item2 is ToSeal secret ? (one.Item1, database.Secrets.Seal(secret.Plain)) : one));
        writer.Commit();
    }

    /// <summary>As answers and previews rest. They are encrypted within the transaction that writes them: only there it is certain with which key.</summary>
    internal static ToSeal Sealed<T>(T value) => new(JsonSerializer.SerializeToUtf8Bytes(value, ReportJson.Options));

    internal sealed record ToSeal(byte[] Plain);

    /// <summary>Removes the files of some uploads, and with <paramref name="notes"/> the uploads themselves.</summary>
    /// <param name="condition">Which; on staged_upload.</param>
    internal static void Remove(WriteConnection writer, string condition, bool notes, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        (string, object?)[] all = [("@office", HandedFiles.Office), .. parameters];
        var of = $"(SELECT id FROM staged_upload WHERE county_key = @office AND {condition})";
        writer.Execute($"DELETE FROM staged_piece WHERE county_key = @office AND file_id IN (SELECT id FROM staged_file WHERE county_key = @office AND upload_id IN {of})", all);
        if (!notes)
            return;
        writer.Execute($"DELETE FROM staged_file WHERE county_key = @office AND upload_id IN {of}", all);
        writer.Execute($"DELETE FROM staged_upload WHERE county_key = @office AND {condition}", all);
    }
}
