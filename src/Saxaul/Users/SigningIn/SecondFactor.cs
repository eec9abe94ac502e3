using System.Data.Common;
using Saxaul.Database;

namespace Saxaul.Users.SigningIn;

/// <summary>Whether a user has a second factor, and whether they need one.</summary>
public static class SecondFactor
{
    /// <summary>What somebody who signed in has still to do.</summary>
    /// <param name="actor">What their roles allow.</param>
    public static StillNeeded StillNeeded(Registry registry, Session session, Actor actor)
    {
        if (session.IsSecondPassed)
            return SigningIn.StillNeeded.Nothing;
        using var connection = registry.Database.OpenReader();
        return IsSet(connection, session.UserId) ? SigningIn.StillNeeded.SecondFactor : IsNeeded(actor) ? SigningIn.StillNeeded.SecondFactorSetUp : SigningIn.StillNeeded.Nothing;
    }

    /// <summary>Who gives rights, or can destroy what is recorded, is worth stealing a password for.</summary>
    public static bool IsNeeded(Actor actor) => actor.MaySomewhere(Right.WriteUsers) || actor.MaySomewhere(Right.Erase);

    public static bool HasCodesByApp(Registry registry, Session session)
    {
        using var connection = registry.Database.OpenReader();
        return HasCodesByApp(connection, session.UserId);
    }

    internal static bool IsSet(DbConnection connection, long userId) => HasCodesByApp(connection, userId) || connection.Command("SELECT 1 FROM sign_in_passkey WHERE county_key = @office AND user_id = @user", ("@office", User.Office), ("@user", userId)).ToList(_ => true).Count > 0;

    private static bool HasCodesByApp(DbConnection connection, long userId) =>
        connection.Command("SELECT 1 FROM sign_in_secret WHERE county_key = @office AND user_id = @user AND totp IS NOT NULL", ("@office", User.Office), ("@user", userId)).ToList(_ => true).Count > 0;

    /// <summary>Takes all of a user's second factors away: they lost them.</summary>
    internal static void Take(WriteConnection writer, long userId)
    {
        foreach (var statement in new[]
        {
            "UPDATE sign_in_secret SET totp = NULL, totp_step = NULL, totp_pending = NULL WHERE county_key = @office AND user_id = @user", "DELETE FROM sign_in_recovery WHERE county_key = @office AND user_id = @user",
            "DELETE FROM sign_in_passkey WHERE county_key = @office AND user_id = @user",
        })
            writer.Execute(statement, ("@office", User.Office), ("@user", userId));
    }
}
