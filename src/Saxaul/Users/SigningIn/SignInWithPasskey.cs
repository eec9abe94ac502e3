using Saxaul.Journal;

namespace Saxaul.Users.SigningIn;

/// <summary>Somebody signs in with a passkey, which was checked already: having it and unlocking it are two factors.</summary>
/// <param name="Passkey">As it is kept.</param>
/// <param name="Content">As it is now; its counter has moved on.</param>
/// <param name="Before">The session in which only the password was given so far; null where none was.</param>
public sealed record SignInWithPasskey(Passkey Passkey, string Content, Session? Before, Browser Browser)
{
    /// <exception cref="ProblemException"><see cref="Problem.PasskeyRefused"/> when it is another user's than the password, or theirs no more.</exception>
    public SignedIn Run(Registry registry)
    {
        var database = registry.Database;
        string name;
        using (var connection = database.OpenReader())
            name = registry.Users.Of(connection, User.Office).Find(Passkey.UserId)?.Name ?? throw new ProblemException(Problem.PasskeyRefused());
        using var writer = database.OpenWriter();
        if (Before is not null && Before.UserId != Passkey.UserId || writer.Execute("UPDATE sign_in_passkey SET content = @content, used_at = @now WHERE county_key = @office AND credential = @credential AND user_id = @user",
                ("@office", User.Office), ("@credential", Passkey.Credential), ("@user", Passkey.UserId), ("@content", Sealed.Put(database.Secrets, Passkey.UserId, Content)), ("@now", Instant.ToMicroseconds(database.Time.GetUtcNow()))) == 0)
            throw new ProblemException(Problem.PasskeyRefused());
        if (Before is not null)
            writer.Execute("DELETE FROM sign_in_session WHERE county_key = @office AND token = @token", ("@office", User.Office), ("@token", Before.Token));
        var begun = Session.Begin(writer, database, Passkey.UserId, name, Browser, isSecondPassed: true, isWhole: true);
        writer.Commit();
        return begun;
    }
}
