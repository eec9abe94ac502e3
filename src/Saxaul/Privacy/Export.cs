using System;

namespace Saxaul.Privacy;

/// <summary>What left the registry.</summary>
public enum ExportKind
{
    /// <summary>A village's book.</summary>
    Book,

    /// <summary>The cards of a village or natural village.</summary>
    Cards,

    /// <summary>The masked cards for the walls of a village.</summary>
    WallCards,

    /// <summary>The list of a batch's findings: places in files, without what is written there.</summary>
    Findings,

    /// <summary>A sender's own workbook with its cells marked.</summary>
    MarkedFile,

    /// <summary>The list of warnings of an area.</summary>
    Warnings,

    /// <summary>The totals of an area.</summary>
    Indicators,
}

/// <summary>That something about many households left the registry, as a file or on paper.</summary>
/// <param name="Mark">What the file or each sheet of paper bears, so that a stray one leads back to who took it.</param>
/// <param name="Area">Statistical code of the area; null when it is of no one area.</param>
/// <param name="Households">How many households it is about; 0 for totals.</param>
/// <param name="Purpose">A code of <see cref="ExportRules.Purposes"/>.</param>
public sealed record Export(string Mark, DateTimeOffset At, string Actor, ExportKind What, string? Area, int Households, string Purpose)
{
    /// <summary>What a file says of itself, in both languages.</summary>
    public string Line => $"导出 Export {Mark} · {Actor} · {At.ToOffset(Journal.Instant.Shanghai):yyyy-MM-dd HH:mm}";

    /// <summary>What it was for, in words; the code itself for a purpose that is no longer defined.</summary>
    public string For(PrivacyRules rules, string language) => rules.Exports.Purposes.Find(purpose => purpose.Code == Purpose)?.Labels.In(language) ?? Purpose;
}
