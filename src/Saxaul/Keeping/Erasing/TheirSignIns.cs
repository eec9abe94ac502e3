using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;
using Saxaul.Households;
using Saxaul.Journal;
using Saxaul.Users;
using Saxaul.Users.SigningIn;

namespace Saxaul.Keeping.Erasing;

/// <summary>
/// The users who are a household itself (<see cref="Role.Themselves"/>), when it, or one of its members, is erased: they end, and their full name goes in every state. Of somebody who works here as well, or who is another
/// household too, only the role goes: who works here is no content about a household, whatever their name.
/// </summary>
internal sealed class TheirSignIns
{
    private readonly List<Version> roles;
    private readonly HashSet<long> users;

    private TheirSignIns(List<Version> roles, HashSet<long> users) => (this.roles, this.users) = (roles, users);

    /// <summary>Those of the households; where a member is erased, only those who bear the member's name.</summary>
    public static TheirSignIns Of(Registry registry, WriteSession session, Whom whom, KnownBy who)
    {
        var themselves = registry.Roles.Where(role => role.Themselves).Select(role => role.Code).ToHashSet();
        bool IsTheirs(RoleGrant grant) => themselves.Contains(grant.Role) && grant is { InCounty: { } county, HouseholdId: { } household } && whom.Households.Contains(new HouseholdKey(county, household));
        var ofUser = DestroyVersions.All(session, User.Office, RoleGrant.Table).Select(one => one.Version).ToLookup(version => RoleGrant.From(version).UserId);
        var named = DestroyVersions.All(session, User.Office, User.Table).Where(one => User.From(one.Version).FullName is { } name && who.NamedIn(name)).Select(one => one.Version.Id).ToHashSet();
        var theirs = ofUser.Where(grants => grants.Any(one => IsTheirs(RoleGrant.From(one))) && (whom.Kind == "household" || named.Contains(grants.Key))).ToList();
        return new TheirSignIns([.. theirs.SelectMany(grants => grants).Where(one => IsTheirs(RoleGrant.From(one)))], [.. theirs.Where(grants => grants.All(one => IsTheirs(RoleGrant.From(one)))).Select(grants => grants.Key)]);
    }

    /// <summary>The full names that go, in every state.</summary>
    public IEnumerable<Destroyed> Names(WriteSession session) => DestroyVersions.All(session, User.Office, User.Table)
        .Where(one => users.Contains(one.Version.Id) && User.From(one.Version).FullName is not null).Select(one => one with { Columns = ["full_name"] });

    /// <summary>Ends the users, and the roles of the others, after their names have gone.</summary>
    public void End(WriteSession session, string reason)
    {
        if (roles.Count == 0)
            return;
        var today = session.Database.Time.Today();
        var entry = session.Begin(User.Office, new EntryHead(EndUser.Act, today) { HouseholdId = EntryHead.NoHousehold, Reason = reason }, Right.Erase);
        foreach (var grant in roles.Where(one => one.KnownTo is null && !users.Contains(RoleGrant.From(one).UserId)))
            entry.End(RoleGrant.Table, grant);
        foreach (var user in users)
            EndUser.End(session, entry, user, today);
        entry.Seal();
        foreach (var user in users)
            ForgetSignIn.Of(session.Writer, user);
    }
}
