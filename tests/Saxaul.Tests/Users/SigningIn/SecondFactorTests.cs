using System;
using System.Linq;
using OtpNet;
using Saxaul.Tests.Databases;
using Saxaul.Users;
using Saxaul.Users.SigningIn;
using Xunit;

namespace Saxaul.Tests.Users.SigningIn;

/// <summary>Codes of an app, recovery codes and passkeys, after the password or in its place.</summary>
public class SecondFactorTests
{
    private static StillNeeded Needed(ExampleOffice office, Session session) => SecondFactor.StillNeeded(office.Registry, session, ReadActor.Of(office.Registry, session.Name, new DateOnly(2020, 4, 1))!);

    private static string CodeOf(ExampleOffice office, Totp app) => app.ComputeTotp(office.Clock.GetUtcNow().UtcDateTime);

    [Theory, EachDatabase]
    public void Who_has_an_app_gives_its_code_after_the_password(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        var (app, added) = office.AddApp();
        Assert.Equal(StillNeeded.Nothing, Needed(office, office.Session(added.SignedIn)));

        office.Clock.Advance(TimeSpan.FromMinutes(1));
        var half = office.Session(office.SignIn(office.Desk));
        Assert.Equal(StillNeeded.SecondFactor, Needed(office, half));
        Assert.Equal(7206, ExampleOffice.Refused(() => new ConfirmSecondFactor(half, "12345", office.Desk).Run(office.Registry)));
        var code = CodeOf(office, app);
        var whole = office.Session(new ConfirmSecondFactor(half, $"{code[..3]} {code[3..]}", office.Desk).Run(office.Registry));
        Assert.Equal(StillNeeded.Nothing, Needed(office, whole));
        // Another token than before: who had seen the first has nothing.
        Assert.NotEqual(half.Id, whole.Id);
        Assert.DoesNotContain(Session.AllOf(office.Registry, whole), session => session.Id == half.Id);
    }

    [Theory, EachDatabase]
    public void A_code_is_taken_once_and_only_within_half_a_minute(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        var (app, _) = office.AddApp();
        int Code(string code) => ExampleOffice.Refused(() => new ConfirmSecondFactor(office.Session(office.SignIn(office.Desk)), code, office.Desk).Run(office.Registry));
        // The one that set the app up.
        Assert.Equal(7206, Code(CodeOf(office, app)));
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        var code = CodeOf(office, app);
        new ConfirmSecondFactor(office.Session(office.SignIn(office.Desk)), code, office.Desk).Run(office.Registry);
        Assert.Equal(7206, Code(code));
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        var old = CodeOf(office, app);
        office.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(7206, Code(old));
    }

