using System.Collections.Generic;
using Saxaul.Areas;
using Saxaul.Households;
using Saxaul.Journal;

namespace Saxaul.Users;

/// <summary>A second person, who answers for where the household is, has looked at why somebody opened it.</summary>
public sealed record SeeEmergency(int CountyKey, long Id)
{
    internal const string Act = "see emergency";

    /// <exception cref="ProblemException">7001, 7002; <see cref="Problem.EmergencyGone"/>, <see cref="Problem.SecondPersonForEmergency"/>.</exception>
    public void Run(Registry registry, Actor actor)
    {
        actor.RequireIn(Right.ConfirmCorrections, CountyKey);
        // Where is checked below, once it is known of which household it is.
        using var session = registry.Write(new Actor(actor.Name, new HashSet<Right> { Right.ConfirmCorrections }, null), Right.ConfirmCorrections);
        session.HeightOf(CountyKey);
        if (session.Find(EmergencyAccess.Table, CountyKey, Id) is not { } version)
            throw new ProblemException(Problem.EmergencyGone());
        var access = EmergencyAccess.From(version);
        if (access.HouseholdId == EntryHead.NoHousehold)
            actor.Require(Right.ConfirmCorrections, CountyKey);
        else
            Reach.Require(registry.Database, actor, Right.ConfirmCorrections, new HouseholdKey(CountyKey, access.HouseholdId));
        if (access.SeenBy is not null)
            throw new ProblemException(Problem.EmergencyGone());
        if (access.UserName == actor.Name)
            throw new ProblemException(Problem.SecondPersonForEmergency());
        var entry = session.Begin(CountyKey, new EntryHead(Act, session.Database.Time.Today()) { HouseholdId = EntryHead.NoHousehold });
        entry.Change(EmergencyAccess.Table, version, (access with { SeenBy = actor.Name }).ToValues());
        entry.Seal();
        session.Commit();
    }
}
