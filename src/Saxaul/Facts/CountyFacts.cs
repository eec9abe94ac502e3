using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace Saxaul.Facts;

/// <summary>
/// Every fact of a county's households (or of some of them) for one day, by column. Households stand in ascending order of id; a person stands once, however many
/// households they belong to. It never changes: what changes makes the next one.
/// </summary>
public sealed class CountyFacts
{
    private readonly long[] households;
    private readonly long[] villages;
    private readonly int[] memberFrom;
    private readonly int[] members;
    private readonly long[] persons;

    /// <param name="households">Household ids, ascending.</param>
    /// <param name="villages">Their registered villages; 0 for a held household.</param>
    /// <param name="memberFrom">Where each household's members begin in <paramref name="members"/>; one more than there are households.</param>
    /// <param name="members">Rows of persons.</param>
    /// <param name="persons">Person ids, ascending.</param>
    internal CountyFacts(int countyKey, DateOnly on, long height, FactShape shape, long[] households, long[] villages, int[] memberFrom, int[] members, long[] persons)
    {
        CountyKey = countyKey;
        On = on;
        Height = height;
        Shape = shape;
        this.households = households;
        this.villages = villages;
        this.memberFrom = memberFrom;
        this.members = members;
        this.persons = persons;
        OfHouseholds = [.. shape.Household.Select(fact => new FactColumn(fact, households.Length))];
        OfPersons = [.. shape.Member.Select(fact => new FactColumn(fact, persons.Length))];
    }

    public int CountyKey { get; }

    /// <summary>The day the facts hold on.</summary>
    public DateOnly On { get; }

    /// <summary>The journal height they reflect.</summary>
    public long Height { get; }

    public FactShape Shape { get; }

    /// <summary>A column for each of <see cref="FactShape.Household"/>, a row for each household.</summary>
    public IReadOnlyList<FactColumn> OfHouseholds { get; }

    /// <summary>A column for each of <see cref="FactShape.Member"/>, a row for each person.</summary>
    public IReadOnlyList<FactColumn> OfPersons { get; }

    /// <summary>Household ids in order of their rows, ascending.</summary>
    public ReadOnlySpan<long> Households => households;

    /// <summary>The registered village of a household's row; 0 while the household is held.</summary>
    public long VillageOf(int row) => villages[row];

    /// <summary>The rows of a household's members among the persons.</summary>
    public ReadOnlySpan<int> MembersOf(int row) => members.AsSpan(memberFrom[row], memberFrom[row + 1] - memberFrom[row]);

    /// <summary>Person ids in order of their rows, ascending.</summary>
    public ReadOnlySpan<long> Persons => persons;

    /// <summary>The row of a household, or a negative number when it is not here.</summary>
    public int RowOf(long householdId) => Array.BinarySearch(households, householdId);

    /// <summary>
    /// The same county later: the households <paramref name="touched"/> are as <paramref name="fresh"/> has them, or gone when it does not have them; all others as here.
    /// </summary>
    internal CountyFacts With(CountyFacts fresh, IReadOnlySet<long> touched)
    {
        var taken = new List<(CountyFacts From, int Row)>(households.Length + fresh.households.Length);
        var (mine, theirs) = (0, 0);
        while (mine < households.Length || theirs < fresh.households.Length)
        {
            if (theirs == fresh.households.Length || mine < households.Length && households[mine] < fresh.households[theirs])
            {
                if (!touched.Contains(households[mine]))
                    taken.Add((this, mine));
                mine++;
                continue;
            }
            if (mine < households.Length && households[mine] == fresh.households[theirs])
                mine++;
            taken.Add((fresh, theirs++));
        }
        return Take(taken, fresh);
    }

    private CountyFacts Take(List<(CountyFacts From, int Row)> taken, CountyFacts fresh)
    {
        var memberIds = new List<long>(members.Length + fresh.members.Length);
        var (ids, places, from) = (new long[taken.Count], new long[taken.Count], new int[taken.Count + 1]);
        for (var row = 0; row < taken.Count; row++)
        {
            var (source, sourceRow) = taken[row];
            (ids[row], places[row]) = (source.households[sourceRow], source.villages[sourceRow]);
            foreach (var person in source.MembersOf(sourceRow))
                memberIds.Add(source.persons[person]);
            from[row + 1] = memberIds.Count;
        }
        var personIds = Distinct(memberIds);
        var result = new CountyFacts(CountyKey, On, fresh.Height, Shape, ids, places, from, RowsOf(memberIds, personIds), personIds);
        for (var column = 0; column < result.OfHouseholds.Count; column++)
        {
            for (var row = 0; row < taken.Count; row++)
                result.OfHouseholds[column].CopyRow(row, taken[row].From.OfHouseholds[column], taken[row].Row);
        }
        for (var row = 0; row < personIds.Length; row++)
        {
            // A person of a touched household is fresh in every household.
            var freshRow = Array.BinarySearch(fresh.persons, personIds[row]);
            var (source, sourceRow) = freshRow >= 0 ? (fresh, freshRow) : (this, Array.BinarySearch(persons, personIds[row]));
            for (var column = 0; column < result.OfPersons.Count; column++)
                result.OfPersons[column].CopyRow(row, source.OfPersons[column], sourceRow);
        }
        return result;
    }

    /// <summary>Each id once, ascending.</summary>
    internal static long[] Distinct(List<long> ids)
    {
        var sorted = ids.ToArray();
        Array.Sort(sorted);
        var count = 0;
        foreach (var id in sorted)
        {
            if (count == 0 || sorted[count - 1] != id)
                sorted[count++] = id;
        }
        return sorted[..count];
    }

    internal static int[] RowsOf(List<long> ids, long[] sorted)
    {
        var index = new IdIndex(sorted);
        var rows = new int[ids.Count];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = index[ids[i]];
        return rows;
    }

    /// <summary>Writes everything but county, day, height and shape.</summary>
    internal byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        stream.Write(MemoryMarshal.AsBytes<int>([households.Length, members.Length, persons.Length]));
        foreach (var numbers in new[] { households, villages, persons })
            stream.Write(MemoryMarshal.AsBytes(numbers.AsSpan()));
        foreach (var rows in new[] { memberFrom, members })
            stream.Write(MemoryMarshal.AsBytes(rows.AsSpan()));
        foreach (var column in OfHouseholds.Concat(OfPersons))
            column.WriteTo(stream);
        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote for the same shape.</summary>
    internal static CountyFacts FromBytes(byte[] bytes, int countyKey, DateOnly on, long height, FactShape shape)
    {
        using var stream = new MemoryStream(bytes);
        Span<int> counts = stackalloc int[3];
        stream.ReadExactly(MemoryMarshal.AsBytes(counts));
        var (households, villages, persons) = (new long[counts[0]], new long[counts[0]], new long[counts[2]]);
        foreach (var numbers in new[] { households, villages, persons })
            stream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        var (memberFrom, members) = (new int[counts[0] + 1], new int[counts[1]]);
        foreach (var rows in new[] { memberFrom, members })
            stream.ReadExactly(MemoryMarshal.AsBytes(rows.AsSpan()));
        var facts = new CountyFacts(countyKey, on, height, shape, households, villages, memberFrom, members, persons);
        foreach (var column in facts.OfHouseholds.Concat(facts.OfPersons))
            column.ReadFrom(stream);
        return facts;
    }
}
