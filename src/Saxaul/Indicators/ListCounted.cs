using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Indicators;

/// <summary>Some of the households that a total counts.</summary>
/// <param name="Count">How many households there are altogether.</param>
public sealed record CountedHouseholds(Place Area, Indicator Indicator, int Count, IReadOnlyList<ListedHousehold> Households);

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
        var households = new List<ListedHousehold>();
        var count = 0;
        using var connection = registry.Database.OpenReader();
        foreach (var county in Counties(registry, facts, FindArea.CountiesOf(area)))
        {
            var countyKey = county.CountyKey;
            var counted = indicators.HouseholdsOf(county, indicator, connection);
            if (area.Level > AreaLevel.County)
            {
                var below = area.WithAllBelow().Select(place => place.Id).ToHashSet();
                counted = [.. counted.Where(one => below.Contains(one.PlaceId))];
            }
            var wanted = counted.Skip(Math.Max(0, Skip - count)).Take(Take - households.Count).ToList();
            count += counted.Count;
            if (wanted.Count > 0)
                households.AddRange(ListedHousehold.Read(registry.Database, connection, countyKey, new AsOf(On, county.Height), wanted.ConvertAll(one => county.Households[one.Row]),
                    Gazetteer.Read(registry.Database, [countyKey], On, Known)));
        }
        return new CountedHouseholds(area, indicator, count, households);
    }

    /// <summary>Today's facts are kept in memory; those of another day or moment are read for this once.</summary>
    private IEnumerable<CountyFacts> Counties(Registry registry, FactStore facts, IReadOnlyList<int> countyKeys) =>
        Known is null && On == registry.Database.Time.Today()
            ? facts.Get(countyKeys, On)
            : countyKeys.Select(countyKey =>
            {
                using var connection = registry.Database.OpenReader();
                var height = Known is { } moment ? AsOf.HeightAt(connection, countyKey, moment) : FactStore.HeightOf(connection, countyKey);
                return LoadFacts.County(registry.Database, facts.Shape, connection, null, countyKey, On, height);
            });
}
