using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Screening;

/// <summary>
/// Somebody has looked at a warning: it was seen, a visit is wanted, or nothing is needed because. Answering again replaces the answer; the earlier ones stay in the
/// household's history. When a warning goes and comes back it asks anew.
/// </summary>
/// <param name="Reason">Needed when nothing is needed, unless the household is free to decline what the rule looks for.</param>
public sealed record AnswerWarning(int CountyKey, long WarningId, Look Look, string? Reason = null)
{
    internal const string Act = "answer warning";

    /// <summary>In a transaction of its own.</summary>
    /// <returns>The household.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.WarningGone"/>, <see cref="Problem.WhyNotNeeded"/>, 7001, 7002.</exception>
    public HouseholdKey Run(Registry registry, Actor actor, Policies policies)
    {
        actor.RequireIn(Right.WriteHouseholds, CountyKey);
        using var session = registry.Write(actor);
        session.HeightOf(CountyKey);
        if (session.Find(Warning.Table, CountyKey, WarningId) is not { } standing || Warning.From(standing) is var warning && session.Find(Household.Table, CountyKey, warning.HouseholdId) is not { } household)
            throw new ProblemException(Problem.WarningGone());
        var key = new HouseholdKey(CountyKey, warning.HouseholdId);
        session.RequireReach(key, Household.From(household));
        if (Look == Look.NotNeeded && string.IsNullOrWhiteSpace(Reason) && policies[warning.Policy].Rules.FirstOrDefault(rule => rule.Name == warning.Rule)?.Definition.FreeToDecline != true)
            throw new ProblemException(Problem.WhyNotNeeded());
        var entry = session.Begin(CountyKey, new EntryHead(Act, session.Database.Time.Today()) { HouseholdId = key.Id, Reason = Reason });
        foreach (var earlier in session.Read(WarningAnswer.Table, CountyKey, "warning_id = @warning", command => command.Add("@warning", WarningId)))
            entry.End(WarningAnswer.Table, earlier);
        entry.Add(WarningAnswer.Table, new WarningAnswer(key.Id, WarningId, Look).ToValues());
        entry.Seal();
        session.Commit();
        return key;
    }
}
