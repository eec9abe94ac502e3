using System;
using System.Linq;
using Microsoft.Extensions.Time.Testing;
using OtpNet;
using Saxaul.Journal;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Saxaul.Users.SigningIn;
using Xunit;

namespace Saxaul.Tests.Users.SigningIn;

/// <summary>An office on the morning of 1 April 2020: admin looks after users, gul and team work there. Gul has set her password.</summary>
internal sealed class ExampleOffice : IDisposable
{
    public const string Password = "wind over the poplars";
    private readonly TestRegistry test;

    public ExampleOffice(DatabaseKind kind)
    {
        test = new TestRegistry(kind, Clock);
        foreach (var name in new[] { "admin", "gul", "team" })
            new MakeUser(name).Run(Registry, Actor.Operator("installer"));
        new GiveRole("admin", "administrator", null, Registry.Database.Time.Today(), null, "分工").Run(Registry, Actor.Operator("installer"));
        Desk = At("desk");
        Desk = Desk with { Device = Begin("gul", Password, Desk).Device };
    }

    public Registry Registry => test.Registry;

    public string KeyFile => test.KeyFile;

    /// <summary>A path in the test's own folder.</summary>
    public string File(string name) => test.File(name);

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2020, 4, 1, 1, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

    /// <summary>The browser in which gul set her password.</summary>
    public Browser Desk { get; }

    public Actor Admin => ReadActor.Of(Registry, "admin", Registry.Database.Time.Today())!;

    /// <summary>A browser in which nobody signed in before.</summary>
    public static Browser At(string address) => new(null, address, "Chrome, Windows");

    /// <summary>An invitation, and the password that the invited set.</summary>
    public SignedIn Begin(string name, string password, Browser browser) => new AcceptInvitation(name, new Invite(name).Run(Registry, Admin), password, browser).Run(Registry);

    public SignedIn SignIn(Browser browser, string name = "gul", string password = Password) => new SignInWithPassword(name, password, browser).Run(Registry);

    /// <summary>The session of somebody who signs in, in the browser where they did.</summary>
    public Session Session(SignedIn signedIn, Browser? browser = null) => Saxaul.Users.SigningIn.Session.Of(Registry, signedIn.Session, (browser ?? Desk) with { Device = signedIn.Device })!;

    /// <summary>Gul gets an app for her codes.</summary>
    /// <returns>The app.</returns>
    public (Totp App, SecondFactorAdded Added) AddApp()
    {
        var session = Session(SignIn(Desk));
        AddCodesByApp.Begin(Registry, session);
        var app = new Totp(Base32Encoding.ToBytes(AddCodesByApp.Pending(Registry, session)));
        return (app, new AddCodesByApp(session, app.ComputeTotp(Clock.GetUtcNow().UtcDateTime), Desk).Run(Registry));
    }

    public static int Refused(Action act) => Assert.Throws<ProblemException>(act).Problem.Number;

    public SignInEvent[] Log(Session session) => [.. SignInLog.Of(Registry, session, 50).Select(line => line.Event)];

    public void Dispose() => test.Dispose();
}
