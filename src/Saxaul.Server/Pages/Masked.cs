using System.Globalization;
using Saxaul.Privacy;

namespace Saxaul.Server.Pages;

/// <summary>Names and numbers by which a person could be misused: enough to recognise one's own, too little to copy.</summary>
internal static class Masked
{
    /// <summary>The first three and the last two characters.</summary>
    public static string Number(string number) => number.Length < 8 ? new string('*', number.Length) : $"{number[..3]}{new string('*', number.Length - 5)}{number[^2..]}";

    /// <summary>A text with the numbers in it masked that look like those of documents, bank accounts or telephones.</summary>
    public static string Numbers(string text) => PersonalNumbers.Replace(text, found => Number(found.Value));

    /// <summary>The first character and two stars, whatever the length: 买**. For what hangs on a wall.</summary>
    public static string Name(string name) => StringInfo.GetNextTextElement(name) + "**";
}
