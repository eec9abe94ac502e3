using System.Collections.Generic;

namespace Saxaul.Households;

/// <summary>Who is the head from then on when the head leaves or dies, and what those who stay are to them.</summary>
/// <param name="PersonId">A member who stays.</param>
public sealed record NewHead(long PersonId)
{
    /// <summary>Relations of the other members to the new head, by person; of whom none is given it is unknown from then on, since it was to the old head.</summary>
    public IReadOnlyDictionary<long, string?> Relations { get; init; } = new Dictionary<long, string?>();

    public static implicit operator NewHead?(long? personId) => personId is { } person ? new NewHead(person) : null;
}
