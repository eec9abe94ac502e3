using Saxaul.Database;

namespace Saxaul.Users.SigningIn;

/// <summary>With a user who ends goes every way to sign in; what happened stays written down.</summary>
internal static class ForgetSignIn
{
    public static void Of(WriteConnection writer, long userId)
    {
        foreach (var table in new[] { "sign_in_secret", "sign_in_invitation", "sign_in_recovery", "sign_in_passkey", "sign_in_link", "sign_in_device", "sign_in_session" })
            writer.Execute($"DELETE FROM {table} WHERE county_key = @office AND user_id = @user", ("@office", User.Office), ("@user", userId));
    }
}
