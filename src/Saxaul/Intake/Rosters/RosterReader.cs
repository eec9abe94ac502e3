using System.Collections.Generic;

namespace Saxaul.Intake;

/// <summary>
/// Turns the rows of a roster's sheet into households, one after the other. A household's rows stand together; where a list scatters them (sorted by name, say),
/// that is noticed at the first number that comes back, and reading begins anew with <paramref name="gather"/>, which holds all households until the last row.
/// </summary>
/// <param name="columns">What the sheet's columns are.</param>
/// <param name="terms">What holds for the whole sheet.</param>
/// <param name="seen">The household numbers of this file so far, its earlier sheets included.</param>
/// <param name="gather">Null, or the file's households by number, to be finished once all its sheets were read.</param>
internal sealed class RosterReader(RosterColumns columns, HouseholdBuilder.Terms terms, HashSet<string> seen, Dictionary<string, HouseholdBuilder>? gather)
{
    private readonly MemberReader members = new(columns);
    private readonly HouseholdEntries entries = new(columns, terms);
    private string? number;
    private string? head;
    private bool hasHead;

    /// <summary>A number came back after another household's rows: the file must be gathered.</summary>
    public bool IsScattered { get; private set; }

    public IEnumerable<RosterHousehold> Households(FormRows rows)
    {
        HouseholdBuilder? current = null;
        while (rows.Read())
        {
            if (current is null || BeginsAnother(rows))
            {
                if (current is not null && !IsGathered)
                    yield return current.Build();
                current = Begin(rows);
                if (IsScattered)
                    yield break;
            }
            hasHead |= IsHead(rows);
            current.Add(rows, members);
        }
        if (current is not null && !IsGathered)
            yield return current.Build();
    }

    /// <summary>Whether the current household waits in <c>gather</c>; one without a number is never scattered.</summary>
    private bool IsGathered => gather is not null && number is not null;

    private HouseholdBuilder Begin(FormRows row)
    {
        number = Text(columns.Number, row);
        head = Text(columns.HeadName, row);
        hasHead = false;
        if (number is null)
            return new HouseholdBuilder(columns, terms, entries, row.RowNumber);
        if (gather is null)
        {
            IsScattered = !seen.Add(number);
            return new HouseholdBuilder(columns, terms, entries, row.RowNumber);
        }
        if (!gather.TryGetValue(number, out var known))
            gather[number] = known = new HouseholdBuilder(columns, terms, entries, row.RowNumber);
        return known;
    }

    /// <summary>By its number; where that is not given, by its head's name, and by a second head.</summary>
    private bool BeginsAnother(FormRows row)
    {
        if (Text(columns.Number, row) is { } written)
            return written != number;
        if (Text(columns.HeadName, row) is { } name && name != head)
            return true;
        return hasHead && IsHead(row);
    }

    private bool IsHead(FormRows row) => Text(columns.Relation, row) == Saxaul.Households.Membership.Head;

    private static string? Text(FieldReader? reader, FormRows row) => reader?.Read(row[reader.Index]).Value as string;
}
