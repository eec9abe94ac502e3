using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using System.Security.Cryptography;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Registers;
using Saxaul.Users;

namespace Saxaul.People;

/// <summary>Somebody found, in one household.</summary>
/// <param name="Name">Null when the registry does not know it, or no longer.</param>
/// <param name="Relation">To the head; null when unknown.</param>
public sealed record FoundPerson(ListedHousehold Household, long PersonId, string? Name, ChoiceDefinition? Relation, int? BirthYear, bool Held);

/// <summary>What a search found.</summary>
/// <param name="Count">How many there are altogether.</param>
/// <param name="People">Some of them: first whose name is a word of the search, then whose name begins with one, then all others; each in order of counties and of registration.</param>
/// <param name="Places">Areas that all words together name; none as soon as a word cannot be a place's name.</param>
/// <param name="Area">The area that was filtered by.</param>
/// <param name="Below">The areas directly below it in which somebody was found, each with how many.</param>
public sealed record FoundPeople(int Count, IReadOnlyList<FoundPerson> People, IReadOnlyList<Place> Places, Place? Area, IReadOnlyList<(Place Place, int Count)> Below)
{
    /// <summary>How many words of the search can be whole document numbers.</summary>
    public int WholeNumbers { get; init; }

    /// <summary>How many can be the last four characters of one.</summary>
    public int LastFours { get; init; }
}

/// <summary>
/// Finds people as of now: by a part of a name or its pinyin initials, a whole document number or its last four characters, by their household's number or the identifier
/// in its page's address, by village, township or county, and by relation to the head. Several words must all fit. Words are understood as lists are read: whatever the
/// width, dot or space; but four digits that are a household's number are no last four. Where no word speaks of a person, a household is found once, with its head. Who belongs to no household any more is not found.
/// </summary>
/// <param name="Written">What somebody typed.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many to list at most.</param>
public sealed record FindPeople(string Written, int Skip, int Take)
{
    /// <summary>Longer texts are not searched for.</summary>
    public const int Longest = 200;

    private const int MostPlaces = 20;

    /// <summary>Only in this area, by its statistical code; null for everywhere.</summary>
    public string? Area { get; init; }

    /// <summary>Only with this relation to the head, by its code.</summary>
    public string? Relation { get; init; }

    /// <summary>Only in households with a warning, or only without; null for both.</summary>
    public bool? Warned { get; init; }

    /// <summary>Only in households whose village nobody knows yet, or only in others; null for both.</summary>
    public bool? Held { get; init; }

    private sealed record County(int Key, CountyPeople People, RowSet Found);

    /// <exception cref="ProblemException">7001 for somebody who may read nowhere, <see cref="Problem.NoAreaWithCode"/>, <see cref="Problem.SearchTooLong"/>.</exception>
    public FoundPeople Run(Registry registry, PeopleStore store, Actor actor)
    {
        actor.RequireSomewhere(Right.ReadHouseholds);
        if (Written.Length > Longest)
            throw new ProblemException(Problem.SearchTooLong());
        using var connection = registry.Database.OpenReader();
        return registry.Database.LookUp(connection, () => Find(registry, store, actor, connection));
    }

    private FoundPeople Find(Registry registry, PeopleStore store, Actor actor, DbConnection connection)
    {
        var area = Area is null ? null : FindArea.ToRead(registry.Database, actor, Area, on: null, known: null);
        List<int> countyKeys = [.. (area is null ? FactStore.Counties(connection) : FindArea.CountiesOf(area)).Where(key => actor.MayIn(Right.ReadHouseholds, key))];
        var gazetteer = Gazetteer.Read(registry.Database, countyKeys);
        area = area is null ? null : gazetteer.Find(area.Key);
        // An office's number of a household may have four digits. Within reach it is that and nothing else, whatever is filtered by: else whoever looks up households would be counted as trying numbers, or numbers tried so would not be.
        var words = SoughtWord.Read(Written, registry, connection, gazetteer).Select(word => word.LastFours.Count > 0 && word.Households.Any(household => Reach.May(registry.Database, actor, Right.ReadHouseholds, household)) ? word with { LastFours = [] } : word).ToList();
        if (words.Count == 0)
            return new FoundPeople(0, [], [], area, []);

        var people = store.Get(countyKeys);
        var reach = countyKeys.ToDictionary(key => key, key => Reach.Of(registry.Database, actor, Right.ReadHouseholds, key));
        var counties = countyKeys.Select((key, at) => new County(key, people[at], Match(registry, store, connection, gazetteer, area, words, key, people[at], reach[key]))).Where(county => county.Found.Count > 0).ToList();
        var places = PlacesOf(words).Where(place => FindArea.CountiesOf(place).All(key => reach.TryGetValue(key, out var within) && (within is null || place.Level > AreaLevel.County && within.Contains(place.Id))));
        return new FoundPeople(counties.Sum(county => county.Found.Count), Read(registry, connection, gazetteer, Ranked(counties, words)), [.. places.Take(MostPlaces)], area, Below(counties, gazetteer, area))
        {
            WholeNumbers = words.Count(word => word.IsWholeNumber), LastFours = words.Count(word => word.LastFours.Count > 0),
        };
    }

