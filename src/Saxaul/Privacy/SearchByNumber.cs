using System.Linq;
using Saxaul.Journal;
using Saxaul.People;
using Saxaul.Users;

namespace Saxaul.Privacy;

/// <summary>
/// Stands before every search: a number that is covered could be found by trying what it may be. Whole numbers that somebody bears are free, as an office looks them up all day; those that hit nobody, and all last
/// fours, count. From a figure on the search says what it is for, which the level above sees, and above another it is refused until tomorrow; names are searched for as ever.
/// </summary>
/// <param name="Written">What somebody typed.</param>
/// <param name="Purpose">For what, once it was asked; a code of <see cref="PrivacyRules.Purposes"/> that needs no words.</param>
public sealed record SearchByNumber(string Written, string? Purpose = null)
{
    /// <summary>Looks whether the search may be answered.</summary>
    /// <param name="counted">The registry that keeps the count: the real one, also where somebody practises on a copy, for the people in it are real.</param>
    /// <returns>How many tries it is; to be kept (<see cref="Keep"/>) before anything that was found is shown.</returns>
    /// <exception cref="ProblemException"><see cref="Problem.TooManyNumbers"/>, <see cref="Problem.NumbersNeedPurpose"/>; what <see cref="FindPeople"/> refuses.</exception>
    public int Tries(Registry registry, PeopleStore store, Actor actor, Registry counted)
    {
        var found = new FindPeople(Written, 0, 0).Run(registry, store, actor);
        if (found.WholeNumbers + found.LastFours == 0 || Limit(counted) is not { } limit)
            return 0;
        // Also one that hits: who is refused only what hits nobody has been answered.
        var used = DailyUse.Of(counted.Database, actor, UseKind.NumbersTried);
        if (used.Times >= limit.MostADay)
            throw new ProblemException(Problem.TooManyNumbers(limit.MostADay));
        if (used.Times >= limit.AskAfter && used.For is null && !counted.Privacy.Purposes.Any(purpose => purpose.Code == Purpose && !purpose.InWords))
            throw new ProblemException(Problem.NumbersNeedPurpose(limit.AskAfter));
        return found.LastFours + (found.Count == 0 ? found.WholeNumbers : 0);
    }

    /// <summary>Counts them, and keeps what they are for.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.TooManyNumbers"/> when somebody else of the same name was faster.</exception>
    public void Keep(Registry counted, Actor actor, int tries)
    {
        actor.RequireSomewhere(Right.ReadHouseholds);
        if (Limit(counted) is not { } limit || tries == 0 && Purpose is null)
            return;
        using var writer = counted.Database.OpenWriter();
        if (Purpose is not null && counted.Privacy.Purposes.Any(purpose => purpose.Code == Purpose && !purpose.InWords))
            DailyUse.Say(writer, counted.Database, actor, UseKind.NumbersTried, Purpose);
        if (tries > 0 && DailyUse.Add(writer, counted.Database, actor, UseKind.NumbersTried, tries) > limit.MostADay)
            throw new ProblemException(Problem.TooManyNumbers(limit.MostADay));
        writer.Commit();
    }

    private static SearchLimit? Limit(Registry counted) => counted.Privacy.SearchLimitOn(counted.Database.Time.Today());
}
