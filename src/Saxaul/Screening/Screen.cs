using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Screening;

/// <summary>What a screening did.</summary>
/// <param name="Households">Households screened, held ones not counted.</param>
/// <param name="Flagged">Warnings by rule.</param>
/// <param name="Undecided">Households, by rule, of which a fact is missing that would decide it.</param>
/// <param name="New">Warnings seen for the first time.</param>
/// <param name="Gone">Warnings that are gone again.</param>
public sealed record ScreenReport(int Households, IReadOnlyDictionary<string, int> Flagged, IReadOnlyDictionary<string, int> Undecided, int New, int Gone);

/// <summary>
/// Applies a policy to the facts of a day and keeps the warnings in step: what fires now and did not is first seen, what no longer fires is gone. Households whose
/// village nobody has said yet are left out. All at once or some households only: the same answer either way.
/// </summary>
public sealed class Screen(Registry registry, Actor actor, FactStore facts, Policy policy, DateOnly on)
{
    /// <summary>A warning as the policy gives it now.</summary>
    private readonly record struct Fired(long HouseholdId, string Rule, string Figures);

    /// <summary>Every household of every county the actor may write in.</summary>
    public ScreenReport All()
    {
        IReadOnlyList<int> countyKeys;
        using (var connection = registry.Database.OpenReader())
            countyKeys = [.. actor.Where(Right.WriteHouseholds, FactStore.Counties(connection))];
        var counties = facts.Get(countyKeys, on);
        var report = Write(counties.Select(county => (county, Rows: Enumerable.Range(0, county.Households.Length).ToArray())), whole: true);
        facts.Save();
        return report;
    }

    /// <summary>Only these households of one county.</summary>
    public ScreenReport Households(int countyKey, IReadOnlyCollection<long> ids)
    {
        actor.Require(Right.WriteHouseholds, countyKey);
        var some = facts.Households(countyKey, on, null, ids);
        return Write([(some, Enumerable.Range(0, some.Households.Length).ToArray())], whole: false, ids);
    }

    private ScreenReport Write(IEnumerable<(CountyFacts Facts, int[] Rows)> counties, bool whole, IReadOnlyCollection<long>? ids = null)
    {
        var (households, added, gone) = (0, 0, 0);
        var (flagged, undecided) = (new SortedDictionary<string, int>(StringComparer.Ordinal), new SortedDictionary<string, int>(StringComparer.Ordinal));
        foreach (var rule in policy.Rules)
            (flagged[rule.Name], undecided[rule.Name]) = (0, 0);
        foreach (var (county, rows) in counties)
        {
            var located = rows.Where(row => county.VillageOf(row) != 0).ToArray();
            households += located.Length;
            var fired = Decide(county, located, undecided);
            foreach (var one in fired)
                flagged[one.Rule]++;
            using var session = registry.Write(actor);
            var (newHere, goneHere) = Keep(session, county, fired, ids);
            if (whole)
                Seen(session, county);
            session.Commit();
            (added, gone) = (added + newHere, gone + goneHere);
        }
        return new ScreenReport(households, flagged, undecided, added, gone);
    }

    private List<Fired> Decide(CountyFacts county, int[] rows, SortedDictionary<string, int> undecided)
    {
        var parts = rows.Chunk(Math.Max(1, (rows.Length + Environment.ProcessorCount - 1) / Environment.ProcessorCount)).ToList();
        var results = new (List<Fired> Fired, int[] Undecided)[parts.Count];
        Parallel.For(0, parts.Count, part =>
        {
            var run = new PolicyRun(policy, on);
            var (fired, open) = (new List<Fired>(), new int[policy.Rules.Count]);
            foreach (var row in parts[part])
            {
                run.Begin(county, row);
                for (var rule = 0; rule < open.Length; rule++)
                {
                    var verdict = run.Decide(policy.Rules[rule]);
                    if (verdict == Verdict.Yes)
                        fired.Add(new Fired(county.Households[row], policy.Rules[rule].Name, run.Figures(policy.Rules[rule])));
                    open[rule] += verdict == Verdict.Undecided ? 1 : 0;
                }
            }
            results[part] = (fired, open);
        });
        foreach (var (_, open) in results)
        {
            for (var rule = 0; rule < open.Length; rule++)
                undecided[policy.Rules[rule].Name] += open[rule];
        }
        return [.. results.SelectMany(result => result.Fired)];
    }

    private (int Added, int Gone) Keep(WriteSession session, CountyFacts county, List<Fired> fired, IReadOnlyCollection<long>? ids)
    {
        var entry = session.Begin(county.CountyKey, new EntryHead("screen", on));
        var standing = session.Read(Warning.Table, county.CountyKey,
                ids is null ? "policy = @policy" : $"policy = @policy AND {session.Database.AnyOf("household_id", "@ids")}", command =>
                {
                    command.Add("@policy", policy.Name);
                    if (ids is not null)
                        session.Database.AddList(command, "@ids", ids);
                })
            .ToDictionary(version => (Warning.From(version).HouseholdId, Warning.From(version).Rule));
        var added = 0;
        foreach (var one in fired)
        {
            var values = new Warning(one.HouseholdId, one.Rule, policy.Name, one.Figures).ToValues();
            if (standing.Remove((one.HouseholdId, one.Rule), out var known))
            {
                // First seen stays: only the figures are brought up to date.
                if (!known.Values.SequenceEqual(values))
                    entry.Correct(Warning.Table, known, values);
                continue;
            }
            entry.Add(Warning.Table, values);
            added++;
        }
        foreach (var ended in standing.Values)
            entry.End(Warning.Table, ended);
        entry.Seal();
        return (added, standing.Count);
    }

    /// <summary>The day a whole county was last looked at: until then its warnings are last seen.</summary>
    private void Seen(WriteSession session, CountyFacts county)
    {
        session.Writer.Execute("""
            INSERT INTO screening (county_key, policy, day, height, report) VALUES (@county, @policy, @day, @height, @report)
            ON CONFLICT (county_key, policy) DO UPDATE SET day = excluded.day, height = excluded.height, report = excluded.report
            """, ("@county", county.CountyKey), ("@policy", policy.Name), ("@day", on), ("@height", session.HeightOf(county.CountyKey)),
            ("@report", JsonSerializer.Serialize(new { policy.Version, Households = county.Households.Length }, ReportJson.Options)));
        RowSeal.Put(session.Writer, session.Database.Secrets, "screening", "county_key = @county AND policy = @policy", ("@county", county.CountyKey), ("@policy", policy.Name));
    }
}
