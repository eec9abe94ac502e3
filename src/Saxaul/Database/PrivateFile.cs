using System;
using System.IO;
using System.Runtime.InteropServices;

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

    /// <summary>Gives a file the owner, group and rights of another one.</summary>
    /// <returns>False when this account may not give a file away: then it stays its own.</returns>
    public static bool MakeAlike(string path, string like)
    {
        if (OperatingSystem.IsWindows())
            return true;
        if (OperatingSystem.IsLinux())
        {
            var about = new byte[AboutBytes];
            if (About(CurrentFolder, like, 0, AskOwner, about) != 0 || ChangeOwner(path, BitConverter.ToUInt32(about, OwnerAt), BitConverter.ToUInt32(about, OwnerAt + 4)) != 0)
                return false;
        }
        File.SetUnixFileMode(path, File.GetUnixFileMode(like));
        return true;
    }

    // The kernel's struct statx is the same on every processor: owner and group stand at 20 and 24 of its 256 bytes (statx(2)).
    private const int CurrentFolder = -100, AboutBytes = 256, OwnerAt = 20;
    private const uint AskOwner = 0x18;

    [DllImport("libc", EntryPoint = "statx"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int About(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint ask, byte[] about);

    [DllImport("libc", EntryPoint = "chown"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);

    /// <summary>Makes a folder whose files nobody else can reach, and those it lies in where they are missing; one that is there keeps the rights it has.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
