using Saxaul.Users;

namespace Saxaul.Privacy;

/// <summary>A household's own card is printed: a look and no export, but one more household taken out that day, so that nobody prints a county card by card.</summary>
public sealed record TakeCard
{
    /// <exception cref="ProblemException"><see cref="Problem.TooManyExported"/>; 7001 when the actor may read no household.</exception>
    public void Run(Registry registry, Actor actor)
    {
        actor.RequireSomewhere(Right.ReadHouseholds);
        using var writer = registry.Database.OpenWriter();
        RecordExport.Take(writer, registry, actor, 1);
        DailyUse.Add(writer, registry.Database, actor, UseKind.Cards, 1);
        writer.Commit();
    }
}
