using System;
using System.Collections.Generic;
using Saxaul.Intake;

namespace Saxaul.People;

/// <summary>A household as it is searched.</summary>
/// <param name="PlaceId">Its village, or where it is held.</param>
/// <param name="LivingId">The village it lives in when that is another one.</param>
/// <param name="Members">Whoever belongs to it now.</param>
internal readonly record struct SearchedHousehold(long Id, long PlaceId, bool Held, long? LivingId, SearchedMember[] Members);

/// <summary>A member as they are searched.</summary>
/// <param name="Relation">Of the relations that the registry knows, which one, from 1; 0 when unknown.</param>
/// <param name="Number">The first bytes of the number's keyed hash, see <see cref="CountyPeople.FirstBytes"/>.</param>
/// <param name="LastFour">The same of its last four characters.</param>
/// <param name="Name">The keys of the name's parts, each with <see cref="CountyPeople.PartEnd"/> between.</param>
internal readonly record struct SearchedMember(long PersonId, byte Relation, uint Number, uint LastFour, string Name);

/// <summary>
/// Everybody who belongs to a household of one county now, laid out to be searched: a row for each member of each household, in order of households. Names stand one
/// after the other in one text, which a processor looks through at many characters a clock; so nothing has to be kept for their pieces and initials. It never changes:
/// what changes makes the next one.
/// </summary>
internal sealed class CountyPeople
{
    public const char PartEnd = '\t';
    private const char NameEnd = '\n';

    private readonly SearchedHousehold[] households;
    private readonly int[] memberFrom;
    private readonly int[] householdOf;
    private readonly List<long> places = [];
    private readonly int[] placeOf;
    private readonly byte[] relations;
    private readonly uint[] numbers;
    private readonly uint[] lastFours;
    private readonly int[] nameFrom;
    private readonly string names;
    private readonly int[] parts;
    private readonly uint[] begins;
    private readonly IReadOnlySet<long> warned;

    /// <param name="households">In ascending order of id.</param>
    /// <param name="warned">Those of them that are warned.</param>
    /// <param name="head">The relation of a head.</param>
    public CountyPeople(long height, SearchedHousehold[] households, IReadOnlySet<long> warned, byte head)
    {
        Height = height;
        this.warned = warned;
        this.households = households;
        memberFrom = new int[households.Length + 1];
        for (var at = 0; at < households.Length; at++)
            memberFrom[at + 1] = memberFrom[at] + households[at].Members.Length;
        var rows = memberFrom[^1];
        placeOf = new int[rows];
        var placed = new Dictionary<long, int>();
        (householdOf, relations, numbers, lastFours, nameFrom) = (new int[rows], new byte[rows], new uint[rows], new uint[rows], new int[rows + 1]);
        OneEach = new RowSet(rows);
        var text = new System.Text.StringBuilder(rows * 8);
        var starts = new List<int>(rows * 2);
        for (var at = 0; at < households.Length; at++)
        {
            var members = households[at].Members;
            if (!placed.TryGetValue(households[at].PlaceId, out var place))
            {
                placed[households[at].PlaceId] = place = places.Count;
                places.Add(households[at].PlaceId);
            }
            Array.Fill(placeOf, place, memberFrom[at], members.Length);
            for (var i = 0; i < members.Length; i++)
            {
                var (row, member) = (memberFrom[at] + i, members[i]);
                (householdOf[row], relations[row], numbers[row], lastFours[row]) = (at, member.Relation, member.Number, member.LastFour);
                foreach (var part in member.Name.AsSpan().Split(PartEnd))
                {
                    starts.Add(text.Length);
                    text.Append(member.Name.AsSpan()[part]);
                }
                nameFrom[row + 1] = text.Append(NameEnd).Length;
            }
            if (members.Length > 0)
                OneEach.Add(memberFrom[at] + Math.Max(0, Array.FindIndex(members, member => member.Relation == head)));
        }
        (names, parts) = (text.ToString(), [.. starts]);
        begins = Array.ConvertAll(parts, part => Initials.Of(names, part));
    }

    /// <summary>The journal height they reflect.</summary>
    public long Height { get; }

    public int Rows => householdOf.Length;

    public int Households => households.Length;

    /// <summary>One row a household: its head's, or where none is known any member's.</summary>
    public RowSet OneEach { get; }

    public SearchedHousehold HouseholdOf(int row) => households[householdOf[row]];

    public SearchedMember this[int row] => households[householdOf[row]].Members[row - memberFrom[householdOf[row]]];

