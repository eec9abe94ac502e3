namespace Saxaul.Users.SigningIn;

/// <summary>Whoever gave the right password gives a code of their app as well, or a recovery code. Each code is taken once.</summary>
/// <param name="Code">However typed.</param>
public sealed record ConfirmSecondFactor(Session Session, string Code, Browser Browser)
{
    /// <returns>A new session in the place of this one.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.SecondFactorWrong"/>; <see cref="Problem.SlowDown"/>.</exception>
    public SignedIn Run(Registry registry)
    {
        var database = registry.Database;
        bool isKnown;
        using (var connection = database.OpenReader())
            isKnown = Session.IsKnown(connection, database.Secrets, Session.UserId, Browser);
        var tries = Tries.Begin(database, "second factor", Session.Name, Browser, isKnown);
        var step = AddCodesByApp.Read(database, Session.UserId, "totp") is { } secret ? AddCodesByApp.StepOf(secret, Code, database.Time.GetUtcNow()) : null;
        using var writer = database.OpenWriter();
        var byApp = step is not null && writer.Execute("UPDATE sign_in_secret SET totp_step = @step WHERE county_key = @office AND user_id = @user AND (totp_step IS NULL OR totp_step < @step)",
            ("@office", User.Office), ("@user", Session.UserId), ("@step", step)) > 0;
        var byRecovery = !byApp && MakeRecoveryCodes.Take(writer, database.Secrets, Session.UserId, Code);
        if (!byApp && !byRecovery)
        {
            if (tries.BeginsToSlow)
                SignInLog.Add(writer, database, Session.UserId, SignInEvent.Slowed, Session.Name, Browser);
            writer.Commit();
            throw new ProblemException(Problem.SecondFactorWrong());
        }
        tries.Succeeded(writer);
        if (byRecovery)
            SignInLog.Add(writer, database, Session.UserId, SignInEvent.RecoveryCodeUsed, Session.Name, Browser);
        writer.Execute("DELETE FROM sign_in_session WHERE county_key = @office AND token = @token", ("@office", User.Office), ("@token", Session.Token));
        var begun = Session.Begin(writer, database, Session.UserId, Session.Name, Browser, isSecondPassed: true, isWhole: true);
        writer.Commit();
        return begun;
    }
}
