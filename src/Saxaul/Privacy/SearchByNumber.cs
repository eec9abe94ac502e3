using Saxaul.People;
using Saxaul.Users;

namespace Saxaul.Privacy;

/// <summary>
/// Stands before every search: whole numbers that somebody within reach bears are free, as an office looks them up all day; those that hit nobody, and all last fours, are tried (<see cref="NumbersTried"/>). Names are
/// searched for as ever.
/// </summary>
/// <param name="Written">What somebody typed.</param>
public sealed record SearchByNumber(string Written)
{
    /// <summary>Looks whether the search may be answered.</summary>
    /// <returns>How many tries it is; to be kept (<see cref="NumbersTried.Keep"/>) before anything that was found is shown.</returns>
    /// <exception cref="ProblemException">What <see cref="NumbersTried.Allow"/> and <see cref="FindPeople"/> refuse.</exception>
    public int Tries(Registry registry, PeopleStore store, Actor actor, NumbersTried numbers)
    {
        var found = new FindPeople(Written, 0, 0).Run(registry, store, actor);
        if (found.WholeNumbers + found.LastFours == 0)
            return 0;
        numbers.Allow();
        return found.LastFours + (found.Count == 0 ? found.WholeNumbers : 0);
    }
}
