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
/// <param name="Count">How many households there are altogether that the actor may read.</param>
/// <param name="Elsewhere">How many the total counts besides: of a past day, those that are out of the actor's reach by now.</param>
public sealed record CountedHouseholds(Place Area, Indicator Indicator, int Count, int Elsewhere, IReadOnlyList<ListedHousehold> Households);

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
        var (count, elsewhere) = (0, 0);
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
            // A household is within reach where it is now; today's facts say where that is.
            if (!IsToday(registry) && Reach.Of(registry.Database, actor, Right.ReadHouseholds, countyKey) is { } reach)
            {
                var within = Reach.Within(registry.Database, connection, reach, countyKey, [.. counted.Select(one => county.Households[one.Row])]);
                elsewhere += counted.Count - within.Count;
                counted = [.. counted.Where(one => within.Contains(county.Households[one.Row]))];
            }
            var wanted = counted.Skip(Math.Max(0, Skip - count)).Take(Take - households.Count).ToList();
            count += counted.Count;
            if (wanted.Count > 0)
                households.AddRange(ListedHousehold.Read(registry.Database, connection, countyKey, new AsOf(On, county.Height), wanted.ConvertAll(one => county.Households[one.Row]),
                    Gazetteer.Read(registry.Database, [countyKey], On, Known)));
        }
        return new CountedHouseholds(area, indicator, count, elsewhere, households);
    }

    private bool IsToday(Registry registry) => Known is null && On == registry.Database.Time.Today();

    /// <summary>Today's facts are kept in memory; those of another day or moment are read for this once.</summary>
    private IEnumerable<CountyFacts> Counties(Registry registry, FactStore facts, IReadOnlyList<int> countyKeys) =>
        IsToday(registry)
            ? facts.Get(countyKeys, On)
            : countyKeys.Select(countyKey =>
            {
                using var connection = registry.Database.OpenReader();
                var height = Known is { } moment ? AsOf.HeightAt(connection, countyKey, moment) : FactStore.HeightOf(connection, countyKey);
                return LoadFacts.County(registry.Database, facts.Shape, connection, null, countyKey, On, height);
            });
}
