using System;
using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Journal;
using Saxaul.Screening;

namespace Saxaul.Households;

/// <summary>Which warnings go with what a session has written and not yet committed: on the day of the last screening, as warnings stand, and today, as the next one will find.</summary>
internal sealed class ClearedWarnings(Registry registry, WriteSession session, FactStore facts, Policies policies)
{
    /// <param name="touched">The households that the session changed.</param>
    public IReadOnlyList<(HouseholdKey Household, ClearedWarning Warning)> Of(IEnumerable<HouseholdKey> touched)
    {
        var counties = touched.GroupBy(household => household.CountyKey, household => household.Id).OrderBy(county => county.Key).ToDictionary(county => county.Key, county => county.ToHashSet());
        var gone = new HashSet<(HouseholdKey Household, ClearedWarning Warning)>();
        foreach (var (countyKey, policy, day) in counties.Keys.SelectMany(Screened))
        {
            var after = counties.SelectMany(county => Fired(policies[policy], day, county.Key, null, county.Value)).ToHashSet();
            foreach (var one in Fired(policies[policy], day, countyKey, session.FirstHeightOf(countyKey), counties[countyKey]).Where(one => !after.Contains(one)))
            {
                // What a household that is no more was warned of is looked at where its members are by now.
                if (!after.Any(other => other.Rule == one.Rule) || session.Find(Household.Table, countyKey, one.Household.Id) is not null)
                    gone.Add((one.Household, new ClearedWarning(policy, one.Rule)));
            }
        }
        return [.. gone.OrderBy(one => one.Household.CountyKey).ThenBy(one => one.Household.Id).ThenBy(one => one.Warning.Rule, StringComparer.Ordinal)];
    }

    /// <summary>Whether all of some warnings of a household fire today, as the session has it.</summary>
    public bool Stand(HouseholdKey household, IEnumerable<ClearedWarning> warnings) =>
        warnings.All(warning => Fired(policies[warning.Policy], registry.Database.Time.Today(), household.CountyKey, null, [household.Id]).Any(one => one.Rule == warning.Rule));

    private IEnumerable<(int CountyKey, string Policy, DateOnly Day)> Screened(int countyKey) =>
        session.Writer.Command("SELECT policy, day FROM screening WHERE county_key = @county ORDER BY policy", ("@county", countyKey)).ToList(reader => (Policy: reader.GetString(0), Day: reader.Day(1)))
            .SelectMany(screened => new[] { screened.Day, registry.Database.Time.Today() }.Distinct().Select(day => (countyKey, screened.Policy, day)));

    private IEnumerable<(HouseholdKey Household, string Rule)> Fired(Policy policy, DateOnly day, int countyKey, long? height, HashSet<long> households) =>
        ApplyPolicy.To(facts.Households(countyKey, day, height, households, session), policy).Fired.Select(one => (new HouseholdKey(countyKey, one.HouseholdId), one.Rule));
}
