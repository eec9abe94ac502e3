using System.Collections.Generic;
using System.Linq;

namespace Saxaul.Intake;

/// <summary>What a row of a department's list means.</summary>
/// <param name="Outcome">Found, waiting, or unknown.</param>
/// <param name="Candidates">The one household (or village) found; those between which a person must choose; or none.</param>
internal sealed record ListMatch(MatchOutcome Outcome, IReadOnlyList<(int CountyKey, long Id)> Candidates)
{
    public static ListMatch Unknown { get; } = new(MatchOutcome.Unknown, []);

    public static ListMatch Found((int CountyKey, long Id) one) => new(MatchOutcome.Matched, [one]);

    /// <summary>Not of households that withdrew: a row that can only mean one of these is not compared, and nothing of it is kept.</summary>
    public ListMatch Without(IReadOnlySet<(int, long)> withdrawn)
    {
        if (withdrawn.Count == 0 || !Candidates.Any(withdrawn.Contains))
            return this;
        var others = Candidates.Where(candidate => !withdrawn.Contains(candidate)).ToList();
        return others.Count > 0 ? this with { Candidates = others } : new ListMatch(MatchOutcome.NotCompared, []);
    }

    public static ListMatch ForReview(IReadOnlyList<(int CountyKey, long Id)> candidates) => new(MatchOutcome.ForReview, candidates);
}

internal enum MatchOutcome
{
    Matched,

    /// <summary>A person must say who is meant.</summary>
    ForReview,

    /// <summary>Nobody here.</summary>
    Unknown,

    /// <summary>A household that does not want its data compared.</summary>
    NotCompared,
}
