using System;
using System.Linq;
using Saxaul.Households;
using Saxaul.Journal;

namespace Saxaul.Users;

/// <summary>A user no longer has a role, from a day on; whoever stands in for them in it stands in until their own last day.</summary>
/// <param name="GrantId">What <see cref="GiveRole"/> returned.</param>
/// <param name="On">The first day without it, today or later.</param>
/// <param name="Reason">Needed.</param>
public sealed record TakeRole(long GrantId, DateOnly On, string Reason)
{
    internal const string Act = "take role";

    /// <exception cref="ProblemException">7001, 4014; <see cref="Problem.RoleTakenBefore"/>, <see cref="Problem.NoSuchGrant"/>, <see cref="Problem.LastAdministrator"/>.</exception>
    public void Run(Registry registry, Actor actor)
    {
        actor.RequireEverywhere(Right.WriteUsers);
        Families.NeedReason(Reason);
        // Who might see what on a day that is over stays as it was.
        if (On < registry.Database.Time.Today())
            throw new ProblemException(Problem.RoleTakenBefore());
        using var session = registry.Write(actor);
        session.HeightOf(User.Office);
        var entry = session.Begin(User.Office, new EntryHead(Act, On) { HouseholdId = EntryHead.NoHousehold, Reason = Reason }, Right.WriteUsers);
        entry.End(RoleGrant.Table, session.Find(RoleGrant.Table, User.Office, GrantId) ?? GivenRole.Dated(session, "id", GrantId).LastOrDefault() ?? throw new ProblemException(Problem.NoSuchGrant()));
        if (!entry.Seal())
            throw new ProblemException(Problem.NoSuchGrant());
        GiveRole.NeedAdministrator(registry, session, On);
        session.Commit();
    }
}
