using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Facts;
using Saxaul.Journal;
using Saxaul.Screening;

namespace Saxaul.Households;

/// <summary>Which warnings a change that is written in a session, and not yet committed, would make go: on the day of the last screening, as warnings stand, and today, as the next one will find.</summary>
internal sealed class ClearedWarnings(Registry registry, WriteSession session, FactStore facts, Policies policies, int countyKey)
{
    private readonly long before = session.HeightOf(countyKey);

    /// <param name="households">Those the change touched since this was made.</param>
    public IReadOnlyList<(long HouseholdId, ClearedWarning Warning)> Of(IEnumerable<HouseholdKey> households)
    {
        var ids = households.Where(household => household.CountyKey == countyKey).Select(household => household.Id).ToHashSet();
        if (ids.Count == 0)
            return [];
        var today = registry.Database.Time.Today();
        return [.. session.Writer.Command("SELECT policy, day FROM screening WHERE county_key = @county ORDER BY policy", ("@county", countyKey)).ToList(reader => (Policy: reader.GetString(0), Day: reader.Day(1)))
            .SelectMany(screened => new[] { screened.Day, today }.Distinct().SelectMany(day =>
            {
                HashSet<(long, string)> Fired(long? height) => [.. ApplyPolicy.To(facts.Households(countyKey, day, height, ids, session), policies[screened.Policy]).Fired.Select(one => (one.HouseholdId, one.Rule))];
                return Fired(before).Except(Fired(null)).Select(gone => (gone.Item1, new ClearedWarning(screened.Policy, gone.Item2)));
            })).Distinct().OrderBy(gone => gone.Item1).ThenBy(gone => gone.Item2.Rule, System.StringComparer.Ordinal)];
    }
}
