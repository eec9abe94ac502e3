using System.Collections.Generic;

namespace Saxaul.Users;

/// <summary>Rights, where they hold and as what somebody has them. Somebody may have several: what one allows in its place another does not allow there.</summary>
/// <param name="Rights">What is allowed; empty allows nothing.</param>
/// <param name="Counties">County keys, or null for every county.</param>
public sealed record Grant(IReadOnlySet<Right> Rights, IReadOnlySet<int>? Counties)
{
    /// <summary>Of counties in which the rights do not hold throughout: the townships and villages in which they do, with all that lies in them.</summary>
    public IReadOnlyDictionary<int, IReadOnlySet<long>> Only { get; init; } = new Dictionary<int, IReadOnlySet<long>>();

    /// <summary>The same for rights that hold for single households: their ids, by county.</summary>
    public IReadOnlyDictionary<int, IReadOnlySet<long>> Households { get; init; } = new Dictionary<int, IReadOnlySet<long>>();

    /// <summary>The lists that may be handed in, by their codes; none for all of them.</summary>
    public IReadOnlySet<string> Lists { get; init; } = new HashSet<string>();

    /// <summary>The code of the role by which they have them, which says what for; null for whoever has them without one.</summary>
    public string? Role { get; init; }

    /// <summary>Whether a right holds somewhere in the county.</summary>
    public bool Holds(Right right, int countyKey) => Rights.Contains(right) && (Counties is null || Counties.Contains(countyKey));

    /// <summary>Whether it holds in every county, and throughout.</summary>
    internal bool HoldsEverywhere(Right right) => Rights.Contains(right) && Counties is null && !IsOfParts && Lists.Count == 0;

    /// <summary>Whether what holds in a county holds for all of it.</summary>
    internal bool IsWhole(int countyKey) => !Only.ContainsKey(countyKey) && !Households.ContainsKey(countyKey);

    /// <summary>Whether the rights hold in some places, or for some households, of a county only.</summary>
    internal bool IsOfParts => Only.Count > 0 || Households.Count > 0;
}
