using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace Saxaul.Intake;

/// <summary>A file that somebody hands in, wherever its bytes are: on a disk, or staged and encrypted.</summary>
/// <param name="Name">What it is called, as it may be shown (<see cref="ShownName"/>).</param>
/// <param name="Open">Opens its bytes anew, in a stream that can seek; it may refuse with 2001, 2002 or 2012.</param>
/// <param name="Kind">The list that somebody said it is; null when nobody had to.</param>
public sealed record GivenFile(string Name, Func<Stream> Open, string? Kind = null)
{
    private const int LongestName = 120;

    /// <summary>A file on a disk.</summary>
    public static GivenFile At(string path)
    {
        var name = ShownName(path);
        return new GivenFile(name, () => OpenAt(path, name));
    }

    /// <summary>
    /// The name of a file as terminals, pages and reports show it: without folder, at most 120 characters long with its ending kept, and with nothing in it that would steer a terminal or
    /// turn the text around it.
    /// </summary>
    public static string ShownName(string path)
    {
        // A sender's machine may part folders in another way than ours.
        var name = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
        name = string.Concat(name.EnumerateRunes().Select(letter => Rune.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse ? Rune.ReplacementChar : letter));
        if (name.Length <= LongestName)
            return name;
        var ending = Path.GetExtension(name) is { Length: > 0 and <= 8 } known ? known : "";
        var kept = LongestName - ending.Length - 1;
        return $"{name[..(char.IsHighSurrogate(name[kept - 1]) ? kept - 1 : kept)]}…{ending}";
    }

    private static FileStream OpenAt(string path, string name)
    {
        if (Directory.Exists(path))
            throw new ProblemException(Problem.FolderInsteadOfFile(Path.GetFileName(Path.TrimEndingDirectorySeparator(path))));
        try
        {
            // Sharing everything reads a file that its sender still has open in Excel or WPS.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ProblemException(Problem.FileNotFound(name), missing);
        }
        catch (Exception locked) when (locked is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(Problem.FileInUse(name), locked);
        }
    }
}
