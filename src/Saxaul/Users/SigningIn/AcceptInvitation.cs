using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Users.SigningIn;

/// <summary>Somebody who was invited sets a password of their own, and is signed in.</summary>
/// <param name="Name">Sign-in name, as typed.</param>
/// <param name="Code">What <see cref="Invite"/> gave, however typed.</param>
/// <param name="Password">The new one.</param>
public sealed record AcceptInvitation(string Name, string Code, string Password, Browser Browser)
{
    /// <exception cref="ProblemException">
    /// <see cref="Problem.InvitationUnknown"/> whatever does not fit, so that nobody finds out names; <see cref="Problem.SlowDown"/>, <see cref="Problem.PasswordTooShort"/>,
    /// <see cref="Problem.PasswordTooLong"/>, <see cref="Problem.PasswordTooCommon"/>
    /// </exception>
    public SignedIn Run(Registry registry)
    {
        var database = registry.Database;
        var name = SignInWithPassword.Typed(Name);
        Passwords.Check(Password, new User(name, null));
        var tries = Tries.BeginUnguessable(database, Browser);
        var found = SignInWithPassword.Find(registry, name);
        var kept = Passwords.Hash(Password);
        bool isSecondSet;
        using (var connection = database.OpenReader())
            isSecondSet = SecondFactor.IsSet(connection, found?.Id ?? 0);
        using var writer = database.OpenWriter();
        if (found is not { } user || writer.Execute("DELETE FROM sign_in_invitation WHERE county_key = @office AND user_id = @user AND code = @code AND expires_at > @now",
                ("@office", User.Office), ("@user", user.Id), ("@code", Hash(database.Secrets, user.Id, Code)), ("@now", Instant.ToMicroseconds(database.Time.GetUtcNow()))) == 0)
            throw new ProblemException(Problem.InvitationUnknown());
        tries.Succeeded(writer);
        ChangePassword.Put(writer, database.Secrets, user.Id, kept);
        Session.EndAll(writer, user.Id);
        SignInLog.Add(writer, database, user.Id, SignInEvent.PasswordSet, user.Name, Browser);
        var begun = Session.Begin(writer, database, user.Id, user.Name, Browser, isSecondPassed: false, isWhole: !isSecondSet);
        writer.Commit();
        return begun;
    }

    internal static byte[] Hash(Secrets secrets, long userId, string code) => Token.Hash(secrets, "invitation", userId, Token.Typed(code));
}
