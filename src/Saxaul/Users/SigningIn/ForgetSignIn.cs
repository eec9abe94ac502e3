using Saxaul.Database;

namespace Saxaul.Users.SigningIn;

/// <summary>What ends with somebody, or with a copy, of how people sign in; what happened stays written down.</summary>
internal static class ForgetSignIn
{
    /// <summary>Every way in which a user who ends could sign in.</summary>
    public static void Of(WriteConnection writer, long userId)
    {
        foreach (var table in new[] { "sign_in_secret", "sign_in_invitation", "sign_in_recovery", "sign_in_passkey", "sign_in_link", "sign_in_device", "sign_in_session" })
            writer.Execute($"DELETE FROM {table} WHERE county_key = @office AND user_id = @user", ("@office", User.Office), ("@user", userId));
    }

    /// <summary>Of a backup that takes the registry's place: who was signed in when it was made may have signed out since, and an invitation have been used.</summary>
    public static void OfThen(RegistryDatabase database)
    {
        using var writer = database.OpenWriter();
        foreach (var table in new[] { "sign_in_session", "sign_in_invitation" })
            writer.Execute($"DELETE FROM {table} WHERE county_key = @office", ("@office", User.Office));
        writer.Commit();
    }
}
