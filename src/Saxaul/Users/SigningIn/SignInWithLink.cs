using System.Linq;
using Saxaul.Database;
using Saxaul.Journal;

namespace Saxaul.Users.SigningIn;

/// <summary>Somebody whom the office's own sign-in service has just told us signs in.</summary>
/// <param name="IsSecondPassed">Whether the service itself asked for more than a password.</param>
public sealed record SignInWithLink(string Issuer, string Subject, bool IsSecondPassed, Browser Browser)
{
    /// <exception cref="ProblemException"><see cref="Problem.NotLinked"/></exception>
    public SignedIn Run(Registry registry)
    {
        var database = registry.Database;
        (long Id, string Name) user;
        bool isSecondSet;
        using (var connection = database.OpenReader())
        {
            var linked = connection.Command("SELECT * FROM sign_in_link WHERE county_key = @office AND issuer = @issuer AND subject = @subject", ("@office", User.Office), ("@issuer", Issuer), ("@subject", Subject))
                .ToList(reader => (User: reader.GetInt64(reader.GetOrdinal("user_id")), Fits: RowSeal.Fits(database.Secrets, "sign_in_link", reader))).Where(link => link.Fits).Select(link => (long?)link.User).FirstOrDefault();
            user = linked is { } id && registry.Users.Of(connection, User.Office).Find(id) is { } found ? (id, found.Name) : throw new ProblemException(Problem.NotLinked());
            isSecondSet = SecondFactor.IsSet(connection, user.Id);
        }
        using var writer = database.OpenWriter();
        var begun = Session.Begin(writer, database, user.Id, user.Name, Browser, IsSecondPassed, isWhole: IsSecondPassed || !isSecondSet);
        writer.Commit();
        return begun;
    }
}
