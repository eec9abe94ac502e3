namespace Saxaul.Intake;

/// <summary>
/// How large a workbook may be. The figures leave room for a prefecture in one file (300,000 rows of 34 columns are about
/// 250 MB of XML) and stop what was made to exhaust the machine.
/// </summary>
public sealed record WorkbookLimits
{
    /// <summary>Bytes of the file itself.</summary>
    public long FileBytes { get; init; } = 300L << 20;

    /// <summary>Files inside an xlsx.</summary>
    public int Entries { get; init; } = 10_000;

    /// <summary>Bytes of an xlsx once inflated: as its directory declares for all parts, and as really counted for those that are read.</summary>
    public long InflatedBytes { get; init; } = 4L << 30;

    /// <summary>How many times larger than its compressed form a part may be; honest sheets stay under 50, the worst possible is 1,032.</summary>
    public int InflationRatio { get; init; } = 250;

    /// <summary>Parts smaller than this, inflated, are never suspicious whatever their ratio. Bytes.</summary>
    public long InflationFloor { get; init; } = 32L << 20;

    /// <summary>Characters of all shared strings of an xlsx, which are held in memory.</summary>
    public long SharedCharacters { get; init; } = 200_000_000;

    /// <summary>Merged ranges of one sheet.</summary>
    public int MergedRanges { get; init; } = 2_000_000;
}
