using System.Linq;
using Saxaul.Database;

namespace Saxaul.Users.SigningIn;

/// <summary>Somebody who is signed in sets another password; their other sessions end.</summary>
/// <param name="Current">The password so far; not asked of who has none and proved who they are otherwise.</param>
public sealed record ChangePassword(Session Session, string Current, string Password, Browser Browser)
{
    /// <returns>A new session in the place of this one.</returns>
    /// <exception cref="ProblemException">
    /// <see cref="Problem.WrongNameOrPassword"/>, <see cref="Problem.SlowDown"/>, <see cref="Problem.ProveAgain"/>, <see cref="Problem.PasswordTooShort"/>, <see cref="Problem.PasswordTooLong"/>, <see cref="Problem.PasswordTooCommon"/>
    /// </exception>
    public SignedIn Run(Registry registry)
    {
        var database = registry.Database;
        Passwords.Check(Password, new User(Session.Name, null));
        byte[]? current;
        using (var connection = database.OpenReader())
            current = connection.Command("SELECT password FROM sign_in_secret WHERE county_key = @office AND user_id = @user", ("@office", User.Office), ("@user", Session.UserId)).ToList(reader => reader.BytesOrNull(0)).FirstOrDefault();
        Tries? tries = null;
        if (current is null)
        {
            Session.NeedFresh(registry);
        }
        else
        {
            tries = Tries.Begin(database, "password", Session.Name, Browser, isKnown: true);
            if (!Passwords.Fits(database.Secrets, Session.UserId, current, Current))
                throw new ProblemException(Problem.CurrentPasswordWrong());
        }
        var kept = Passwords.Hash(Password);
        using var writer = database.OpenWriter();
        tries?.Succeeded(writer);
        Put(writer, database.Secrets, Session.UserId, kept);
        Session.EndAll(writer, Session.UserId);
        SignInLog.Add(writer, database, Session.UserId, SignInEvent.PasswordSet, Session.Name, Browser);
        var begun = Session.Begin(writer, database, Session.UserId, Session.Name, Browser, Session.IsSecondPassed, isWhole: true);
        writer.Commit();
        return begun;
    }

    internal static void Put(WriteConnection writer, Secrets secrets, long userId, string hash) => writer.Execute("""
        INSERT INTO sign_in_secret (county_key, user_id, password) VALUES (@office, @user, @password) ON CONFLICT (county_key, user_id) DO UPDATE SET password = excluded.password
        """, ("@office", User.Office), ("@user", userId), ("@password", Sealed.Put(secrets, userId, hash)));
}
