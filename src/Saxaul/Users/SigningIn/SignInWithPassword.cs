using System.Linq;
using Saxaul.Database;
using Saxaul.Intake;

namespace Saxaul.Users.SigningIn;

/// <summary>Somebody signs in with their name and password. Who has a second factor is asked for it next.</summary>
/// <param name="Name">As typed.</param>
public sealed record SignInWithPassword(string Name, string Password, Browser Browser)
{
    /// <exception cref="ProblemException">
    /// <see cref="Problem.WrongNameOrPassword"/>, the same and after the same work whether the name exists or not; <see cref="Problem.SlowDown"/>
    /// </exception>
    public SignedIn Run(Registry registry)
    {
        var database = registry.Database;
        var name = Typed(Name);
        var found = Find(registry, name);
        byte[]? kept;
        bool isKnown, isSecondSet;
        using (var connection = database.OpenReader())
        {
            var id = found?.Id ?? 0;
            isKnown = Session.IsKnown(connection, database.Secrets, id, Browser);
            isSecondSet = SecondFactor.IsSet(connection, id);
            kept = connection.Command("SELECT password FROM sign_in_secret WHERE county_key = @office AND user_id = @user", ("@office", User.Office), ("@user", id)).ToList(reader => reader.BytesOrNull(0)).FirstOrDefault();
        }
        var tries = Tries.Begin(database, "password", name, Browser, isKnown);
        var fits = Passwords.Fits(database.Secrets, found?.Id ?? 0, kept, Password);
        using var writer = database.OpenWriter();
        if (found is not { } user || !fits)
        {
            if (found is { } tried && tries.BeginsToSlow)
                SignInLog.Add(writer, database, tried.Id, SignInEvent.Slowed, tried.Name, Browser);
            writer.Commit();
            throw new ProblemException(Problem.WrongNameOrPassword());
        }
        tries.Succeeded(writer);
        var begun = Session.Begin(writer, database, user.Id, user.Name, Browser, isSecondPassed: false, isWhole: !isSecondSet);
        writer.Commit();
        return begun;
    }

    internal static string Typed(string name) => WrittenText.Clean(name);

    internal static (long Id, string Name)? Find(Registry registry, string name)
    {
        using var connection = registry.Database.OpenReader();
        return registry.Users.Of(connection, User.Office).Find(name) is { } found ? (found.Id, found.User.Name) : null;
    }
}
