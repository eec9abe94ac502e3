using System.IO;
using Saxaul.Users;

namespace Saxaul.Database;

/// <summary>Writes a whole copy of the registry to one file while others go on working. The keys are not in it: they are kept apart, or the copy would open itself.</summary>
public static class BackUp
{
    /// <summary>Writes the copy; what stands under the given name is whole or not there.</summary>
    /// <exception cref="ProblemException">
    /// <see cref="Problem.NotAllowed"/>, <see cref="Problem.FileExists"/>, <see cref="Problem.FolderMissing"/>, <see cref="Problem.BackUpWithServerTools"/>
    /// </exception>
    public static void Run(Registry registry, Actor actor, string file)
    {
        actor.RequireEverywhere(Right.BackUp);
        var path = Path.GetFullPath(file);
        if (File.Exists(path))
            throw new ProblemException(Problem.FileExists(Path.GetFileName(path)));
        if (Path.GetDirectoryName(path) is not { } folder || !Directory.Exists(folder))
            throw new ProblemException(Problem.FolderMissing(Path.GetDirectoryName(path) ?? path));
        var unfinished = path + ".unfinished";
        File.Delete(unfinished);
        try
        {
            registry.Database.CopyTo(unfinished);
            if (!SqliteDatabase.IsRegistry(unfinished))
                throw new ProblemException(Problem.NotABackup(Path.GetFileName(path)));
            File.Move(unfinished, path, overwrite: false);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
