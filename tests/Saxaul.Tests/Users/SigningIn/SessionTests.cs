using System;
using System.Linq;
using Saxaul.Database;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Saxaul.Users.SigningIn;
using Xunit;

namespace Saxaul.Tests.Users.SigningIn;

/// <summary>Being signed in: how long, where, and how it ends.</summary>
public class SessionTests
{
    private static readonly Browser Phone = new(null, "phone", "Safari, iPhone");

    private static Session? Of(ExampleOffice office, SignedIn signedIn, Browser? browser = null) => Session.Of(office.Registry, signedIn.Session, browser ?? office.Desk with { Device = signedIn.Device });

    [Theory, EachDatabase]
    public void It_ends_when_nobody_was_there_for_eight_hours(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        var begun = office.SignIn(office.Desk);
        office.Clock.Advance(TimeSpan.FromHours(7.9));
        Assert.NotNull(Of(office, begun));
        office.Clock.Advance(TimeSpan.FromHours(0.2));
        Assert.Null(Of(office, begun));
    }

    [Theory, EachDatabase]
    public void It_ends_after_twelve_hours_however_busy_somebody_is(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        var begun = office.SignIn(office.Desk);
        for (var hour = 1; hour < 12; hour++)
        {
            office.Clock.Advance(TimeSpan.FromHours(1));
            var session = Of(office, begun)!;
            Assert.True(session.IsToBeNoted(office.Clock.GetUtcNow()));
            session.Note(office.Registry);
            Assert.False(Of(office, begun)!.IsToBeNoted(office.Clock.GetUtcNow()));
        }
        office.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(Of(office, begun));
    }

    [Theory, EachDatabase]
    public void A_token_that_was_taken_to_another_browser_is_refused_there_and_ends_here(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        var begun = office.SignIn(office.Desk);
        Assert.Null(Session.Of(office.Registry, begun.Session, Phone));
        Assert.Null(Of(office, begun));

        var second = office.SignIn(office.Desk);
        Assert.Null(Session.Of(office.Registry, second.Session, Phone with { Device = office.SignIn(Phone).Device }));
        Assert.Null(Of(office, second));
        Assert.Contains(SignInEvent.TakenElsewhere, office.Log(Of(office, office.SignIn(office.Desk))!));
    }

    [Theory, EachDatabase]
    public void A_token_that_nobody_was_given_is_nobodys(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        var begun = office.SignIn(office.Desk);
        var (owner, token) = (begun.Session.Split('.')[0], begun.Session.Split('.')[1]);
        foreach (var made in new[] { "", ".", token, $"{owner}.", $"{owner}.{token[..^1]}", $"1{owner}.{token}", $"-{owner}.{token}", $"{owner}.{token}.", new string('9', 40) + "." + token })
            Assert.Null(Session.Of(office.Registry, made, office.Desk with { Device = begun.Device }));
        Assert.Null(Session.Of(office.Registry, null, office.Desk));
        Assert.NotNull(Of(office, begun));
    }

    [Theory, EachDatabase]
    public void Somebody_sees_where_they_are_signed_in_and_ends_what_is_elsewhere(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        var phone = office.SignIn(Phone);
        var here = Of(office, office.SignIn(office.Desk))!;
        // The desk where the password was set, the phone, and here.
        Assert.Equal(["Chrome, Windows", "Safari, iPhone", "Chrome, Windows"], Session.AllOf(office.Registry, here).Select(session => session.Browser));

        Session.AllOf(office.Registry, here).Single(session => session.Browser == "Safari, iPhone").End(office.Registry, office.Desk);
        Assert.Null(Of(office, phone, Phone with { Device = phone.Device }));
        here.End(office.Registry, office.Desk);
        Assert.DoesNotContain(Session.AllOf(office.Registry, here), session => session.Id == here.Id);
    }

    [Theory, EachDatabase]
    public void Another_password_ends_every_other_session(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        var phone = office.SignIn(Phone);
        var here = office.SignIn(office.Desk);
        var session = Of(office, here)!;
        Assert.Equal(7209, ExampleOffice.Refused(() => new ChangePassword(session, "not the present one", "sand against the door", office.Desk).Run(office.Registry)));
        Assert.Equal(7202, ExampleOffice.Refused(() => new ChangePassword(session, ExampleOffice.Password, "short", office.Desk).Run(office.Registry)));
        var next = new ChangePassword(session, ExampleOffice.Password, "sand against the door", office.Desk).Run(office.Registry);

        Assert.Null(Of(office, phone, Phone with { Device = phone.Device }));
        Assert.Null(Of(office, here));
        Assert.NotNull(Of(office, next));
        Assert.Equal(7200, ExampleOffice.Refused(() => office.SignIn(office.Desk)));
        office.SignIn(office.Desk, password: "sand against the door");
    }

    [Theory, EachDatabase]
    public void A_user_who_ended_is_signed_in_nowhere_and_signs_in_no_more(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        var begun = office.SignIn(office.Desk);
        new EndUser("gul", "调走").Run(office.Registry, office.Admin);
        Assert.Null(Of(office, begun));
        Assert.Equal(7200, ExampleOffice.Refused(() => office.SignIn(office.Desk)));
    }

    [Fact]
    public void A_backup_that_is_put_back_signs_nobody_in()
    {
        using var office = new ExampleOffice(DatabaseKind.Sqlite);
        var begun = office.SignIn(office.Desk);
        var code = new Invite("team").Run(office.Registry, office.Admin);
        BackUp.Run(office.Registry, office.Admin, office.File("copy.db"));
        Restore.Run(office.File("copy.db"), office.File("again.db"), Actor.Operator("operator"), time: office.Clock, keyFile: office.KeyFile);

        using var again = Registry.Open(office.File("again.db"), office.Clock, keyFile: office.KeyFile);
        Assert.Null(Session.Of(again, begun.Session, office.Desk with { Device = begun.Device }));
        Assert.Equal(7205, ExampleOffice.Refused(() => new AcceptInvitation("team", code, "rain on the tin roof", office.Desk).Run(again)));
        new SignInWithPassword("gul", ExampleOffice.Password, office.Desk).Run(again);
    }

    [Theory, EachDatabase]
    public void Who_shares_a_computer_is_offered_the_names_of_today_unless_it_is_somebodys_own(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(Session.NamesHere(office.Registry, office.Desk));
        office.SignIn(office.Desk);
        office.Begin("team", "rain on the tin roof", office.Desk);
        Assert.Equal(["team", "gul"], Session.NamesHere(office.Registry, office.Desk));
        office.SignIn(office.Desk with { IsOwn = true });
        Assert.Equal(["team"], Session.NamesHere(office.Registry, office.Desk));
        Assert.Empty(Session.NamesHere(office.Registry, Phone));
    }
}
