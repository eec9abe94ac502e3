using System;
using System.Collections.Generic;
using System.Linq;

namespace Saxaul.Intake;

/// <summary>What applying did, in numbers.</summary>
internal sealed record RosterOutcome
{
    public int Households { get; set; }

    public int Persons { get; set; }

    public int HeldHouseholds => Held.Count;

    /// <summary>The households that are held.</summary>
    public List<long> Held { get; } = [];

    public int HeldPersons { get; set; }

    public TriedNumbers Tried { get; } = new();

    /// <summary>Those that the file lists, each once.</summary>
    public HashSet<long> Listed { get; } = [];

    /// <summary>Households registered for the first time.</summary>
    public int New { get; set; }

    /// <summary>The households that are not as they were.</summary>
    public List<long> Changed { get; } = [];

    /// <summary>Where the list writes a village that no list knows of a household whose village is known, which stays: the cell of each.</summary>
    public List<(string Sheet, int Row)> PlacesKept { get; } = [];

    /// <summary>Where the list names somebody, or a household, newly where content was erased at their request: the row of each, which is held.</summary>
    public List<(string Sheet, int Row)> NamedAgain { get; } = [];

    /// <summary>Of the changed ones those that the file does not list: their members are asked about.</summary>
    public int LeftOut => Changed.Where(id => !Listed.Contains(id)).Distinct().Count();

    public int Unchanged => Listed.Count - Changed.Where(Listed.Contains).Distinct().Count();

    public SortedDictionary<string, int> Findings { get; } = new(StringComparer.Ordinal);

    /// <summary>Where each finding of this reading stands, those that were open already included.</summary>
    public List<FindingInFile> Found { get; } = [];

    public void Count(FindingInFile finding)
    {
        Findings[finding.Kind] = Findings.GetValueOrDefault(finding.Kind) + 1;
        Found.Add(finding);
    }
}
