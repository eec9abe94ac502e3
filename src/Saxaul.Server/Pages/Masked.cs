using System.Globalization;
using System.Text.RegularExpressions;

namespace Saxaul.Server.Pages;

/// <summary>Names and numbers by which a person could be misused: enough to recognise one's own, too little to copy.</summary>
internal static partial class Masked
{
    /// <summary>The first three and the last two characters.</summary>
    public static string Number(string number) => number.Length < 8 ? new string('*', number.Length) : $"{number[..3]}{new string('*', number.Length - 5)}{number[^2..]}";

    /// <summary>A text with the numbers in it masked that look like those of documents, bank accounts or telephones.</summary>
    public static string Numbers(string text) => Numbers().Replace(text, found => Number(found.Value));

    /// <summary>The first character and two stars, whatever the length: 买**. For what hangs on a wall.</summary>
    public static string Name(string name) => StringInfo.GetNextTextElement(name) + "**";

    // Mobile telephones have 11 digits and begin with 1; documents and accounts have 15 or more.
    [GeneratedRegex(@"(?<![0-9])(1[0-9]{10}|[0-9]{14,}[0-9Xx])(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
