using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Indicators;

/// <summary>The indicators of an area and of the areas directly below it.</summary>
/// <param name="Area">With what it lies in and what lies in it.</param>
public sealed record AreaIndicators(Place Area, DateOnly On, IReadOnlyList<Indicator> Indicators)
{
    internal Dictionary<(AreaKey Area, string Indicator), long> Totals { get; init; } = [];

    /// <summary>The total of the area or of one of <see cref="Place.Children"/>.</summary>
    public long Of(Place place, string indicator) => Totals.GetValueOrDefault((place.Key, indicator));

    /// <summary>Whether a household of the area has several warnings, so that its rules add up to more than the households warned.</summary>
    public bool RulesOverlap => Indicators.Where(one => one.Rule is not null).Sum(one => Of(Area, one.Name)) > Of(Area, "warned_households");
}

/// <summary>
/// Reads the indicators of an area on a day, as known at a moment. For today and the day of the last screening the stored totals answer; any other day or moment is
/// counted from the facts as of then. Above the county a total is the sum of the counties' totals.
/// </summary>
/// <param name="Code">Statistical code of any level.</param>
/// <param name="Known">Null for what we know now.</param>
public sealed record ReadIndicators(string Code, DateOnly On, DateTimeOffset? Known = null)
{
    /// <exception cref="ProblemException"><see cref="Problem.NoAreaWithCode"/>; 7001 unless the actor may read every county below.</exception>
    public AreaIndicators Run(Registry registry, FactStore facts, IndicatorSet indicators, Actor actor)
    {
        var area = FindArea.ToRead(registry.Database, actor, Code, On, Known);
        var counties = FindArea.CountiesOf(area);

        IReadOnlyList<Place> places = [area, .. area.Children];
        List<AreaKey> asked = area.Level < AreaLevel.County ? [.. counties.Select(key => new AreaKey(key, Saxaul.Areas.Area.CountyId))] : [.. places.Select(place => place.Key)];
        var totals = (Known is null ? new StoredTotals(registry, facts, indicators).Read(counties, On, asked) : null)
            ?? Count(registry, facts.Shape, indicators, counties);
        if (area.Level < AreaLevel.County)
        {
            foreach (var place in places.Where(place => place.Level < AreaLevel.County).ToList())
                SumOfCounties(place, indicators, totals);
        }
        return new AreaIndicators(area, On, indicators.All) { Totals = totals };
    }

    private Dictionary<(AreaKey, string), long> Count(Registry registry, FactShape shape, IndicatorSet indicators, IReadOnlyList<int> counties)
    {
        var counted = new Dictionary<(long AreaId, string Indicator), long>[counties.Count];
        Parallel.For(0, counties.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            using var connection = registry.Database.OpenReader();
            var height = Known is { } moment ? AsOf.HeightAt(connection, counties[i], moment) : FactStore.HeightOf(connection, counties[i]);
            counted[i] = CountTotals.Of(LoadFacts.County(registry.Database, shape, connection, null, counties[i], On, height), indicators.All, connection);
        });
        var totals = new Dictionary<(AreaKey, string), long>();
        for (var i = 0; i < counties.Count; i++)
        {
            foreach (var ((areaId, indicator), value) in counted[i])
                totals[(new AreaKey(counties[i], areaId), indicator)] = value;
        }
        return totals;
    }

    private static void SumOfCounties(Place place, IndicatorSet indicators, Dictionary<(AreaKey, string), long> totals)
    {
        var counties = FindArea.CountiesOf(place);
        foreach (var indicator in indicators.All)
            totals[(place.Key, indicator.Name)] = counties.Sum(key => totals.GetValueOrDefault((new AreaKey(key, Saxaul.Areas.Area.CountyId), indicator.Name)));
    }
}