    /// <summary>The rows of a county in which every word fits, and every filter.</summary>
    private RowSet Match(Registry registry, PeopleStore store, DbConnection connection, Gazetteer gazetteer, Place? area, IReadOnlyList<SoughtWord> words, int countyKey, CountyPeople people, Reach? reach)
    {
        RowSet? found = null;
        // Where neither a word nor the filter speaks of a person, each household once.
        var themselves = new RowSet(people.Rows);
        if (Relation is null)
            themselves.UnionWith(people.OneEach);
        else
            people.AddRelated([store.Relation(Relation)], themselves);
        foreach (var word in words)
        {
            var fits = new RowSet(people.Rows);
            if (word.IsName)
                people.AddNamed(word.Key, fits);
            if (word.IsInitials)
                people.AddInitials(word.Key, fits);
            if (word.Relations.Count > 0)
                people.AddRelated([.. word.Relations.Select(store.Relation)], fits);
            AddReally("number_hash", word.Numbers, people.MayHaveNumber, fits);
            AddReally("number_last_four", word.LastFours, people.MayHaveLastFour, fits);
            themselves.UnionWith(fits);
            foreach (var household in word.Households.Where(household => household.CountyKey == countyKey))
                people.AddHouseholds(one => one.Id == household.Id, fits);
            foreach (var place in word.Places)
                AddPlaced(place, fits);
            if (found is null)
                found = fits;
            else
                found.IntersectWith(fits);
        }
        found!.IntersectWith(themselves);
        Only(reach is null ? null : rows => people.AddHouseholds(household => reach.Holds(household.Id, household.PlaceId, household.LivingId), rows));
        Only(area is null ? null : rows => AddPlaced(area, rows));
        Only(Relation is null ? null : rows => people.AddRelated([store.Relation(Relation)], rows));
        Only(Warned is null ? null : rows => people.AddWarned(Warned.Value, rows));
        Only(Held is null ? null : rows => people.AddHouseholds(household => household.Held == Held, rows));
        return found;

        void Only(Action<RowSet>? add)
        {
            if (add is null || found.Count == 0)
                return;
            var rows = new RowSet(people.Rows);
            add(rows);
            found.IntersectWith(rows);
        }

        void AddPlaced(Place place, RowSet to)
        {
            if (place.Level <= AreaLevel.County)
            {
                if (gazetteer.Find(countyKey, Saxaul.Areas.Area.CountyId) is { } county && county.LiesIn(place))
                    people.AddHouseholds(_ => true, to);
            }
            else if (place.CountyKey == countyKey)
            {
                var ids = gazetteer.IdsWithin(place);
                people.AddHouseholds(household => ids.Contains(household.PlaceId), to);
            }
        }

        // What is in memory may bear the hash of another key than the row has by now.
        void AddReally(string column, IReadOnlyList<byte[]> hashes, Func<byte[], List<int>> may, RowSet to)
        {
            List<int> rows = [.. hashes.SelectMany(may).Distinct()];
            if (rows.Count == 0)
                return;
            var command = connection.Command($"SELECT id FROM person WHERE county_key = @county AND {registry.Database.AnyOfBytes(column, "@hashes")} AND {registry.Database.AnyOf("id", "@ids")}", ("@county", countyKey));
            registry.Database.AddList(command, "@hashes", hashes);
            registry.Database.AddList(command, "@ids", rows.ConvertAll(row => people[row].PersonId));
            var persons = command.ToList(reader => reader.GetInt64(0)).ToHashSet();
            foreach (var row in rows.Where(row => persons.Contains(people[row].PersonId)))
                to.Add(row);
        }
    }

