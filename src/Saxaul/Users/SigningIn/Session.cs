using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Users.SigningIn;

/// <summary>What somebody who signed in has still to do before they may do anything else.</summary>
public enum StillNeeded
{
    Nothing,

    /// <summary>The password was right; the code or passkey is to come.</summary>
    SecondFactor,

    /// <summary>Their role takes a second factor, and they have none yet.</summary>
    SecondFactorSetUp,
}

/// <summary>That somebody is signed in, in one browser.</summary>
/// <param name="Token">The keyed hash by which it is kept.</param>
/// <param name="Name">The user's.</param>
/// <param name="BeganAt">When they last proved who they are.</param>
/// <param name="Browser">In words.</param>
public sealed record Session(byte[] Token, long UserId, string Name, DateTimeOffset BeganAt, DateTimeOffset UsedAt, string Browser, bool IsSecondPassed)
{
    /// <summary>An office day: nobody was there for so long.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(8);

    /// <summary>However busy: whoever works tomorrow signs in tomorrow.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>A browser in which somebody has not signed in for longer is a stranger's again; browsers keep its mark no longer either.</summary>
    public static readonly TimeSpan Known = TimeSpan.FromDays(400);

    /// <summary>So long after they proved who they are, somebody may change how they sign in.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    /// <summary>Having been used is written down no oftener.</summary>
    private static readonly TimeSpan Noted = TimeSpan.FromMinutes(5);

    /// <summary>Tells one's own sessions apart in a form.</summary>
    public string Id => Convert.ToHexStringLower(Token.AsSpan(0, 8));

    public bool IsFresh(DateTimeOffset now) => now - BeganAt < Fresh;

    /// <summary>Refuses to change how somebody signs in when it is long since they proved who they are: the browser may have been left open.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.ProveAgain"/></exception>
    internal void NeedFresh(Registry registry)
    {
        if (!IsFresh(registry.Database.Time.GetUtcNow()))
            throw new ProblemException(Problem.ProveAgain());
    }

    /// <summary>Begins one, for somebody who has proved who they are; the browser becomes one that they are known in.</summary>
    internal static SignedIn Begin(WriteConnection writer, RegistryDatabase database, long userId, string name, Browser browser, bool isSecondPassed, bool isWhole)
    {
        var now = Instant.ToMicroseconds(database.Time.GetUtcNow());
        var device = browser.Device is { } given && IsKnownToAnybody(writer.Connection, database.Secrets, given, writer.Transaction) ? given : SigningIn.Token.New();
        var deviceHash = DeviceHash(database.Secrets, device);
        var token = SigningIn.Token.New();
        writer.Execute("DELETE FROM sign_in_device WHERE county_key = @office AND used_at <= @known", ("@office", User.Office), ("@known", now - (long)Known.TotalMicroseconds));
        writer.Execute("DELETE FROM sign_in_session WHERE county_key = @office AND (began_at <= @longest OR used_at <= @idle)",
            ("@office", User.Office), ("@longest", now - (long)Longest.TotalMicroseconds), ("@idle", now - (long)Idle.TotalMicroseconds));
        writer.Execute("""
            INSERT INTO sign_in_session (county_key, token, user_id, device, browser, second_passed, began_at, used_at) VALUES (@office, @token, @user, @device, @browser, @second, @now, @now)
            """, ("@office", User.Office), ("@token", TokenHash(database.Secrets, userId, token)), ("@user", userId), ("@device", deviceHash), ("@browser", browser.Name), ("@second", isSecondPassed), ("@now", now));
        // Somebody who knows a password alone is not known here yet.
        if (isWhole)
        {
            writer.Execute("""
                INSERT INTO sign_in_device (county_key, user_id, device, is_own, used_at) VALUES (@office, @user, @device, @own, @now)
                ON CONFLICT (county_key, user_id, device) DO UPDATE SET is_own = excluded.is_own, used_at = excluded.used_at
                """, ("@office", User.Office), ("@user", userId), ("@device", deviceHash), ("@own", browser.IsOwn), ("@now", now));
        }
        SignInLog.Add(writer, database, userId, isWhole ? SignInEvent.SignedIn : SignInEvent.PasswordPassed, name, browser);
        return new SignedIn(string.Create(CultureInfo.InvariantCulture, $"{userId}.{token}"), device);
    }

