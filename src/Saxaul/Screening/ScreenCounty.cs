using System;
using System.Collections.Generic;
using Saxaul.Facts;
using Saxaul.Journal;

namespace Saxaul.Screening;

/// <summary>
/// Screens one county within a session that holds its chain: nobody changes a fact between deciding and writing. All households or only those touched since the
/// last time, with the same outcome.
/// </summary>
internal sealed class ScreenCounty(Registry registry, WriteSession session, FactStore facts, Policy policy)
{
    /// <summary>All households.</summary>
    /// <param name="county">Facts of the day, at the session's height or before.</param>
    public ScreenReport Whole(CountyFacts county)
    {
        county = CatchUp.To(session.HeightOf(county.CountyKey), county, registry.Database, session.Writer.Connection, session.Writer.Transaction);
        var (fired, counted) = ApplyPolicy.To(county, policy);
        return Keep(county, fired, counted, null);
    }

    /// <summary>What was touched since the last screening, for its day or a later one.</summary>
    public ScreenReport Since(int countyKey, LastScreening last, DateOnly on)
    {
        var height = session.HeightOf(countyKey);
        var touched = on > last.Day || !last.IsOf(policy) ? null : CatchUp.Touched(countyKey, last.Height, height, registry.Database, session.Writer.Connection, session.Writer.Transaction);
        if (touched is null || CatchUp.IsMost(touched.Count, last.Report.Households + last.Report.Held.Households))
            return Whole(facts.Get(countyKey, on > last.Day ? on : last.Day));
        var now = facts.Households(countyKey, last.Day, height, touched, session);
        var (fired, counted) = ApplyPolicy.To(now, policy);
        // The county's counts without what the touched households counted to before, and with what they count to now.
        var total = ScreenReport.Of(policy);
        total.Add(last.Report);
        total.Add(ApplyPolicy.To(facts.Households(countyKey, last.Day, last.Height, touched, session), policy).Counted, sign: -1);
        total.Add(counted);
        return Keep(now, fired, total, touched);
    }

    private ScreenReport Keep(CountyFacts county, IReadOnlyList<Fired> fired, ScreenReport report, IReadOnlySet<long>? among)
    {
        (report.New, report.Gone) = among is { Count: 0 } ? (0, 0) : new KeepWarnings(session, county, policy, among is null ? null : [.. among]).Write(fired);
        // Its own entry is above what the facts reflect, and says nothing of facts.
        new LastScreening(county.On, session.HeightOf(county.CountyKey), policy.Version, policy.Shape.Fingerprint, report).Write(session, county.CountyKey, policy.Name);
        return report;
    }
}
