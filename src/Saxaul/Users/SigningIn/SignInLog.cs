using System;
using System.Collections.Generic;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Users.SigningIn;

/// <summary>What happens to how somebody signs in.</summary>
public enum SignInEvent
{
    Invited,
    PasswordSet,
    SignedIn,

    /// <summary>The password was right and the second factor is still to come.</summary>
    PasswordPassed,

    /// <summary>Too many wrong tries; whoever tries next waits.</summary>
    Slowed,
    SessionEnded,

    /// <summary>A session's token came from another browser: the session was ended.</summary>
    TakenElsewhere,
    CodesByAppSet,
    CodesByAppRemoved,
    RecoveryCodesMade,
    RecoveryCodeUsed,
    PasskeyAdded,
    PasskeyRemoved,
    SecondFactorTaken,
    Linked,
    Unlinked,
}

/// <summary>A line of what happened to how somebody signs in.</summary>
/// <param name="By">Who did it: the user, or who looks after users.</param>
/// <param name="Browser">In words; null where it was no browser.</param>
public sealed record SignInLine(DateTimeOffset At, SignInEvent Event, string By, string? Browser);

/// <summary>What happened to how a user signs in, for that user: so they see what they did not do. No address and no place is kept.</summary>
public static class SignInLog
{
    /// <returns>The newest first.</returns>
    public static IReadOnlyList<SignInLine> Of(Registry registry, Session session, int take)
    {
        using var connection = registry.Database.OpenReader();
        return connection.Command("SELECT happened_at, event, actor, browser FROM sign_in_event WHERE county_key = @office AND user_id = @user ORDER BY happened_at DESC LIMIT @take",
                ("@office", User.Office), ("@user", session.UserId), ("@take", take))
            .ToList(reader => new SignInLine(Instant.FromMicroseconds(reader.GetInt64(0)), Enum.Parse<SignInEvent>(reader.GetString(1)), reader.GetString(2), reader.TextOrNull(3)));
    }

    internal static void Add(WriteConnection writer, RegistryDatabase database, long userId, SignInEvent what, string by, Browser? browser)
    {
        (string, object?)[] values = [("@office", User.Office), ("@user", userId), ("@at", Instant.ToMicroseconds(database.Time.GetUtcNow())), ("@event", what.ToString()), ("@by", by), ("@browser", browser?.Name)];
        if (writer.Execute("INSERT INTO sign_in_event (county_key, user_id, happened_at, event, actor, browser) VALUES (@office, @user, @at, @event, @by, @browser) ON CONFLICT DO NOTHING", values) > 0)
            RowSeal.Put(writer, database.Secrets, "sign_in_event", "county_key = @office AND user_id = @user AND happened_at = @at AND event = @event", values[..4]);
    }
}
