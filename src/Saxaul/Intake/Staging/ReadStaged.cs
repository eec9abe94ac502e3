using System.Collections.Generic;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>Reads an upload as it stands, with what it says of people: for whoever may apply it.</summary>
public sealed record ReadStaged(long Id)
{
    /// <exception cref="ProblemException"><see cref="Problem.UploadUnknown"/>, 7001.</exception>
    public StagedUpload Run(Registry registry, Actor actor)
    {
        using var connection = registry.Database.OpenReader();
        return StagedUpload.One(registry, actor, connection, null, Id);
    }

    /// <summary>All that the actor may see, the newest first, without answers and previews.</summary>
    public static IReadOnlyList<StagedUpload> All(Registry registry, Actor actor)
    {
        using var connection = registry.Database.OpenReader();
        return StagedUpload.All(registry, actor, connection);
    }
}
