using System;
using System.Threading;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>
/// Applies an upload, just as the import command does with files on a disk. What it had to say about columns is remembered then. Afterwards its files are no longer staged: those applied
/// are kept with their batch. Bring the warnings in step after it.
/// </summary>
public sealed record ApplyStaged(long Id)
{
    /// <inheritdoc cref="ImportOptions.Counted"/>
    public Registry? Counted { get; init; }

    /// <returns>The batch under which it can be undone; null when every file was refused or known already.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.UploadUnknown"/> and what <see cref="Import"/> refuses.</exception>
    /// <exception cref="OperationCanceledException">It was stopped: files applied before that stay, and applying it again goes on from there.</exception>
    public long? Run(Registry registry, Actor actor, IProgress<ImportProgress>? progress = null, CancellationToken stop = default)
    {
        var upload = new ReadStaged(Id).Run(registry, actor);
        if (upload.State == UploadState.Applied)
            return upload.BatchId;
        StagedUpload.Set(registry.Database, Id, "work = @work", ("@work", nameof(UploadWork.Apply)));
        try
        {
            var options = new ImportOptions { On = upload.Answers.On, Columns = upload.Answers.Columns, Counted = Counted, Stop = stop };
            var result = new Import(registry, actor, options).RunWhole(upload.Given(registry.Database), progress);
            CompareStaged.Keep(registry, Id, UploadState.Applied, result, result.BatchId);
            using var writer = registry.Database.OpenWriter();
            StagedUpload.Remove(writer, "id = @id", notes: false, ("@id", Id));
            writer.Commit();
            return result.BatchId;
        }
        catch (Exception ended) when (ended is not OperationCanceledException)
        {
            // Only what was cut off says so the next time somebody looks.
            StagedUpload.Set(registry.Database, Id, "work = NULL");
            throw;
        }
    }
}
