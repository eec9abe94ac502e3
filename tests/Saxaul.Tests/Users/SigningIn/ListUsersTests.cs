using System.Linq;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Saxaul.Users.SigningIn;
using Xunit;

namespace Saxaul.Tests.Users.SigningIn;

/// <summary>What whoever looks after users sees of them: how each comes in, and what they may and might do.</summary>
public class ListUsersTests
{
    private static ListedUser Of(ExampleOffice office, string name, bool past = false) => ListUsers.Of(office.Registry, office.Admin, past).Single(user => user.Name == name);

    [Theory, EachDatabase]
    public void Each_user_says_whether_they_are_invited_ever_came_have_a_second_factor_and_are_linked(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        Assert.Equal((true, false, 0), (Of(office, "gul").WaysIn.HasSignedIn, Of(office, "gul").WaysIn.HasSecondFactor, Of(office, "gul").WaysIn.LinkedTo.Count));
        Assert.Equal((null, false), (Of(office, "team").WaysIn.InvitedUntil, Of(office, "team").WaysIn.HasSignedIn));

        new Invite("team").Run(office.Registry, office.Admin);
        Assert.InRange(Of(office, "team").WaysIn.InvitedUntil!.Value - office.Clock.GetUtcNow(), Invite.Valid - System.TimeSpan.FromMinutes(1), Invite.Valid);
        office.Clock.Advance(Invite.Valid);
        Assert.Null(Of(office, "team").WaysIn.InvitedUntil);
        office.AddApp();
        new LinkUser("gul", "https://login.example.cn/", "0192").Run(office.Registry, office.Admin);
        Assert.True(Of(office, "gul").WaysIn.HasSecondFactor);
        Assert.Equal(["https://login.example.cn/"], Of(office, "gul").WaysIn.LinkedTo);
    }

    [Theory, EachDatabase]
    public void Ended_users_and_roles_are_shown_when_asked_for_also_to_who_checks_and_to_nobody_else(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        var today = office.Registry.Database.Time.Today();
        var role = new GiveRole("gul", "auditor", null, today, null, "审计").Run(office.Registry, office.Admin);
        new GiveRole("team", "auditor", null, today, today.AddDays(9), "代班") { StandsInFor = "gul" }.Run(office.Registry, office.Admin);
        Assert.False(Of(office, "team").Roles.Single().Rests);
        office.Clock.Advance(System.TimeSpan.FromDays(2));
        today = today.AddDays(2);
        new TakeRole(role, today, "调走").Run(office.Registry, office.Admin);
        Assert.Empty(Of(office, "gul").Roles);
        Assert.Equal(today, Of(office, "gul", past: true).Roles.Single().Until);
        // Whoever stood in for them has it on paper only.
        Assert.True(Of(office, "team").Roles.Single().Rests);

        new EndUser("gul", "离职").Run(office.Registry, office.Admin);
        Assert.DoesNotContain(ListUsers.Of(office.Registry, office.Admin), user => user.Name == "gul");
        Assert.Equal(today, Of(office, "gul", past: true).EndedOn);
        var auditor = new Actor("auditor", [new Grant(new System.Collections.Generic.HashSet<Right> { Right.ReadHouseholds, Right.Verify }, null)]);
        Assert.Contains(ListUsers.Of(office.Registry, auditor, past: true), user => user.Name == "gul" && user.Roles.Single().Role == "auditor");
        Assert.Equal(7001, ExampleOffice.Refused(() => ListUsers.Of(office.Registry, Actor.Nobody, past: true)));
    }
}
