using System.Collections.Generic;

namespace Saxaul.Users;

/// <summary>Rights and where they hold. Somebody may have several: what one allows in its place another does not allow there.</summary>
/// <param name="Rights">What is allowed; empty allows nothing.</param>
/// <param name="Counties">County keys, or null for every county.</param>
public sealed record Grant(IReadOnlySet<Right> Rights, IReadOnlySet<int>? Counties)
{
    /// <summary>Of counties in which the rights do not hold throughout: the townships and villages in which they do, with all that lies in them.</summary>
    public IReadOnlyDictionary<int, IReadOnlySet<long>> Only { get; init; } = new Dictionary<int, IReadOnlySet<long>>();

    /// <summary>Whether a right holds somewhere in the county.</summary>
    public bool Holds(Right right, int countyKey) => Rights.Contains(right) && (Counties is null || Counties.Contains(countyKey));

    /// <summary>Whether it holds in every county, and throughout.</summary>
    internal bool HoldsEverywhere(Right right) => Rights.Contains(right) && Counties is null && Only.Count == 0;
}
