using Saxaul.Journal;

namespace Saxaul.Users.SigningIn;

/// <summary>Somebody adds a passkey, which was checked already.</summary>
/// <param name="Name">What they call it.</param>
public sealed record AddPasskey(Session Session, byte[] Credential, string Content, string Name, Browser Browser)
{
    /// <returns>A new session in the place of this one, and recovery codes when there were none.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.ProveAgain"/>, <see cref="Problem.PasskeyRefused"/> when it is registered already.</exception>
    public SecondFactorAdded Run(Registry registry)
    {
        Session.NeedFresh(registry);
        var database = registry.Database;
        using var writer = database.OpenWriter();
        if (writer.Execute("INSERT INTO sign_in_passkey (county_key, credential, user_id, name, content, made_at) VALUES (@office, @credential, @user, @name, @content, @now) ON CONFLICT DO NOTHING",
                ("@office", User.Office), ("@credential", Credential), ("@user", Session.UserId), ("@name", Name), ("@content", Sealed.Put(database.Secrets, Session.UserId, Content)), ("@now", Instant.ToMicroseconds(database.Time.GetUtcNow()))) == 0)
            throw new ProblemException(Problem.PasskeyRefused());
        SignInLog.Add(writer, database, Session.UserId, SignInEvent.PasskeyAdded, Session.Name, Browser);
        var added = SecondFactorAdded.Finish(writer, database, Session, Browser);
        writer.Commit();
        return added;
    }
}
