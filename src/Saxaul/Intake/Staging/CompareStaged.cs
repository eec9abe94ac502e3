using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>Compares an upload with the registry: a dry run whose result is kept, encrypted, for people to look at.</summary>
public sealed record CompareStaged(long Id)
{
    /// <inheritdoc cref="ImportOptions.Counted"/>
    public Registry? Counted { get; init; }

    /// <exception cref="ProblemException"><see cref="Problem.UploadUnknown"/> and what <see cref="Import"/> refuses.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; nothing changed.</exception>
    public void Run(Registry registry, Actor actor, IProgress<ImportProgress>? progress = null, CancellationToken stop = default)
    {
        var upload = new ReadStaged(Id).Run(registry, actor);
        if (upload.State == UploadState.Applied)
            throw new ProblemException(Problem.UploadUnknown());
        StagedUpload.Set(registry.Database, Id, "work = @work", ("@work", nameof(UploadWork.Compare)));
        try
        {
            var options = new ImportOptions { DryRun = true, On = upload.Answers.On, Columns = upload.Answers.Columns, Counted = Counted, Stop = stop };
            var result = new Import(registry, actor, options).RunWhole(upload.Given(registry.Database), progress);
            Keep(registry, Id, UploadState.Compared, result, null);
        }
        catch (Exception ended) when (ended is not OperationCanceledException)
        {
            // Only what was cut off says so the next time somebody looks.
            StagedUpload.Set(registry.Database, Id, "work = NULL");
            throw;
        }
    }

    internal static void Keep(Registry registry, long id, UploadState state, ImportResult result, long? batchId)
    {
        IReadOnlyList<FilePreview> preview = [.. result.Files.Select(report => new FilePreview(report, report.Look, report.Comparison))];
        var counties = string.Join(' ', result.Files.SelectMany(file => file.Counties).Distinct().Order().Select(key => key.ToString(CultureInfo.InvariantCulture)));
        StagedUpload.Set(registry.Database, id, "work = NULL, state = @state, preview = @preview, counties = CASE WHEN @counties = '' THEN counties ELSE @counties END, batch_id = @batch", ("@state", state.ToString()),
            ("@preview", StagedUpload.Sealed(preview)), ("@counties", counties), ("@batch", batchId));
    }
}
