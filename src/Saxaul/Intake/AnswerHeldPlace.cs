using System.Collections.Generic;
using Saxaul.Areas;
using Saxaul.Journal;
using Saxaul.Users;

namespace Saxaul.Intake;

/// <summary>
/// A person says what a place is that lists write and nobody knows: it is remembered for the next list, and every household that waits for it, from whatever
/// file, is released. The page and <c>--places</c> both answer so.
/// </summary>
/// <param name="Within">Where the question seeks it: <see cref="HeldPlaceQuestion.Within"/>.</param>
/// <param name="Written">As the lists write it.</param>
/// <param name="Area">What it is.</param>
/// <param name="Reason">Why, in the person's words.</param>
public sealed record AnswerHeldPlace(AreaKey Within, string Written, AreaKey Area, string? Reason = null)
{
    /// <summary>In a transaction of its own.</summary>
    /// <returns>The households that were released.</returns>
    /// <exception cref="ProblemException">3020 to 3023, 7001.</exception>
    public IReadOnlySet<long> Run(Registry registry, Actor actor)
    {
        using var session = registry.Write(actor);
        var released = Apply(session);
        session.Commit();
        return released;
    }

    /// <summary>Within the caller's transaction.</summary>
    public IReadOnlySet<long> Apply(WriteSession session)
    {
        new AnswerPlace(Within, Written, Area, Reason).Apply(session);
        return ReleaseHeld.In(session, Within.CountyKey, Reason);
    }
}
