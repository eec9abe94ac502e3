using System;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>Removes an upload that is not wanted; what it was applied as stays.</summary>
public sealed record DiscardStaged(long Id)
{
    /// <exception cref="ProblemException"><see cref="Problem.UploadUnknown"/></exception>
    public void Run(Registry registry, Actor actor)
    {
        using var writer = registry.Database.OpenWriter();
        StagedUpload.One(registry, actor, writer.Connection, writer.Transaction, Id);
        StagedUpload.Remove(writer, "id = @id", notes: true, ("@id", Id));
        writer.Commit();
    }

    /// <summary>Removes what has waited for too long, and what never arrived whole.</summary>
    public static void Expired(Registry registry)
    {
        var now = registry.Database.Time.GetUtcNow();
        using var writer = registry.Database.OpenWriter();
        StagedUpload.Remove(writer, "(staged_at < @old OR state = @arriving AND staged_at < @broken)", notes: true,
            ("@old", Instant.ToMicroseconds(now - TimeSpan.FromDays(StagedUpload.KeptDays))), ("@arriving", nameof(UploadState.Arriving)), ("@broken", Instant.ToMicroseconds(now - TimeSpan.FromDays(1))));
        writer.Commit();
    }
}
