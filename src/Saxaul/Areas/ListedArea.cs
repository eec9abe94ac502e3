using System.Globalization;

namespace Saxaul.Areas;

/// <summary>An area as a list of statistical codes gives it.</summary>
/// <param name="Parent">The code of what it lies in; null at the top.</param>
/// <param name="File">The file it stands in, for messages.</param>
/// <param name="Row">Its row there; 0 where the file has none.</param>
public sealed record ListedArea(string Code, string Name, AreaLevel Level, string? Parent, string File, int Row)
{
    /// <summary>Where it stands, for messages.</summary>
    internal string Place => Row == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"第 {Row} 行 (row {Row})");

    /// <summary>The level that a code of so many digits has; null when no level has.</summary>
    internal static AreaLevel? LevelOf(string code) => code.Length switch
    {
        2 => AreaLevel.Province,
        4 => AreaLevel.Prefecture,
        6 => AreaLevel.County,
        9 => AreaLevel.Township,
        12 => AreaLevel.Village,
        _ => null,
    };

    /// <summary>The code of what an area with this code lies in; null at the top.</summary>
    internal static string? ParentOf(string code) => code.Length switch { 12 => code[..9], 9 => code[..6], 6 => code[..4], 4 => code[..2], _ => null };
}
