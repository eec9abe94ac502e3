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
        actor.RequireSomewhere(Right.ReadHouseholds);
        if (counted.Privacy.SearchLimitOn(counted.Database.Time.Today()) is { } limit && DailyUse.Of(counted.Database, actor, UseKind.NumbersTried).Times >= limit.MostADay)
            throw new ProblemException(Problem.TooManyNumbers(limit.MostADay));
    }

    /// <summary>Counts one that was tried.</summary>
    /// <exception cref="ProblemException">7001 when the actor may read no household.</exception>
    public void Keep(Registry counted, Actor actor)
    {
        actor.RequireSomewhere(Right.ReadHouseholds);
        if (counted.Privacy.SearchLimitOn(counted.Database.Time.Today()) is null)
            return;
        using var writer = counted.Database.OpenWriter();
        DailyUse.Add(writer, counted.Database, actor, UseKind.NumbersTried, 1);
        writer.Commit();
    }
}
