using System;
using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Users.SigningIn;

namespace Saxaul.Users;

/// <summary>Somebody no longer signs in, from today on, and has no role any more. What they did stays theirs.</summary>
/// <param name="Reason">Needed.</param>
public sealed record EndUser(string Name, string Reason)
{
    internal const string Act = "end user";

    /// <exception cref="ProblemException">7001, 4014; <see cref="Problem.NoSuchUser"/>, <see cref="Problem.LastAdministrator"/>.</exception>
    public void Run(Registry registry, Actor actor)
    {
        actor.RequireEverywhere(Right.WriteUsers);
        Families.NeedReason(Reason);
        using var session = registry.Write(actor);
        session.HeightOf(User.Office);
        var today = session.Database.Time.Today();
        var user = GiveRole.Find(session, Name);
        var entry = session.Begin(User.Office, new EntryHead(Act, today) { HouseholdId = EntryHead.NoHousehold, Reason = Reason }, Right.WriteUsers);
        End(session, entry, user.Id, today);
        entry.Seal();
        ForgetSignIn.Of(session.Writer, user.Id);
        GiveRole.NeedAdministrator(registry, session, today);
        session.Commit();
    }

    /// <summary>The user, if they have not ended, with every role they have or will have.</summary>
    internal static void End(WriteSession session, Entry entry, long userId, DateOnly today)
    {
        foreach (var grant in session.Read(RoleGrant.Table, User.Office, "user_id = @user", command => command.Add("@user", userId)))
            entry.End(RoleGrant.Table, grant);
        foreach (var dated in GivenRole.Dated(session, "user_id", userId).Where(grant => grant.TrueTo > today))
            entry.End(RoleGrant.Table, dated);
        if (session.Find(User.Table, User.Office, userId) is { } user)
            entry.End(User.Table, user);
    }
}
