using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Saxaul.Journal;
using Saxaul.Users;
using Saxaul.Users.SigningIn;

namespace Saxaul.Database;

/// <summary>Puts a backup in the place of a registry, or where there is none yet, after its journal was checked with the key that lies there.</summary>
public static class Restore
{
    /// <summary>Restores a backup; on any refusal what was there stays as it was.</summary>
    /// <param name="target">The registry's file; its key file must already be in its place.</param>
    /// <param name="replace">Whether a registry that is there is to be replaced; it is kept beside under another name.</param>
    /// <param name="time">The clock, for that name.</param>
    /// <param name="keyFile">Where the keys are; when left out, where the registry itself looks for them.</param>
    /// <returns>The name under which the replaced registry is kept; null when there was none.</returns>
    /// <exception cref="ProblemException">
    /// <see cref="Problem.NotAllowed"/>, <see cref="Problem.BackUpWithServerTools"/>, <see cref="Problem.FileNotFound"/>, <see cref="Problem.NotABackup"/>, <see cref="Problem.BackupNotWhole"/>,
    /// <see cref="Problem.RegistryExists"/>, <see cref="Problem.RegistryInUse"/>, and whatever opening a registry with its key refuses
    /// </exception>
    public static string? Run(string file, string target, Actor actor, bool replace = false, TimeProvider? time = null, string? keyFile = null)
    {
        actor.RequireEverywhere(Right.BackUp);
        if (PostgresDatabase.IsConnectionString(target))
            throw new ProblemException(Problem.BackUpWithServerTools());
        var path = Path.GetFullPath(target);
        if (!File.Exists(file))
            throw new ProblemException(Problem.FileNotFound(Path.GetFileName(file)));
        if (!SqliteDatabase.IsRegistry(file))
            throw new ProblemException(Problem.NotABackup(Path.GetFileName(file)));
        // A log left beside a missing file would be read into the one that takes its place.
        var stands = File.Exists(path) || File.Exists(path + "-wal");
        if (stands && !replace)
            throw new ProblemException(Problem.RegistryExists(Path.GetFileName(path)));
        var unfinished = path + ".unfinished";
        Delete(unfinished);
        try
        {
            SqliteDatabase.Copy(file, unfinished);
            Check(unfinished, Path.GetFileName(file), actor, time, keyFile ?? RegistryDatabase.KeyFileInEnvironment ?? path + ".key");
            var aside = stands ? SetAside(path, time ?? TimeProvider.System) : null;
            File.Move(unfinished, path, overwrite: false);
            return aside;
        }
        finally
        {
            Delete(unfinished);
        }
    }

    /// <summary>Names of the registries that were replaced and are kept beside this one: each holds what it held then, also of whom is erased here since. None where a server keeps the registry.</summary>
    /// <param name="until">Only those that were replaced by the end of this day; all when left out.</param>
    public static IReadOnlyList<string> KeptBeside(RegistryDatabase database, DateOnly? until = null)
    {
        if (database.CopiesBeside is not { } file)
            return [];
        var mark = Path.GetFileName(file) + Before;
        // Whatever lies beside it with more to its name, a log, belongs to one of them.
        return [.. Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(file))!, mark + "*").Select(path => Path.GetFileName(path))
            .Where(name => DateTime.TryParseExact(name[mark.Length..], Moment, CultureInfo.InvariantCulture, DateTimeStyles.None, out var replaced) && DateOnly.FromDateTime(replaced) <= (until ?? DateOnly.MaxValue)).Order(StringComparer.Ordinal)];
    }

    private const string Before = ".before-", Moment = "yyyyMMddHHmmss";

    private static void Check(string copy, string name, Actor actor, TimeProvider? time, string keyFile)
    {
        using (var registry = Registry.Open(copy, time, keyFile: keyFile))
        {
            if (Verify.Run(registry, actor).FirstOrDefault() is { } wrong)
                throw new ProblemException(Problem.BackupNotWhole(name, wrong));
            ForgetSignIn.OfThen(registry.Database);
        }
        if (!SqliteDatabase.Close(copy))
            throw new ProblemException(Problem.RegistryInUse(name));
    }

    private static string SetAside(string path, TimeProvider time)
    {
        if (File.Exists(path) && !SqliteDatabase.Close(path))
            throw new ProblemException(Problem.RegistryInUse(Path.GetFileName(path)));
        var aside = $"{path}{Before}{time.GetUtcNow().ToString(Moment, CultureInfo.InvariantCulture)}";
        foreach (var beside in new[] { "", "-wal", "-shm" }.Where(beside => File.Exists(path + beside)))
            File.Move(path + beside, aside + beside, overwrite: false);
        return aside;
    }

    private static void Delete(string file)
    {
        foreach (var beside in new[] { "", "-wal", "-shm", "-journal" })
            File.Delete(file + beside);
    }
}
