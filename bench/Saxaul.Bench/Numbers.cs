namespace Saxaul.Bench;

/// <summary>The same numbers for the same seed, on every machine and runtime (SplitMix64).</summary>
internal sealed class Numbers(ulong seed)
{
    private ulong state = seed;

    /// <summary>From 0 to less than <paramref name="below"/>.</summary>
    public int Next(int below) => (int)Next(0L, below);

    public long Next(long from, long below)
    {
        var mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return from + (long)((mixed ^ (mixed >> 31)) % (ulong)(below - from));
    }
}
