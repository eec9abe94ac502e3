using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Privacy;

namespace Saxaul.Intake;

/// <summary>
/// What a roster tries of numbers that are covered: what becomes of a row tells whether somebody bears its number, so a list of what a number may be is a search, and counts as one. A list of a village, whose
/// names agree with their numbers and whose newcomers are nobody's namesakes, tries none. So is a department's list, which names many whom the registry does not know, and some whose name it spells otherwise.
/// </summary>
internal sealed class TriedNumbers
{
    private readonly Dictionary<DateOnly, int> nobodys = [];
    private readonly Dictionary<(string Name, DateOnly Born), int> nobodysByName = [];
    private readonly List<(DateOnly Born, int Itself)> othersByName = [];
    private readonly HashSet<long> brought = [];
    private int contradicting;
    private readonly Dictionary<string, (DateOnly Born, ListedAs As)> listed = [];

    /// <summary>The numbers of departments' lists, each with the birth date that it says and what became of it; what they count hangs on the lists of the whole day (<see cref="NumbersListed"/>).</summary>
    public IReadOnlyDictionary<string, (DateOnly Born, ListedAs As)> Listed => listed;

    /// <summary>
    /// How many in rosters. A number that nobody bears counts when it stands for somebody who is known by another: of the same name or in the same household, and of the same birth date. One that somebody of another name
    /// bears counts with all that nobody bears and that are of its birth date, for together they are what it may have been.
    /// </summary>
    public long Count => contradicting + othersByName.Sum(one => (long)one.Itself + nobodys.GetValueOrDefault(one.Born));

    /// <summary>A number that nobody of the county bears.</summary>
    /// <returns>The birth date that it says.</returns>
    public DateOnly? Nobodys(Person listed)
    {
        if (BornBy(listed.Number!) is not { } born)
            return null;
        nobodys[born] = nobodys.GetValueOrDefault(born) + 1;
        nobodysByName[(listed.NameKey, born)] = nobodysByName.GetValueOrDefault((listed.NameKey, born)) + 1;
        return born;
    }

    /// <summary>Who bears such a number from now on.</summary>
    public void Bears(long personId) => brought.Add(personId);

    /// <summary>A number that somebody of another name bears.</summary>
    /// <param name="inTheirOwn">In the household that is known, by its own number, to be theirs: a name that is corrected.</param>
    public void OfAnotherName(Person listed, bool inTheirOwn)
    {
        if (BornBy(listed.Number!) is { } born)
            othersByName.Add((born, inTheirOwn ? 0 : 1));
    }

    /// <summary>Numbers that nobody bears, in a household of which somebody of the same birth date, and of another name, is known by another number and not listed by it.</summary>
    public void Contradict(int numbers) => contradicting += numbers;

    /// <summary>After the last row: who was known before it by the name and birth date of a number that nobody bears. One reading of the county, and only for lists with such numbers.</summary>
    public void Settle(WriteSession session, int countyKey)
    {
        if (nobodysByName.Count == 0)
            return;
        var known = new HashSet<(string, DateOnly)>();
        session.AskBefore("SELECT id, name_key, birth_date FROM person WHERE county_key = @county AND number_verified AND birth_date IS NOT NULL AND name_key IS NOT NULL", command => command.Add("@county", countyKey),
            reader => (reader.GetString(1), reader.Day(2)) is var one && nobodysByName.ContainsKey(one) && !brought.Contains(reader.GetInt64(0)) && known.Add(one));
        contradicting += known.Sum(one => nobodysByName[one]);
        nobodysByName.Clear();
    }

    /// <summary>A number of a department's list.</summary>
    public void List(string number, DateOnly born, ListedAs became) => listed[number] = (born, became | listed.GetValueOrDefault(number).As);

    /// <summary>Those of another county or file: what one number may be can be spread over several.</summary>
    public void Include(TriedNumbers other)
    {
        foreach (var (born, times) in other.nobodys)
            nobodys[born] = nobodys.GetValueOrDefault(born) + times;
        othersByName.AddRange(other.othersByName);
        contradicting += other.contradicting;
        foreach (var (number, (born, became)) in other.listed)
            List(number, born, became);
    }

    /// <summary>A resident number has the birth date as its seventh to fourteenth digit, and so has every number that begins with one.</summary>
    private static DateOnly? BornBy(string number) =>
        number.Length >= 14 && DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) ? born : null;
}
