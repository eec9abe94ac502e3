using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Facts;
using Saxaul.Journal;

namespace Saxaul.Screening;

/// <summary>
/// Screens one county within a session that holds its chain: nobody changes a fact between deciding and writing. All households or only those touched since the
/// last time, with the same outcome; and before that, for the days that are past, those of which something was entered late.
/// </summary>
internal sealed class ScreenCounty(Registry registry, WriteSession session, FactStore facts, Policy policy)
{
    /// <summary>More households at once are a file's; what was known of past days stays as it was, for looking at all of them on each day again would take too long.</summary>
    private const int Most = 200;

    /// <summary>What stood before past days were looked at again; null when none was.</summary>
    private HashSet<(long HouseholdId, string Rule)>? stood;

    /// <summary>All households.</summary>
    /// <param name="county">Facts of the day, at the session's height or before.</param>
    public ScreenReport Whole(CountyFacts county)
    {
        session.HeightOf(county.CountyKey);
        var last = LastScreening.Read(session, county.CountyKey, policy.Name);
        LookBack(county.CountyKey, last, county.On);
        return Whole(county, last);
    }

    /// <summary>What was touched since the last screening, for its day or a later one.</summary>
    public ScreenReport Since(int countyKey, LastScreening last, DateOnly on)
    {
        var height = session.HeightOf(countyKey);
        on = on > last.Day ? on : last.Day;
        LookBack(countyKey, last, on);
        var touched = on > last.Day || !last.IsOf(policy) ? null : CatchUp.Touched(countyKey, last.Height, height, registry.Database, session.Writer.Connection, session.Writer.Transaction);
        if (touched is null || CatchUp.IsMost(touched.Count, last.Report.Households + last.Report.Held.Households))
            return Whole(facts.Get(countyKey, on), last);
        var now = facts.Households(countyKey, on, height, touched, session);
        var (fired, counted) = ApplyPolicy.To(now, policy);
        // The county's counts without what the touched households counted to before, and with what they count to now.
        var total = ScreenReport.Of(policy);
        total.Add(last.Report);
        total.Add(ApplyPolicy.To(facts.Households(countyKey, on, last.Height, touched, session), policy).Counted, sign: -1);
        total.Add(counted);
        return Keep(now, fired, total, touched, last);
    }

    private ScreenReport Whole(CountyFacts county, LastScreening? last)
    {
        county = CatchUp.To(session.HeightOf(county.CountyKey), county, registry.Database, session.Writer.Connection, session.Writer.Transaction);
        var (fired, counted) = ApplyPolicy.To(county, policy);
        return Keep(county, fired, counted, null, last);
    }

    /// <summary>
    /// What was entered since for days that are past is looked at as it would have been in time: on the days of which it speaks and on those on which somebody looked since; after that on
    /// the day that is screened. A day before the first screening has no warnings.
    /// </summary>
    private void LookBack(int countyKey, LastScreening? last, DateOnly on)
    {
        if (last is null || !last.IsOf(policy))
            return;
        var until = last.Day < on ? last.Day : on.AddDays(-1);
        var height = session.HeightOf(countyKey);
        var (households, days) = CatchUp.Late(countyKey, last.Height, height, until, registry.Database, session.Writer.Connection, session.Writer.Transaction);
        if (households.Count is 0 or > Most || until < last.Looked[0])
            return;
        var first = days.Min;
        days.UnionWith(last.Looked.Where(day => day >= first && day <= until));
        days.RemoveWhere(day => day < last.Looked[0]);
        stood = KeepWarnings.Standing(session, countyKey, policy);
        foreach (var day in days)
        {
            var then = facts.Households(countyKey, day, height, households, session);
            new KeepWarnings(session, then, policy, households).Write(ApplyPolicy.To(then, policy).Fired);
        }
    }

    private ScreenReport Keep(CountyFacts county, IReadOnlyList<Fired> fired, ScreenReport report, IReadOnlySet<long>? among, LastScreening? last)
    {
        (report.New, report.Gone) = among is { Count: 0 } ? (0, 0) : new KeepWarnings(session, county, policy, among is null ? null : [.. among]).Write(fired);
        if (stood is not null)
        {
            var stands = KeepWarnings.Standing(session, county.CountyKey, policy);
            (report.New, report.Gone) = (Count(stands.Except(stood)), Count(stood.Except(stands)));
        }
        // Its own entry is above what the facts reflect, and says nothing of facts.
        new LastScreening(county.On, session.HeightOf(county.CountyKey), policy.Version, policy.Shape.Fingerprint, report, [.. last?.Looked.Where(day => day < county.On) ?? [], county.On])
            .Write(session, county.CountyKey, policy.Name);
        return report;

        int Count(IEnumerable<(long HouseholdId, string Rule)> warnings) => warnings.Count(warning => !KeepWarnings.IsHeld(county, warning.HouseholdId));
    }
}
