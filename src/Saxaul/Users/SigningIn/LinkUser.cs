using System;
using System.Linq;
using Saxaul.Journal;

namespace Saxaul.Users.SigningIn;

/// <summary>
/// Who looks after users says who somebody is to an office's own sign-in service (OpenID Connect): its issuer, and the subject by which it knows them. Nobody is linked by an e-mail address, and nobody becomes a user
/// by signing in there.
/// </summary>
/// <param name="Name">Sign-in name.</param>
/// <param name="Issuer">The service's own address, as it writes it.</param>
/// <param name="Subject">What the service calls the user, for good.</param>
public sealed record LinkUser(string Name, string Issuer, string Subject)
{
    /// <summary>Longer is no subject (OpenID Connect Core 1.0, section 2).</summary>
    private const int LongestSubject = 255;

    /// <summary>Reads a sign-in service's address: https, and over plain http only on this machine itself.</summary>
    /// <returns>Null for anything else.</returns>
    public static Uri? Address(string? written) =>
        Uri.TryCreate(written, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri is { Scheme: "http", IsLoopback: true }) && uri is { UserInfo: "", Query: "", Fragment: "" } ? uri : null;

    /// <exception cref="ProblemException">7001; <see cref="Problem.IssuerUnreadable"/>, <see cref="Problem.SubjectUnreadable"/>, <see cref="Problem.NoSuchUser"/>, <see cref="Problem.LinkTaken"/>.</exception>
    public void Run(Registry registry, Actor actor)
    {
        actor.RequireEverywhere(Right.WriteUsers);
        // They are compared letter by letter with what the service says of itself: what it never says lets nobody in, and nobody would learn why.
        if (Address(Issuer) is null || Issuer.Trim() != Issuer)
            throw new ProblemException(Problem.IssuerUnreadable());
        if (Subject.Length is 0 or > LongestSubject || Subject.Trim() != Subject || Subject.Any(char.IsControl))
            throw new ProblemException(Problem.SubjectUnreadable());
        var (userId, _) = SignInWithPassword.Find(registry, Name) ?? throw new ProblemException(Problem.NoSuchUser());
        using var writer = registry.Database.OpenWriter();
        (string, object?)[] key = [("@office", User.Office), ("@issuer", Issuer), ("@subject", Subject)];
        if (writer.Execute("INSERT INTO sign_in_link (county_key, issuer, subject, user_id) VALUES (@office, @issuer, @subject, @user) ON CONFLICT DO NOTHING", [.. key, ("@user", userId)]) == 0)
            throw new ProblemException(Problem.LinkTaken());
        RowSeal.Put(writer, registry.Database.Secrets, "sign_in_link", "county_key = @office AND issuer = @issuer AND subject = @subject", key);
        SignInLog.Add(writer, registry.Database, userId, SignInEvent.Linked, actor.Name, null);
        writer.Commit();
    }

    /// <summary>Takes all links of a user away, and ends their sessions.</summary>
    /// <exception cref="ProblemException">7001; <see cref="Problem.NoSuchUser"/>.</exception>
    public static void Undo(Registry registry, Actor actor, string name)
    {
        actor.RequireEverywhere(Right.WriteUsers);
        var (userId, _) = SignInWithPassword.Find(registry, name) ?? throw new ProblemException(Problem.NoSuchUser());
        using var writer = registry.Database.OpenWriter();
        writer.Execute("DELETE FROM sign_in_link WHERE county_key = @office AND user_id = @user", ("@office", User.Office), ("@user", userId));
        Session.EndAll(writer, userId);
        SignInLog.Add(writer, registry.Database, userId, SignInEvent.Unlinked, actor.Name, null);
        writer.Commit();
    }
}
