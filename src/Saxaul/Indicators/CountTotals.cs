using System.Collections.Generic;
using System.Data.Common;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Feel;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Screening;

namespace Saxaul.Indicators;

/// <summary>
/// Counts every indicator for every area of one county, from its facts: each household in the village that its own means on the day, and then upwards. What facts do not hold (warnings, where
/// held households are held, which area lies in which) is read for the same day and journal height.
/// </summary>
internal sealed class CountTotals
{
    private readonly CountyFacts facts;
    private readonly IReadOnlyList<Indicator> indicators;
    private readonly Dictionary<long, long> heldIn;
    private readonly Dictionary<long, long?> parents;
    private readonly JoinedAreas joined;
    private readonly Dictionary<(string Policy, long Household), List<string>> warnings = [];
    private readonly List<(long AreaId, string Indicator, long Value)> erased;
    private readonly Evaluation evaluation = new();

    private CountTotals(CountyFacts facts, IReadOnlyList<Indicator> indicators, DbConnection connection, DbTransaction? transaction)
    {
        this.facts = facts;
        this.indicators = indicators;
        var asOf = new AsOf(facts.On, facts.Height);
        List<T> Read<T>(VersionedTable table, string columns, System.Func<DbDataReader, T> row, string? condition = null)
        {
            var command = connection.Command(asOf.Select(table, columns, condition: condition));
            command.Transaction = transaction;
            asOf.AddTo(command, facts.CountyKey);
            return command.ToList(row);
        }

        heldIn = Read(Household.Table, "id, place_id", reader => (Id: reader.GetInt64(0), Place: reader.GetInt64(1)), "village_id IS NULL").ToDictionary(one => one.Id, one => one.Place);
        parents = Read(Area.Table, "id, parent_id", reader => (Id: reader.GetInt64(0), Parent: reader.LongOrNull(1))).ToDictionary(one => one.Id, one => one.Id == Area.CountyId ? null : one.Parent);
        erased = Read(ErasedTotal.Table, "area_id, indicator, value", reader => (reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2)));
        joined = JoinedAreas.Read(connection, transaction, asOf, facts.CountyKey);
        foreach (var (policy, household, rule) in Read(Warning.Table, "policy, household_id, rule", reader => (reader.GetString(0), reader.GetInt64(1), reader.GetString(2))))
        {
            if (warnings.TryGetValue((policy, household), out var rules))
                rules.Add(rule);
            else
                warnings[(policy, household)] = [rule];
        }
    }

    /// <summary>The totals that are not zero.</summary>
    public static Dictionary<(long AreaId, string Indicator), long> Of(CountyFacts facts, IReadOnlyList<Indicator> indicators, DbConnection connection, DbTransaction? transaction = null) =>
        new CountTotals(facts, indicators, connection, transaction).Count();

    /// <summary>The same without what lies above: each place with what is counted in it alone.</summary>
    public static Dictionary<(long PlaceId, string Indicator), long> ByPlace(CountyFacts facts, IReadOnlyList<Indicator> indicators, DbConnection connection, DbTransaction? transaction)
    {
        var places = new CountTotals(facts, indicators, connection, transaction).Places();
        return places.SelectMany(place => place.Value.Select((value, at) => (Key: (place.Key, indicators[at].Name), Value: value))).Where(one => one.Value != 0).ToDictionary(one => one.Key, one => one.Value);
    }

    private Dictionary<(long, string), long> Count() => RollUp(Places());

    private Dictionary<long, long[]> Places()
    {
        var values = new Dictionary<long, long[]>();
        for (var at = 0; at < indicators.Count; at++)
        {
            CountOne(indicators[at], at, values);
            foreach (var (place, _, value) in erased.Where(one => one.Indicator == indicators[at].Name))
                Of(joined.Meant(place), values)[at] += value;
        }
        return values;
    }

    private long[] Of(long place, Dictionary<long, long[]> values)
    {
        if (!values.TryGetValue(place, out var counts))
            values[place] = counts = new long[indicators.Count];
        return counts;
    }

    /// <summary>The households that an indicator counts, in ascending order, with the place each counts in.</summary>
    public static List<(int Row, long PlaceId)> Households(CountyFacts facts, Indicator indicator, DbConnection connection) => [.. new CountTotals(facts, [indicator], connection, null).Counted(indicator)];

    private void CountOne(Indicator indicator, int at, Dictionary<long, long[]> values)
    {
        foreach (var (row, place) in Counted(indicator))
        {
            Of(place, values)[at] += indicator.Counts == Indicators.Counted.Persons ? facts.MembersOf(row).Length : 1;
        }
    }

    private IEnumerable<(int Row, long Place)> Counted(Indicator indicator)
    {
        var inputs = indicator.When is { } when ? Inputs(indicator, when) : [];
        var given = new FeelValue[inputs.Length];
        for (var row = 0; row < facts.Households.Length; row++)
        {
            var village = facts.VillageOf(row);
            if ((village == 0) != indicator.Held || indicator.Rule is not null && !RulesOf(indicator.Policy!, row).Contains(indicator.Rule))
                continue;
            if (indicator.When is not null)
            {
                for (var input = 0; input < inputs.Length; input++)
                    given[input] = inputs[input](row);
                if (!indicator.When.Evaluate(evaluation, given).IsTrue)
                    continue;
            }
            yield return (row, joined.Meant(village != 0 ? village : heldIn[facts.Households[row]]));
        }
    }

    private System.Func<int, FeelValue>[] Inputs(Indicator indicator, FeelExpression expression) => [.. expression.Names.Select<string, System.Func<int, FeelValue>>(name =>
    {
        switch (name)
        {
            case IndicatorSet.HouseholdSize: return row => facts.MembersOf(row).Length;
            case IndicatorSet.Warnings: return row => FeelValue.ListOf(RulesOf(indicator.Policy!, row).Select(rule => (FeelValue)rule));
            default:
                var column = facts.OfHouseholds[facts.Shape.HouseholdIndex(name)];
                FeelValue[] codes = [.. column.Fact.Codes.Select(code => (FeelValue)code)];
                return row => PolicyRun.ToFeel(column, row, codes);
        }
    })];

    private IReadOnlyList<string> RulesOf(string policy, int row) => warnings.TryGetValue((policy, facts.Households[row]), out var rules) ? rules : [];

    private Dictionary<(long, string), long> RollUp(Dictionary<long, long[]> values)
    {
        var totals = new Dictionary<(long, string), long>();
        foreach (var (place, counts) in values)
        {
            foreach (var area in UpFrom(place))
            {
                for (var at = 0; at < counts.Length; at++)
                {
                    if (counts[at] != 0)
                        totals[(area, indicators[at].Name)] = totals.GetValueOrDefault((area, indicators[at].Name)) + counts[at];
                }
            }
        }
        return totals;
    }

    /// <summary>A place and all it lies in up to the county; a place that is no area on that day still counts in the county.</summary>
    private IEnumerable<long> UpFrom(long place)
    {
        yield return place;
        var area = place;
        while (area != Area.CountyId)
        {
            area = parents.GetValueOrDefault(area) ?? Area.CountyId;
            yield return area;
        }
    }
}
