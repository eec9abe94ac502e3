using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Areas;
using Saxaul.Facts;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Screening;

namespace Saxaul.Indicators;

/// <summary>What an area counted, on the days of the version, of what was erased since: as many households or persons, of nobody in particular. Totals of past days stay by it.</summary>
public sealed record ErasedTotal(long AreaId, string Indicator, long Value)
{
    public static VersionedTable Table { get; } = new("erased_total", "area", "area_id",
        new Column("area_id", ColumnType.Integer), new Column("indicator", ColumnType.Text), new Column("value", ColumnType.Integer));

    public object?[] ToValues() => [AreaId, Indicator, Value];
}

/// <summary>
/// What the indicators count of the households of which something is about to be erased, for each stretch of past days on which that does not change; afterwards the difference is kept. Today and later days count what
/// is left. As known at an earlier moment, a past day too counts what is left.
/// </summary>
internal sealed class KeepTotals
{
    private readonly Registry registry;
    private readonly WriteSession session;
    private readonly int countyKey;
    private readonly long height;
    private readonly FactShape shape;
    private readonly IndicatorSet indicators;
    private readonly IReadOnlyCollection<long> households;
    private readonly List<DateOnly> days;
    private readonly List<Dictionary<(long PlaceId, string Indicator), long>> before;

    private KeepTotals(Registry registry, WriteSession session, int countyKey, IReadOnlyCollection<long> households, List<DateOnly> days)
    {
        (this.registry, this.session, this.countyKey, this.households, this.days) = (registry, session, countyKey, households, days);
        height = session.HeightOf(countyKey);
        shape = FactShape.Of(registry.Registers);
        indicators = IndicatorSet.Of(registry, shape);
        before = Count();
    }

    /// <summary>Before anything goes; null when no total can change by it.</summary>
    public static KeepTotals? Of(Registry registry, WriteSession session, int countyKey, IReadOnlyCollection<Destroyed> what)
    {
        var households = what.Where(one => one.Owner.Kind == "household").Select(one => one.Owner.Id).ToHashSet();
        if (registry.Indicators.Count == 0 || households.Count == 0)
            return null;
        // Whatever moves a household to another total begins or ends on one of these days.
        var own = new[] { Household.Table, Membership.Table, Warning.Table }.Concat(registry.Registers.Select(register => register.Table)).SelectMany(table => DestroyVersions.All(session, countyKey, table))
            .Where(one => households.Contains(one.Reader.Table == Membership.Table ? Membership.From(one.Version).HouseholdId : one.Owner.Kind == "household" ? one.Owner.Id : 0));
        var places = new[] { Area.Table, AreaSuccession.Table, ErasedTotal.Table }.SelectMany(table => DestroyVersions.All(session, countyKey, table));
        var today = registry.Database.Time.Today();
        var days = own.Concat(places).Select(one => one.Version).SelectMany(version => new[] { version.TrueFrom, version.TrueTo ?? today }).Append(today).Where(day => day <= today).Distinct().Order().ToList();
        return new KeepTotals(registry, session, countyKey, households, days);
    }

    private List<Dictionary<(long PlaceId, string Indicator), long>> Count()
    {
        session.Flush();
        return days.ConvertAll(day => CountTotals.ByPlace(LoadFacts.Households(registry.Database, shape, session.Writer.Connection, session.Writer.Transaction, countyKey, day, height, households),
            indicators.All, session.Writer.Connection, session.Writer.Transaction));
    }

    /// <summary>After it went: what is missing now is written into the entry that says so.</summary>
    public void Write(Entry entry)
    {
        var after = Count();
        foreach (var key in before.SelectMany(day => day.Keys).Concat(after.SelectMany(day => day.Keys)).Distinct().Order().ToList())
        {
            long Missing(int at) => before[at].GetValueOrDefault(key) - after[at].GetValueOrDefault(key);
            // The last of the days is today, whose total is what is left.
            for (var at = 0; at < days.Count - 1;)
            {
                var until = at + 1;
                while (until < days.Count - 1 && Missing(until) == Missing(at))
                    until++;
                if (Missing(at) != 0)
                {
                    entry.Restore(ErasedTotal.Table, new Journal.Version
                    {
                        Id = session.NewId(countyKey), Values = new ErasedTotal(key.PlaceId, key.Indicator, Missing(at)).ToValues(), TrueFrom = days[at], TrueTo = days[until], KnownFrom = entry.Height,
                    }, changes: false);
                }
                at = until;
            }
        }
    }
}
