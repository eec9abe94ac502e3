using System.Linq;
using System.Text.RegularExpressions;
using Saxaul.Intake;

namespace Saxaul.Privacy;

/// <summary>
/// Numbers of documents, bank accounts and mobile telephones in what somebody wrote in their own words, also in groups and in full-width digits. Household numbers, area codes, amounts and days are none.
/// </summary>
public static partial class PersonalNumbers
{
    public static bool Stand(string text) => Pattern().IsMatch(text) || Joined().Matches(WrittenText.Clean(text)).Any(digits => DocumentNumber.Read(Cell.OfText(Spaces().Replace(digits.Value, ""))).State == DocumentState.Valid);

    /// <summary>Where words take no such number: names, and what places are called.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NumberInWords"/></exception>
    public static void Refuse(string? text)
    {
        if (text is not null && Stand(text))
            throw new ProblemException(Problem.NumberInWords());
    }

    public static string Replace(string text, MatchEvaluator by) => Pattern().Replace(text, by);

    // Mobile telephones have 11 digits and begin with 1, written together or 3-4-4; documents and accounts have 15 or more, written together, 6-8-4 or in fours.
    [GeneratedRegex(@"(?<![0-9０-９])([1１][0-9０-９]{10}|[1１][0-9０-９]{2}[ -][0-9０-９]{4}[ -][0-9０-９]{4}|[0-9０-９]{14,}[0-9０-９XxＸｘ]|[0-9０-９]{6}[ -][0-9０-９]{8}[ -][0-9０-９]{3}[0-9０-９XxＸｘ]|[0-9０-９]{4}(?:[ -][0-9０-９]{4}){3}(?:[ -][0-9０-９]{1,4})?)(?![0-9０-９])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    /// <summary>A document's number, in whatever groups; several amounts beside each other are told apart by its check digit.</summary>
    [GeneratedRegex("[0-9](?:[ -]*[0-9]){16}[ -]*[0-9Xx]", RegexOptions.CultureInvariant)]
    private static partial Regex Joined();

    [GeneratedRegex("[ -]+")]
    private static partial Regex Spaces();
}