    /// <summary>The rows of the page that is asked for.</summary>
    private List<(int County, CountyPeople People, int Row)> Ranked(List<County> counties, IReadOnlyList<SoughtWord> words)
    {
        var names = words.Where(word => word.IsName).ToList();
        var byDistance = new List<(int County, CountyPeople People, int Row)>[3];
        for (var distance = 0; distance < byDistance.Length; distance++)
            byDistance[distance] = [];
        foreach (var county in counties)
        {
            foreach (var row in county.Found.Rows())
            {
                var distance = 2;
                foreach (var word in names)
                    distance = Math.Min(distance, county.People.Distance(row, word.Key));
                var list = byDistance[distance];
                if (list.Count < Skip + Take)
                    list.Add((county.Key, county.People, row));
            }
        }
        return [.. byDistance.SelectMany(list => list).Skip(Skip).Take(Take)];
    }

    private static List<FoundPerson> Read(Registry registry, DbConnection connection, Gazetteer gazetteer, List<(int County, CountyPeople People, int Row)> rows)
    {
        var found = new Dictionary<(int County, int Row), FoundPerson>();
        foreach (var county in rows.GroupBy(one => one.County))
        {
            var listed = ListedHousehold.Read(registry.Database, connection, county.Key, AsOf.Now, [.. county.Select(one => one.People.HouseholdOf(one.Row).Id).Distinct()], gazetteer).ToDictionary(one => one.Id);
            var command = connection.Command($"SELECT id, name, birth_date FROM person WHERE county_key = @county AND {registry.Database.AnyOf("id", "@ids")}", ("@county", county.Key));
            registry.Database.AddList(command, "@ids", [.. county.Select(one => one.People[one.Row].PersonId).Distinct()]);
            var persons = command.ToList(reader => (Id: reader.GetInt64(0), Name: reader.TextOrNull(1), Birth: reader.DayOrNull(2))).ToDictionary(one => one.Id);
            var relations = RosterWords.Relations(registry);
            foreach (var (_, people, row) in county)
            {
                var (household, member) = (people.HouseholdOf(row), people[row]);
                if (listed.TryGetValue(household.Id, out var of) && persons.TryGetValue(member.PersonId, out var person))
                    found[(county.Key, row)] = new FoundPerson(of, person.Id, person.Name, member.Relation == 0 ? null : relations[member.Relation - 1], person.Birth?.Year, household.Held);
            }
        }
        return [.. rows.Select(one => found.GetValueOrDefault((one.County, one.Row))).OfType<FoundPerson>()];
    }

    /// <summary>The areas that all words name: 牙哈镇 and 守努特村 together are that village of that township.</summary>
    private static List<Place> PlacesOf(IReadOnlyList<SoughtWord> words) => words.Any(word => word.Places.Count == 0) ? [] :
        [.. words.SelectMany(word => word.Places).Distinct().Where(place => words.All(word => word.Places.Any(place.LiesIn))).OrderBy(place => place.Code, StringComparer.Ordinal)];

    private static List<(Place, int)> Below(List<County> counties, Gazetteer gazetteer, Place? area)
    {
        var below = new Dictionary<Place, int>();
        foreach (var county in counties)
        {
            foreach (var (id, count) in county.People.CountByPlace(county.Found))
            {
                if (gazetteer.Find(county.Key, id) is { } place && place.At(area is null ? AreaLevel.County : Beneath(area, place)) is { } child && child != area)
                    below[child] = below.GetValueOrDefault(child) + count;
            }
        }
        return [.. below.OrderBy(one => one.Key.Code, StringComparer.Ordinal).Select(one => (one.Key, one.Value))];
    }

    /// <summary>The level at which a place's way up to an area ends below that area.</summary>
    private static AreaLevel Beneath(Place area, Place place)
    {
        while (place.Parent is { } parent && parent != area && parent.Level > area.Level)
            place = parent;
        return place.Level;
    }

    /// <summary>The words of a search as an address may carry them: encrypted, so that they say nothing to whoever sees it, and readable wherever this registry is served.</summary>
    public static string Hide(Secrets secrets, string written) => Convert.ToBase64String(secrets.Seal(Purpose + written)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>What <see cref="Hide"/> hid.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.SearchUnreadable"/></exception>
    public static string Reveal(Secrets secrets, string hidden)
    {
        try
        {
            var padded = hidden.Replace('-', '+').Replace('_', '/');
            var text = secrets.Open(Convert.FromBase64String(padded.PadRight((padded.Length + 3) / 4 * 4, '=')));
            // Nothing else that the registry ever sealed is shown as a search.
            return text.StartsWith(Purpose, StringComparison.Ordinal) ? text[Purpose.Length..] : throw new ProblemException(Problem.SearchUnreadable());
        }
        catch (Exception unreadable) when (unreadable is FormatException or ProblemException or CryptographicException)
        {
            throw new ProblemException(Problem.SearchUnreadable());
        }
    }

    private const string Purpose = "search\n";
}
