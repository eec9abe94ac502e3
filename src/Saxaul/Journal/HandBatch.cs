namespace Saxaul.Journal;

/// <summary>
/// The number of a batch that is one act by hand: the place in the journal where it began, so that no number need be drawn from the office above the counties, whose
/// chain every county would wait for. Batches of files have small numbers, these have the second highest bit. What takes a batch back bears its number with a minus.
/// </summary>
internal static class HandBatch
{
    /// <summary>The lowest there is; whatever files bring is below.</summary>
    public const long Mark = 1L << 62;
    private const int HeightBits = 40;

    public static long Of(int countyKey, long height) => Mark | ((long)countyKey << HeightBits) | height;

    public static bool Is(long? batch) => batch >= Mark;
}
