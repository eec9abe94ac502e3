using System.Collections.Generic;
using System.Linq;

namespace Saxaul.Users;

/// <summary>What somebody wants to do with data; with the areas it makes a right.</summary>
public enum Right
{
    /// <summary>See households, persons and what is recorded about them.</summary>
    ReadHouseholds,

    /// <summary>Enter, correct and undo what is recorded about households.</summary>
    WriteHouseholds,

    /// <summary>Change the list of areas.</summary>
    WriteAreas,

    /// <summary>Read the journal and check it.</summary>
    Verify,

    /// <summary>Destroy the content about a person or household.</summary>
    Erase,

    /// <summary>Make a copy of the whole registry, or put one in its place.</summary>
    BackUp,
}

/// <summary>
/// Who acts. Every act takes one; nothing is allowed that is not said here. <paramref name="Areas"/> holds the counties (by our own
/// county key) in which the rights hold; null means every county. A county's rights may hold only in some of its townships and villages (<see cref="Only"/>):
/// <see cref="May"/> then says no, and whoever knows the place asks <see cref="Saxaul.Areas.Reach"/>.
/// </summary>
/// <param name="Name">The name the journal keeps, for example "operator" or a user's sign-in name.</param>
/// <param name="Rights">The rights; empty denies everything.</param>
/// <param name="Areas">County keys, or null for all.</param>
public sealed record Actor(string Name, IReadOnlySet<Right> Rights, IReadOnlySet<int>? Areas)
{
    /// <summary>Of counties in which the rights do not hold throughout: the townships and villages in which they do, with all that lies in them.</summary>
    public IReadOnlyDictionary<int, IReadOnlySet<long>> Only { get; init; } = new Dictionary<int, IReadOnlySet<long>>();

    /// <summary>Whoever runs the program on the machine that holds the database: all rights, everywhere.</summary>
    public static Actor Operator(string name) =>
        new(name, new HashSet<Right>([Right.ReadHouseholds, Right.WriteHouseholds, Right.WriteAreas, Right.Verify, Right.Erase, Right.BackUp]), null);

    /// <summary>Somebody who may do nothing.</summary>
    public static Actor Nobody { get; } = new("nobody", new HashSet<Right>(), new HashSet<int>());

    /// <summary>Whether a right holds in the whole county.</summary>
    public bool May(Right right, int countyKey) => MayIn(right, countyKey) && !Only.ContainsKey(countyKey);

    /// <summary>Whether it holds somewhere in the county.</summary>
    public bool MayIn(Right right, int countyKey) => Rights.Contains(right) && (Areas is null || Areas.Contains(countyKey));

    public bool MaySomewhere(Right right) => Rights.Contains(right) && (Areas is null || Areas.Count > 0);

    /// <summary>Whether it holds in the whole of some county: a file may speak of all of it.</summary>
    public bool MayInAWholeCounty(Right right) => Rights.Contains(right) && (Areas is null || Areas.Any(county => !Only.ContainsKey(county)));

    /// <summary>Refuses when the right does not hold in the whole county.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/></exception>
    public void Require(Right right, int countyKey)
    {
        if (!May(right, countyKey))
            throw new ProblemException(Problem.NotAllowed(right));
    }

    /// <summary>Refuses when the right holds nowhere in the county. Whoever asks this has still to ask for the place.</summary>
    /// <exception cref="ProblemException"><see cref="Problem.NotAllowed"/></exception>
    public void RequireIn(Right right, int countyKey)
    {
        if (!MayIn(right, countyKey))
            throw new ProblemException(Problem.NotAllowed(right));
    }

    /// <summary>For what follows from an act by itself, such as screening a county anew: in the whole of every county in which something was allowed.</summary>
    internal Actor ForConsequences() => this with { Only = new Dictionary<int, IReadOnlySet<long>>() };

    /// <summary>Refuses when the right does not hold in every county (for what concerns all of them).</summary>
    public void RequireEverywhere(Right right)
    {
        if (!Rights.Contains(right) || Areas is not null || Only.Count > 0)
            throw new ProblemException(Problem.NotAllowed(right));
    }

    /// <summary>Of these counties, the ones in the whole of which the right holds.</summary>
    public IEnumerable<int> Where(Right right, IEnumerable<int> countyKeys) => countyKeys.Where(key => May(right, key));
}
