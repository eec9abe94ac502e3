using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Privacy;

/// <summary>
/// Stands around a form with somebody's document number: a form that is refused leaves no entry, and what it is refused for may tell whether somebody bears the number. So it counts among the numbers tried.
/// </summary>
public sealed record TryNumber
{
    /// <summary>Whether one more may be tried.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.TooManyNumbers"/>; 7001 when the actor may read no household.</exception>
    public void Allow(Registry counted, Actor actor)
    {
        if (UsedUp(counted, actor) is { } most)
            throw new ProblemException(Problem.TooManyNumbers(most));
    }

    /// <summary>How many there are in a day, when they are used up; null when more may be tried.</summary>
    internal int? UsedUp(Registry counted, Actor actor)
    {
        actor.RequireSomewhere(Right.ReadHouseholds);
        return counted.Privacy.SearchLimitOn(counted.Database.Time.Today()) is { } limit && DailyUse.Of(counted.Database, actor, UseKind.NumbersTried).Times >= limit.MostADay ? limit.MostADay : null;
    }

    /// <summary>Counts one that was tried.</summary>
    /// <exception cref="ProblemException">7001 when the actor may read no household.</exception>
    public void Keep(Registry counted, Actor actor) => Keep(counted, actor, 1);

    /// <summary>Counts several that a list tried at once.</summary>
    /// <returns>Why nothing may be told of them: they were more than there are in a day. Null when it may.</returns>
    internal Problem? Keep(Registry counted, Actor actor, long tries)
    {
        actor.RequireSomewhere(Right.ReadHouseholds);
        if (counted.Privacy.SearchLimitOn(counted.Database.Time.Today()) is not { } limit || tries == 0)
            return null;
        using var writer = counted.Database.OpenWriter();
        var tried = DailyUse.Add(writer, counted.Database, actor, UseKind.NumbersTried, tries);
        writer.Commit();
        return tried > limit.MostADay ? Problem.TooManyNumbersInRoster(limit.MostADay) : null;
    }
}
