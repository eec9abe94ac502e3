using System;
using System.Collections.Generic;
using System.Diagnostics;
using Saxaul.Facts;
using Saxaul.Users;

namespace Saxaul.Screening;

/// <summary>
/// Applies a policy to every household for a day and brings the warnings in step. From then on <see cref="CatchUpWarnings"/> keeps them so. Households whose village
/// nobody has said yet are screened like others; their warnings show once somebody has.
/// </summary>
/// <example><code>
/// var facts = new FactStore(registry);
/// var report = new Screen(registry, actor, facts, Policy.Load(registry, facts.Shape, "acceptance"), new DateOnly(2020, 4, 1)).All();
/// </code></example>
public sealed class Screen(Registry registry, Actor actor, FactStore facts, Policy policy, DateOnly on)
{
    /// <summary>Every household of every county the actor may write in.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/></exception>
    public ScreenReport All()
    {
        actor.RequireSomewhere(Right.WriteHouseholds);
        IReadOnlyList<int> countyKeys;
        using (var connection = registry.Database.OpenReader())
            countyKeys = [.. actor.Where(Right.WriteHouseholds, FactStore.Counties(connection))];
        var report = ScreenReport.Of(policy);
        foreach (var county in facts.Get(countyKeys, on))
        {
            using var span = Measures.Begin("screen", policy.Name);
            var began = Stopwatch.GetTimestamp();
            using var session = registry.Write(actor);
            var screened = new ScreenCounty(registry, session, facts, policy).Whole(county);
            report.Add(screened);
            session.Commit();
            Measures.Screened(policy.Name, Stopwatch.GetElapsedTime(began), whole: true, screened.New, screened.Gone);
        }
        facts.Save();
        return report;
    }
}
