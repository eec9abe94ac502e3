using System.Linq;
using Saxaul.Database;
using Saxaul.Intake;
using Saxaul.Journal;
using Saxaul.Privacy;

namespace Saxaul.Users;

/// <summary>Somebody gets a name to sign in with. What they may do is given with <see cref="GiveRole"/>.</summary>
/// <param name="Name">Letters of any script, digits, dots, dashes and underscores; it begins with a letter.</param>
/// <param name="FullName">Who it is, for colleagues; may be left out.</param>
public sealed record MakeUser(string Name, string? FullName = null)
{
    internal const string Act = "make user";

    /// <returns>The user's id.</returns>
    /// <exception cref="ProblemException">7001; <see cref="Problem.UserNameUnreadable"/>, <see cref="Problem.UserNameTaken"/>, <see cref="Problem.NumberInWords"/>.</exception>
    public long Run(Registry registry, Actor actor)
    {
        actor.RequireEverywhere(Right.WriteUsers);
        if (!IsName(Name))
            throw new ProblemException(Problem.UserNameUnreadable(User.LongestName));
        RefuseNumber(Name);
        PersonalNumbers.Refuse(FullName);
        using var session = registry.Write(actor);
        session.HeightOf(User.Office);
        var entry = session.Begin(User.Office, new EntryHead(Act, session.Database.Time.Today()) { HouseholdId = EntryHead.NoHousehold }, Right.WriteUsers);
        // Who ended keeps the name: the journal would otherwise call two people the same. Nor is anybody called as others are but for the case or width of letters, or as the program calls itself.
        var names = session.Writer.Command("SELECT name FROM app_user WHERE county_key = @office UNION SELECT name FROM app_user_history WHERE county_key = @office", ("@office", User.Office)).ToList(reader => reader.GetString(0));
        if (names.Concat(Reserved).Any(taken => WrittenText.Key(taken) == WrittenText.Key(Name)))
            throw new ProblemException(Problem.UserNameTaken());
        var id = entry.Add(User.Table, new User(Name, string.IsNullOrWhiteSpace(FullName) ? null : WrittenText.Clean(FullName)).ToValues()).Id;
        entry.Seal();
        session.Commit();
        return id;
    }

    /// <summary>A sign-in name stands in every entry, and stays when somebody is erased: no number is in it, in digits of whatever script and however they are grouped.</summary>
    private static void RefuseNumber(string name)
    {
        var written = string.Concat(name.Select(letter => char.IsDigit(letter) ? (char)('0' + (int)char.GetNumericValue(letter)) : letter));
        PersonalNumbers.Refuse(written);
        PersonalNumbers.Refuse(string.Concat(written.Where(char.IsLetterOrDigit)));
    }

    /// <summary>What the journal calls whoever is no user.</summary>
    private static readonly string[] Reserved = ["operator", "nobody", "saxaul"];

    private static bool IsName(string name) => name.Length is > 0 and <= User.LongestName && char.IsLetter(name[0]) && name.All(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_');
}
