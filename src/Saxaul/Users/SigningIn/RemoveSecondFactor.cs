namespace Saxaul.Users.SigningIn;

/// <summary>Somebody takes away one of their second factors: the app's codes, or a passkey. The last one stays with whom their role asks for it.</summary>
/// <param name="Credential">Of the passkey; null for the app's codes.</param>
/// <param name="IsNeeded">Whether their role asks for one (<see cref="SecondFactor.IsNeeded"/>).</param>
public sealed record RemoveSecondFactor(Session Session, byte[]? Credential, bool IsNeeded, Browser Browser)
{
    /// <exception cref="ProblemException"><see cref="Problem.ProveAgain"/>, <see cref="Problem.LastSecondFactor"/></exception>
    public void Run(Registry registry)
    {
        Session.NeedFresh(registry);
        using var writer = registry.Database.OpenWriter();
        var removed = Credential is null
            ? writer.Execute("UPDATE sign_in_secret SET totp = NULL, totp_step = NULL, totp_pending = NULL WHERE county_key = @office AND user_id = @user AND totp IS NOT NULL", ("@office", User.Office), ("@user", Session.UserId))
            : writer.Execute("DELETE FROM sign_in_passkey WHERE county_key = @office AND user_id = @user AND credential = @credential", ("@office", User.Office), ("@user", Session.UserId), ("@credential", Credential));
        var isLast = writer.Scalar("""
            SELECT 1 FROM sign_in_secret WHERE county_key = @office AND user_id = @user AND totp IS NOT NULL UNION ALL SELECT 1 FROM sign_in_passkey WHERE county_key = @office AND user_id = @user LIMIT 1
            """, ("@office", User.Office), ("@user", Session.UserId)) is null;
        if (isLast && IsNeeded)
            throw new ProblemException(Problem.LastSecondFactor());
        if (isLast)
            writer.Execute("DELETE FROM sign_in_recovery WHERE county_key = @office AND user_id = @user", ("@office", User.Office), ("@user", Session.UserId));
        if (removed > 0)
            SignInLog.Add(writer, registry.Database, Session.UserId, Credential is null ? SignInEvent.CodesByAppRemoved : SignInEvent.PasskeyRemoved, Session.Name, Browser);
        writer.Commit();
    }
}
