using System;
using System.Linq;
using Saxaul.Database;
using Saxaul.Tests.Databases;
using Saxaul.Users.SigningIn;
using Xunit;

namespace Saxaul.Tests.Users.SigningIn;

/// <summary>A name and a password; and what those find who guess.</summary>
public class SignInWithPasswordTests
{
    private static readonly Browser Stranger = ExampleOffice.At("stranger's");

    private static int Guess(ExampleOffice office, Browser browser, string name = "gul") => ExampleOffice.Refused(() => office.SignIn(browser, name, "a wrong guess"));

    [Theory, EachDatabase]
    public void Somebody_signs_in_with_their_own_password_only(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        Assert.Equal("gul", office.Session(office.SignIn(office.Desk)).Name);
        foreach (var (name, password) in new[] { ("gul", "wind over the poplar"), ("gul", ""), ("admin", ExampleOffice.Password), ("nobody", ExampleOffice.Password), ("", "") })
            Assert.Equal(7200, ExampleOffice.Refused(() => office.SignIn(ExampleOffice.At(name + password), name, password)));
    }

    [Theory, EachDatabase]
    public void A_name_that_nobody_has_is_answered_like_one_that_somebody_has(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        static Problem[] Answers(ExampleOffice office, string name) => [.. Enumerable.Range(0, 8).Select(i => Assert.Throws<ProblemException>(() => office.SignIn(ExampleOffice.At($"{name} {i}"), name, "a wrong guess")).Problem)];
        Assert.Equal(Answers(office, "gul").Select(problem => problem.Number), Answers(office, "nobody").Select(problem => problem.Number));
    }

    [Theory, EachDatabase]
    public void Whoever_guesses_waits_longer_and_longer_even_with_the_right_password(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        Assert.All(Enumerable.Range(0, 5), _ => Assert.Equal(7200, Guess(office, Stranger)));
        Assert.Equal(7201, ExampleOffice.Refused(() => office.SignIn(Stranger)));
        office.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(7200, Guess(office, Stranger));
        office.Clock.Advance(TimeSpan.FromSeconds(31));
        var wait = Assert.Throws<ProblemException>(() => office.SignIn(Stranger)).Problem;
        Assert.Contains("29 秒", wait.Zh, StringComparison.Ordinal);
        Assert.Contains("29 seconds", wait.En, StringComparison.Ordinal);
        for (var i = 0; i < 9; i++)
        {
            office.Clock.Advance(TimeSpan.FromMinutes(16));
            Assert.Equal(7200, Guess(office, Stranger));
        }
        Assert.Contains("15 minutes", Assert.Throws<ProblemException>(() => office.SignIn(Stranger)).Problem.En, StringComparison.Ordinal);
        office.Clock.Advance(TimeSpan.FromMinutes(16));
        office.SignIn(Stranger);
        Assert.Equal(7200, Guess(office, Stranger));
    }

    [Theory, EachDatabase]
    public void Strangers_never_make_somebody_wait_in_a_browser_they_are_known_in_nor_the_other_way_round(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        for (var i = 0; i < 20; i++)
            Guess(office, ExampleOffice.At($"stranger {i}"));
        office.SignIn(office.Desk);

        using var other = new ExampleOffice(kind);
        for (var i = 0; i < 5; i++)
            Guess(other, other.Desk);
        Assert.Equal(7201, ExampleOffice.Refused(() => other.SignIn(other.Desk)));
        other.SignIn(Stranger);
    }

    [Theory, EachDatabase]
    public void A_browser_that_another_user_is_known_in_or_that_made_its_mark_up_is_a_strangers(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        var colleagues = ExampleOffice.At("colleague's");
        colleagues = colleagues with { Device = office.Begin("team", "rain on the tin roof", colleagues).Device };
        var madeUp = Stranger with { Device = new string('A', 43) };
        for (var i = 0; i < 5; i++)
            Guess(office, i % 2 == 0 ? colleagues : madeUp);
        Assert.Equal(7201, ExampleOffice.Refused(() => office.SignIn(Stranger)));
        // A mark that was put there beforehand is not taken over.
        Assert.NotEqual(madeUp.Device, office.SignIn(madeUp, "team", "rain on the tin roof").Device);
    }

    [Theory, EachDatabase]
    public void One_address_that_tries_many_names_waits_too_and_nobody_else(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        for (var i = 0; i < 30; i++)
            Assert.Equal(7200, Guess(office, Stranger, $"name{i}"));
        Assert.Equal(7201, Guess(office, Stranger, "another"));
        Assert.Equal(7201, ExampleOffice.Refused(() => new AcceptInvitation("team", "AAAAA", "rain on the tin roof", Stranger).Run(office.Registry)));
        Assert.Equal(7200, Guess(office, ExampleOffice.At("elsewhere"), "another"));
        office.SignIn(office.Desk with { Address = Stranger.Address });
    }

    [Theory, EachDatabase]
    public void An_office_that_comes_in_the_morning_from_one_address_is_not_slowed(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        for (var i = 0; i < 40; i++)
            office.SignIn(Stranger);
    }

    [Theory, EachDatabase]
    public void Wrong_tries_are_forgotten_after_a_day_and_when_it_was_right(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        for (var i = 0; i < 4; i++)
            Guess(office, Stranger);
        var known = Stranger with { Device = office.SignIn(Stranger).Device };
        Assert.Equal(7200, Guess(office, Stranger));
        Assert.Equal(7200, Guess(office, known));
        for (var i = 0; i < 4; i++)
            Guess(office, Stranger);
        Assert.Equal(7201, Guess(office, Stranger));
        office.Clock.Advance(TimeSpan.FromHours(25));
        Assert.All(Enumerable.Range(0, 5), _ => Assert.Equal(7200, Guess(office, Stranger)));
    }

    [Theory, EachDatabase]
    public void The_user_sees_that_somebody_guessed_once(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        for (var i = 0; i < 9; i++)
            Guess(office, Stranger);
        Assert.Equal([SignInEvent.SignedIn, SignInEvent.Slowed], office.Log(office.Session(office.SignIn(office.Desk))).Take(2));
    }

    [Theory, EachDatabase]
    public void What_rests_in_the_database_lets_nobody_in_and_cannot_be_moved_to_another_user(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        office.Begin("team", "rain on the tin roof", ExampleOffice.At("other desk"));
        var begun = office.SignIn(office.Desk);
        using (var writer = office.Registry.Database.OpenWriter())
        {
            foreach (var (table, column) in new[] { ("sign_in_session", "token"), ("sign_in_session", "device"), ("sign_in_device", "device") })
            {
                var kept = writer.Command($"SELECT {column} FROM {table}").ToList(reader => reader.GetFieldValue<byte[]>(0));
                Assert.DoesNotContain(kept, one => begun.Session.Contains(Convert.ToBase64String(one)[..20], StringComparison.Ordinal) || begun.Device.Contains(Convert.ToBase64String(one)[..20], StringComparison.Ordinal));
            }
            // Somebody with the rows and without the keys gives gul's password to admin, and gul's session.
            writer.Execute("UPDATE sign_in_session SET user_id = (SELECT id FROM app_user WHERE name = 'admin')");
            writer.Execute("DELETE FROM sign_in_secret WHERE user_id = (SELECT id FROM app_user WHERE name = 'team')");
            writer.Execute("UPDATE sign_in_secret SET user_id = (SELECT id FROM app_user WHERE name = 'team')");
            writer.Commit();
        }
        Assert.Null(office.Session(begun));
        Assert.Equal(7200, ExampleOffice.Refused(() => office.SignIn(Stranger, "team")));
    }
}
