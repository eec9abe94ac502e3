using System;
using System.Linq;
using System.Security.Cryptography;
using OtpNet;
using Saxaul.Database;

namespace Saxaul.Users.SigningIn;

/// <summary>
/// Somebody lets an app on their telephone make codes (TOTP, RFC 6238): first they are shown a secret for the app (<see cref="Begin"/>), then a code of the app proves that it took it (<see cref="Run"/>).
/// </summary>
/// <param name="Code">What the app shows.</param>
public sealed record AddCodesByApp(Session Session, string Code, Browser Browser)
{
    /// <summary>As RFC 4226 asks.</summary>
    private const int SecretBytes = 20;

    /// <summary>Makes a secret; one that is in use stays so until a code has proved the new one.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.ProveAgain"/></exception>
    public static void Begin(Registry registry, Session session)
    {
        session.NeedFresh(registry);
        using var writer = registry.Database.OpenWriter();
        writer.Execute("""
            INSERT INTO sign_in_secret (county_key, user_id, totp_pending) VALUES (@office, @user, @secret) ON CONFLICT (county_key, user_id) DO UPDATE SET totp_pending = excluded.totp_pending
            """, ("@office", User.Office), ("@user", session.UserId), ("@secret", Sealed.Put(registry.Database.Secrets, session.UserId, Base32Encoding.ToString(RandomNumberGenerator.GetBytes(SecretBytes)))));
        writer.Commit();
    }

    /// <summary>The secret that waits for its first code, in the form that apps take by hand; null when none does.</summary>
    public static string? Pending(Registry registry, Session session) => Read(registry.Database, session.UserId, "totp_pending");

    /// <summary>The address that an app reads from a QR code.</summary>
    public static string AppAddress(Session session, string secret, string issuer) => new OtpUri(OtpType.Totp, secret, session.Name, issuer).ToString();

    /// <returns>A new session in the place of this one, and recovery codes when there were none.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.ProveAgain"/>, <see cref="Problem.AppCodeWrong"/>, <see cref="Problem.SlowDown"/></exception>
    public SecondFactorAdded Run(Registry registry)
    {
        Session.NeedFresh(registry);
        var database = registry.Database;
        var tries = Tries.Begin(database, "app", Session.Name, Browser, isKnown: true);
        if (Pending(registry, Session) is not { } secret || StepOf(secret, Code, database.Time.GetUtcNow()) is not { } step)
            throw new ProblemException(Problem.AppCodeWrong());
        using var writer = database.OpenWriter();
        tries.Succeeded(writer);
        writer.Execute("UPDATE sign_in_secret SET totp = totp_pending, totp_pending = NULL, totp_step = @step WHERE county_key = @office AND user_id = @user", ("@office", User.Office), ("@user", Session.UserId), ("@step", step));
        SignInLog.Add(writer, database, Session.UserId, SignInEvent.CodesByAppSet, Session.Name, Browser);
        var added = SecondFactorAdded.Finish(writer, database, Session, Browser);
        writer.Commit();
        return added;
    }

    internal static string? Read(RegistryDatabase database, long userId, string column)
    {
        using var connection = database.OpenReader();
        var kept = connection.Command($"SELECT {RegistryDatabase.Identifier(column)} FROM sign_in_secret WHERE county_key = @office AND user_id = @user", ("@office", User.Office), ("@user", userId)).ToList(reader => reader.BytesOrNull(0)).FirstOrDefault();
        return kept is null ? null : Sealed.Open(database.Secrets, userId, kept);
    }

    /// <summary>The time step that a code is of; null when it is of none near now. A telephone's clock may be half a minute off.</summary>
    internal static long? StepOf(string secret, string code, DateTimeOffset now) =>
        new Totp(Base32Encoding.ToBytes(secret)).VerifyTotp(now.UtcDateTime, Token.Typed(code), out var step, new VerificationWindow(previous: 1, future: 1)) ? step : null;
}
