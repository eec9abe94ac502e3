using System.Collections.Generic;
using System.Linq;
using Saxaul.Registers;

namespace Saxaul.Households;

/// <summary>
/// What the members of one household are to the head of another, as far as it follows from what they were to each other before: a family that divided and comes together again. It is proposed
/// to whoever enters the merger and decides nothing.
/// </summary>
public static class ProposedRelations
{
    /// <returns>Codes of relations by person; without those of whom nothing follows.</returns>
    public static IReadOnlyDictionary<long, string> Of(HouseholdCard into, HouseholdCard from)
    {
        var proposed = new Dictionary<long, string>();
        if (into.Head is not { } head)
            return proposed;
        foreach (var member in from.Members)
        {
            if (Before(into, member.PersonId) is { } was)
                proposed[member.PersonId] = was;
        }
        if (from.Head is not { } theirs || !proposed.ContainsKey(theirs.PersonId) && (Before(from, head.PersonId) is not { } ours || Inverse(ours, theirs.Person.Sex) is not { } inverse || !proposed.TryAdd(theirs.PersonId, inverse)))
            return proposed;
        foreach (var member in from.Members.Where(member => member.PersonId != head.PersonId))
        {
            if (Through(proposed[theirs.PersonId], member.Relation) is { } relation)
                proposed.TryAdd(member.PersonId, relation);
        }
        return proposed;
    }

    /// <summary>What the others of a household are to a member who becomes its head, by what all of them were to the head so far.</summary>
    /// <returns>Codes of relations by person; without those of whom nothing follows.</returns>
    public static IReadOnlyDictionary<long, string> ToNewHead(HouseholdCard household, long newHead)
    {
        var proposed = new Dictionary<long, string>();
        if (household.Head is not { } head || household.Members.FirstOrDefault(member => member.PersonId == newHead)?.Relation is not { } relation || Inverse(relation, head.Person.Sex) is not { } step)
            return proposed;
        proposed[head.PersonId] = step;
        foreach (var member in household.Members.Where(member => member.PersonId != newHead && member != head))
        {
            if (Through(step, member.Relation) is { } to)
                proposed[member.PersonId] = to;
        }
        return proposed;
    }

    /// <summary>What somebody who left was to the head, unless that was another one.</summary>
    private static string? Before(HouseholdCard household, long personId) =>
        household.FormerMembers.FirstOrDefault(member => member.PersonId == personId) is { Relation: not (null or Membership.Head) } former
        && household.Head!.Values.First(value => value.Key == WellKnown.Relation).Since < former.Until ? former.Relation : null;

    /// <param name="relation">What A is to B.</param>
    /// <param name="sex">B's.</param>
    /// <returns>What B is to A.</returns>
    private static string? Inverse(string relation, string? sex)
    {
        string? Of(string man, string woman) => sex switch { "male" => man, "female" => woman, _ => null };
        return relation switch
        {
            "spouse" => "spouse",
            "son" or "daughter" => Of("father", "mother"),
            "father" or "mother" => Of("son", "daughter"),
            "brother" or "sister" => Of("brother", "sister"),
            "grandson" or "granddaughter" => Of("grandfather", "grandmother"),
            "grandfather" or "grandmother" => Of("grandson", "granddaughter"),
            "son_in_law" or "daughter_in_law" => Of("father_in_law", "mother_in_law"),
            "father_in_law" or "mother_in_law" => Of("son_in_law", "daughter_in_law"),
            _ => null,
        };
    }

    /// <param name="step">What their head is to ours.</param>
    /// <param name="relation">What a member is to their head.</param>
    private static string? Through(string step, string? relation) => (step, relation) switch
    {
        ("spouse", "son" or "daughter") => relation,
        ("spouse", "father") => "father_in_law",
        ("spouse", "mother") => "mother_in_law",
        ("son", "spouse") => "daughter_in_law",
        ("daughter", "spouse") => "son_in_law",
        ("son" or "daughter", "son") => "grandson",
        ("son" or "daughter", "daughter") => "granddaughter",
        ("father", "spouse") => "mother",
        ("mother", "spouse") => "father",
        ("father" or "mother", "son") => "brother",
        ("father" or "mother", "daughter") => "sister",
        ("father" or "mother", "father") => "grandfather",
        ("father" or "mother", "mother") => "grandmother",
        _ => null,
    };
}