    /// <summary>How many of some rows are at each place.</summary>
    public IEnumerable<(long PlaceId, int Count)> CountByPlace(RowSet some)
    {
        var counts = new int[places.Count];
        foreach (var row in some.Rows())
            counts[placeOf[row]]++;
        for (var place = 0; place < counts.Length; place++)
        {
            if (counts[place] > 0)
                yield return (places[place], counts[place]);
        }
    }

    /// <summary>Adds whoever has this in their name.</summary>
    /// <param name="part">As <see cref="PersonName.Key"/> has it.</param>
    public void AddNamed(string part, RowSet to)
    {
        var text = names.AsSpan();
        for (int at = 0, row = 0; text[at..].IndexOf(part.AsSpan()) is >= 0 and var next; at = nameFrom[row + 1])
            to.Add(row = RowAt(at + next, row));
    }

    /// <summary>Adds whoever's name, or a part of it, begins with characters that begin with these letters.</summary>
    public void AddInitials(string letters, RowSet to)
    {
        var (row, first) = (0, Initials.Bit(letters[0]));
        for (var part = 0; part < parts.Length; part++)
        {
            if ((begins[part] & first) != 0 && Initials.Are(letters, names, parts[part]))
                to.Add(row = RowAt(parts[part], row));
        }
    }

    /// <summary>The row of a place in the names, at or after an earlier row: it is either near or far, so it is sought in ever larger steps.</summary>
    private int RowAt(int place, int row)
    {
        var step = 1;
        for (; row + step < Rows && nameFrom[row + step] <= place; step *= 2)
            row += step;
        for (; step > 0; step /= 2)
        {
            if (row + step < Rows && nameFrom[row + step] <= place)
                row += step;
        }
        return row;
    }

    /// <summary>0 when the name is the word, 1 when it begins with it, else 2.</summary>
    public int Distance(int row, string word)
    {
        var name = names.AsSpan(nameFrom[row], nameFrom[row + 1] - nameFrom[row] - 1);
        return !name.StartsWith(word, StringComparison.Ordinal) ? 2 : name.Length == word.Length ? 0 : 1;
    }

    /// <summary>Adds everybody with one of these relations.</summary>
    public void AddRelated(ReadOnlySpan<byte> wanted, RowSet to)
    {
        var isWanted = new bool[byte.MaxValue + 1];
        foreach (var relation in wanted)
            isWanted[relation] = true;
        for (var row = 0; row < relations.Length; row++)
        {
            if (isWanted[relations[row]])
                to.Add(row);
        }
    }

    /// <summary>Adds the members of every household of which this is true.</summary>
    public void AddHouseholds(Predicate<SearchedHousehold> wanted, RowSet to)
    {
        for (var at = 0; at < households.Length; at++)
        {
            if (wanted(households[at]))
                to.Add(memberFrom[at], memberFrom[at + 1]);
        }
    }

    /// <summary>Adds the members of households with a warning, or of those without.</summary>
    public void AddWarned(bool wanted, RowSet to) => AddHouseholds(household => warned.Contains(household.Id) == wanted, to);

    /// <summary>The rows of persons whose number may have this keyed hash: the database says who really has.</summary>
    public List<int> MayHaveNumber(byte[] hash) => May(numbers, hash);

    /// <summary>The same for the last four characters.</summary>
    public List<int> MayHaveLastFour(byte[] hash) => May(lastFours, hash);

    private static List<int> May(uint[] column, byte[] hash)
    {
        var (sought, found) = (FirstBytes(hash), new List<int>());
        for (var row = 0; column.AsSpan(row).IndexOf(sought) is >= 0 and var next; row++)
            found.Add(row += next);
        return found;
    }

    /// <summary>Enough of a keyed hash to leave few candidates, after the byte that tells its key; 0 for none.</summary>
    public static uint FirstBytes(byte[]? hash) => hash is null ? 0 : Math.Max(1u, BitConverter.ToUInt32(hash, 1));

    /// <summary>The households as they are later: of the touched ones what was read anew, nothing when they are gone; of the others what is here.</summary>
    public SearchedHousehold[] With(SearchedHousehold[] fresh, IReadOnlySet<long> touched)
    {
        var all = new List<SearchedHousehold>(households.Length + fresh.Length);
        foreach (var household in households)
        {
            if (!touched.Contains(household.Id))
                all.Add(household);
        }
        all.AddRange(fresh);
        all.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        return [.. all];
    }
}
