using System;
using System.Collections.Generic;

namespace Saxaul.Intake;

/// <summary>
/// Turns the rows of a roster's sheet into households, one after the other. A household's rows stand together; where a list scatters them (sorted by name, say),
/// that is noticed at the first household that comes back, and reading begins anew with <paramref name="gather"/>, which holds all households until the last row.
/// </summary>
/// <param name="columns">What the sheet's columns are.</param>
/// <param name="terms">What holds for the whole sheet.</param>
/// <param name="seen">The households of this file so far, its earlier sheets included.</param>
/// <param name="gather">Null, or the file's households, to be finished once all its sheets were read.</param>
internal sealed class RosterReader(RosterColumns columns, HouseholdBuilder.Terms terms, HashSet<string> seen, Dictionary<string, HouseholdBuilder>? gather)
{
    private readonly MemberReader members = new(columns);
    private readonly HouseholdEntries entries = new(columns, terms);
    private readonly HashSet<string> headed = [];
    private string? identity;
    private string? head;
    private string? village;
    private bool hasHead;

    /// <summary>A household came back after another one's rows: the file must be gathered.</summary>
    public bool IsScattered { get; private set; }

    /// <exception cref="ProblemException">Nothing but the head's name tells households apart, and two heads share it; the problem is made by <paramref name="mixed"/> from the row.</exception>
    public IEnumerable<RosterHousehold> Households(FormRows rows, Func<int, Problem> mixed)
    {
        HouseholdBuilder? current = null;
        while (rows.Read())
        {
            if (columns.Number is null)
                village = Text(columns.Village, rows) ?? village;
            if (current is null || BeginsAnother(rows))
            {
                if (current is not null && !IsGathered)
                    yield return current.Build();
                current = Begin(rows);
                if (IsScattered)
                    yield break;
            }
            var isHead = IsHead(rows);
            if (isHead && IsGathered && identity is null && !headed.Add(head!))
                throw new ProblemException(mixed(rows.RowNumber));
            hasHead |= isHead;
            current.Add(rows, members);
        }
        if (current is not null && !IsGathered)
            yield return current.Build();
    }

    /// <summary>Whether the current household waits in <c>gather</c>; one that only its head's row begins is never scattered.</summary>
    private bool IsGathered => gather is not null && (identity ?? head) is not null;

    private HouseholdBuilder Begin(FormRows row)
    {
        identity = Identity(row);
        head = HeadIn(row);
        hasHead = false;
        if ((identity ?? head) is not { } key)
            return new HouseholdBuilder(columns, terms, entries, row.RowNumber);
        if (gather is null)
        {
            // A second head of the same name begins a household of their own; anybody else belongs to the first.
            IsScattered = !seen.Add(key) && (identity is not null || !IsHead(row));
            return new HouseholdBuilder(columns, terms, entries, row.RowNumber);
        }
        if (!gather.TryGetValue(key, out var known))
            gather[key] = known = new HouseholdBuilder(columns, terms, entries, row.RowNumber);
        return known;
    }

    /// <summary>By its number or its head's; where neither is given, by the head's name in the village, and by a second head.</summary>
    private bool BeginsAnother(FormRows row)
    {
        if (Identity(row) is { } written)
            return written != identity;
        if (HeadIn(row) is { } named && named != head)
            return true;
        return hasHead && IsHead(row);
    }

    private string? Identity(FormRows row) =>
        Text(columns.Number, row) is { } number ? number
        : columns.HeadDocument is { } column && DocumentNumber.Read(row[column.Index]) is { State: DocumentState.Valid, Number: { } document } ? "@" + document
        : null;

    private string? HeadIn(FormRows row) => Text(columns.HeadName, row) is { } name ? $"{village}/{PersonName.Key(name)}" : null;

    private bool IsHead(FormRows row) => columns.Relation is not null
        ? Text(columns.Relation, row) == Saxaul.Households.Membership.Head
        : head is not null && columns.HeadName is { } heads && PersonName.Key(row[heads.Index].Text) is { Length: > 0 } key && key == PersonName.Key(row[columns.Name.Index].Text);

    private static string? Text(FieldReader? reader, FormRows row) => reader?.Read(row[reader.Index]).Value as string;
}
