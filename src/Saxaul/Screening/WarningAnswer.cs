using System;
using Saxaul.Journal;

namespace Saxaul.Screening;

/// <summary>What somebody who looked at a warning says of it. It closes nothing: the warning stands as long as its rule is met.</summary>
public enum Look
{
    /// <summary>Seen; nothing more is known yet.</summary>
    Seen,

    /// <summary>Somebody should visit the household.</summary>
    VisitWanted,

    /// <summary>Nothing is needed, for the reason in the journal.</summary>
    NotNeeded,
}

/// <summary>The last answer to a warning; why, who and when stand in the journal entry that wrote it.</summary>
public sealed record WarningAnswer(long HouseholdId, long WarningId, Look Look)
{
    public static VersionedTable Table { get; } = new("warning_answer", "household", "household_id",
        new Column("household_id", ColumnType.Integer), new Column("warning_id", ColumnType.Integer), new Column("answer", ColumnType.Text));

    public object?[] ToValues() => [HouseholdId, WarningId, Look.ToString()];

    public static WarningAnswer From(Journal.Version version) => new((long)version.Values[0]!, (long)version.Values[1]!, Enum.Parse<Look>((string)version.Values[2]!));
}
