using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Saxaul.Database;

/// <summary>
/// A copy of a registry to practise on: a private file beside the registry's own, made while others go on working, encrypted with the same keys. It is no backup and no backup holds it.
/// Only where the registry is one file.
/// </summary>
public static class PracticeCopy
{
    private const string Mark = ".practice-";

    /// <summary>Whether the registry can be copied so; a server's cannot.</summary>
    public static bool IsPossible(Registry registry) => registry.Database.CopiesBeside is not null;

    /// <summary>Makes a copy and opens it.</summary>
    /// <param name="number">Tells it from other copies that are still open.</param>
    /// <exception cref="ProblemException"><see cref="Problem.PracticeNeedsFile"/>, and whatever copying or opening refuses.</exception>
    public static Registry Make(Registry registry, int number)
    {
        var file = (registry.Database.CopiesBeside ?? throw new ProblemException(Problem.PracticeNeedsFile())) + Mark + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Delete(file);
        registry.Database.CopyTo(file);
        return Registry.Open(file, registry.Database.Time, keyFile: registry.Database.KeyFile);
    }

    /// <summary>Closes a copy and removes it.</summary>
    public static void Remove(Registry copy)
    {
        var file = copy.Database.CopiesBeside;
        copy.Dispose();
        if (file is not null && file.Contains(Mark, System.StringComparison.Ordinal))
            Delete(file);
    }

    /// <summary>Removes what a killed program left.</summary>
    public static void RemoveAll(Registry registry)
    {
        if (registry.Database.CopiesBeside is not { } file)
            return;
        foreach (var left in Directory.EnumerateFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + Mark + "*").ToList())
            File.Delete(left);
    }

    private static void Delete(string file)
    {
        foreach (var beside in (IEnumerable<string>)["", "-wal", "-shm", "-journal"])
            File.Delete(file + beside);
    }
}
