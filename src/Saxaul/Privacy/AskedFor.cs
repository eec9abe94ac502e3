namespace Saxaul.Privacy;

/// <summary>For what somebody asked to see a household's sensitive values.</summary>
/// <param name="Purpose">The code of a <see cref="PurposeDefinition"/>.</param>
/// <param name="Words">More about it; null for nothing. Gone when the household, or somebody of it, is erased.</param>
public sealed record AskedFor(string Purpose, string? Words)
{
    /// <summary>Longer words are refused.</summary>
    public const int LongestWords = 100;

    /// <summary>What somebody chose and wrote.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.PurposeNeeded"/>, <see cref="Problem.PurposeBearsNumber"/>: whoever sees the household sees who looked at it and what for.</exception>
    public static AskedFor Read(PrivacyRules rules, string? purpose, string? words)
    {
        var written = string.IsNullOrWhiteSpace(words) ? null : words.Trim();
        if (written is not null && PersonalNumbers.Stand(written))
            throw new ProblemException(Problem.PurposeBearsNumber());
        return purpose is not null && rules.Purpose(purpose) is { } chosen && !(chosen.InWords && written is null) && !(written?.Length > LongestWords)
            ? new AskedFor(chosen.Code, written)
            : throw new ProblemException(Problem.PurposeNeeded(LongestWords));
    }

    /// <summary>In words, those that were written where the purpose asks for them; the code itself for a purpose that is no longer defined.</summary>
    public string In(PrivacyRules rules, string language)
    {
        var label = rules.Purpose(Purpose)?.Labels.In(language) ?? Purpose;
        return Words is null ? label : rules.Purpose(Purpose) is { InWords: true } ? Words : $"{label} · {Words}";
    }
}