    /// <summary>RFC 6238, appendix B, SHA-1, the last six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        var secret = Base32Encoding.ToString("12345678901234567890"u8.ToArray());
        Assert.Equal(seconds / 30, AddCodesByApp.StepOf(secret, code, DateTimeOffset.FromUnixTimeSeconds(seconds)));
        Assert.Null(AddCodesByApp.StepOf(secret, code, DateTimeOffset.FromUnixTimeSeconds(seconds + 90)));
    }

    [Theory, EachDatabase]
    public void Guessing_codes_is_slowed_and_waits_for_nobody_else(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        var (app, _) = office.AddApp();
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        var stranger = ExampleOffice.At("stranger's");
        var begun = office.SignIn(stranger);
        stranger = stranger with { Device = begun.Device };
        var half = office.Session(begun, stranger);
        for (var i = 0; i < 5; i++)
            Assert.Equal(7206, ExampleOffice.Refused(() => new ConfirmSecondFactor(half, "000000", stranger).Run(office.Registry)));
        Assert.Equal(7201, ExampleOffice.Refused(() => new ConfirmSecondFactor(half, CodeOf(office, app), stranger).Run(office.Registry)));
        new ConfirmSecondFactor(office.Session(office.SignIn(office.Desk)), CodeOf(office, app), office.Desk).Run(office.Registry);
    }

    [Theory, EachDatabase]
    public void A_recovery_code_takes_the_place_of_the_app_once(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        var (_, added) = office.AddApp();
        Assert.Equal(10, added.RecoveryCodes.Distinct().Count());
        var session = office.Session(new ConfirmSecondFactor(office.Session(office.SignIn(office.Desk)), added.RecoveryCodes[3].ToLowerInvariant(), office.Desk).Run(office.Registry));
        Assert.Equal(9, MakeRecoveryCodes.Left(office.Registry, session));
        Assert.Equal(7206, ExampleOffice.Refused(() => new ConfirmSecondFactor(office.Session(office.SignIn(office.Desk)), added.RecoveryCodes[3], office.Desk).Run(office.Registry)));

        var renewed = new MakeRecoveryCodes(session, office.Desk).Run(office.Registry);
        Assert.Equal(7206, ExampleOffice.Refused(() => new ConfirmSecondFactor(office.Session(office.SignIn(office.Desk)), added.RecoveryCodes[4], office.Desk).Run(office.Registry)));
        new ConfirmSecondFactor(office.Session(office.SignIn(office.Desk)), renewed[0], office.Desk).Run(office.Registry);
    }

    [Theory, EachDatabase]
    public void Who_looks_after_users_sets_one_up_first_and_keeps_the_last(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        var session = office.Session(office.Begin("admin", "snow on the far hills", office.Desk));
        Assert.Equal(StillNeeded.SecondFactorSetUp, Needed(office, session));
        AddCodesByApp.Begin(office.Registry, session);
        var app = new Totp(Base32Encoding.ToBytes(AddCodesByApp.Pending(office.Registry, session)));
        Assert.Equal(7210, ExampleOffice.Refused(() => new AddCodesByApp(session, "000000", office.Desk).Run(office.Registry)));
        session = office.Session(new AddCodesByApp(session, CodeOf(office, app), office.Desk).Run(office.Registry).SignedIn);
        Assert.Equal(StillNeeded.Nothing, Needed(office, session));

        Assert.Equal(7213, ExampleOffice.Refused(() => new RemoveSecondFactor(session, null, SecondFactor.IsNeeded(office.Admin), office.Desk).Run(office.Registry)));
        session = office.Session(new AddPasskey(session, [1, 2, 3], "{}", "手机", office.Desk).Run(office.Registry).SignedIn);
        new RemoveSecondFactor(session, null, SecondFactor.IsNeeded(office.Admin), office.Desk).Run(office.Registry);
        Assert.False(SecondFactor.HasCodesByApp(office.Registry, session));
        Assert.Equal(7213, ExampleOffice.Refused(() => new RemoveSecondFactor(session, [1, 2, 3], SecondFactor.IsNeeded(office.Admin), office.Desk).Run(office.Registry)));
    }

    [Theory, EachDatabase]
    public void How_somebody_signs_in_is_changed_soon_after_they_proved_who_they_are_or_not_at_all(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        var session = office.Session(office.SignIn(office.Desk));
        AddCodesByApp.Begin(office.Registry, session);
        office.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.All(new Action[]
        {
            () => AddCodesByApp.Begin(office.Registry, session), () => new AddCodesByApp(session, "000000", office.Desk).Run(office.Registry), () => new MakeRecoveryCodes(session, office.Desk).Run(office.Registry),
            () => new AddPasskey(session, [1], "{}", "x", office.Desk).Run(office.Registry), () => new RemoveSecondFactor(session, null, false, office.Desk).Run(office.Registry),
        }, act => Assert.Equal(7208, ExampleOffice.Refused(act)));
    }

    [Theory, EachDatabase]
    public void A_passkey_signs_its_owner_in_and_nobody_after_another_ones_password(DatabaseKind kind)
    {
        using var office = new ExampleOffice(kind);
        var added = new AddPasskey(office.Session(office.SignIn(office.Desk)), [1, 2, 3], "first", "手机", office.Desk).Run(office.Registry);
        Assert.Equal(10, added.RecoveryCodes.Count);
        var passkey = Passkey.Find(office.Registry, [1, 2, 3])!;
        Assert.Equal(("手机", "first", null), (passkey.Name, passkey.Content, passkey.UsedAt));
        var whole = office.Session(new SignInWithPasskey(passkey, "second", null, office.Desk).Run(office.Registry));
        Assert.Equal(("gul", StillNeeded.Nothing), (whole.Name, Needed(office, whole)));
        Assert.Equal("second", Passkey.Find(office.Registry, [1, 2, 3])!.Content);

        // After the password alone it is asked for.
        var half = office.Session(office.SignIn(office.Desk));
        Assert.Equal(StillNeeded.SecondFactor, Needed(office, half));
        var others = office.Session(office.Begin("team", "rain on the tin roof", office.Desk));
        Assert.Equal(7211, ExampleOffice.Refused(() => new SignInWithPasskey(passkey, "third", others, office.Desk).Run(office.Registry)));
        Assert.Equal(7211, ExampleOffice.Refused(() => new AddPasskey(others, [1, 2, 3], "{}", "x", office.Desk).Run(office.Registry)));
        new RemoveSecondFactor(whole, [1, 2, 3], false, office.Desk).Run(office.Registry);
        Assert.Equal(7211, ExampleOffice.Refused(() => new SignInWithPasskey(passkey, "third", null, office.Desk).Run(office.Registry)));
        Assert.Equal(0, MakeRecoveryCodes.Left(office.Registry, whole));
    }
}
