using System;
using Saxaul.Journal;

namespace Saxaul.Privacy;

/// <summary>On what ground departments' lists are compared with a household, or that they are not.</summary>
public enum ComparisonGround
{
    /// <summary>Monitoring that the law gives the office to do: so are all households whom the county hands over, unless they say otherwise.</summary>
    PublicDuty,

    /// <summary>The household has signed that its data may be compared.</summary>
    Authorised,

    /// <summary>It has withdrawn: from that day on no row of a department is matched with it.</summary>
    Withdrawn,
}

/// <summary>What a household signed about comparing its data with departments' lists. It is no part of any application for help, and nothing else depends on it.</summary>
/// <param name="Allowed">Whether they may be compared, from the version's first day on.</param>
/// <param name="SignedBy">Who signed.</param>
/// <param name="Paper">Where the signed paper is, in words; null when nobody wrote it.</param>
public sealed record ComparisonStatement(long HouseholdId, bool Allowed, AskedBy SignedBy, string? Paper)
{
    public static VersionedTable Table { get; } = VersionedTable.OneEach("comparison", "household",
        new Column("household_id", ColumnType.Integer), new Column("allowed", ColumnType.YesNo), new Column("signed_by", ColumnType.Text), new Column("paper", ColumnType.Secret));

    public object?[] ToValues() => [HouseholdId, Allowed, SignedBy.ToString(), Paper];

    public static ComparisonStatement From(Journal.Version version)
    {
        var v = version.Values;
        return new ComparisonStatement((long)v[0]!, (bool)v[1]!, Enum.Parse<AskedBy>((string)v[2]!), (string?)v[3]);
    }
}
