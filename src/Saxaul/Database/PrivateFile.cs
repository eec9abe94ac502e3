using System;
using System.IO;

namespace Saxaul.Database;

/// <summary>Files and folders that only their owner can read, where the system knows owners: names, numbers and incomes stand in them as they are.</summary>
internal static class PrivateFile
{
    /// <summary>Makes a file for writing.</summary>
    /// <param name="mode">Whether it may be there already: then it keeps the rights it has.</param>
    public static FileStream Make(string path, FileMode mode = FileMode.CreateNew)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <summary>Makes a folder whose files nobody else can reach, and those it lies in where they are missing; one that is there keeps the rights it has.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
