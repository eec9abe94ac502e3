using System.Text.RegularExpressions;

namespace Saxaul.Privacy;

/// <summary>
/// Numbers of documents, bank accounts and mobile telephones in what somebody wrote in their own words, also in groups and in full-width digits. Household numbers, area codes, amounts and days are none.
/// </summary>
public static partial class PersonalNumbers
{
    public static bool Stand(string text) => Pattern().IsMatch(text);

    public static string Replace(string text, MatchEvaluator by) => Pattern().Replace(text, by);

    // Mobile telephones have 11 digits and begin with 1, written together or 3-4-4; documents and accounts have 15 or more, written together, 6-8-4 or in fours.
    [GeneratedRegex(@"(?<![0-9０-９])([1１][0-9０-９]{10}|[1１][0-9０-９]{2}[ -][0-9０-９]{4}[ -][0-9０-９]{4}|[0-9０-９]{14,}[0-9０-９XxＸｘ]|[0-9０-９]{6}[ -][0-9０-９]{8}[ -][0-9０-９]{3}[0-9０-９XxＸｘ]|[0-9０-９]{4}(?:[ -][0-9０-９]{4}){3}(?:[ -][0-9０-９]{1,4})?)(?![0-9０-９])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
