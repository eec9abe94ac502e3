using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Saxaul.Database;

/// <summary>
/// A copy of a registry to practise on: a private file beside the registry's own, made while others go on working, encrypted with the same keys. It is no backup and no backup holds it, and an
/// erasure of anybody removes it. Only where the registry is one file.
/// </summary>
public static class PracticeCopy
{
    private const string Mark = ".practice-";

    /// <summary>Of a file beside the copy: it is to be used no more.</summary>
    private const string Gone = ".gone";

    /// <summary>Whether the registry can be copied so; a server's cannot.</summary>
    public static bool IsPossible(Registry registry) => registry.Database.CopiesBeside is not null;

    /// <summary>Makes a copy and opens it.</summary>
    /// <param name="number">Tells it from other copies of this process that are still open.</param>
    /// <exception cref="ProblemException"><see cref="Problem.PracticeNeedsFile"/>, and whatever copying or opening refuses.</exception>
    public static Registry Make(Registry registry, int number)
    {
        var file = (registry.Database.CopiesBeside ?? throw new ProblemException(Problem.PracticeNeedsFile())) + string.Create(CultureInfo.InvariantCulture, $"{Mark}{Environment.ProcessId}-{number}");
        Delete(file);
        registry.Database.CopyTo(file);
        // Somebody was erased meanwhile; opening it would begin an empty one.
        if (!File.Exists(file))
            throw new ProblemException(Problem.PracticeGone());
        return Registry.Open(file, registry.Database.Time, keyFile: registry.Database.KeyFile);
    }

    /// <summary>Closes a copy and removes it.</summary>
    public static void Remove(Registry copy)
    {
        var file = copy.Database.CopiesBeside;
        copy.Dispose();
        if (file is not null && file.Contains(Mark, StringComparison.Ordinal))
            Delete(file);
    }

    /// <summary>By county, the first id that the copy gives by itself: what has a smaller one is real, any other may be somebody else in the registry by now.</summary>
    public static IReadOnlyDictionary<int, long> OwnIds(Registry copy)
    {
        using var connection = copy.Database.OpenReader();
        return connection.Command("SELECT county_key, next_id FROM chain").ToList(reader => (CountyKey: reader.GetInt32(0), Next: reader.GetInt64(1))).ToDictionary(county => county.CountyKey, county => county.Next);
    }

    /// <summary>Whether it is still there; an erasure by another process removes it.</summary>
    public static bool IsThere(Registry copy) => File.Exists(copy.Database.CopiesBeside) && !File.Exists(copy.Database.CopiesBeside + Gone);

    /// <summary>Removes every copy of a registry, also those that other processes practise on: they find out (<see cref="IsThere"/>).</summary>
    public static void RemoveAll(Registry registry) => Remove(registry, _ => true);

    /// <summary>Removes what killed programs left.</summary>
    public static void RemoveLeft(Registry registry) => Remove(registry, process => process == Environment.ProcessId || !IsRunning(process));

    private static void Remove(Registry registry, Func<int, bool> whose)
    {
        if (registry.Database.CopiesBeside is not { } file)
            return;
        var mark = Path.GetFileName(file) + Mark;
        foreach (var left in Directory.EnumerateFiles(Path.GetDirectoryName(file)!, mark + "*").ToList())
        {
            if (!int.TryParse(Path.GetFileName(left)[mark.Length..].Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var process) || whose(process))
                Let(left);
        }
    }

    /// <summary>Some systems keep a file as long as another process has it open: that one is told to let it go.</summary>
    private static void Let(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (IOException)
        {
            PrivateFile.Make(file + Gone, FileMode.Create).Dispose();
        }
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using var running = Process.GetProcessById(process);
            return !running.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Delete(string file)
    {
        foreach (var beside in (IEnumerable<string>)["", "-wal", "-shm", "-journal", Gone])
            File.Delete(file + beside);
    }
}
