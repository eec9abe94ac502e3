using System.Globalization;
using Saxaul.Households;
using Saxaul.Registers;

namespace Saxaul.Server.Pages;

/// <summary>What a page shows of numbers by which a person could be misused: enough to recognise one's own, too little to copy.</summary>
internal static class Masked
{
    public static string? Text(CardValue value, string language) => value.Text(language) is { } text && IsSecret(value) ? Number(text) : value.Text(language);

    public static string? WithUnit(CardValue value, string language) => HouseholdCard.WithUnit(Text(value, language), value.Field, language);

    public static string? Written(CardValue value) => value.Written is { } written && IsSecret(value) ? Number(written) : value.Written;

    /// <summary>The first three and the last two characters.</summary>
    public static string Number(string number) => number.Length < 8 ? new string('*', number.Length) : $"{number[..3]}{new string('*', number.Length - 5)}{number[^2..]}";

    /// <summary>The first character and two stars, whatever the length: 买**. For what hangs on a wall.</summary>
    public static string Name(string name) => StringInfo.GetNextTextElement(name) + "**";

    private static bool IsSecret(CardValue value) => value.Key is WellKnown.DocumentNumber or WellKnown.Phone || value.Field is { Secret: true };
}
