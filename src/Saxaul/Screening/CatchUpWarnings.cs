using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Screening;

/// <summary>What catching up changed: warnings first seen and gone again.</summary>
public sealed record CaughtUp(int New, int Gone);

/// <summary>
/// Brings the warnings of every policy in step with the journal: only households touched since the last screening are looked at again. Whoever has committed a change
/// calls it, one household's or a whole import; what a killed process left behind, the next one's call picks up. Where nothing was ever screened, nothing is, unless it <see cref="Begins"/>.
/// </summary>
/// <param name="policies">Those that this process has read already; null to read them anew.</param>
public sealed class CatchUpWarnings(Registry registry, Actor actor, FactStore facts, Policies? policies = null)
{
    private readonly Policies policies = policies ?? new Policies(registry, facts);

    /// <summary>Stops it between two counties.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>
    /// Whether a county that was never screened is, for today, by the policies that the indicators in force count. Pages do: whoever imports on them waits for warnings. Commands do not: there somebody says
    /// with <c>screen</c> for which day the first ones are.
    /// </summary>
    public bool Begins { get; init; }

    /// <param name="on">
    /// The day; null, or an earlier one, for the day of the last screening. A later day screens every household, for age alone may change the answer; and so does, when a day is given, a policy that is not the one
    /// they were screened by.
    /// </param>
    /// <exception cref="OperationCanceledException">It was stopped: counties before that are in step.</exception>
    public CaughtUp Run(DateOnly? on = null)
    {
        var (added, gone) = (0, 0);
        foreach (var (countyKey, name, whole) in Behind(on).Where(one => actor.MayCauseIn(one.CountyKey)))
        {
            Stop.ThrowIfCancellationRequested();
            var policy = policies[name];
            // Of a whole county facts are read before it is held: nobody's change waits for that.
            if (whole is { } day)
                facts.Get(countyKey, day);
            using var span = Measures.Begin("screen", name);
            var began = Stopwatch.GetTimestamp();
            using var session = registry.Write(actor.ForConsequences());
            session.HeightOf(countyKey);
            var last = LastScreening.Read(session, countyKey, name)!;
            var report = new ScreenCounty(registry, session, facts, policy).Since(countyKey, last, on ?? last.Day);
            session.Commit();
            Measures.Screened(name, Stopwatch.GetElapsedTime(began), whole is not null, report.New, report.Gone);
            (added, gone) = (added + report.New, gone + report.Gone);
        }
        foreach (var countyKey in Begins ? NeverScreened().Where(actor.MayCauseIn) : [])
        {
            Stop.ThrowIfCancellationRequested();
            var county = facts.Get(countyKey, registry.Database.Time.Today());
            // One transaction: a county is begun with every policy or with none.
            using var session = registry.Write(actor.ForConsequences());
            session.HeightOf(countyKey);
            // Another process may have begun meanwhile, and for the day that somebody said.
            foreach (var policy in policies.InForce.Where(policy => LastScreening.Read(session, countyKey, policy.Name) is null))
            {
                using var span = Measures.Begin("screen", policy.Name);
                var began = Stopwatch.GetTimestamp();
                var report = new ScreenCounty(registry, session, facts, policy).Whole(county);
                Measures.Screened(policy.Name, Stopwatch.GetElapsedTime(began), whole: true, report.New, report.Gone);
                added += report.New;
            }
            session.Commit();
        }
        return new CaughtUp(added, gone);
    }

    private List<int> NeverScreened()
    {
        using var connection = registry.Database.OpenReader();
        return connection.Command("SELECT county_key FROM chain WHERE county_key > 0 AND NOT EXISTS (SELECT 1 FROM screening WHERE screening.county_key = chain.county_key) ORDER BY county_key").ToList(reader => reader.GetInt32(0));
    }

    /// <returns>What is to be brought in step; with a day where every household is screened for it.</returns>
    private List<(int CountyKey, string Policy, DateOnly? Whole)> Behind(DateOnly? on)
    {
        using var connection = registry.Database.OpenReader();
        if (on is not { } day)
            return [.. LastScreening.Behind(connection).Select(one => (one.CountyKey, one.Policy, (DateOnly?)null))];
        var behind = LastScreening.Behind(connection).ToHashSet();
        return [.. LastScreening.All(connection).Select(one => (one.CountyKey, one.Policy, Whole: day > one.Last.Day ? day : one.Last.IsOf(policies[one.Policy]) ? (DateOnly?)null : one.Last.Day))
            .Where(one => one.Whole is not null || behind.Contains((one.CountyKey, one.Policy)))];
    }
}
