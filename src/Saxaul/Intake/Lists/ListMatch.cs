using System.Collections.Generic;

namespace Saxaul.Intake;

/// <summary>What a row of a department's list means.</summary>
/// <param name="Outcome">Found, waiting, or unknown.</param>
/// <param name="Candidates">The one household (or village) found; those between which a person must choose; or none.</param>
internal sealed record ListMatch(MatchOutcome Outcome, IReadOnlyList<(int CountyKey, long Id)> Candidates)
{
    public static ListMatch Unknown { get; } = new(MatchOutcome.Unknown, []);

    public static ListMatch Found((int CountyKey, long Id) one) => new(MatchOutcome.Matched, [one]);

    public static ListMatch ForReview(IReadOnlyList<(int CountyKey, long Id)> candidates) => new(MatchOutcome.ForReview, candidates);
}

internal enum MatchOutcome
{
    Matched,

    /// <summary>A person must say who is meant.</summary>
    ForReview,

    /// <summary>Nobody here.</summary>
    Unknown,
}
