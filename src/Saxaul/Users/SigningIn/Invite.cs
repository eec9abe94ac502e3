using System;
using Saxaul.Journal;

namespace Saxaul.Users.SigningIn;

/// <summary>
/// A user gets a code with which they set a password of their own, once and within a day: in the beginning, or when they lost theirs. Whoever looks after users never knows a password. All their sessions end, and
/// the password that they had holds no more: somebody else may know it by now.
/// </summary>
/// <param name="Name">Sign-in name.</param>
/// <param name="IsSecondFactorLost">Whether the telephone or key is lost too; otherwise the second factor is asked for as before.</param>
public sealed record Invite(string Name, bool IsSecondFactorLost = false)
{
    public static readonly TimeSpan Valid = TimeSpan.FromHours(24);

    /// <summary>The session on a page in which it is done; null on the machine itself. Whoever comes upon an administrator's open browser does not become their colleagues by it, nor them.</summary>
    public Session? From { get; init; }

    /// <returns>The code, for the user alone.</returns>
    /// <exception cref="ProblemException">7001; <see cref="Problem.NoSuchUser"/>; on a page <see cref="Problem.ProveAgain"/>, <see cref="Problem.OwnInvitation"/>.</exception>
    public string Run(Registry registry, Actor actor)
    {
        actor.RequireEverywhere(Right.WriteUsers);
        From?.NeedFresh(registry);
        if (From?.Name == SignInWithPassword.Typed(Name))
            throw new ProblemException(Problem.OwnInvitation());
        var database = registry.Database;
        var (userId, _) = SignInWithPassword.Find(registry, Name) ?? throw new ProblemException(Problem.NoSuchUser());
        var code = Token.Code(4);
        using var writer = database.OpenWriter();
        writer.Execute("""
            INSERT INTO sign_in_invitation (county_key, user_id, code, expires_at) VALUES (@office, @user, @code, @expires)
            ON CONFLICT (county_key, user_id) DO UPDATE SET code = excluded.code, expires_at = excluded.expires_at
            """, ("@office", User.Office), ("@user", userId), ("@code", AcceptInvitation.Hash(database.Secrets, userId, code)), ("@expires", Instant.ToMicroseconds(database.Time.GetUtcNow() + Valid)));
        writer.Execute("UPDATE sign_in_secret SET password = NULL WHERE county_key = @office AND user_id = @user", ("@office", User.Office), ("@user", userId));
        Session.EndAll(writer, userId);
        if (IsSecondFactorLost)
        {
            SecondFactor.Take(writer, userId);
            SignInLog.Add(writer, database, userId, SignInEvent.SecondFactorTaken, actor.Name, null);
        }
        SignInLog.Add(writer, database, userId, SignInEvent.Invited, actor.Name, null);
        writer.Commit();
        return code;
    }
}
