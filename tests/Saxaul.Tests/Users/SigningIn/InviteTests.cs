using System;
using System.Linq;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Saxaul.Users.SigningIn;
using Xunit;

namespace Saxaul.Tests.Users.SigningIn;

/// <summary>How somebody gets a password that nobody else ever knew.</summary>
public class InviteTests
{
    [Theory, EachDatabase]
    public void An_invited_user_sets_a_password_with_the_code_however_it_is_typed_and_is_signed_in(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        var code = new Invite("team").Run(office.Registry, office.Admin);
        var browser = ExampleOffice.At("other desk");
        var begun = new AcceptInvitation(" team ", code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), "rain on the tin roof", browser).Run(office.Registry);

        Assert.Equal("team", office.Session(begun, browser).Name);
        Assert.Equal("team", office.Session(office.SignIn(browser, "team", "rain on the tin roof"), browser).Name);
        Assert.Empty(Verify.Run(office.Registry, Actor.Operator("auditor")));
    }

    [Theory, EachDatabase]
    public void A_code_is_good_once_and_for_a_day_and_a_newer_one_takes_its_place(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        int Accept(string name, string code) => ExampleOffice.Refused(() => new AcceptInvitation(name, code, "rain on the tin roof", office.Desk).Run(office.Registry));

        var first = new Invite("team").Run(office.Registry, office.Admin);
        var second = new Invite("team").Run(office.Registry, office.Admin);
        Assert.Equal(7205, Accept("team", first));
        Assert.Equal(7205, Accept("gul", second));
        Assert.Equal(7205, Accept("nobody", second));
        new AcceptInvitation("team", second, "rain on the tin roof", office.Desk).Run(office.Registry);
        Assert.Equal(7205, Accept("team", second));

        var late = new Invite("team").Run(office.Registry, office.Admin);
        office.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(7205, Accept("team", late));
    }

    [Theory, EachDatabase]
    public void Who_is_invited_anew_is_signed_in_nowhere_and_the_former_password_holds_no_more(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        var begun = office.SignIn(office.Desk);
        new Invite("gul").Run(office.Registry, office.Admin);

        Assert.Null(office.Session(begun));
        Assert.Equal(7200, ExampleOffice.Refused(() => office.SignIn(office.Desk)));
    }

    [Theory, EachDatabase]
    public void An_invitation_leaves_the_second_factor_unless_that_is_lost_too_and_the_user_sees_who_did_it(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        office.AddApp();
        var begun = office.Session(office.Begin("gul", "snow on the far hills", office.Desk));
        Assert.Equal(StillNeeded.SecondFactor, SecondFactor.StillNeeded(office.Registry, begun, Actor.Nobody));

        var code = new Invite("gul", IsSecondFactorLost: true).Run(office.Registry, office.Admin);
        var session = office.Session(new AcceptInvitation("gul", code, "sand against the door", office.Desk).Run(office.Registry));
        Assert.Equal(StillNeeded.Nothing, SecondFactor.StillNeeded(office.Registry, session, Actor.Nobody));
        Assert.Contains(SignInLog.Of(office.Registry, session, 20), line => line is { Event: SignInEvent.SecondFactorTaken, By: "admin", Browser: null });
    }

    [Theory, EachDatabase]
    public void Only_who_looks_after_users_invites_and_only_those_there_are(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        Assert.Equal(7001, ExampleOffice.Refused(() => new Invite("gul").Run(office.Registry, ReadActor.Of(office.Registry, "team", office.Registry.Database.Time.Today())!)));
        Assert.Equal(7012, ExampleOffice.Refused(() => new Invite("nobody").Run(office.Registry, office.Admin)));
    }

    [Theory]
    [InlineData("eleven char", 7202)]
    [InlineData("密码密码密码密码密码密", 7202)]
    [InlineData("password1234", 7203)]
    [InlineData("PassWord1234", 7203)]
    [InlineData("ｐassword１２３４", 7203)]
    [InlineData("ababababababab", 7203)]
    [InlineData("my Saxaul in spring", 7203)]
    [InlineData("team of the village", 7203)]
    public void A_password_that_others_guess_first_is_refused(string password, int problem)
    {
        using var office = new ExampleOffice(DatabaseKind.Sqlite);
        var code = new Invite("team").Run(office.Registry, office.Admin);
        Assert.Equal(problem, ExampleOffice.Refused(() => new AcceptInvitation("team", code, password, office.Desk).Run(office.Registry)));
        // The code is as good as before.
        new AcceptInvitation("team", code, "rain on the tin roof", office.Desk).Run(office.Registry);
    }

    [Theory]
    [InlineData("twelve chars")]
    [InlineData("沙漠里的梭梭草长得慢根很深啊", 7203)]
    [InlineData("沙漠里的胡杨树长得慢根很深")]
    [InlineData("   spaces are fine   ")]
    public void Length_is_all_that_is_asked(string password, int? problem = null)
    {
        using var office = new ExampleOffice(DatabaseKind.Sqlite);
        var code = new Invite("team").Run(office.Registry, office.Admin);
        var refused = Record.Exception(() => new AcceptInvitation("team", code, password, office.Desk).Run(office.Registry)) as ProblemException;
        Assert.Equal(problem, refused?.Problem.Number);
        Assert.Equal(7204, ExampleOffice.Refused(() => new AcceptInvitation("team", code, string.Concat(Enumerable.Repeat("long and longer ", 13)), office.Desk).Run(office.Registry)));
    }
}
