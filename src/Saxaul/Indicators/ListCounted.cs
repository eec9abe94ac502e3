using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Screening;
using Saxaul.Users;

namespace Saxaul.Indicators;

/// <summary>One of the households that a total counts.</summary>
/// <param name="Number">The office's own number; null when it has none.</param>
/// <param name="Head">The head's name; null when no member is said to be the head.</param>
/// <param name="Place">Its village, or where it is held; null when that is no area on the day.</param>
/// <param name="Rules">The rules by which it is warned.</param>
public sealed record CountedHousehold(int CountyKey, long Id, string? Number, string? Head, Place? Place, int Members, IReadOnlyList<string> Rules);

/// <summary>Some of the households that a total counts.</summary>
/// <param name="Count">How many households there are altogether.</param>
public sealed record CountedHouseholds(Place Area, Indicator Indicator, int Count, IReadOnlyList<CountedHousehold> Households);

/// <summary>Opens a total down to the households that it counts, in the order of counties and of registration.</summary>
/// <param name="Code">Statistical code of the area.</param>
/// <param name="Indicator">Its name.</param>
/// <param name="Skip">How many to pass over.</param>
/// <param name="Take">How many to read at most.</param>
public sealed record ListCounted(string Code, string Indicator, DateOnly On, DateTimeOffset? Known, int Skip, int Take)
{
    /// <exception cref="ProblemException"><see cref="Problem.NoAreaWithCode"/>, <see cref="Problem.NoSuchIndicator"/>; 7001.</exception>
    public CountedHouseholds Run(Registry registry, FactStore facts, IndicatorSet indicators, Actor actor)
    {
        var area = FindArea.ToRead(registry.Database, actor, Code, On, Known);
        var indicator = indicators.Find(Indicator) ?? throw new ProblemException(Problem.NoSuchIndicator());
        var households = new List<CountedHousehold>();
        var count = 0;
        using var connection = registry.Database.OpenReader();
        foreach (var countyKey in FindArea.CountiesOf(area))
        {
            var county = Known is null && On == registry.Database.Time.Today() ? facts.Get(countyKey, On) : Load(registry, facts.Shape, connection, countyKey);
            var counted = CountTotals.Households(county, indicator, connection);
            if (area.Level > AreaLevel.County)
            {
                var below = area.WithAllBelow().Select(place => place.Id).ToHashSet();
                counted = counted.FindAll(one => below.Contains(one.PlaceId));
            }
            var wanted = counted.Skip(Math.Max(0, Skip - count)).Take(Take - households.Count).ToList();
            count += counted.Count;
            if (wanted.Count > 0)
                households.AddRange(Describe(registry.Database, connection, county, wanted));
        }
        return new CountedHouseholds(area, indicator, count, households);
    }

    private CountyFacts Load(Registry registry, FactShape shape, DbConnection connection, int countyKey)
    {
        var height = Known is { } moment ? AsOf.HeightAt(connection, countyKey, moment) : FactStore.HeightOf(connection, countyKey);
        return LoadFacts.County(registry.Database, shape, connection, null, countyKey, On, height);
    }

    private IEnumerable<CountedHousehold> Describe(RegistryDatabase database, DbConnection connection, CountyFacts county, List<(int Row, long PlaceId)> wanted)
    {
        var asOf = new AsOf(On, county.Height);
        List<T> Read<T>(VersionedTable table, string columns, string key, IReadOnlyCollection<long> among, Func<DbDataReader, T> row)
        {
            var command = connection.Command(asOf.Select(table, columns, condition: database.AnyOf(key, "@among")));
            asOf.AddTo(command, county.CountyKey);
            database.AddList(command, "@among", among);
            return command.ToList(row);
        }

        var ids = wanted.ConvertAll(one => county.Households[one.Row]);
        var numbers = Read(Household.Table, "id, number", "id", ids, reader => (Id: reader.GetInt64(0), Number: reader.TextOrNull(1))).ToDictionary(one => one.Id, one => one.Number);
        var heads = Read(Membership.Table, "household_id, person_id, relation", "household_id", ids, reader => (Household: reader.GetInt64(0), Person: reader.GetInt64(1), Relation: reader.TextOrNull(2)))
            .Where(one => one.Relation == Membership.Head).GroupBy(one => one.Household).ToDictionary(group => group.Key, group => group.First().Person);
        var names = Read(Person.Table, "id, name", "id", [.. heads.Values.Distinct()], reader => (Id: reader.GetInt64(0), Name: reader.TextOrNull(1))).ToDictionary(one => one.Id, one => one.Name);
        var rules = Read(Warning.Table, "household_id, rule", "household_id", ids, reader => (Household: reader.GetInt64(0), Rule: reader.GetString(1))).ToLookup(one => one.Household, one => one.Rule);
        var gazetteer = Gazetteer.Read(database, [county.CountyKey], On, Known);
        foreach (var (row, placeId) in wanted)
        {
            var id = county.Households[row];
            yield return new CountedHousehold(county.CountyKey, id, numbers.GetValueOrDefault(id), heads.TryGetValue(id, out var head) ? names.GetValueOrDefault(head) : null,
                gazetteer.Find(county.CountyKey, placeId), county.MembersOf(row).Length, [.. rules[id].Order(StringComparer.Ordinal)]);
        }
    }
}