    /// <summary>The session of a request.</summary>
    /// <returns>Null when there is none, it has ended or is over, or its user is gone.</returns>
    public static Session? Of(Registry registry, string? session, Browser browser)
    {
        var database = registry.Database;
        if (session?.Split('.') is not [var owner, var token] || !long.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out var userId))
            return null;
        using var connection = database.OpenReader();
        var hash = TokenHash(database.Secrets, userId, token);
        var found = Read(registry, connection, "token = @token AND user_id = @user", ("@token", hash), ("@user", userId));
        if (found is not [var (one, device)])
            return null;
        if (browser.Device is not { } carried || !DeviceHash(database.Secrets, carried).AsSpan().SequenceEqual(device))
        {
            // A token without its browser was taken from it: it is of no more use to anybody.
            End(registry, one, SignInEvent.TakenElsewhere, browser);
            return null;
        }
        return one;
    }

    /// <summary>All sessions of a user, where they are signed in now; the newest first.</summary>
    public static IReadOnlyList<Session> AllOf(Registry registry, Session session)
    {
        using var connection = registry.Database.OpenReader();
        return [.. Read(registry, connection, "user_id = @user", ("@user", session.UserId)).Select(one => one.Session).OrderByDescending(one => one.BeganAt)];
    }

    /// <summary>Notes that it is being used, when that was noted some minutes ago; a page does not wait for it.</summary>
    public bool IsToBeNoted(DateTimeOffset now) => now - UsedAt >= Noted;

    public void Note(Registry registry)
    {
        using var writer = registry.Database.OpenWriter();
        writer.Execute("UPDATE sign_in_session SET used_at = @now WHERE county_key = @office AND token = @token", ("@office", User.Office), ("@token", Token), ("@now", Instant.ToMicroseconds(registry.Database.Time.GetUtcNow())));
        writer.Commit();
    }

    /// <summary>Ends it: somebody signs out, or ends one of their own that is elsewhere.</summary>
    public void End(Registry registry, Browser browser) => End(registry, this, SignInEvent.SessionEnded, browser);

    private static void End(Registry registry, Session session, SignInEvent what, Browser browser)
    {
        using var writer = registry.Database.OpenWriter();
        if (writer.Execute("DELETE FROM sign_in_session WHERE county_key = @office AND token = @token", ("@office", User.Office), ("@token", session.Token)) > 0)
            SignInLog.Add(writer, registry.Database, session.UserId, what, session.Name, browser);
        writer.Commit();
    }

    /// <summary>Ends a user's sessions, all or all but one.</summary>
    internal static void EndAll(WriteConnection writer, long userId, Session? but = null) =>
        writer.Execute("DELETE FROM sign_in_session WHERE county_key = @office AND user_id = @user AND token <> @but", ("@office", User.Office), ("@user", userId), ("@but", but?.Token ?? []));

    /// <summary>Whether the user has signed in with this browser before.</summary>
    internal static bool IsKnown(DbConnection connection, Secrets secrets, long userId, Browser browser) => browser.Device is { } device
        && connection.Command("SELECT 1 FROM sign_in_device WHERE county_key = @office AND user_id = @user AND device = @device", ("@office", User.Office), ("@user", userId), ("@device", DeviceHash(secrets, device))).ToList(_ => true).Count > 0;

    /// <summary>The names that signed in with this browser today, for colleagues who share a computer; none where it is somebody's own.</summary>
    public static IReadOnlyList<string> NamesHere(Registry registry, Browser browser)
    {
        if (browser.Device is not { } device)
            return [];
        var today = registry.Database.Time.Today();
        using var connection = registry.Database.OpenReader();
        var users = registry.Users.Of(connection, User.Office);
        return [.. connection.Command("SELECT user_id, used_at FROM sign_in_device WHERE county_key = @office AND device = @device AND NOT is_own ORDER BY used_at DESC", ("@office", User.Office), ("@device", DeviceHash(registry.Database.Secrets, device)))
            .ToList(reader => (User: reader.GetInt64(0), At: Instant.FromMicroseconds(reader.GetInt64(1)))).Where(one => Instant.LegalDay(one.At) == today).Select(one => users.Find(one.User)?.Name).OfType<string>()];
    }

    /// <summary>A value that nobody here was given is not taken over: it could be somebody else's, put there beforehand.</summary>
    private static bool IsKnownToAnybody(DbConnection connection, Secrets secrets, string device, DbTransaction transaction)
    {
        using var command = connection.Command("SELECT 1 FROM sign_in_device WHERE county_key = @office AND device = @device LIMIT 1", ("@office", User.Office), ("@device", DeviceHash(secrets, device)));
        command.Transaction = transaction;
        return command.ExecuteScalar() is not null;
    }

    private static List<(Session Session, byte[] Device)> Read(Registry registry, DbConnection connection, string condition, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var now = registry.Database.Time.GetUtcNow();
        var users = registry.Users.Of(connection, User.Office);
        return [.. connection.Command($"SELECT token, user_id, began_at, used_at, browser, second_passed, device FROM sign_in_session WHERE county_key = @office AND {condition}", [("@office", User.Office), .. parameters])
            .ToList(reader => (Session: new Session(reader.GetFieldValue<byte[]>(0), reader.GetInt64(1), users.Find(reader.GetInt64(1))?.Name ?? "", Instant.FromMicroseconds(reader.GetInt64(2)), Instant.FromMicroseconds(reader.GetInt64(3)), reader.GetString(4), reader.GetBoolean(5)), Device: reader.GetFieldValue<byte[]>(6)))
            .Where(one => one.Session.Name.Length > 0 && now - one.Session.BeganAt < Longest && now - one.Session.UsedAt < Idle)];
    }

    private static byte[] TokenHash(Secrets secrets, long userId, string token) => SigningIn.Token.Hash(secrets, "session", userId, token);

    private static byte[] DeviceHash(Secrets secrets, string device) => SigningIn.Token.Hash(secrets, "device", device);
}
