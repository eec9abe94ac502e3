using System.Collections.Generic;
using System.Linq;
using Saxaul.Database;

namespace Saxaul.Users.SigningIn;

/// <summary>Codes to be printed and kept safe, each good once in the place of a second factor that is lost. Those made before hold no more.</summary>
public sealed record MakeRecoveryCodes(Session Session, Browser Browser)
{
    private const int Count = 10;

    /// <returns>The codes, to be shown once.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.ProveAgain"/></exception>
    public IReadOnlyList<string> Run(Registry registry)
    {
        Session.NeedFresh(registry);
        using var writer = registry.Database.OpenWriter();
        var codes = Put(writer, registry.Database, Session, Browser);
        writer.Commit();
        return codes;
    }

    /// <summary>How many are left.</summary>
    public static int Left(Registry registry, Session session)
    {
        using var connection = registry.Database.OpenReader();
        return connection.Command("SELECT code FROM sign_in_recovery WHERE county_key = @office AND user_id = @user", ("@office", User.Office), ("@user", session.UserId)).ToList(_ => true).Count;
    }

    internal static bool Any(WriteConnection writer, long userId) => writer.Scalar("SELECT 1 FROM sign_in_recovery WHERE county_key = @office AND user_id = @user LIMIT 1", ("@office", User.Office), ("@user", userId)) is not null;

    internal static IReadOnlyList<string> Put(WriteConnection writer, RegistryDatabase database, Session session, Browser browser)
    {
        writer.Execute("DELETE FROM sign_in_recovery WHERE county_key = @office AND user_id = @user", ("@office", User.Office), ("@user", session.UserId));
        List<string> codes = [.. Enumerable.Range(0, Count).Select(_ => Token.Code(2))];
        foreach (var code in codes)
            writer.Execute("INSERT INTO sign_in_recovery (county_key, user_id, code) VALUES (@office, @user, @code)", ("@office", User.Office), ("@user", session.UserId), ("@code", Hash(database.Secrets, session.UserId, code)));
        SignInLog.Add(writer, database, session.UserId, SignInEvent.RecoveryCodesMade, session.Name, browser);
        return codes;
    }

    /// <summary>Uses one up.</summary>
    internal static bool Take(WriteConnection writer, Secrets secrets, long userId, string code) =>
        writer.Execute("DELETE FROM sign_in_recovery WHERE county_key = @office AND user_id = @user AND code = @code", ("@office", User.Office), ("@user", userId), ("@code", Hash(secrets, userId, code))) > 0;

    private static byte[] Hash(Secrets secrets, long userId, string code) => Token.Hash(secrets, "recovery", userId, Token.Typed(code));
}
