namespace Saxaul.Privacy;

/// <summary>What stands before every look-up of a number that somebody typed: it counts (<see cref="NumbersTried"/>), or says why it need not (<see cref="Uncounted"/>).</summary>
public abstract class NumberLookUps
{
    /// <summary>Asked by whatever looks up a number that somebody typed, before it does.</summary>
    /// <exception cref="ProblemException">As <see cref="NumbersTried.Allow"/>.</exception>
    internal abstract void LookUp();
}

/// <summary>Look-ups that are not counted, each by the reason for which they need not be.</summary>
public sealed class Uncounted : NumberLookUps
{
    private Uncounted()
    {
    }

    /// <summary>Nobody types a number: what is entered has no field for one, or one that somebody else's search or list has found.</summary>
    public static Uncounted NobodyTypes { get; } = new();

    /// <summary>No page and no program of somebody with limits is told what became of it: only who sits at the machine, and has the whole file anyway.</summary>
    public static Uncounted AtTheMachine { get; } = new();

    internal override void LookUp()
    {
    }
}
