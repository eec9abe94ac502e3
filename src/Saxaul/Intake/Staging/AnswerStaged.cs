using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>Somebody says what columns of an upload mean, which list a file is, or from which day it holds; compare it again afterwards.</summary>
/// <param name="Columns">Heading to field, <see cref="Layout.Ignore"/>, or "" for one that is left out for now.</param>
/// <param name="Kinds">The list that a file is, by the file's id; "" for what the file says itself.</param>
public sealed record AnswerStaged(long Id, IReadOnlyDictionary<string, string> Columns, IReadOnlyDictionary<long, string> Kinds, DateOnly? On)
{
    /// <exception cref="ProblemException"><see cref="Problem.UploadUnknown"/>, <see cref="Problem.UnknownField"/>, <see cref="Problem.ColumnNeverKept"/>.</exception>
    public void Run(Registry registry, Actor actor)
    {
        var upload = new ReadStaged(Id).Run(registry, actor);
        if (upload.State == UploadState.Applied)
            throw new ProblemException(Problem.UploadUnknown());
        var columns = With(upload.Answers.Columns, Columns);
        RememberedHeadings.Read(registry, actor, columns);
        var kinds = With(upload.Answers.Kinds, Kinds).Where(kind => upload.Files.Any(file => file.Id == kind.Key) && registry.Lists.Any(list => list.List == kind.Value)).ToDictionary();
        StagedUpload.Set(registry.Database, Id, "answers = @answers", ("@answers", StagedUpload.Sealed(new UploadAnswers(columns, kinds, On))));
    }

    private static Dictionary<TKey, string> With<TKey>(IReadOnlyDictionary<TKey, string> known, IReadOnlyDictionary<TKey, string> given) where TKey : notnull =>
        known.Concat(given).GroupBy(one => one.Key).Select(one => one.Last()).Where(one => one.Value.Length > 0).ToDictionary();
}

/// <summary>Somebody says what a place is that an upload writes and no list knows. It is an answer like any other (<see cref="AnswerHeldPlace"/>); the upload notes that it was given.</summary>
/// <param name="WithinCode">Where it is sought: <see cref="HeldAsked.WithinCode"/>.</param>
/// <param name="Code">What it is.</param>
public sealed record AnswerStagedPlace(long Id, string WithinCode, string Written, string Code)
{
    /// <returns>Households of the registry that had waited for the same answer.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.UploadUnknown"/>, 3020 to 3023, <see cref="Problem.PlaceCodeUnknown"/>, 7001.</exception>
    public int Run(Registry registry, Actor actor)
    {
        var upload = new ReadStaged(Id).Run(registry, actor);
        var within = FindArea.ToRead(registry.Database, actor, WithinCode, null, null);
        var answer = FindArea.ToAnswer(registry.Database, actor, Code);
        var released = new AnswerHeldPlace(within.Key, Written, answer.Key).Run(registry, actor).Count;
        var chosen = new PlaceChoice(answer.Code, answer.Name, answer.Parent?.Name);
        IReadOnlyList<FilePreview> preview = [.. upload.Preview.Select(file => file.Comparison is null ? file : file with
        {
            Comparison = file.Comparison with { Held = [.. file.Comparison.Held.Select(held => (held.WithinCode, held.Written) == (WithinCode, Written) ? held with { Answer = chosen } : held)] },
        })];
        StagedUpload.Set(registry.Database, Id, "preview = @preview", ("@preview", StagedUpload.Sealed(preview)));
        return released;
    }
}
